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
