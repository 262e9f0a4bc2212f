"""Someone leaves a group: who takes their seat is drawn so that every target holds; long work where many are left."""

import csv
import io
import secrets
from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.timezone import localdate
from django_tasks import task

from leal.calculations.selection import CannotBeMet, Patience, Unreadable
from leal.calculations.selection.replacing import Vacancy
from leal.calculations.selection.telling import OF_A_GROUP, clash_sentences
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.pages.sentences import in_a_sentence
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Progress, ask_for, on_whose_word, under_way

from .. import selecting
from ..models import CoreGroup, Replacement, Reserve, Seat
from ..queries.groups import drawn, replacement_under_way, replacements_of, standing_by
from .groups import Unwilling, held
from .lotteries import NoLottery, SomeoneWithdrew, UnderWay, gone_before, patience_told, sitting, tried_again

AT_ONCE = 300
"""Among how many a seat is drawn for within one request; more than that is long work."""


def within_seat(*, seat: Seat, **_) -> str:
    return seat.group.scope


def within_replacement(*, replacement: Replacement, **_) -> str:
    return replacement.left.group.scope


@operation(needs=Permission.GROUP_CHOOSE, within=within_seat)
def replace_member(
    *, seat: Seat, because: str, seed: str = "", from_reserves: bool = False, on: date, by: Person | Outsider
) -> Replacement:
    """Someone leaves a group: end their seat, and draw fairly who takes it, so that every target holds.

    because  why they leave, in words that name nobody
    seed     as it was given in the room; empty: a random one
    from_reserves  among those who stand by only

    Raises NoLottery when nobody can take the seat and every target hold, Unwilling when the seat is empty already,
    UnderWay while another seat is drawn for.
    """
    asked = begun(seat, because, seed, from_reserves, on)
    vacant = open_seat(asked, on)
    return keep_replacement(replacement=asked, vacant=vacant, files=files_of(asked, vacant, Patience()), on=on, by=by)


@operation(needs=Permission.GROUP_CHOOSE, within=within_seat)
def ask_for_replacement(
    *,
    seat: Seat,
    because: str,
    seed: str = "",
    from_reserves: bool = False,
    on: date,
    leads_to: str = "",
    by: Person,
) -> Work:
    """Ask for the same as long work that can be watched and stopped. The seat is theirs until another is drawn.

    Raises Unwilling, UnderWay.
    """
    asked = begun(seat, because, seed, from_reserves, on)
    record("group.replacement-asked", of=asked.left.group, by=by, because=because)
    title = f"Drawing who takes a seat in {in_a_sentence(asked.left.group.name)}"[:120]
    asked.work = ask_for(draw_for_the_seat, title=title, by=by, leads_to=leads_to, replacement=asked.pk)
    asked.save(update_fields=["work"])
    return asked.work


def begun(seat: Seat, because: str, seed: str, from_reserves: bool, on: date) -> Replacement:
    """What was asked, the group held. What was asked before for the same seat, and came to nothing, is let go."""
    group = held(seat.group)
    seat = Seat.objects.select_related("group__panel", "member").get(pk=seat.pk)
    if seat.until:
        raise Unwilling("This seat has been given up already")
    if replacement_under_way(group=group):
        raise UnderWay
    Replacement.objects.filter(left=seat, taken=None).delete()
    words = {"because": because, "seed": seed.strip() or secrets.token_hex(16), "from_reserves": from_reserves}
    return Replacement.objects.create(left=seat, among=0, replaced_on=on, **words)


@task()
def draw_for_the_seat(work: str, replacement: int) -> None:
    """The worker’s part. Stopped, it keeps nothing: for whoever knows the seed must not choose when to stop."""
    with under_way(work) as tell:
        asked = Replacement.objects.select_related("left__group__panel").filter(pk=replacement, taken=None).first()
        if asked is not None:
            drawn_for(asked, tell, on_whose_word(work))


def drawn_for(asked: Replacement, tell: Progress, by: Person | Outsider) -> Replacement:
    """Draw who takes the seat; begun again when someone joined those who stand by or withdrew meanwhile.

    Raises NoLottery, Stopped.
    """
    patience, _ = patience_told(tell)

    def seated() -> Replacement:
        vacant = open_seat(asked, localdate())
        files = files_of(asked, vacant, patience)
        patience.spend("Seating who was drawn", 1)
        return keep_replacement(replacement=asked, vacant=vacant, files=files, on=localdate(), by=by)

    return tried_again(seated)


@operation(needs=Permission.GROUP_CHOOSE, within=within_replacement)
def keep_replacement(
    *, replacement: Replacement, vacant: Vacancy, files: Mapping[str, bytes], on: date, by: Person | Outsider
) -> Replacement:
    """End the seat of whoever leaves, and seat whom the lot fell on.

    Raises SomeoneWithdrew when those who could be drawn are no longer the same, Unwilling when the seat is empty.
    """
    group = held(replacement.left.group)
    replacement = Replacement.objects.select_related("left__group__panel", "left__member").get(pk=replacement.pk)
    seat = replacement.left
    if seat.until:
        raise Unwilling("This seat has been given up already")
    if who_could(group, replacement, on) != who_could_then(vacant):
        raise SomeoneWithdrew
    taken = seated_instead(seat, selecting.taken_by(files), on, replacement.because)
    replacement.taken, replacement.among, replacement.replaced_on = taken, len(vacant.pool.people), on
    replacement.certificate = {"files": {p: text.decode() for p, text in files.items() if "inputs/" not in p}}
    replacement.save()
    Reserve.objects.filter(choice__group=group, member_id=taken.member_id, let_go_on=None).update(let_go_on=on)
    record("group.seat-replaced", of=group, by=by, because=replacement.because)
    return replacement


def seated_instead(seat: Seat, name: str, on: date, because: str) -> Seat:
    """The seat of whoever bears this pseudonym, in place of one that ends."""
    draw = drawn(group=seat.group)
    member_of = {name: key for key, name in draw.pseudonyms["names"].items()}
    seat.until, seat.ended_because = max(on, seat.since + timedelta(days=1)), because[:200]
    seat.save(update_fields=["until", "ended_because"])
    why = "Drawn by lot for a seat that came free"
    return seat.group.taken_seats.create(member_id=member_of[name], draw=draw, since=on, because=why)


def who_could(group: CoreGroup, asked: Replacement, on: date) -> tuple[frozenset[str], frozenset[str]]:
    """Pseudonyms of those who sit now beside whoever leaves, and of those who could be drawn."""
    draw, last = drawn(group=group), replacements_of(group=group).last()
    names = draw.pseudonyms["names"]
    seated = sitting(draw)
    out = {*seated, *(selecting.away_after(last) if last else ()), *gone_before(draw, on)}
    only = among(asked)
    left = {name for name in names.values() if name not in out and (only is None or name in only)}
    return frozenset(seated - {names[str(asked.left.member_id)]}), frozenset(left)


def who_could_then(vacant: Vacancy) -> tuple[frozenset[str], frozenset[str]]:
    """The same, when the lottery began: by its file, which also holds those who share a home with one who sits."""
    rows = csv.DictReader(io.StringIO(vacant.inputs["people"][1].decode()))
    return frozenset(vacant.record["stay"]), frozenset(row[vacant.read["id_column"]] for row in rows)


def among(asked: Replacement) -> list[str] | None:
    """Pseudonyms of those who stand by, where only they may be drawn."""
    if not asked.from_reserves:
        return None
    group = asked.left.group
    names = drawn(group=group).pseudonyms["names"]
    return [names[str(key)] for key in standing_by(group=group).values_list("member_id", flat=True)]


def open_seat(asked: Replacement, on: date) -> Vacancy:
    """The seat that comes free, and who may take it. Raises NoLottery when nobody is left."""
    group = asked.left.group
    draw, earlier = drawn(group=group), list(replacements_of(group=group))
    leaves = draw.pseudonyms["names"][str(asked.left.member_id)]
    try:
        return selecting.open_seat(draw, earlier, leaves, gone_before(draw, on), among(asked))
    except Unreadable:
        raise NoLottery("Nobody is left who could take this seat") from None


def files_of(asked: Replacement, vacant: Vacancy, patience: Patience) -> dict[str, bytes]:
    """Every file of the lottery for the seat and of its draw. Raises NoLottery, OutOfTime."""
    try:
        return selecting.replaced(drawn(group=asked.left.group), vacant, asked.seed, patience)
    except CannotBeMet as unmet:
        lines = [
            "Nobody who is left can take this seat and every target hold.",
            *clash_sentences(unmet.clash, OF_A_GROUP),
        ]
        raise NoLottery("\n".join(lines)) from None
