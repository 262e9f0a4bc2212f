from django.db import models


class Charter(models.Model):
    """The lasting promise of a public service to the people who use it."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    body = models.CharField(max_length=120)
    act = models.CharField(max_length=120, blank=True)
    about = models.TextField(blank=True)
    year_starts_in = models.PositiveSmallIntegerField(default=4)
    contact = models.TextField(blank=True)
    accessibility_enforced_by = models.TextField(blank=True)
    licence = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(year_starts_in__range=(1, 12)), name="a_charter_year_starts_in_a_month"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """How access names this charter, for roles held within it."""
        return f"charter {self.slug}"


class Body(models.Model):
    """One of those who made the promises and must keep them, or see that they are kept."""

    class Kind(models.TextChoices):
        AGENCY = "agency"
        GOVERNMENT = "government"
        PARLIAMENT = "parliament"
        OTHER = "other"

    charter = models.ForeignKey(Charter, on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    does = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["charter", "name"], name="one_row_for_each_body")]

    def __str__(self) -> str:
        return self.name
