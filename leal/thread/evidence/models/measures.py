from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from leal.calculations.freshness import Rhythm


class Measure(models.Model):
    """A question with a unit, a base and a source, mirrored from its reviewed file.

    good_for_years  for how many charter years after its own a result may still speak; most speak for their year alone
    every           how often there is a result; "" when it is published now and then, or no more
    published_after within how many days of the end of a period its result is published

    A measure known to exist of which nothing more is known has a `gap`: why nothing is here.
    """

    class Kind(models.TextChoices):
        SHARE = "share"
        MEAN = "mean"
        MEDIAN = "median"
        COUNT = "count"
        RATE = "rate"
        DURATION = "duration"
        EXAMPLE = "example"

    class Better(models.TextChoices):
        HIGHER = "higher"
        LOWER = "lower"
        NEITHER = "neither"

    class Population(models.TextChoices):
        ALL = "all", "everyone or everything was counted"
        CENSUS = "census", "everyone was asked and some answered"
        SAMPLE = "sample", "some were drawn at random and asked"
        SELF_SELECTED = "self-selected", "those who chose to answer"

    class Every(models.TextChoices):
        MONTH = "month"
        QUARTER = "quarter"
        YEAR = "year"
        TWO_YEARS = "two years"
        THREE_YEARS = "three years"

    charter = models.ForeignKey("charters.Charter", on_delete=models.CASCADE, related_name="+")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    number = models.CharField(max_length=10, blank=True)
    asks = models.TextField(blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    feeling = models.BooleanField(default=False)
    base = models.TextField(blank=True)
    population = models.CharField(max_length=13, choices=Population.choices, blank=True)
    source = models.TextField(blank=True)
    better = models.CharField(max_length=7, choices=Better.choices, default=Better.NEITHER)
    matters_points = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    matters_relative = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    smallest_base = models.PositiveIntegerField(null=True, blank=True)
    good_for_years = models.PositiveSmallIntegerField(default=0)
    every = models.CharField(max_length=11, choices=Every.choices, blank=True)
    published_after = models.PositiveSmallIntegerField(null=True, blank=True)
    rounding = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    why_it_matters = models.TextField(blank=True)
    caveat = models.TextField(blank=True)
    gap = models.TextField(blank=True)
    labels = ArrayField(models.TextField(), default=list, blank=True)
    codes = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    answer = models.CharField(max_length=120, blank=True)
    definition = models.CharField(max_length=64)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["charter", "code"], name="one_measure_for_each_code"),
            models.CheckConstraint(
                condition=Q(matters_points__isnull=True) | Q(matters_relative__isnull=True),
                name="what_matters_is_said_one_way",
            ),
            models.CheckConstraint(
                condition=~Q(gap="") | ~(Q(kind="") | Q(asks="")),
                name="a_measure_says_what_it_asks_or_why_it_cannot",
            ),
            models.CheckConstraint(
                condition=Q(every="", published_after__isnull=True) | (~Q(every="") & Q(published_after__isnull=False)),
                name="what_comes_again_says_how_soon_it_is_published",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rhythm(self) -> Rhythm | None:
        """How often there is a result; None when nobody has promised one."""
        return Rhythm(self.every, self.published_after) if self.every else None


class Service(models.Model):
    """That a measure serves a commitment, or one part of it, and whether it decides if that is kept."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="services")
    commitment = models.ForeignKey("charters.Commitment", on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey("charters.Part", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    decides = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "commitment", "part"], nulls_distinct=False, name="a_measure_serves_a_promise_once"
            )
        ]


class Level(models.Model):
    """A target or level a measure is held to, from a date, by whose authority and where it was published."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="levels")
    value = models.DecimalField(max_digits=20, decimal_places=6)
    from_on = models.DateField()
    authority = models.CharField(max_length=200)
    source = models.CharField(max_length=500)

    class Meta:
        ordering = ["from_on"]
        constraints = [models.UniqueConstraint(fields=["measure", "from_on"], name="one_level_from_each_day")]


class Break(models.Model):
    """A day on which a series stops being one line, and why."""

    class Kind(models.TextChoices):
        BREAK = "break", "Broken off"
        REWORDED = "reworded", "Asked in other words"
        REBASED = "rebased", "Counted from a new start"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="breaks")
    on = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.TextField()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "on", "kind"], name="one_break_of_a_kind_on_a_day"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_break_has_a_reason"),
        ]
