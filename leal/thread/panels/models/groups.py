from django.db import models
from django.db.models import F, Q

from leal.foundations.people.models import Spell

from .members import PanelMember
from .panels import Panel


class CoreGroup(models.Model):
    """A small group chosen from a panel to speak for it, such as about 30 people. Ended with a day, never removed.

    not_since_months  who took part in a group or gathering within so many months is left out; 0: nobody for that
    one_a_household   whether at most one of a household may be chosen
    """

    edited = ("name", "purpose", "seats", "not_since_months", "one_a_household")

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="groups")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    purpose = models.TextField()
    seats = models.PositiveSmallIntegerField()
    not_since_months = models.PositiveSmallIntegerField(default=0)
    one_a_household = models.BooleanField(default=True)
    formed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-formed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["panel", "code"], name="one_group_for_each_code"),
            models.CheckConstraint(condition=Q(seats__gt=0), name="a_group_has_seats"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("formed_on")),
                name="a_group_ends_after_it_is_formed",
            ),
        ]

    @property
    def scope(self) -> str:
        """How access names the charter of the service whose users these are."""
        return self.panel.scope

    def __str__(self) -> str:
        return self.name


class GroupTarget(models.Model):
    """How many of a group should share one value of one feature. Changed until the group is drawn.

    feature  the code of a panel question, or "council_area" or "urban_rural"
    value    the code of a choice, or the name of the area or class
    The flex bounds only limit the relaxations that may be proposed.
    """

    group = models.ForeignKey(CoreGroup, on_delete=models.CASCADE, related_name="targets")
    feature = models.CharField(max_length=40)
    value = models.CharField(max_length=80)
    minimum = models.PositiveSmallIntegerField()
    maximum = models.PositiveSmallIntegerField()
    minimum_flex = models.PositiveSmallIntegerField(default=0)
    maximum_flex = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "feature", "value"], name="one_target_for_each_value"),
            models.CheckConstraint(condition=Q(maximum__gte=F("minimum")), name="a_target_can_be_met"),
        ]


class Willingness(models.Model):
    """That a member was asked whether they would join a group, and what they answered. Changed until it is drawn."""

    group = models.ForeignKey(CoreGroup, on_delete=models.CASCADE, related_name="willingness")
    member = models.ForeignKey(PanelMember, on_delete=models.CASCADE, related_name="+")
    asked_on = models.DateField()
    willing = models.BooleanField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["group", "member"], name="asked_once_for_each_group")]


class Draw(models.Model):
    """One lottery for a group: what went in, the proof, the seed, and what came out. Never edited once drawn.

    people, targets  fingerprints of the inputs, as published
    lottery          the published files under pseudonyms, by name: anyone can repeat the draw from them
    certificate      the numbers that prove the lottery to be the fairest, and how far the proof has come
    seed             given in the room when the draw is public
    pseudonyms       who stands under which pseudonym: {pseudonym: member key}; never published
    """

    personal = ("pseudonyms",)

    group = models.ForeignKey(CoreGroup, on_delete=models.PROTECT, related_name="draws")
    work = models.ForeignKey("tasks.Work", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    people = models.CharField(max_length=64)
    targets = models.CharField(max_length=64)
    lottery = models.JSONField(default=dict)
    certificate = models.JSONField(default=dict)
    pseudonyms = models.JSONField(default=dict)
    made_on = models.DateField()
    seed = models.CharField(max_length=80, blank=True)
    seed_from = models.CharField(max_length=200, blank=True)
    drawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(drawn_on__isnull=False), name="a_group_is_drawn_once"
            ),
            models.CheckConstraint(
                condition=Q(seed="", drawn_on__isnull=True) | (~Q(seed="") & Q(drawn_on__isnull=False)),
                name="a_draw_has_its_seed",
            ),
        ]


class Seat(Spell):
    """That a member sits in a group, from one day until another, and why. Ended, never removed.

    because        why they sit there: drawn, or took someone's place
    ended_because  why they no longer do
    """

    personal = ("ended_because",)

    group = models.ForeignKey(CoreGroup, on_delete=models.PROTECT, related_name="taken_seats")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="seats")
    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, null=True, blank=True, related_name="taken_seats")
    because = models.CharField(max_length=200)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta(Spell.Meta):
        ordering = ["since", "pk"]
        constraints = [
            *Spell.Meta.constraints,
            models.UniqueConstraint(
                fields=["group", "member"], condition=Q(until__isnull=True), name="one_seat_for_a_member"
            ),
        ]


class Replacement(models.Model):
    """That someone takes the place of a member who leaves a group: drawn so that chances stay fair.

    It begins when it is asked for, and is never edited once the seat is taken.

    work           the long work that draws, where many are left
    taken          the seat of whoever was drawn; None until then
    from_reserves  whether only those who stand by could be drawn
    among          how many could have been drawn
    certificate    how they were drawn: conditions, chances, seed
    """

    work = models.ForeignKey("tasks.Work", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    left = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="replaced_by")
    taken = models.OneToOneField(Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")
    from_reserves = models.BooleanField(default=False)
    among = models.PositiveIntegerField()
    seed = models.CharField(max_length=80, blank=True)
    certificate = models.JSONField(default=dict)
    replaced_on = models.DateField()
    because = models.CharField(max_length=300)


class Reserves(models.Model):
    """One choice of who stands by for a drawn group, made once; another choice takes its place.

    leaving  the chance that each of the group, or of those who stand by, is gone by the day, as it was guessed
    found    how likely the group is to hold with them and without, and how sure we are that no others serve better
    """

    group = models.ForeignKey(CoreGroup, on_delete=models.PROTECT, related_name="reserves")
    work = models.ForeignKey("tasks.Work", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    leaving = models.DecimalField(max_digits=4, decimal_places=3)
    seed = models.CharField(max_length=80)
    found = models.JSONField(default=dict)
    chosen_on = models.DateField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(leaving__gte=0, leaving__lte=1), name="a_chance_to_leave_is_one")
        ]


class Reserve(models.Model):
    """That a member stands by for a group, so that its targets hold when someone leaves. Let go with a day."""

    choice = models.ForeignKey(Reserves, on_delete=models.PROTECT, related_name="people")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="+")
    let_go_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["choice", "member"], name="a_member_stands_by_once")]
