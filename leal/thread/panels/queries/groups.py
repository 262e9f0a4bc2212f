"""What is known of core groups: who could be chosen, what the panel could give, who sits."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from leal.foundations.people.names import folded

from ..models import CoreGroup, Draw, Invited, Panel, PanelMember, Replacement, Reserve, Reserves, Seat, Willingness
from .renewing import resting

NOT_SAID = "Not said"
AREAS = {"council_area": "Council area", "urban_rural": "Urban or rural"}


@dataclass(frozen=True)
class Feature:
    """Something a target may speak of. `called` and `values` are as people read them; `codes` as answers hold them."""

    code: str
    called: str
    codes: tuple[str, ...]
    values: tuple[str, ...]

    def words_for(self, answer: object) -> str:
        """An answer as people read it; what was not said, or is not among the choices, is “Not said”."""
        return dict(zip(self.codes, self.values, strict=True)).get(answer, NOT_SAID)


@dataclass(frozen=True)
class Candidate:
    """A member who may be chosen: their key, their answers by feature, and a mark that those of one home share."""

    key: str
    answers: dict[str, object]
    home: str


class PassedOver(NamedTuple):
    """Members who said “not now” and rest: how many who would join a group, how many not asked whether they would."""

    would_join: int
    not_asked: int


def groups_of(*, panel: Panel) -> QuerySet[CoreGroup]:
    """The core groups of a panel, newest first."""
    return CoreGroup.objects.filter(panel=panel).select_related("panel")


def groups_at(*, service: str, panel: str) -> QuerySet[CoreGroup]:
    """The core groups of a panel by its address, for whoever reads how they were chosen."""
    return CoreGroup.objects.filter(panel__service=service, panel__code=panel).select_related("panel")


def features_of(*, panel: Panel) -> list[Feature]:
    """What targets of a panel's groups may speak of: its questions with one answer, and where people live."""
    found = [
        Feature(q.code, q.called, *zip(*((code, words) for code, words in q.choices), strict=True))
        for q in panel.questions.filter(several=False, withdrawn_on=None)
    ]
    for column, called in AREAS.items():
        areas = tuple(
            present_members(panel=panel)
            .exclude(**{column: ""})
            .order_by(column)
            .values_list(column, flat=True)
            .distinct()
        )
        if areas:
            found.append(Feature(column, called, areas, areas))
    return found


def present_members(*, panel: Panel) -> QuerySet[PanelMember]:
    """Who is a member now."""
    return PanelMember.objects.filter(panel=panel, confirmed_on__isnull=False, left_on__isnull=True)


def lately_taken_part(*, group: CoreGroup, on: date) -> QuerySet[PanelMember]:
    """Members whom the group leaves out, as they sat in another or came to a gathering within its months."""
    if not group.not_since_months:
        return PanelMember.objects.none()
    since = months_before(on, group.not_since_months)
    seats = Seat.objects.exclude(group=group).filter(Q(until__isnull=True) | Q(until__gt=since))
    came = Invited.objects.filter(came=True, gathering__starts_at__date__gte=since, member__isnull=False)
    return PanelMember.objects.filter(Q(key__in=seats.values("member")) | Q(key__in=came.values("member")))


def not_left_out(*, group: CoreGroup, on: date) -> QuerySet[PanelMember]:
    """Who is a member now and has not taken part within the months of a group. Those who rest are among them."""
    return present_members(panel=group.panel).exclude(key__in=lately_taken_part(group=group, on=on).values("key"))


def passed_over(*, group: CoreGroup, on: date) -> PassedOver:
    """How many are passed over only because they said “not now” and their rest is not over. One query."""
    answers = Willingness.objects.filter(group=group)
    would_join = Q(key__in=answers.filter(willing=True).values("member"))
    not_asked = ~Q(key__in=answers.values("member"))
    rest = not_left_out(group=group, on=on).filter(key__in=resting(on=on))
    counts = {"would_join": Count("pk", filter=would_join), "not_asked": Count("pk", filter=not_asked)}
    return PassedOver(**rest.aggregate(**counts))


def months_before(on: date, months: int) -> date:
    """The day so many months before; the 28th at the latest, so that every month has it."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, min(on.day, 28))


def asked(*, group: CoreGroup, on: date) -> QuerySet[Willingness]:
    """Whom we asked whether they would join, who has not answered first; each with whether they `rest` that day."""
    return (
        Willingness.objects.filter(group=group)
        .annotate(rest=Exists(resting(on=on).filter(member=OuterRef("member"))))
        .select_related("member")
        .order_by("answered_on", "member__name_key", "pk")
    )


def candidates(*, group: CoreGroup, on: date) -> list[Candidate]:
    """Members who are willing, still there and not left out, in an order that says nothing of them. Three queries.

    Nobody who rests is among them.
    """
    willing = Willingness.objects.filter(group=group, willing=True).values("member")
    members = (
        not_left_out(group=group, on=on)
        .filter(key__in=willing)
        .exclude(key__in=resting(on=on))
        .select_related("experience", "equalityanswers")
        .order_by("key")
    )
    return [Candidate(str(m.key), answers_of(m), home_of(m) if group.one_a_household else "") for m in members]


def seated_answers(*, group: CoreGroup) -> list[Candidate]:
    """What those who sit in a group answered."""
    seats = seats_of(group=group).select_related("member__experience", "member__equalityanswers")
    return [Candidate(str(seat.member_id), answers_of(seat.member), "") for seat in seats]


def answers_of(member: PanelMember) -> dict[str, object]:
    """What a member answered, and where they live."""
    found: dict[str, object] = {"council_area": member.council_area, "urban_rural": member.urban_rural}
    for about in ("experience", "equalityanswers"):
        found |= getattr(member, about).answers if hasattr(member, about) else {}
    return found


def home_of(member: PanelMember) -> str:
    """A mark that those who live at one address share; empty where no address is known."""
    if not member.postal_address.strip() or not member.postcode:
        return ""
    return folded(f"{member.postal_address.splitlines()[0]} {member.postcode}")


def numbers_by_value(*, people: Sequence[Candidate], feature: Feature) -> dict[str, int]:
    """How many of those who may be chosen gave each answer, in the order of the choices."""
    held = Counter(feature.words_for(each.answers.get(feature.code)) for each in people)
    return {value: held[value] for value in (*feature.values, NOT_SAID)}


def latest_draw(*, group: CoreGroup) -> Draw | None:
    """The draw that stands, else the latest that was begun."""
    draws = group.draws.select_related("work")
    return draws.filter(drawn_on__isnull=False).first() or draws.first()


def drawn(*, group: CoreGroup) -> Draw | None:
    """The draw that chose the group, or None."""
    return group.draws.filter(drawn_on__isnull=False).first()


def seats_of(*, group: CoreGroup) -> QuerySet[Seat]:
    """Who sits in a group now."""
    return Seat.objects.filter(group=group, until__isnull=True).select_related("member").order_by("member__name_key")


def replacements_of(*, group: CoreGroup) -> QuerySet[Replacement]:
    """Who took whose place in a group, first to last."""
    found = Replacement.objects.filter(left__group=group, taken__isnull=False).order_by("taken")
    return found.select_related("left__member", "taken__member", "left__group")


def unfinished_replacement(*, group: CoreGroup) -> Replacement | None:
    """The latest replacement that was asked for and has not seated anyone: under way, stopped or failed."""
    found = Replacement.objects.filter(left__group=group, taken=None).select_related("work", "left__member")
    return found.order_by("-pk").first()


def replacement_under_way(*, group: CoreGroup) -> bool:
    """Whether a seat is being drawn for."""
    waiting = Replacement.objects.filter(left__group=group, taken=None, work__isnull=False, work__ended_at=None)
    return waiting.exists()


def published_draws(*, panel: Panel) -> QuerySet[Draw]:
    """Lotteries of a panel's groups that are published: made, drawn or about to be."""
    return Draw.objects.filter(group__panel=panel).exclude(lottery={}).select_related("group__panel")


def latest_reserves(*, group: CoreGroup) -> Reserves | None:
    """The latest choice of who stands by, made, under way or stopped."""
    return group.reserves.select_related("work").first()


def reserves_that_stand(*, group: CoreGroup) -> Reserves | None:
    """The latest choice of who stands by that was made."""
    return group.reserves.exclude(found={}).first()


def standing_by(*, group: CoreGroup) -> QuerySet[Reserve]:
    """Who stands by for a group now."""
    chosen = reserves_that_stand(group=group)
    people = Reserve.objects.filter(choice=chosen, let_go_on=None, member__left_on=None)
    return people.select_related("member").order_by("member__name_key")


def relaxation_of(*, draw: Draw) -> list[dict]:
    """The changes that would let a group be drawn; none when its targets are not those they were worked out from."""
    changes = draw.certificate.get("relaxation", [])
    now = {(row.feature, row.value): [row.minimum, row.maximum] for row in draw.group.targets.all()}
    stands = all(now.get((one["feature"], one["value"])) == one["was"] for one in changes)
    return changes if stands else []
