from django.db import models
from django.db.models import F, Q


class Source(models.Model):
    """Where figures were published: who by, at which address, under which licence."""

    charter = models.ForeignKey("charters.Charter", on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=500)
    name = models.CharField(max_length=300)
    publisher = models.CharField(max_length=120, blank=True)
    licence = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["charter", "address"], name="one_source_for_each_address")]

    def __str__(self) -> str:
        return self.name


class Result(models.Model):
    """A measure’s value for a period, with its base and where it was published.

    group     "" for everyone, else "benefit: X; channel: phone"
    answer    which answer a share is of, "" when it is not of one answer
    question  the code under which the question was reviewed, "" when none was given
    label     what it was published as, when neither measure nor question is known
    value     as published, never recomputed; None when suppressed, not asked or not available
    step      the unit the value was rounded to, by its decimals

    Results of no measure are kept until a measure draws on them.
    """

    class Mark(models.TextChoices):
        EXACT = "", "as published"
        SUPPRESSED = "c", "suppressed to protect people"
        NOT_ASKED = "z", "not asked"
        NOT_AVAILABLE = "x", "not available"
        APPROX = "approx", "about"
        OVER = "over", "over"
        UNDER = "under", "under"
        ROUNDED = "rounded", "rounded"

    charter = models.ForeignKey("charters.Charter", on_delete=models.CASCADE, related_name="+")
    measure = models.ForeignKey(
        "evidence.Measure", on_delete=models.PROTECT, null=True, blank=True, related_name="results"
    )
    question = models.CharField(max_length=120, blank=True)
    label = models.CharField(max_length=500, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    period_as_given = models.CharField(max_length=120)
    group = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=200, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=9, null=True, blank=True)
    as_given = models.CharField(max_length=60)
    mark = models.CharField(max_length=7, choices=Mark.choices, blank=True)
    step = models.DecimalField(max_digits=24, decimal_places=9)
    unit = models.CharField(max_length=40, blank=True)
    base = models.PositiveBigIntegerField(null=True, blank=True)
    base_as_given = models.CharField(max_length=200, blank=True)
    intake = models.ForeignKey("evidence.Intake", on_delete=models.PROTECT, related_name="results")
    sources = models.ManyToManyField(Source, through="evidence.Citation", related_name="results")

    class Meta:
        ordering = ["starts_on", "ends_on", "group", "answer", "pk"]
        indexes = [models.Index(fields=["measure", "starts_on"]), models.Index(fields=["charter", "question"])]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    *("charter", "measure", "question", "label", "starts_on", "ends_on"),
                    *("group", "answer", "unit", "mark", "value"),
                ],
                nulls_distinct=False,
                name="a_result_stands_once",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_result_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~Q(unit="%") | Q(value__isnull=True) | Q(value__range=(0, 100)),
                name="a_percentage_lies_between_0_and_100",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True, mark__in=["c", "z", "x"])
                | Q(value__isnull=False, mark__in=["", "approx", "over", "under", "rounded"]),
                name="a_result_has_a_value_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(measure__isnull=False) | ~Q(question="") | ~Q(label=""),
                name="a_result_says_what_it_is_of",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.as_given} {self.unit}".strip()


class Citation(models.Model):
    """That a source gave a result, as read from one row of one file, in the source’s own words.

    reviewed  whether a mapping knew the question, measure or not
    joined    whether another source had given the same result before
    """

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    intake = models.ForeignKey("evidence.Intake", on_delete=models.PROTECT, related_name="citations")
    row = models.PositiveIntegerField()
    published_as = models.CharField(max_length=500)
    reviewed = models.BooleanField(default=False)
    joined = models.BooleanField(default=False)
    period_as_given = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=24, decimal_places=9, null=True, blank=True)
    as_given = models.CharField(max_length=60)
    base = models.PositiveBigIntegerField(null=True, blank=True)
    base_as_given = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ["intake", "row", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "source", "intake", "row", "published_as"], name="a_row_is_cited_once"
            )
        ]
