"""Thank whoever takes part, and pay back what it cost them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..models import Expense, Gathering, PanelMember, Thanks
from .gatherings import within_gathering
from .leaving import LeftAlready


class NotThere(Exception):
    """Thanks and expenses of a gathering are for those on its list."""

    def __str__(self) -> str:
        return "They are not on the list of this gathering. Put them on it first"


class PaidAlready(Exception):
    """Nobody is paid twice."""

    def __str__(self) -> str:
        return "This was paid already, so nothing was written down"


def within_expense(*, expense: Expense, **_) -> str:
    return expense.member.panel.scope


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def claim_expense(
    *,
    gathering: Gathering,
    member: PanelMember,
    kind: str,
    for_what: str,
    pounds: Decimal,
    on: date,
    by: Person | Outsider,
) -> Expense:
    """Write down what taking part in a gathering cost someone, told us on a day. Raises NotThere, LeftAlready."""
    all_there(gathering, [member])
    expense = gathering.expenses.create(
        member=member, kind=kind, for_what=for_what, pounds=pounds, claimed_on=on, entered_by=person(by)
    )
    record("expense.claimed", of=expense, by=by)
    return expense


@operation(needs=Permission.PANEL_WRITE, within=within_expense)
def pay_expense(*, expense: Expense, on: date, by: Person | Outsider) -> Expense:
    """Write down that an expense was paid back. Raises PaidAlready."""
    held = Expense.objects.select_for_update().get(pk=expense.pk)
    if held.paid_on:
        raise PaidAlready
    held.paid_on, held.paid_by = max(on, held.claimed_on), person(by)
    held.save(update_fields=["paid_on", "paid_by"])
    record("expense.paid", of=held, by=by)
    return held


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def thank(
    *,
    gathering: Gathering,
    members: Sequence[PanelMember],
    kind: str,
    for_what: str,
    pounds: Decimal | None = None,
    on: date,
    by: Person | Outsider,
) -> int:
    """Write down how some members were thanked; returns how many. Raises NotThere, LeftAlready."""
    all_there(gathering, members)
    given = {"kind": kind, "for_what": for_what, "pounds": pounds, "given_on": on, "entered_by": person(by)}
    Thanks.objects.bulk_create(Thanks(gathering=gathering, member=one, **given) for one in members)
    record("members.thanked", of=gathering, by=by, because=f"{len(members)} people")
    return len(members)


def all_there(gathering: Gathering, members: Sequence[PanelMember]) -> None:
    listed = set(gathering.invited.filter(member__in=members).values_list("member", flat=True))
    if any(one.pk not in listed for one in members):
        raise NotThere
    if any(one.left_on for one in members):
        raise LeftAlready


def person(by: Person | Outsider) -> Person | None:
    return by if isinstance(by, Person) else None
