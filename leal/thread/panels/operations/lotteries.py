"""Choose a core group: the lottery, as long work, and the draw by a seed."""

import secrets
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.utils.timezone import localdate
from django_tasks import task

from leal.calculations.selection import CannotBeMet, Patience, Unreadable
from leal.calculations.selection.programme import OutOfTime
from leal.calculations.selection.telling import OF_A_GROUP, clash_sentences
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.pages.sentences import in_a_sentence
from leal.foundations.people.actors import CLOCK, Outsider
from leal.foundations.people.models import Person
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Progress, Stopped, ask_for, under_way

from .. import selecting
from ..models import CoreGroup, Draw
from ..queries.groups import candidates, seats_of
from .groups import not_drawn, within_group
from .relaxing import keep_relaxation

T = TypeVar("T")

STEPS, TRIES = 1000, 5
DRAWN_BY_LOT = "Drawn by lot"


class UnderWay(Exception):
    """A lottery for the group is being made."""

    def __str__(self) -> str:
        return "A lottery for this group is being made. Wait for it, or stop it first"


class NoLottery(Exception):
    """There is no lottery, with the sentences that say why."""


class SomeoneWithdrew(Exception):
    """Those who may be chosen changed while their lottery was made."""

    def __str__(self) -> str:
        return "Again and again someone joined or withdrew while the lottery was made. Begin once more"


def within_draw(*, draw: Draw, **_) -> str:
    return draw.group.scope


@operation(needs=Permission.GROUP_CHOOSE, within=within_group)
def ask_for_lottery(*, group: CoreGroup, on: date, leads_to: str = "", by: Person) -> Work:
    """Ask for the fairest lottery over all who may be chosen, as long work that can be watched and stopped.

    Raises DrawnAlready, or UnderWay when another is at it: of two who ask, one is told.
    """
    group = not_drawn(group)
    if group.draws.filter(work__isnull=False, work__ended_at=None).exists():
        raise UnderWay
    draw = group.draws.create(people="", targets="", made_on=on)
    record("group.lottery-asked", of=group, by=by)
    title = f"Making the lottery for {in_a_sentence(group.name)}"[:120]
    draw.work = ask_for(make_the_lottery, title=title, by=by, leads_to=leads_to, draw=draw.pk)
    draw.save(update_fields=["work"])
    return draw.work


@task()
def make_the_lottery(work: str, draw: int) -> None:
    """The worker's part: make the lottery. Stopped, it keeps the best found, with how far the proof has come."""
    with under_way(work) as tell:
        found = Draw.objects.select_related("group__panel", "work__asked_by").filter(pk=draw).first()
        if found is not None and not found.lottery:
            made_lottery(found, tell)


def made_lottery(draw: Draw, tell: Progress) -> Draw:
    """Make the lottery; begun again when someone joined or withdrew meanwhile."""
    by = draw.work.asked_by if draw.work and draw.work.asked_by else CLOCK
    patience, stopped = patience_told(tell)
    for _ in range(TRIES):
        people = candidates(group=draw.group, on=localdate())
        try:
            inputs = selecting.inputs_of(draw.group, people)
            files = selecting.lottery_of(inputs, patience)
        except Unreadable as wrong:
            raise NoLottery(no_inputs(draw.group, people, wrong)) from None
        except CannotBeMet as unmet:
            keep_relaxation(draw=draw, relaxation=unmet.clash.relaxation or (), by=by)
            raise NoLottery("\n".join(clash_sentences(unmet.clash, OF_A_GROUP))) from None
        except OutOfTime:
            raise NoLottery("It was stopped before a single group was found that meets the targets") from None
        try:
            return keep_lottery(draw=draw, files=files, names=inputs.names, stopped=stopped(), by=by)
        except SomeoneWithdrew:
            continue
    raise SomeoneWithdrew


def no_inputs(group: CoreGroup, people: list, wrong: Unreadable) -> str:
    """Why there is nothing to draw from."""
    if not group.targets.exists():
        return "The group has no targets yet. Set at least one"
    return str(wrong) if people else "Nobody who may be chosen has said that they would join"


def patience_told(tell: Progress) -> tuple[Patience, Callable[[], bool]]:
    """Patience that shows as progress and ends when someone asks to stop; and whether someone did."""
    asked = []

    def say(step: str, share: float) -> None:
        try:
            tell(int(min(max(share, 0.0), 0.999) * STEPS), STEPS, step)
        except Stopped:
            asked.append(True)

    return Patience(go_on=lambda: not asked, tell=say), lambda: bool(asked)


@operation(needs=Permission.GROUP_CHOOSE, within=within_draw)
def keep_lottery(
    *, draw: Draw, files: dict[str, bytes], names: dict[str, str], stopped: bool = False, by: Person | Outsider
) -> Draw:
    """Keep a lottery that was made, for the seed to pick from.

    Raises SomeoneWithdrew when those who may be chosen are no longer the same, DrawnAlready once the group is drawn.
    """
    group = not_drawn(draw.group)
    if {each.key for each in candidates(group=group, on=localdate())} != set(names):
        raise SomeoneWithdrew
    for column, value in selecting.kept(files, names).items():
        setattr(draw, column, value)
    draw.save()
    record("group.lottery-made", of=group, by=by, because="Stopped before its proof was whole" if stopped else "")
    return draw


@operation(needs=Permission.GROUP_CHOOSE, within=within_draw)
def draw_group(*, draw: Draw, seed: str, seed_from: str, on: date, by: Person | Outsider) -> Draw:
    """Draw the group by a seed, and seat everyone it picks.

    seed       as it was given in the room; empty: a random one
    seed_from  where the seed came from, for all to read

    Raises DrawnAlready: of two who draw at once, one is told.
    """
    group = not_drawn(draw.group)
    draw = Draw.objects.get(pk=draw.pk)
    if not draw.lottery:
        raise NoLottery("There is no lottery to draw from")
    seed = seed.strip() or secrets.token_hex(16)
    people, files = selecting.picked(draw, seed)
    draw.seed, draw.seed_from, draw.drawn_on = seed, seed_from, on
    draw.lottery = draw.lottery | {"draw.json": files["public/draw.json"].decode()}
    draw.save(update_fields=["seed", "seed_from", "drawn_on", "lottery"])
    member_of = {name: key for key, name in draw.pseudonyms["names"].items()}
    for name in people:
        group.taken_seats.create(member_id=member_of[name], draw=draw, since=on, because=DRAWN_BY_LOT)
    record("group.drawn", of=group, by=by, because=seed_from)
    return draw


def gone_before(draw: Draw, on: date) -> list[str]:
    """Pseudonyms of those who could have been chosen and cannot take part any more."""
    there = {each.key for each in candidates(group=draw.group, on=on)}
    return sorted(name for key, name in draw.pseudonyms["names"].items() if key not in there)


def sitting(draw: Draw) -> set[str]:
    """Pseudonyms of those who sit in a drawn group."""
    names = draw.pseudonyms["names"]
    return {names[str(key)] for key in seats_of(group=draw.group).values_list("member_id", flat=True)}


def tried_again(attempt: Callable[[], T]) -> T:
    """What an attempt gives, begun again when someone joined or withdrew meanwhile.

    Raises Stopped when someone stopped it, for half of it is nothing; SomeoneWithdrew when it never came to rest.
    """
    for _ in range(TRIES):
        try:
            return attempt()
        except OutOfTime:
            raise Stopped from None
        except SomeoneWithdrew:
            continue
    raise SomeoneWithdrew
