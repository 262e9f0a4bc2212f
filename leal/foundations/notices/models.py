from django.db import models
from django.db.models import Q

from leal.foundations.people.models import Person


class Notice(models.Model):
    """Something to be told to one person, in their form; written once, sent once.

    What cannot leave in that form waits, missed, for a colleague who settles it.

    format, language        what the person asked for
    written_as, written_in  what its words are: large print is made of plain words, easy read only by people
    carries                 what its words give away. They go once it has left; what signs someone in is shown to nobody
    mend_at                 the page on which words in another form can be written, where there is one
    within                  as access names it, the charter whose colleagues see to what cannot leave
    begun_at, begun_by      a sender has it in hand, and which; see `sending`
    """

    class Channel(models.TextChoices):
        EMAIL = "email", "e-mail"
        LETTER = "letter", "letter"
        TEXT = "text", "text message"
        PHONE = "phone", "phone call"

    class Carries(models.TextChoices):
        CODE = "code", "a code to answer with"
        SIGN_IN = "sign-in", "a link to sign in with"

    personal = ("name", "address", "subject", "words", "settled_how")
    # Who has it in hand changes with each batch and says nothing of anyone.
    history_leaves_out = ("begun_at", "begun_by")

    channel = models.CharField(max_length=6, choices=Channel.choices)
    name = models.CharField(max_length=120)
    address = models.TextField()
    format = models.CharField(max_length=20, default="plain")
    language = models.CharField(max_length=12, default="en")
    written_as = models.CharField(max_length=20, default="plain")
    written_in = models.CharField(max_length=12, default="en")
    subject = models.CharField(max_length=200)
    words = models.TextField()
    about = models.CharField(max_length=80)
    carries = models.CharField(max_length=7, choices=Carries.choices, blank=True)
    within = models.CharField(max_length=80, blank=True)
    mend_at = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    begun_by = models.IntegerField(null=True)
    sent_at = models.DateTimeField(null=True)
    missed_at = models.DateTimeField(null=True)
    missed_because = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    settled_how = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [
            models.Index(
                fields=["id"], name="notice_waiting", condition=Q(sent_at__isnull=True, missed_at__isnull=True)
            ),
            models.Index(
                fields=["missed_at"],
                name="notice_missed",
                condition=Q(missed_at__isnull=False, settled_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(missed_at__isnull=True), name="a_notice_is_sent_or_missed"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(missed_at__isnull=False), name="only_a_miss_is_settled"
            ),
        ]

    def __str__(self) -> str:
        return self.about

    @property
    def reference(self) -> str:
        """What carriers know this notice by: the same each time it is tried."""
        return f"leal-{self.pk}-{self.written_at:%Y%m%d%H%M%S%f}"
