from django.db import models
from django.db.models import Q


class Lesson(models.Model):
    """What we take from something people said, a figure or a mistake: who must act, and by when.

    made_up  who must act and by when were made up for the story; pages say so
    """

    charter = models.ForeignKey("charters.Charter", on_delete=models.CASCADE, related_name="+")
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    wording = models.TextField()
    learned_from = models.CharField(max_length=300)
    learned_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)
    role = models.CharField(max_length=120, blank=True)
    body = models.ForeignKey("charters.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    made_up = models.BooleanField(default=False)
    commitments = models.ManyToManyField("charters.Commitment", related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["charter", "code"], name="one_lesson_for_each_code")]

    def __str__(self) -> str:
        return self.title


class Change(models.Model):
    """What we did, or said we would do, because of a lesson: when, told to whom, and whether it worked."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="changes")
    what = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    made_on = models.DateField(null=True, blank=True)
    told_to = models.CharField(max_length=200, blank=True)
    told_on = models.DateField(null=True, blank=True)
    did_it_work = models.TextField(blank=True)
    checked_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["made_on", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True) | ~Q(did_it_work=""), name="a_checked_change_says_what_was_found"
            )
        ]

    def __str__(self) -> str:
        return self.what
