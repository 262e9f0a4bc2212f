import uuid

from django.db import models
from django.db.models import F, Q


class Asking(models.Model):
    """One occasion on which people are asked for an answer: a survey, a ballot, a gathering.

    leads_to  the address where an answer is given; the code follows it
    anew      whether whoever answered may answer anew, as for a gathering; never for what is anonymous
    reminded  how often those who had not answered were reminded
    within    as access names it, the charter it belongs to
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=160)
    within = models.CharField(max_length=80, blank=True)
    leads_to = models.CharField(max_length=200)
    anew = models.BooleanField(default=False)
    opens_on = models.DateField()
    closes_on = models.DateField()
    reminded = models.PositiveSmallIntegerField(default=0)
    forgotten_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="an_asking_closes_after_it_opens")
        ]

    def __str__(self) -> str:
        return self.title


class Invitation(models.Model):
    """That one person was asked. Of their code only a digest is kept; the code itself is in their letter alone.

    It has no history: that would tell when each was reminded, and so who had not answered by then.

    to        whom it is to, as the slice that asks names them
    place     which bit of the sheet is theirs
    reminded  the last reminder they got; forgotten once the asking is closed
    """

    history = None

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="invitations")
    to = models.CharField(max_length=80)
    place = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32, unique=True)
    reminded = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asking", "to"], name="each_is_asked_once"),
            models.UniqueConstraint(fields=["asking", "place"], name="each_has_a_place_of_their_own"),
        ]

    def __str__(self) -> str:
        return f"invitation to {self.asking}"


class Sheet(models.Model):
    """Which places of one asking have been answered, as bits; and how many came in which way.

    All of it is one row, written anew as a whole with each answer: a row for
    each person would lie in the order in which they answered, beside answers
    that lie in the same order. It has no history and no times.
    """

    history = None
    anonymous = True

    class Way(models.TextChoices):
        ONLINE = "online", "Online"
        PAPER = "paper", "On paper"
        PHONE = "phone", "By phone"
        IN_PERSON = "in_person", "In person"

    asking = models.OneToOneField(Asking, on_delete=models.CASCADE, primary_key=True, related_name="sheet")
    invited = models.PositiveIntegerField(default=0)
    marks = models.BinaryField(default=bytes)
    online = models.PositiveIntegerField(default=0)
    paper = models.PositiveIntegerField(default=0)
    phone = models.PositiveIntegerField(default=0)
    in_person = models.PositiveIntegerField(default=0)

    @property
    def answered(self) -> int:
        return self.online + self.paper + self.phone + self.in_person

    def has(self, place: int) -> bool:
        """Whether the invitation at a place was answered. Bits are counted as the database does: lowest first."""
        return bool(self.marks[place // 8] >> (place % 8) & 1)
