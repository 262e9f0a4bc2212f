"""Choose who stands by for a drawn group, so that its targets hold when people leave it: long work."""

import secrets
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from django.utils.timezone import localdate
from django_tasks import task

from leal.calculations.selection.patience import UNTIRING, Patience
from leal.calculations.selection.reserves import Reserves as Found
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.pages.sentences import in_a_sentence
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Progress, ask_for, on_whose_word, under_way

from .. import selecting
from ..models import CoreGroup, Reserves
from ..queries.groups import drawn, replacements_of
from .groups import held, within_group
from .lotteries import NoLottery, SomeoneWithdrew, UnderWay, gone_before, patience_told, sitting, tried_again


def within_choice(*, choice: Reserves, **_) -> str:
    return choice.group.scope


@operation(needs=Permission.GROUP_CHOOSE, within=within_group)
def ask_for_reserves(
    *, group: CoreGroup, number: int, leaving: Decimal, on: date, leads_to: str = "", by: Person
) -> Work:
    """Ask for the choice of who should stand by for a drawn group, as long work.

    number   how many should stand by
    leaving  the chance that anyone is gone by the day, from 0 to 1

    Raises NoLottery before the group is drawn, UnderWay while another choice is made.
    """
    group = held(group)
    if drawn(group=group) is None:
        raise NoLottery("The group is not drawn yet")
    if group.reserves.filter(work__isnull=False, work__ended_at=None).exists():
        raise UnderWay
    choice = group.reserves.create(number=number, leaving=leaving, seed=secrets.token_hex(16), chosen_on=on)
    record("group.reserves-asked", of=group, by=by)
    title = f"Choosing who stands by for {in_a_sentence(group.name)}"[:120]
    choice.work = ask_for(choose_who_stands_by, title=title, by=by, leads_to=leads_to, choice=choice.pk)
    choice.save(update_fields=["work"])
    return choice.work


@task()
def choose_who_stands_by(work: str, choice: int) -> None:
    """The worker's part. Stopped, it keeps nothing: who stood by before still does."""
    with under_way(work) as tell:
        found = Reserves.objects.select_related("group__panel").filter(pk=choice).first()
        if found is not None and not found.found:
            chosen_by_trying(found, tell, on_whose_word(work))


def chosen_by_trying(choice: Reserves, tell: Progress, by: Person | Outsider) -> Reserves:
    """Seek who should stand by, telling how far it has come, and keep what was found.

    Begun again when someone withdrew or took a seat meanwhile. Raises Stopped.
    """
    patience, _ = patience_told(tell)
    return tried_again(lambda: keep_reserves(choice=choice, found=sought(choice, patience), by=by))


@operation(needs=Permission.GROUP_CHOOSE, within=within_choice)
def keep_reserves(*, choice: Reserves, found: Found | None = None, by: Person | Outsider) -> Reserves:
    """Choose who stands by, and keep what was found.

    found  as `sought` gives it, where it was worked out before

    Raises SomeoneWithdrew when one of them cannot stand by any more.
    """
    group = held(choice.group)
    draw = drawn(group=group)
    found = found or sought(choice)
    out = {*gone_before(draw, localdate()), *sitting(draw)}
    if any(person.id in out for person in found.people):
        raise SomeoneWithdrew
    member_of = {name: key for key, name in draw.pseudonyms["names"].items()}
    for person in found.people:
        choice.people.create(member_id=member_of[person.id])
    choice.found = {
        "with_them": asdict(found.with_them),
        "without": asdict(found.without),
        "ceiling": found.ceiling,
        "exact": found.exact,
    }
    choice.save(update_fields=["found"])
    record("group.reserves-chosen", of=choice.group, by=by)
    return choice


def sought(choice: Reserves, patience: Patience = UNTIRING) -> Found:
    """Who should stand by, under pseudonyms, and how well the group then holds."""
    draw = drawn(group=choice.group)
    earlier, gone = list(replacements_of(group=choice.group)), gone_before(draw, localdate())
    return selecting.who_stands_by(draw, earlier, gone, choice, patience)
