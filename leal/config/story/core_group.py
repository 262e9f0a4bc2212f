"""The core group of the story, drawn from the panel’s members: everything by operations, but that the lottery is kept.

`leal story --lottery-anew` makes the kept lottery anew, in about half a minute.
"""

import json
import zipfile
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from leal.calculations.selection import CannotBeMet, Patience, fair_lottery
from leal.calculations.selection.pool import Person as Candidate
from leal.calculations.selection.reserves import Holding, Reserves
from leal.foundations.people.models import Person
from leal.thread.panels import selecting
from leal.thread.panels.models import CoreGroup, Draw, Panel, PanelMember
from leal.thread.panels.models import Reserves as Choice
from leal.thread.panels.operations import groups as forming
from leal.thread.panels.operations import lotteries, replacing
from leal.thread.panels.operations import reserves as reserving
from leal.thread.panels.queries import groups as queries

from .files import told

KEPT = Path(__file__).with_name("core_group.zip")
BESIDE = "beside.json"
BOTH = ("with_them", "without")


class OutOfStep(Exception):
    """The kept lottery is not that of the story’s people and targets."""

    def __str__(self) -> str:
        return "The story’s people or targets changed. Make its lottery anew: leal story --lottery-anew"


def tell_core_group(panel: Panel, by: Person, today: date) -> CoreGroup:
    """Formed, asked, drawn by the kept lottery; who stands by; one seat that came free and was drawn for."""
    group = form(panel, by, today)
    inputs, files = inputs_of(group), kept_files()
    if [files["inputs/people.csv"], files["inputs/targets.csv"]] != [inputs.people[1], inputs.targets[1]]:
        raise OutOfStep
    beside = json.loads(files.pop(BESIDE))
    draw = drawn(group, inputs, files, by, today)
    stand_by(group, by, today, found=found_in(beside["reserves"]))
    replace(draw, beside["leaves"], by, today)
    return group


def drawn(group: CoreGroup, inputs: selecting.Inputs, files: dict[str, bytes], by: Person, today: date) -> Draw:
    """The lottery kept, and the group drawn by the seed."""
    file = told("core_group")
    draw = group.draws.create(people="", targets="", made_on=today + timedelta(days=file["asked"]))
    draw = lotteries.keep_lottery(draw=draw, files=files, names=inputs.names, by=by)
    seed = {name: file[name] for name in ("seed", "seed_from")}
    return lotteries.draw_group(draw=draw, on=today + timedelta(days=file["drawn"]), by=by, **seed)


def replace(draw: Draw, leaves: str, by: Person, today: date) -> None:
    """Someone leaves, under their pseudonym, and one of those who stand by is drawn."""
    file = told("core_group")["replacement"]
    member = next(key for key, name in draw.pseudonyms["names"].items() if name == leaves)
    replacing.replace_member(
        seat=draw.taken_seats.get(member=member),
        because=file["because"],
        seed=file["seed"],
        from_reserves=True,
        on=today + timedelta(days=file["days"]),
        by=by,
    )


def form(panel: Panel, by: Person, today: date) -> CoreGroup:
    """The group with its targets and what everyone answered who was asked."""
    file = told("core_group")
    asked = today + timedelta(days=file["asked"])
    group = forming.form_group(panel=panel, on=asked, by=by, **file["group"])
    for feature, targets in file["targets"].items():
        forming.set_targets(group=group, feature=feature, targets=targets, by=by)
    forming.ask_who_is_willing(group=group, on=asked, by=by)
    members = in_order(panel)
    no = file["not_willing"]
    for willing, of in ((False, members[:no]), (True, members[no:])):
        forming.note_many_willing(group=group, members=of, willing=willing, on=asked + timedelta(days=14), by=by)
    return group


def in_order(panel: Panel) -> list[UUID]:
    """The keys of the panel’s members in an order that is the same whenever the story is told: keys are random."""
    order = ("asked_on", "name", "postcode", "postal_address", "email", "phone", "needs")
    return list(PanelMember.objects.filter(panel=panel).order_by(*order).values_list("pk", flat=True))


def inputs_of(group: CoreGroup) -> selecting.Inputs:
    """What goes into the lottery: pseudonyms by a lot that falls the same each time, for the people are made up."""
    people = queries.candidates(group=group, on=localdate())
    place = {str(key): at for at, key in enumerate(in_order(group.panel))}
    keys = sorted((each.key for each in people), key=place.__getitem__)
    Random("The pseudonyms of the story").shuffle(keys)  # noqa: S311 - a story, not a secret
    names = {key: f"P{number:04d}" for number, key in enumerate(keys, start=1)}
    return selecting.inputs_of(group, people, names)


def kept_files() -> dict[str, bytes]:
    """The kept lottery’s files, and what was worked out beside it."""
    with zipfile.ZipFile(KEPT) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def stand_by(group: CoreGroup, by: Person, today: date, found: Reserves | None = None) -> Choice:
    """Who stands by: as it was found before, or sought now."""
    file = told("core_group")["reserves"]
    choice = group.reserves.create(
        number=file["number"],
        leaving=Decimal(file["leaving"]),
        seed=file["seed"],
        chosen_on=today + timedelta(days=file["days"]),
    )
    return reserving.keep_reserves(choice=choice, found=found, by=by)


def found_in(kept: dict) -> Reserves:
    """Who stands by, as it was kept."""
    both = {name: Holding(**kept[name] | {"interval": tuple(kept[name]["interval"])}) for name in BOTH}
    people = tuple(Candidate(id, ()) for id in kept["people"])
    return Reserves(people=people, ceiling=kept["ceiling"], exact=kept["exact"], **both)


def first_to_replace(draw: Draw, among: list[str]) -> str:
    """The pseudonym of the first of the group whose seat at least two of those who stand by could take."""
    for id in selecting.standing_now(draw, []).seated:
        vacant = selecting.open_seat(draw, [], id, [], among)
        try:
            chances = fair_lottery(vacant.pool).chances
        except CannotBeMet:
            continue
        if sum(chance > 0 for chance in chances.values()) > 1:
            return id
    raise OutOfStep


def make_anew() -> None:
    """Make the kept lottery anew from the story’s files. What is told beside it in the database is undone again."""
    from .listening import open_with_questions
    from .members import tell_members

    with transaction.atomic():
        today = localdate()
        by = Person.objects.create(name="Whoever makes the lottery", email="lottery@example.org")
        by.role_holdings.create(role="researcher", since=date(2018, 1, 1))
        panel = open_with_questions(by, code="for-the-lottery")
        tell_members(panel, by, today)
        group = form(panel, by, today)
        inputs = inputs_of(group)
        files = selecting.lottery_of(inputs, Patience())
        draw = drawn(group, inputs, files, by, today)
        found = reserving.sought(stand_by(group, by, today))
        people = [person.id for person in found.people]
        beside = {"reserves": asdict(found) | {"people": people}, "leaves": first_to_replace(draw, people)}
        KEPT.write_bytes(selecting.packed(files | {BESIDE: json.dumps(beside, indent=1).encode()}))
        transaction.set_rollback(True)
