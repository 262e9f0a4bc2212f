from django.db import models
from django.db.models import Q

# 2022-23, or 2022 where a charter's year is the calendar's.
YEAR = r"^\d{4}(-\d{2})?$"


class Standing(models.TextChoices):
    """How a commitment stands in one charter year, worst first."""

    FALLING_SHORT = "falling_short", "Falling short"
    NOT_IN_PLACE = "not_in_place", "Not in place yet"
    DISAGREE = "disagree", "People and figures disagree"
    OUT_OF_DATE = "out_of_date", "Evidence out of date"
    NOT_KNOWN = "not_known", "Not known"
    PARTLY_KEPT = "partly_kept", "Partly kept"
    KEPT = "kept", "Kept"


class Example(models.Model):
    """One case, good or bad, and what was done about it."""

    edited = ("kind", "words", "what_was_done", "source", "year", "commitments")

    class Kind(models.TextChoices):
        GOOD = "good"
        BAD = "bad"

    charter = models.ForeignKey("charters.Charter", on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(
        "evidence.Measure", on_delete=models.PROTECT, null=True, blank=True, related_name="examples"
    )
    kind = models.CharField(max_length=4, choices=Kind.choices)
    words = models.TextField()
    what_was_done = models.TextField()
    year = models.CharField(max_length=7)
    source = models.CharField(max_length=500)
    commitments = models.ManyToManyField("charters.Commitment", related_name="+")

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what_was_done=""), name="an_example_says_what_was_done"),
            models.CheckConstraint(condition=Q(year__regex=YEAR), name="an_example_is_of_a_charter_year"),
        ]

    def __str__(self) -> str:
        return self.words


class OwnerDecision(models.Model):
    """What the owner of a commitment says of its proposed standing in a year, and why. Never edited, never deleted.

    proposed  what the rule proposed when they decided; "" where nobody wrote it down
    made_up   written for the story; a page that shows it must say so
    """

    edited = ("agrees", "standing", "reason")

    commitment = models.ForeignKey("charters.Commitment", on_delete=models.CASCADE, related_name="+")
    year = models.CharField(max_length=7)
    agrees = models.BooleanField()
    standing = models.CharField(max_length=13, choices=Standing.choices)
    reason = models.TextField()
    role = models.CharField(max_length=120)
    on = models.DateField()
    proposed = models.CharField(max_length=13, choices=Standing.choices, blank=True)
    made_up = models.BooleanField(default=False)

    class Meta:
        ordering = ["commitment", "year", "on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(reason=""), name="an_owner_who_overrules_says_why"),
            models.CheckConstraint(condition=Q(year__regex=YEAR), name="an_owner_decides_on_a_charter_year"),
        ]


class Finding(models.Model):
    """What an independent reviewer found about a commitment in a year, shown beside the owner’s word. Never edited.

    proposed  what the rule proposed when they found it; "" where nobody wrote it down
    made_up   written for the story; a page that shows it must say so
    """

    edited = ("standing", "reason")

    commitment = models.ForeignKey("charters.Commitment", on_delete=models.CASCADE, related_name="+")
    year = models.CharField(max_length=7)
    standing = models.CharField(max_length=13, choices=Standing.choices)
    reason = models.TextField()
    role = models.CharField(max_length=120)
    on = models.DateField()
    proposed = models.CharField(max_length=13, choices=Standing.choices, blank=True)
    made_up = models.BooleanField(default=False)

    class Meta:
        ordering = ["commitment", "year", "on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_finding_has_a_reason"),
            models.CheckConstraint(condition=Q(year__regex=YEAR), name="a_finding_is_of_a_charter_year"),
        ]
