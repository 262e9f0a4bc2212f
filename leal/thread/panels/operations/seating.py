"""Small tables of a gathering, by the calculation that `leal select tables` runs: long work."""

import json
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil

from django_tasks import task

from leal.calculations.selection.tables import Tables, tables
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Progress, ask_for, on_whose_word, under_way

from ..models import Gathering, GatheringNeed, Invited
from ..queries.gatherings import gatherings, to_be_seated
from .gatherings import held_open, within_gathering

SHARED = (GatheringNeed.Kind.INTERPRETER, GatheringNeed.Kind.READER)
"""Needs that one colleague can meet for several people, who then sit at one table."""


class NobodyComes(Exception):
    """Tables are for those who said yes."""

    def __str__(self) -> str:
        return "Nobody has said yes yet, so there is nobody to seat"


class OthersCome(Exception):
    """Who comes changed while the tables were made."""

    def __str__(self) -> str:
        return "Someone answered while the tables were made, so they fit no more. Make them anew"


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def ask_for_tables(
    *,
    gathering: Gathering,
    most: int,
    rounds: int,
    places: Mapping[str, Sequence[int]] | None = None,
    leads_to: str = "",
    by: Person | Outsider,
) -> Work:
    """Ask for everyone who is coming to be seated at tables of at most `most`, anew in each of some rounds.

    places  which tables are near the door, quiet, or have a hearing loop, by `GatheringNeed.Seat`, counted from 1

    Raises NobodyComes, CalledOff.
    """
    held = held_open(gathering)
    if not to_be_seated(gathering=held).exists():
        raise NobodyComes
    record("tables.asked-for", of=held, by=by)
    title = f"Small tables: {held.name}"[:120]
    given = {"gathering": held.pk, "most": most, "rounds": rounds, "places": json.dumps(dict(places or {}))}
    return ask_for(make_tables, title=title, by=by, leads_to=leads_to, **given)


@task()
def make_tables(work: str, gathering: int, most: int, rounds: int, places: str = "{}") -> None:
    """The worker’s part."""
    with under_way(work) as tell:
        found = gatherings().get(pk=gathering)
        made_tables(found, most, rounds, on_whose_word(work), tell, places=json.loads(places))


def made_tables(
    gathering: Gathering,
    most: int,
    rounds: int,
    by: Person | Outsider,
    tell: Progress,
    *,
    places: Mapping[str, Sequence[int]] | None = None,
) -> Gathering:
    """The tables of whoever comes, searched for and kept."""
    people = list(to_be_seated(gathering=gathering))
    shared, seed, places = sharing(people), secrets.token_hex(8), places or {}
    pairs = [*shared, *(pair for pair in beside(people) if pair not in shared)]
    found = tables(
        mixed_by(gathering, people),
        most,
        rounds,
        together=pairs,
        only=suiting(people, places, ceil(len(people) / most)),
        seed=seed,
        tell=lambda done, of: tell(done, of, "Trying who sits with whom"),
    )
    return seat(gathering=gathering, people=people, found=found, sharing=len(shared), places=places, seed=seed, by=by)


def mixed_by(gathering: Gathering, people: Sequence[Invited]) -> list[tuple[str, ...]]:
    """For each what their table is mixed by: where they live, and what they know of the service.

    What someone said so that the panel can be compared with everyone is not used: they did not agree to that.
    """
    asked = gathering.panel.questions.filter(several=False, withdrawn_on=None, about="experience")
    codes = list(asked.values_list("code", flat=True))
    found = []
    for one in people:
        if one.member is None:
            found.append(("an organisation",) * (len(codes) + 2))
            continue
        known = getattr(one.member, "experience", None)
        answers = known.answers if known else {}
        found.append((one.member.council_area, one.member.urban_rural, *(str(answers.get(code, "")) for code in codes)))
    return found


def sharing(people: Sequence[Invited]) -> list[tuple[int, int]]:
    """Pairs of places in `people` who share an interpreter, or someone who reads or writes: met in the same words."""
    places = defaultdict(list)
    for place, one in enumerate(people):
        for need in one.needs.all():
            if need.kind in SHARED and need.met_on:
                places[need.kind, " ".join(need.how_met.casefold().split())].append(place)
    return [pair for some in places.values() for pair in pairwise(some)]


def beside(people: Sequence[Invited]) -> list[tuple[int, int]]:
    """Pairs of places in `people` of whom one has to sit at the table of the other."""
    at = {one.pk: place for place, one in enumerate(people)}
    wanted = {
        tuple(sorted((place, at[need.beside_id])))
        for place, one in enumerate(people)
        for need in one.needs.all()
        if need.beside_id in at and need.beside_id != one.pk
    }
    return sorted(wanted)


def suiting(people: Sequence[Invited], places: Mapping[str, Sequence[int]], tables: int) -> dict[int, set[int]]:
    """By place in `people` the tables that suit someone, for all they need; nobody for whom there is none.

    tables  how many there are: a number beyond is no table
    """
    there = {name: {number for number in told if number <= tables} for name, told in places.items()}
    found: dict[int, set[int]] = {}
    for place, one in enumerate(people):
        for need in one.needs.all():
            if told := there.get(need.seat):
                # Where no table is both, the one that was said first counts: one need met is better than none.
                found[place] = found.get(place, told) & told or found[place]
    return found


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def seat(
    *,
    gathering: Gathering,
    people: Sequence[Invited],
    found: Tables,
    sharing: int,
    places: Mapping[str, Sequence[int]] | None = None,
    seed: str,
    by: Person | Outsider,
) -> Gathering:
    """Keep who sits where, and how good that is. Raises OthersCome when others come by now, CalledOff."""
    held = held_open(gathering)
    if {one.pk for one in people} != set(to_be_seated(gathering=held).values_list("pk", flat=True)):
        raise OthersCome
    held.invited.exclude(tables=[]).update(tables=[])
    rows = [
        Invited(pk=one.pk, tables=list(where))
        for one, where in zip(people, zip(*found.rounds, strict=True), strict=True)
    ]
    Invited.objects.bulk_update(rows, ["tables"])
    held.seating = {
        "people": len(people),
        "tables": max(map(max, found.rounds)),
        "rounds": len(found.rounds),
        "sharing": sharing,
        "places": {name: list(numbers) for name, numbers in (places or {}).items()},
        "parted": found.parted,
        "missed": found.missed,
        "missed_least": found.missed_least,
        "met": found.met,
        "met_most": found.met_most,
        "seed": seed,
    }
    held.save(update_fields=["seating"])
    record("tables.made", of=held, by=by)
    return held
