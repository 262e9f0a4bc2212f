import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Work(models.Model):
    """Long work someone asked for: how far it has come, and how it ended.

    begun_at  when a worker last began it; None while it waits, also after a worker was lost
    begun     how often one has

    It changes many times a second and says nothing of people, so its rows
    keep no history; what the work does to other rows keeps theirs.
    """

    history = None

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    asked_at = models.DateTimeField()
    done = models.PositiveBigIntegerField(default=0)
    of = models.PositiveBigIntegerField(default=0)
    saying = models.CharField(max_length=200, blank=True)
    begun_at = models.DateTimeField(null=True)
    begun = models.PositiveSmallIntegerField(default=0)
    stop_asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    leads_to = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [models.CheckConstraint(condition=Q(of=0) | Q(done__lte=F("of")), name="no_more_done_than_asked")]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        """One of waiting, under-way, done, stopped, failed."""
        if self.ended_at is None:
            return "under-way" if self.begun_at or self.saying or self.done else "waiting"
        if self.trouble:
            return "failed"
        return "stopped" if self.stop_asked_at else "done"

    @property
    def said(self) -> str:
        """How far it has come, in words: "Reading sheet 2. 300 of 1,200."."""
        ends = {"waiting": "It has not begun yet.", "done": "It is done.", "stopped": "It was stopped."}
        if self.state in ends:
            return ends[self.state]
        if self.state == "failed":
            return "It could not be finished."
        counted = f"{self.done:,} of {self.of:,}." if self.of else ""
        return f"{self.saying.rstrip('.')}. {counted}".strip() if self.saying else counted or "It has begun."
