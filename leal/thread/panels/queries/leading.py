"""What waits in each panel, for the page that leads to all of it."""

from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ..models import CoreGroup, Gathering, Missing, Organisation, Panel, PanelMember, RecruitmentWave
from .joining import running
from .keeping import late as owed_late


def at_a_glance(*, service: str, on: date) -> QuerySet[Panel]:
    """The panels of a service, those that can be joined first, each with what can be counted of it. One query.

    Each says how many: `waiting` to be confirmed, `groups`, gatherings to `come`, gatherings whose people are `untold`
    though their day has passed, kinds of people who are `lacking`, and of these `idle`, about whom nothing is done;
    organisations that speak `beside` its members, and that are `asking` to; waves it ever had (`waves_ever`) and that
    are `running`, and expenses that are `late`.
    """
    open_gaps = Q(filled_on=None)
    held = Gathering.objects.filter(called_off_on=None)
    late = held.filter(told_on=None, tell_by__lt=on, invited__came=True)
    return (
        Panel.objects.filter(service=service)
        .annotate(
            waiting=_many(PanelMember.objects.filter(confirmed_on=None, left_on=None)),
            groups_formed=_many(CoreGroup.objects.all()),
            come=_many(held.filter(starts_at__date__gte=on)),
            untold=_many(late),
            beside=_many(Organisation.objects.filter(joined_on__isnull=False, left_on=None)),
            asking=_many(Organisation.objects.filter(joined_on=None, left_on=None)),
            lacking=_many(Missing.objects.filter(open_gaps)),
            idle=_many(Missing.objects.filter(open_gaps, doing="")),
            waves_ever=_many(RecruitmentWave.objects.all()),
            running=_many(running(on=on)),
            late=_many(owed_late(service=service, on=on), panel="member__panel"),
        )
        .order_by("-closed_on", "opened_on", "pk")
    )


def _many(rows: QuerySet, panel: str = "panel") -> Coalesce:
    """How many of some rows belong to a panel, each counted once."""
    theirs = rows.filter(**{panel: OuterRef("pk")}).order_by()
    counted = theirs.values(panel).annotate(many=Count("pk", distinct=True))
    return Coalesce(Subquery(counted.values("many")), 0)
