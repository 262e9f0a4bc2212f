from django.db import models


class Reminder(models.Model):
    """That a person was told that a result is overdue. Never edited, never told twice."""

    measure = models.ForeignKey("evidence.Measure", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    due_by = models.DateField()
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["told_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "person", "due_by"], name="one_is_told_once_of_what_is_overdue")
        ]
