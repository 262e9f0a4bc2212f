"""Reserves from and to the folder of a selection: chances to leave as they are given, and what is written."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from .draw import fingerprint
from .faults import Fault, Unreadable
from .folder import Opened, as_csv, as_json
from .patience import UNTIRING, Patience
from .replacing import Standing, everyone
from .reserves import Reserves, reserves


def chances_to_leave(opened: Opened, given: Sequence[str], column: str | None = None) -> dict[str, float]:
    """Everyone's chance to leave, by id.

    given   "0.1" for everyone, and "age: under 25 = 0.2" for those of a value; of several that fit, the highest
    column  a column of the people file that holds each person's chance, for whom it is not empty

    Raises Unreadable with every fault.

    >>> from .reading import read_pool
    >>> people = ("people.csv", b"id,age\\n1,young\\n2,old\\n")
    >>> targets = ("targets.csv", b"feature,value,min,max\\nage,young,0,1\\nage,old,0,1\\n")
    >>> opened = Opened({}, b"", *read_pool(people, targets, 1))
    >>> chances_to_leave(opened, ["0.1", "age: young = 0.25"])
    {'1': 0.25, '2': 0.1}
    """
    faults: list[Fault] = []
    everyone_s, of_value = None, {}
    for text in given:
        value, _, chance = text.rpartition("=")
        number = chance_in(
            chance, Fault("--leaving", f"“{text}” ends with no chance", "Write 0.1, or age: young = 0.2")
        )
        if isinstance(number, Fault):
            faults.append(number)
        elif not value:
            everyone_s = number
        elif (key := tuple(part.strip() for part in value.split(":", 1))) in values_of(opened):
            of_value[key] = number
        else:
            listed = ", ".join(": ".join(each) for each in sorted(values_of(opened)))
            faults.append(
                Fault("--leaving", f"“{value.strip()}” is no value that a target lists", f"Use one of {listed}")
            )
    own = column_chances(opened, column, faults) if column else {}
    found = {}
    for id, person in everyone(opened).items():
        fits = [of_value[key] for key in zip(opened.pool.features, person.values, strict=True) if key in of_value]
        found[id] = own.get(id, max(fits, default=everyone_s))
    if not faults and None in found.values():
        number = sum(chance is None for chance in found.values())
        faults.append(
            Fault("--leaving", f"{number:,} people have no chance to leave", "Give one number for everyone else")
        )
    if faults:
        raise Unreadable(faults)
    return found


def values_of(opened: Opened) -> set[tuple[str, str]]:
    """Every feature and value that a target lists."""
    return {(target.feature, target.value) for target in opened.pool.targets}


def chance_in(text: str, otherwise: Fault) -> float | Fault:
    """The number from 0 to 1 that a text holds, or the fault."""
    try:
        number = float(text.strip())
    except ValueError:
        return otherwise
    return number if 0 <= number <= 1 else otherwise


def column_chances(opened: Opened, column: str, faults: list[Fault]) -> dict[str, float]:
    """The chances that a column holds, by id, faults noted."""
    sheet = opened.sheet
    if column not in sheet.heading:
        mend = f"The headings are {', '.join(sheet.heading)}"
        faults.append(Fault(sheet.name, f"There is no column “{column}”", mend, (1,)))
        return {}
    found = {}
    for person, text, row in zip(opened.pool.people, sheet.column(column), sheet.numbers, strict=True):
        fault = Fault(sheet.name, f"“{text}” is no chance", "Write a number from 0 to 1", (row,), column)
        chance = chance_in(text, fault) if text.strip() else None
        if isinstance(chance, Fault):
            faults.append(chance)
        elif chance is not None:
            found[person.id] = chance
    return found


def reserve_files(
    opened: Opened,
    standing: Standing,
    number: int,
    leaving: Sequence[str],
    column: str | None,
    seed: str,
    patience: Patience = UNTIRING,
) -> tuple[dict[str, bytes], Reserves]:
    """The files that say who stands by, and what was found.

    Raises Unreadable when the chances to leave cannot be read, or nobody is left.
    """
    chances, known, out = (
        chances_to_leave(opened, leaving, column),
        everyone(opened),
        {*standing.seated, *standing.away},
    )
    seated = [known[id] for id in standing.seated]
    left = [person for person in opened.pool.people if person.id not in out]
    if not left:
        raise Unreadable([Fault("people.csv", "Nobody is left who could stand by", "Find more people")])
    found = reserves(opened.pool, seated, left, number, chances, f"{seed}\n{fingerprint(standing.last)}", patience)
    asked = {"seed": seed, "number": number, "leaving": list(leaving), "column": column}
    ids = {person.id for person in found.people}
    record = {
        "asked": asked,
        "after_sha256": fingerprint(standing.last),
        "seated": list(standing.seated),
        "away": list(standing.away),
        "ids": [person.id for person in found.people],
        "with_them": asdict(found.with_them),
        "without": asdict(found.without),
        "ceiling": found.ceiling,
        "exact": found.exact,
    }
    rows = [row for person, row in zip(opened.pool.people, opened.sheet.cells, strict=True) if person.id in ids]
    return {"reserves.json": as_json(record), "reserves.csv": as_csv([opened.sheet.heading, *rows])}, found


def standing_by(folder: Path) -> list[str]:
    """The ids of those who stand by. Raises Unreadable when there are none."""
    place = folder / "reserves.json"
    if not place.exists():
        raise Unreadable([Fault(str(folder), "Nobody stands by yet", "Choose reserves first: leal select reserves")])
    return json.loads(place.read_text(encoding="utf-8"))["ids"]


def reserves_wrong(folder: Path, opened: Opened, standings: Sequence[Standing]) -> list[str]:
    """What is wrong with the reserves of a folder, which are chosen once more; standings are all there were so far."""
    record = json.loads((folder / "reserves.json").read_text(encoding="utf-8"))
    after = [each for each in standings if fingerprint(each.last) == record["after_sha256"]]
    if not after:
        return ["reserves.json follows from no draw in this folder"]
    asked = record["asked"]
    files, _ = reserve_files(opened, after[0], asked["number"], asked["leaving"], asked["column"], asked["seed"])
    return [
        f"{name} is not what it should be" for name, content in files.items() if (folder / name).read_bytes() != content
    ]


def reserves_sentences(found: Reserves) -> list[str]:
    """Who stands by and what it is worth, for people."""
    with_them, without = found.with_them, found.without
    lines = [f"Standing by: {', '.join(person.id for person in found.people) or 'nobody'}."]
    lines.append(f"The chance that every seat is filled and every target met: {likely(with_them)}.")
    lines.append(f"Without them: {likely(without)}; targets alone, seats left empty: {without.targets:.1%}.")
    if found.exact:
        lines.append("No choice of as many does better: all were tried.")
    else:
        lines.append("This is the best found; not every choice was tried.")
    if found.ceiling is not None:
        lines.append(f"Even with everyone left standing by it would be no more than about {found.ceiling:.0%}.")
    return lines


def likely(holding) -> str:
    """A chance, with where it plausibly lies when it was measured by trials.

    >>> from .reserves import Holding
    >>> likely(Holding(0.5, 0.5, 1.0, (0.48, 0.52), 4000)), likely(Holding(0.5, 0.5, 1.0, (0.5, 0.5), 0))
    ('50.0% (48.0% to 52.0% by 4,000 trials)', '50.0% (exactly)')
    """
    if not holding.trials:
        return f"{holding.full:.1%} (exactly)"
    low, high = holding.interval
    return f"{holding.full:.1%} ({low:.1%} to {high:.1%} by {holding.trials:,} trials)"
