from django.db import models
from django.db.models import F, Q

from leal.foundations.people.models import Spell

ENDS_AFTER_IT_BEGINS = Q(ended_on__isnull=True) | Q(since__isnull=True) | Q(ended_on__gte=F("since"))


class Ownership(models.Model):
    """Who must keep a commitment, or one part of it: a named role and the body responsible. Ended, never removed."""

    edited = ("role", "body", "since", "ended_on")

    commitment = models.ForeignKey("charters.Commitment", on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey("charters.Part", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=120)
    body = models.ForeignKey("charters.Body", on_delete=models.PROTECT, related_name="+")
    since = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="ownership_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.role}, {self.body}"


class Holder(Spell):
    """Who fills a role that owns commitments, from one day until another. Several may, one after another or at once.

    The charter names roles, never people; this is how what needs a role finds
    its way to somebody. Ended, never removed.
    """

    body = models.ForeignKey("charters.Body", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=120)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")

    class Meta(Spell.Meta):
        ordering = ["body", "role", "since", "pk"]
        constraints = [
            *Spell.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "role", "person"], condition=Q(until__isnull=True), name="a_role_is_filled_once_by_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.body}"


class Practice(models.Model):
    """Something done to keep commitments: already in place, being built, or promised and not yet there.

    Ended with a day, never removed.
    """

    class State(models.TextChoices):
        IN_PLACE = "in_place", "In place"
        BEING_BUILT = "being_built", "Being built"
        PROMISED = "promised", "Promised, not yet there"

    edited = ("name", "wording", "state", "role", "body", "since", "ended_on", "source", "keepings")

    charter = models.ForeignKey("charters.Charter", on_delete=models.CASCADE, related_name="+")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    wording = models.TextField()
    role = models.CharField(max_length=120, blank=True)
    body = models.ForeignKey("charters.Body", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=11, choices=State.choices)
    since = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["charter", "code"], name="one_practice_for_each_code"),
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="practice_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name


class Keeping(models.Model):
    """That a practice keeps a commitment, or one part of it."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="keepings")
    commitment = models.ForeignKey("charters.Commitment", on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey("charters.Part", on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "commitment", "part"], nulls_distinct=False, name="a_practice_keeps_a_promise_once"
            )
        ]
