"""Who is asked whether they still want to take part, who has answered what, and who could not be told."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from leal.foundations.invitations.forgetting import EVENTS
from leal.foundations.invitations.operations import about
from leal.foundations.notices.models import Notice
from leal.foundations.people.names import folded

from ..models import Panel, PanelMember, Renewal, RenewalRound


class Answered(NamedTuple):
    """What came of a round: how many were asked, and what they said. Who has left is counted with what they said."""

    asked: int
    yes: int
    later: int
    no: int
    silent: int
    said_no_and_here: int


def rounds() -> QuerySet[RenewalRound]:
    """Every round, with its panel."""
    return RenewalRound.objects.select_related("panel", "wave", "asking", "mailing", "settling")


def rounds_of(*, panel: Panel) -> QuerySet[RenewalRound]:
    """The rounds of a panel, the newest first, each with how many were asked, and have answered."""
    counted = {"asked": Count("renewals"), "answered": Count("renewals", filter=~Q(renewals__answer=""))}
    return rounds().filter(panel=panel).annotate(**counted).order_by("-begun_on", "-pk")


def unsettled(*, service: str, on: date) -> QuerySet[RenewalRound]:
    """Rounds whose time for answers is over, late ones too, and of which nobody has done what was said of silence."""
    return RenewalRound.objects.filter(panel__service=service, settled_on=None, asking__closes_on__lt=on)


def resting(*, on: date) -> QuerySet:
    """The keys of members who said “not now” and are invited to nothing yet."""
    return Renewal.objects.filter(rests_until__gt=on).values("member")


def to_ask(*, round: RenewalRound, on: date, after: UUID | None = None) -> QuerySet[PanelMember]:
    """Members a round is yet to ask, by key: neither asked nor joined since its day, none who rests or is asked now.

    after  only those behind this key
    """
    asked = Renewal.objects.filter(member=OuterRef("pk"))
    lately = asked.filter(asked_on__gte=round.since)
    elsewhere = asked.filter(answer="", round__asking__closes_on__gte=on)
    found = PanelMember.objects.filter(panel=round.panel_id, left_on=None, confirmed_on__lt=round.since)
    found = found.filter(wave=round.wave_id) if round.wave_id else found
    found = found.filter(pk__gt=after) if after else found
    rests = asked.filter(rests_until__gt=on)
    return found.exclude(Exists(lately)).exclude(Exists(elsewhere)).exclude(Exists(rests)).order_by("pk")


def silent(*, round: RenewalRound) -> QuerySet[Renewal]:
    """Whoever was asked, has not answered, and has not left."""
    found = round.renewals.filter(answer="", member__left_on=None)
    return found.select_related("member__panel", "round__panel").order_by("pk")


def to_remind(*, round: RenewalRound, on: date) -> QuerySet[Renewal]:
    """Whoever is silent and was not reminded that day."""
    return silent(round=round).exclude(reminded_on=on)


def not_reached(*, round: RenewalRound) -> QuerySet[Renewal]:
    """Of the silent, those whose letter has not left, or that a colleague has yet to tell.

    A notice knows nobody but by name and address, so whoever shares either with one that waits counts too.
    """
    told = [about(event, round.asking) for event in EVENTS]
    waiting = Notice.objects.filter(about__in=told, sent_at=None, settled_at=None)
    reached_by = [f"member__{way}__in" for way in ("email", "phone", "postal_address")]
    either = Q(member__name__in=waiting.values("name"))
    for way in reached_by:
        either |= Q(**{way: waiting.values("address")})
    return silent(round=round).filter(either)


def to_let_go(*, round: RenewalRound) -> list[Renewal]:
    """Whoever leaves when a round is settled: who said no and is here, and the silent where that was said."""
    here = round.renewals.filter(member__left_on=None).select_related("member__panel").order_by("pk")
    leaving = list(here.filter(answer=Renewal.Answer.NO))
    if round.silence == RenewalRound.Silence.LEAVE:
        unreached = set(not_reached(round=round).values_list("pk", flat=True))
        leaving += [one for one in here.filter(answer="") if one.pk not in unreached]
    return leaving


def came_of(*, round: RenewalRound) -> Answered:
    """What came of a round. One query."""
    said = {one: Count("pk", filter=Q(answer=one)) for one in Renewal.Answer.values}
    here = Count("pk", filter=Q(answer=Renewal.Answer.NO, member__left_on=None))
    still = Count("pk", filter=Q(answer="", member__left_on=None))
    return Answered(**round.renewals.aggregate(asked=Count("pk"), **said, silent=still, said_no_and_here=here))


def people_of(*, round: RenewalRound, answer: str | None = "", name: str = "") -> QuerySet[Renewal]:
    """Who was asked and has not left, by name; of these who gave an answer ("" for none, None for any), or a name.

    Two queries at most for a page of them.
    """
    found = round.renewals.filter(member__left_on=None).select_related("member")
    if answer is not None:
        found = found.filter(answer=answer)
    if key := folded(name):
        found = found.filter(member__name_key__contains=key)
    return found.order_by("member__name_key", "pk")


def renewals() -> QuerySet[Renewal]:
    """Everyone who was asked, with all that their page shows."""
    return Renewal.objects.select_related("member__panel", "round__asking", "round__panel")


def asked_now(*, member: PanelMember, on: date) -> Renewal | None:
    """What a member is asked and can still answer; the newest."""
    return renewals().filter(member=member, round__asking__closes_on__gte=on).first()


def rests_until(*, member: PanelMember, on: date) -> date | None:
    """Until when a member is invited to nothing; None when they are invited as ever."""
    return member.renewals.filter(rests_until__gt=on).values_list("rests_until", flat=True).first()
