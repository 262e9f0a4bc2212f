from django.db import models


class Intake(models.Model):
    """One file of figures taken in, and what became of its rows.

    taken, joined, refused  counts of figures: standing as results; of those, the ones another
                            source had given already; and not taken
    """

    charter = models.ForeignKey("charters.Charter", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    mapping = models.CharField(max_length=60)
    taken = models.PositiveIntegerField()
    joined = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    notes = models.TextField(blank=True)
    taken_in_at = models.DateTimeField()
    taken_in_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-taken_in_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["charter", "digest"], name="a_file_is_taken_in_once")]

    def __str__(self) -> str:
        return self.name


class Refusal(models.Model):
    """A row of a file that was not taken: which field, what is wrong, and how to mend it."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="refusals")
    row = models.PositiveIntegerField(null=True, blank=True)
    field = models.CharField(max_length=200, blank=True)
    why = models.TextField()

    class Meta:
        ordering = ["row", "pk"]
