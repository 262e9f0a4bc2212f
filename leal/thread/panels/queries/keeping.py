"""How waves of recruitment fare, and what taking part has cost: what is paid, what is owed, what is late."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.expressions import ExpressionWrapper
from django.db.models.fields import DateField

from ..models import Expense, Gathering, Panel, PanelMember, RecruitmentWave, Thanks

NOTHING = Decimal(0)


class Money(NamedTuple):
    """What was paid back, what is owed, and how much of that is owed for longer than we promise. In pounds."""

    paid: Decimal
    owed: Decimal
    late: Decimal
    late_many: int


def waves_of(*, panel: Panel) -> QuerySet[RecruitmentWave]:
    """The waves of a panel, the newest first, each with how many asked to join, wait, joined, and are still here."""
    asked, confirmed = Q(members__isnull=False), Q(members__confirmed_on__isnull=False)
    here = Q(members__left_on=None)
    newest = panel.waves.select_related("panel").order_by("-opened_on", "-pk")
    return newest.annotate(
        asked=Count("members", filter=asked),
        waiting=Count("members", filter=asked & here & ~confirmed),
        joined=Count("members", filter=confirmed),
        here=Count("members", filter=confirmed & here),
    )


def unpaid() -> QuerySet[Expense]:
    """What is owed, each with the last day of the promise; whoever has left can be paid no more."""
    due = ExpressionWrapper(F("claimed_on") + F("member__panel__pays_within"), DateField())
    return Expense.objects.filter(paid_on=None, member__left_on=None).alias(due=due)


def late(*, service: str, on: date) -> QuerySet[Expense]:
    """What is owed for longer than we promise, of one service."""
    return unpaid().filter(member__panel__service=service, gathering__isnull=False, due__lt=on)


def due_on(expense: Expense, panel: Panel) -> date:
    """The day by which we promised to pay."""
    return expense.claimed_on + timedelta(days=panel.pays_within)


def expenses_of(*, gathering: Gathering) -> QuerySet[Expense]:
    """What a gathering cost those who came, what is owed first, the longest first."""
    found = gathering.expenses.select_related("member", "entered_by", "paid_by")
    return found.order_by(F("paid_on").desc(nulls_first=True), "claimed_on", "pk")


def thanks_of(*, gathering: Gathering) -> QuerySet[Thanks]:
    """How people were thanked for a gathering, the newest first."""
    return gathering.thanks.select_related("member", "entered_by")


def paid_for(*, panel: Panel, on: date) -> QuerySet[Gathering]:
    """The gatherings of a panel that cost anyone anything, each with the pounds paid and owed, and how many are late.

    What is owed longest comes first.
    """
    here = Q(expenses__member__left_on=None)
    owed = Q(expenses__paid_on=None) & here
    before = on - timedelta(days=panel.pays_within)
    return (
        panel.gatherings.filter(expenses__isnull=False)
        .annotate(
            paid=Sum("expenses__pounds", filter=Q(expenses__paid_on__isnull=False), default=NOTHING),
            owed=Sum("expenses__pounds", filter=owed, default=NOTHING),
            late=Count("expenses", filter=owed & Q(expenses__claimed_on__lt=before)),
            oldest=Min("expenses__claimed_on", filter=owed),
        )
        .order_by(F("oldest").asc(nulls_last=True), "-starts_at")
    )


def money_of_member(*, member: PanelMember) -> tuple[list[Expense], list[Thanks]]:
    """What a member is owed and was paid, and how they were thanked; the newest first. Two queries."""
    return list(member.expenses.select_related("gathering")), list(member.thanks.select_related("gathering"))


def owed_to(*, member: PanelMember) -> Decimal:
    """What we still owe a member, in pounds."""
    return member.expenses.filter(paid_on=None).aggregate(all=Sum("pounds", default=NOTHING))["all"]


def on_list(*, gathering: Gathering) -> QuerySet[PanelMember]:
    """Members on the list of a gathering who have not left, by name: who can be thanked and paid."""
    listed = gathering.invited.filter(member__isnull=False).values("member")
    return PanelMember.objects.filter(pk__in=listed, left_on=None).order_by("name_key", "key")
