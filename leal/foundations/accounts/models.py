import uuid
from datetime import timedelta

from django.db import models

from leal.foundations.people.models import Person


class CastMember(models.Model):
    """A made-up person of the story, whom anyone may sign in as with one press.

    Only the story makes these, and only where nobody real has ever been added.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="cast")
    about = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.person}: {self.about}"


class SignInLink(models.Model):
    """A link to sign in with, as it was asked for: good once, for a quarter of an hour.

    Nobody's when the address was nobody's, so that asking takes the same work
    either way. Gone after a day; that it was asked for and used stays recorded.
    """

    history = None
    GOOD_FOR = timedelta(minutes=15)

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    leads_to = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link asked for at {self.asked_at:%H:%M}"
