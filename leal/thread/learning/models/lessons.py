from django.db import models
from django.db.models import Q

WITHDRAWN_FOR_A_REASON = Q(withdrawn_on__isnull=True) | ~Q(withdrawn_because="")


class Lesson(models.Model):
    """What we take from something people said, a figure or a mistake: who must act, and by when.

    made_up  who must act and by when were made up for the story; pages say so

    One that should not stand is withdrawn with a reason, and stays to be read:
    nobody gets rid of a lesson that is overdue.
    """

    edited = (
        *("title", "wording", "learned_from", "learned_on", "commitments"),
        *("role", "body", "due_on", "source", "withdrawn_on", "withdrawn_because"),
    )

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
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["charter", "code"], name="one_lesson_for_each_code"),
            models.CheckConstraint(condition=WITHDRAWN_FOR_A_REASON, name="a_lesson_is_withdrawn_for_a_reason"),
        ]

    def __str__(self) -> str:
        return self.title


class Change(models.Model):
    """What we did, or said we would do, because of a lesson: when, told to whom, and whether it worked.

    What we said and will not do is withdrawn with a reason that readers see.
    """

    edited = (
        *("what", "due_on", "made_on", "told_to", "told_on", "did_it_work", "checked_on"),
        *("source", "withdrawn_on", "withdrawn_because"),
    )

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="changes")
    what = models.TextField()
    due_on = models.DateField(null=True, blank=True)
    made_on = models.DateField(null=True, blank=True)
    told_to = models.CharField(max_length=200, blank=True)
    told_on = models.DateField(null=True, blank=True)
    did_it_work = models.TextField(blank=True)
    checked_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["made_on", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=WITHDRAWN_FOR_A_REASON, name="a_change_is_withdrawn_for_a_reason"),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True) | ~Q(did_it_work=""), name="a_checked_change_says_what_was_found"
            ),
        ]

    def __str__(self) -> str:
        return self.what
