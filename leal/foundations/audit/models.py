import uuid

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class Entry(models.Model):
    """One thing that was done, by whom, to what and why. Never edited, never deleted.

    It names its subject by label and key rather than by foreign key, so that
    the record outlives the thing recorded. `act` joins it to the row history
    that the same operation left.
    """

    history = None

    event = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    subject_key = models.CharField(max_length=64)
    by = models.CharField(max_length=40)
    because = models.TextField(blank=True)
    act = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "subject_key", "id"], name="entry_subject"),
            BrinIndex(fields=["recorded_at"], name="entry_when"),
        ]


class Arrival(models.Model):
    """That something anonymous came in on a day. It says neither which nor when.

    Its key is random and it stands apart from the timed entries, so that it
    cannot be laid beside them to find out who wrote what.
    """

    history = None

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.CharField(max_length=80)
    arrived_on = models.DateField()


class RowHistory(models.Model):
    """What one statement did to one row: written by trigger, never by hand.

    `before` and `after` hold the columns that changed; personal words stand in
    them as digests made with the row's `SubjectKey`.
    """

    history = None

    class Did(models.TextChoices):
        ADDED = "added"
        CHANGED = "changed"
        REMOVED = "removed"

    row_table = models.CharField(max_length=80)
    row_key = models.CharField(max_length=64)
    did = models.CharField(max_length=7, choices=Did.choices)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by = models.CharField(max_length=40)
    act = models.UUIDField(null=True)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["row_table", "row_key", "id"], name="history_row"),
            BrinIndex(fields=["written_at"], name="history_when"),
        ]


class SubjectKey(models.Model):
    """The secret that digests one row's personal words in history. Destroying it is what erasing means there.

    Never part of a backup.
    """

    history = None

    subject = models.CharField(max_length=150, primary_key=True)
    secret = models.BinaryField(max_length=32)


class Seal(models.Model):
    """One link of the chain: the digest of one row of the record, bound to all links before it."""

    history = None

    class Of(models.TextChoices):
        ENTRY = "entry"
        ARRIVAL = "arrival"
        HISTORY = "history"

    position = models.BigIntegerField(primary_key=True)
    of = models.CharField(max_length=7, choices=Of.choices)
    row_key = models.CharField(max_length=36)
    digest = models.BinaryField(max_length=32)
    chain = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "row_key"], name="each_row_is_sealed_once")]
