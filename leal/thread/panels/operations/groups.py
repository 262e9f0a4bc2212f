"""Core groups: what they are for, which targets they should meet, who would join."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..models import CoreGroup, Panel, PanelMember, Willingness
from ..queries.groups import drawn, not_left_out
from ..queries.renewing import resting


class DrawnAlready(Exception):
    """The group has been drawn, and what was drawn stays drawn."""

    def __str__(self) -> str:
        return "This group has been drawn already. What was drawn stays drawn; a seat that comes free can be replaced"


class Unwilling(Exception):
    """Nobody could be asked, or what was asked for cannot be done, with the sentence that says why."""


def within_panel(*, panel: Panel, **_) -> str:
    return panel.scope


def within_group(*, group: CoreGroup, **_) -> str:
    return group.scope


def held(group: CoreGroup) -> CoreGroup:
    """The group, held until the transaction ends, so that one thing happens to it at a time."""
    return CoreGroup.objects.select_for_update(of=("self",)).select_related("panel").get(pk=group.pk)


def not_drawn(group: CoreGroup) -> CoreGroup:
    """The group, held. Raises DrawnAlready once it has been drawn."""
    if drawn(group=(group := held(group))):
        raise DrawnAlready
    return group


@operation(needs=Permission.GROUP_CHOOSE, within=within_panel)
def form_group(
    *,
    panel: Panel,
    code: str,
    name: str,
    purpose: str,
    seats: int,
    on: date,
    not_since_months: int = 0,
    one_a_household: bool = True,
    by: Person | Outsider,
) -> CoreGroup:
    """Form a core group that is still to be chosen."""
    group = panel.groups.create(
        code=code,
        name=name,
        purpose=purpose,
        seats=seats,
        not_since_months=not_since_months,
        one_a_household=one_a_household,
        formed_on=on,
    )
    record("group.formed", of=group, by=by)
    return group


@operation(needs=Permission.GROUP_CHOOSE, within=within_group)
def set_targets(
    *, group: CoreGroup, feature: str, targets: Mapping[str, tuple[int, int]], by: Person | Outsider
) -> None:
    """Say how many should share each value of one feature; values that are not named may be any number.

    targets  least and most by the code of a value. None at all: the feature no longer matters

    Raises DrawnAlready once the group is drawn.
    """
    group = not_drawn(group)
    group.targets.filter(feature=feature).delete()
    for value, (least, most) in targets.items():
        group.targets.create(feature=feature, value=value, minimum=least, maximum=most)
    record("group.targets-set", of=group, by=by, because=feature)


@operation(needs=Permission.GROUP_CHOOSE, within=within_group)
def ask_who_is_willing(*, group: CoreGroup, on: date, by: Person | Outsider) -> int:
    """Note that every member who may be chosen is asked whether they would join. How many were not asked before.

    Whoever said “not now” is not asked while they rest.

    Raises Unwilling when there is nobody to ask, DrawnAlready once the group is drawn.
    """
    group = not_drawn(group)
    members = not_left_out(group=group, on=on).exclude(key__in=resting(on=on))
    fresh = members.exclude(key__in=group.willingness.values("member"))
    rows = [Willingness(group=group, member=member, asked_on=on) for member in fresh.only("key")]
    if not rows:
        raise Unwilling("Everyone who may be chosen has been asked already")
    Willingness.objects.bulk_create(rows, batch_size=1000)
    record("group.members-asked", of=group, by=by, because=f"{len(rows)} members")
    return len(rows)


@operation(needs=Permission.GROUP_CHOOSE, within=within_group)
def note_willing(
    *, group: CoreGroup, member: PanelMember, willing: bool, on: date, by: Person | Outsider
) -> Willingness:
    """Note whether a member would join a group, as they answered. Once it is drawn they can only say no.

    Raises DrawnAlready when someone would join a group that has been drawn.
    """
    group = not_drawn(group) if willing else held(group)
    answer, _ = group.willingness.update_or_create(
        member=member, defaults={"willing": willing, "answered_on": on}, create_defaults={"asked_on": on}
    )
    answer.willing, answer.answered_on = willing, on
    answer.save(update_fields=["willing", "answered_on"])
    record("group.answer-noted", of=group, by=by)
    return answer


@operation(needs=Permission.GROUP_CHOOSE, within=within_group)
def note_many_willing(
    *, group: CoreGroup, members: Iterable[PanelMember | UUID], willing: bool, on: date, by: Person | Outsider
) -> int:
    """Note the same answer of many who were asked, such as those of a mailing. How many were noted; one statement.

    Raises DrawnAlready once the group has been drawn.
    """
    group = not_drawn(group)
    number = group.willingness.filter(member__in=members).update(willing=willing, answered_on=on)
    record("group.answers-noted", of=group, by=by, because=f"{number} members")
    return number
