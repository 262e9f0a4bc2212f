from django.db import models
from django.db.models import F, Q

from .groups import CoreGroup
from .members import PanelMember
from .organisations import Organisation
from .panels import Panel


class Gathering(models.Model):
    """One occasion of listening, with one person alone as much as with a room. Called off with a day, never removed.

    goes_in, comes_out  what people are given beforehand, and what should come of it
    easy_purpose, easy_happens  the same in easy read: what it is for, and what happens on the day; a sentence a line
    asking              the asking its invitations belong to, once they were sent
    mailing             the work that last wrote invitations or reminders to many
    seating             how good the small tables are, as `selection.tables` counts it, and which of them are near the
                        door, quiet, or have a hearing loop; empty while there are none
    tell_by, told_on    the day by which whoever took part is told what came of it, and the day they were
    """

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", "Workshop"
        FOCUS_GROUP = "focus-group", "Focus group"
        INTERVIEW = "interview", "Interview"
        STAKEHOLDERS = "stakeholders", "Meeting with organisations"

    edited = (
        *("name", "purpose", "goes_in", "comes_out", "starts_at", "ends_at"),
        *("easy_purpose", "easy_happens", "place", "link", "tell_by"),
    )

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="gatherings")
    group = models.ForeignKey(CoreGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="gatherings")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=160)
    purpose = models.TextField()
    goes_in = models.TextField(blank=True)
    comes_out = models.TextField(blank=True)
    easy_purpose = models.TextField(blank=True)
    easy_happens = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    tell_by = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    what_came = models.TextField(blank=True)
    called_off_on = models.DateField(null=True, blank=True)
    called_off_because = models.CharField(max_length=300, blank=True)
    mailing = models.ForeignKey("tasks.Work", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    seating = models.JSONField(default=dict, blank=True)
    asking = models.OneToOneField(
        "invitations.Asking", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_gathering_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(place="") | ~Q(link=""), name="a_gathering_is_somewhere"),
            models.CheckConstraint(
                condition=Q(called_off_on__isnull=True) | ~Q(called_off_because=""),
                name="a_gathering_is_called_off_for_a_reason",
            ),
        ]

    @property
    def scope(self) -> str:
        """How access names the charter of the service whose users these are."""
        return self.panel.scope

    def __str__(self) -> str:
        return self.name


class Invited(models.Model):
    """That a member, or someone of an organisation, was invited to a gathering: answered, came or not, told or not.

    tables  where they sit in each round, counted from 1
    """

    class Answer(models.TextChoices):
        YES = "yes", "Coming"
        NO = "no", "Not coming"

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="invited")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, null=True, blank=True, related_name="invited_to")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="invited_to"
    )
    invited_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    came = models.BooleanField(null=True, blank=True)
    tables = models.JSONField(default=list, blank=True)
    told_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=True) ^ Q(organisation__isnull=True), name="a_member_or_an_organisation"
            ),
            models.UniqueConstraint(fields=["gathering", "member"], name="a_member_is_invited_once"),
            models.UniqueConstraint(fields=["gathering", "organisation"], name="an_organisation_is_invited_once"),
        ]

    def __str__(self) -> str:
        return str(self.member or self.organisation)


class GatheringNeed(models.Model):
    """One thing someone needs to take part in one gathering, in their own words, and how it was met. Never removed.

    seat    where they have to sit for it; "" where it does not matter
    beside  with whom they share a table, where that is it
    """

    class Seat(models.TextChoices):
        DOOR = "door", "Near the door, without a step"
        QUIET = "quiet", "At a quiet table"
        LOOP = "loop", "At a table with a hearing loop"
        BESIDE = "beside", "At one table with someone who comes"

    class Kind(models.TextChoices):
        INTERPRETER = "interpreter", "Interpreter"
        ACCESS = "access", "Getting in and about"
        BREAKS = "breaks", "Breaks"
        READER = "reader", "Someone to read or write"
        CHILDCARE = "childcare", "Childcare"
        CARE = "care", "Care for someone"
        EXPENSES = "expenses", "Money before the day"
        FORMAT = "format", "Papers in another form"
        OTHER = "other", "Something else"

    personal = ("words", "how_met", "seat")

    invited = models.ForeignKey(Invited, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    words = models.TextField()
    how_met = models.TextField(blank=True)
    seat = models.CharField(max_length=6, choices=Seat.choices, blank=True)
    beside = models.ForeignKey(Invited, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    met_on = models.DateField(null=True, blank=True)
    arranged_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
