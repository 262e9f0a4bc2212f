from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """Something to be told to one person, in their form; written once, sent once."""

    personal = ("name", "address", "subject", "words")

    class Channel(models.TextChoices):
        EMAIL = "email", "e-mail"
        LETTER = "letter", "letter"
        TEXT = "text", "text message"

    channel = models.CharField(max_length=6, choices=Channel.choices)
    name = models.CharField(max_length=120)
    address = models.TextField()
    format = models.CharField(max_length=20, default="plain")
    language = models.CharField(max_length=12, default="en")
    subject = models.CharField(max_length=200)
    words = models.TextField()
    about = models.CharField(max_length=80)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    missed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [
            models.Index(
                fields=["id"], name="notice_waiting", condition=Q(sent_at__isnull=True, missed_at__isnull=True)
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(missed_at__isnull=True), name="a_notice_is_sent_or_missed"
            )
        ]

    def __str__(self) -> str:
        return self.about
