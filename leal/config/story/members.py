"""The many members of the story’s panel: made up by chance from what is known of the real ones, always the same."""

import csv
import io
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from leal.foundations.people.models import Person
from leal.thread.panels import operations as panels
from leal.thread.panels.intake import read_members
from leal.thread.panels.models import Panel

from .files import told

FIRST_WAVE, FIRST_LASTS = date(2017, 8, 1), 150
LATER_WAVE, LATER_LASTS = date(2019, 7, 1), 270
Row = dict[str, str]


class Chance:
    """Choices by weight that come out the same on every machine and in every Python."""

    def __init__(self, seed: str):
        self.random = Random(seed).random  # noqa: S311 - a story, not a secret

    def one(self, weights: Mapping[str, float]) -> str:
        """One of the names, by weight."""
        left = self.random() * sum(weights.values())
        for name, weight in weights.items():
            left -= weight
            if left < 0:
                return name
        return name

    def of(self, names: list[str]) -> str:
        return names[int(self.random() * len(names))]

    def hundred(self, share: float) -> bool:
        """Whether it falls among so many of a hundred."""
        return self.random() * 100 < share


@cache
def rows() -> tuple[Row, ...]:
    """Every member as a row of a file of members, in the order they joined."""
    known, chance = told("panel"), Chance("The members of the story")
    places: dict[tuple[str, str], list[str]] = {}
    for code, area, kind in lookup():
        places.setdefault((area, kind), []).append(code)
    found: list[Row] = []
    for number in range(known["people"]):
        one = someone(known, chance, number, places)
        if found and chance.hundred(known["same_home"]):
            one |= {name: found[-1][name] for name in ("postal_address", "postcode")}
        found.append(one)
    found[-1] |= {name: found[-9][name] for name in ("name", "postcode")}  # who may be here twice
    return tuple(found)


def lookup() -> list[tuple[str, str, str]]:
    """A made-up lookup file: postcode, council area and class of place. Real postcodes never begin with ZZ."""
    places = [(area, kind) for kind, areas in told("panel")["areas"].items() for area in areas]
    return [(f"ZZ{at + 1} {unit}AA", area, kind) for at, (area, kind) in enumerate(places) for unit in range(1, 4)]


def someone(known: dict[str, Any], chance: Chance, number: int, places: Mapping[tuple[str, str], list[str]]) -> Row:
    shares = known["shares"]
    about = {feature: chance.one(shares[feature]) for feature in shares}
    kind = about.pop("urban_rural")
    area = chance.one(known["areas"][kind])
    postcode = chance.of(places[area, kind])
    answered, name = chance.hundred(known["answer"]), name_of(known["names"], chance, about)
    house = f"{1 + int(chance.random() * 90)} {chance.of(known['names']['streets'])}\n{area}"
    later = number >= known["people"] - known["joined_later"]
    since, lasts = (LATER_WAVE, LATER_LASTS) if later else (FIRST_WAVE, FIRST_LASTS)
    needs = known["needs"]
    row = {
        "name": name,
        "email": f"member{number + 1}@example.org" if about["told_by"] == "email" else "",
        "phone": f"07700 900{number % 1000:03d}" if about["told_by"] in ("phone", "text") else "",
        "postal_address": house,
        "postcode": postcode,
        "needs": chance.of(needs[about["conditions"]]) if chance.hundred(needs["share"]) else "",
        "joined_on": (since + timedelta(days=int(chance.random() * lasts))).isoformat(),
        "language": "en",
        "benefits": ";".join(benefits_of(known["benefits"], chance, about)),
        "agree-take-part": "yes",
        "agree-equality": "yes" if answered else "no",
        "agree-research": "yes" if chance.hundred(known["agree_research"]) else "no",
    }
    said = {feature: value for feature, value in about.items() if answered or feature not in EQUALITY}
    return row | said


EQUALITY = ("age", "sex", "ethnic-group")


def name_of(names: dict[str, list[str]], chance: Chance, about: Mapping[str, str]) -> str:
    if about["ethnic-group"] == "minority-ethnic":
        return f"{chance.of(names['minority'])} {chance.of(names['last_of_minority'])}"
    return f"{chance.of(names[about['sex']])} {chance.of(names['last'])}"


def benefits_of(known: dict[str, dict], chance: Chance, about: Mapping[str, str]) -> list[str]:
    """What someone has asked for, as it goes with what is true of them."""
    return [
        name
        for name, when in known.items()
        if chance.hundred(when["share"])
        and about["age"] in when.get("ages", [about["age"]])
        and about["caring"] == when.get("caring", about["caring"])
        and about["conditions"] != when.get("unless")
    ]


def as_file() -> bytes:
    """All of them as the CSV file of members that a panel takes in."""
    columns = list(dict.fromkeys(column for row in rows() for column in row))
    written = io.StringIO()
    out = csv.DictWriter(written, columns, restval="", lineterminator="\n")
    out.writeheader()
    out.writerows(rows())
    return written.getvalue().encode()


def tell_members(panel: Panel, by: Person, today: date) -> None:
    """Load the lookup of postcodes, and take the members in as a file that somebody gave."""
    panels.load_postcodes(
        name="made-up-postcodes.csv",
        digest="",
        source="Made up for the story",
        rows=lookup(),
        of_date=date(2024, 5, 1),
        on=today,
        by=by,
    )
    read = read_members(as_file(), panel=panel, name="members.csv")
    if read.faults:
        raise ValueError(f"The story’s members cannot be taken in: {read.faults[0]}")
    for wave in panel.waves.filter(opened_on__in=(FIRST_WAVE, LATER_WAVE)):
        came = [one for one in read.members if (one.words["joined_on"] >= LATER_WAVE) == (wave.opened_on == LATER_WAVE)]
        panels.take_in_members(panel=panel, members=came, wave=wave, by=by)
