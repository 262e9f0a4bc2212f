from django.db import models
from django.db.models import Q


class Lineage(models.Model):
    """What became of a promise of one edition in the next, and why.

    edition       the later one; `earlier` stands in the edition that it follows
    same_promise  whether results and standings go on: the words may have changed, what is promised has not
    """

    class Kind(models.TextChoices):
        KEPT = "kept", "Kept"
        REWORDED = "reworded", "Reworded"
        MOVED = "moved", "Moved"
        SPLIT = "split", "Split"
        MERGED = "merged", "Merged"
        NEW = "new", "New"
        ENDED = "ended", "Ended"

    edition = models.ForeignKey("charters.Edition", on_delete=models.CASCADE, related_name="lineage")
    earlier = models.ForeignKey(
        "charters.Commitment", on_delete=models.CASCADE, null=True, blank=True, related_name="became"
    )
    later = models.ForeignKey(
        "charters.Commitment", on_delete=models.CASCADE, null=True, blank=True, related_name="came_from"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    reason = models.TextField(blank=True)
    same_promise = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "earlier", "later"], nulls_distinct=False, name="a_lineage_is_told_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="new", earlier__isnull=True, later__isnull=False)
                | Q(kind="ended", earlier__isnull=False, later__isnull=True)
                | (~Q(kind__in=["new", "ended"]) & Q(earlier__isnull=False, later__isnull=False)),
                name="what_is_new_came_from_nowhere_and_what_ended_leads_nowhere",
            ),
            models.CheckConstraint(
                condition=Q(same_promise=False) | ~Q(kind__in=["new", "ended"]),
                name="the_same_promise_stands_in_both_editions",
            ),
            models.CheckConstraint(condition=~Q(kind="kept") | Q(same_promise=True), name="what_is_kept_is_the_same"),
        ]


class Approval(models.Model):
    """That a person agreed to an edition’s very words; other words are another fingerprint, and ask for it anew."""

    edition = models.ForeignKey("charters.Edition", on_delete=models.CASCADE, related_name="approvals")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "by", "fingerprint"], name="nobody_approves_the_same_words_twice"
            )
        ]


class Comment(models.Model):
    """What someone says about a draft: all of it, one promise or one passage.

    about    the code or heading it was said of, kept when that is taken out
    outcome  what came of it, once settled
    """

    edition = models.ForeignKey("charters.Edition", on_delete=models.CASCADE, related_name="comments")
    commitment = models.ForeignKey(
        "charters.Commitment", on_delete=models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    passage = models.ForeignKey(
        "charters.Passage", on_delete=models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    about = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="what_is_settled_was_settled_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.words
