"""The folder of one selection: what is in it, and how it is written and read again.

inputs/people.csv, inputs/targets.csv   the files as they were given
lottery.json                            panels by id, chances, proof      (keep private)
pseudonyms.csv                          who is P1, P2, …                  (keep private)
public/lottery.json                     the same panels under pseudonyms  (publish before the draw)
draw.json                               fingerprints, seed, winning ticket
selected.csv, remaining.csv             the people file after the draw    (keep private)
"""

import csv
import io
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .choosing import Lottery
from .draw import fingerprint, pseudonyms, public_lottery, winner, winning_ticket
from .pool import Pool
from .reading import read_pool
from .seating import TICKETS, Panel
from .sheets import Sheet

DRAWN = ("draw.json", "selected.csv", "remaining.csv")


@dataclass(frozen=True)
class Opened:
    """A selection as its folder has it: the private lottery, the public one byte for byte, pool and people file."""

    lottery: dict
    public: bytes
    pool: Pool
    sheet: Sheet

    @property
    def panels(self) -> list[Panel]:
        """The lottery's panels, in its order."""
        place = self.pool.place
        return [Panel(tuple(place[id] for id in each["ids"]), each["tickets"]) for each in self.lottery["panels"]]


def lottery_files(
    lottery: Lottery, people: tuple[str, bytes], targets: tuple[str, bytes], read: dict[str, str | int | None]
) -> dict[str, bytes]:
    """Every file of a selection before its draw, by its place in the folder.

    people, targets  name and content of each input
    read             how they were read: id_column, household, pair, seats
    """
    inputs = {"people_sha256": fingerprint(people[1]), "targets_sha256": fingerprint(targets[1])}
    ids = [person.id for person in lottery.pool.people]
    private = {
        "read": read,
        "inputs": inputs,
        "fairness": {"smallest_chance": lottery.smallest_chance, "gini": lottery.gini},
        "tickets": TICKETS,
        "chances": lottery.chances,
        "certificate": lottery.certificate,
        "panels": [
            {"ids": [ids[i] for i in each.people], "probability": each.tickets / TICKETS, "tickets": each.tickets}
            for each in lottery.panels
        ],
    }
    return {
        "inputs/people.csv": people[1],
        "inputs/targets.csv": targets[1],
        "lottery.json": as_json(private),
        **pseudonymous(lottery.pool, lottery.panels, people[1], inputs),
    }


def pseudonymous(pool: Pool, panels: Sequence[Panel], people: bytes, inputs: dict[str, str]) -> dict[str, bytes]:
    """The published lottery, and the private key to its names."""
    names = pseudonyms(pool, people)
    return {
        "pseudonyms.csv": as_csv([("id", "pseudonym"), *names.items()]),
        "public/lottery.json": as_json(public_lottery(pool, panels, names, inputs)),
    }


def draw_files(opened: Opened, seed: str) -> dict[str, bytes]:
    """The files that a seed adds: the draw, who is selected, who remains."""
    lottery, public, panels = opened.lottery, fingerprint(opened.public), opened.panels
    ticket = winning_ticket(seed, public, lottery["tickets"])
    number = winner(panels, ticket)
    draw = {
        "seed": seed,
        **lottery["inputs"],
        "public_lottery_sha256": public,
        "ticket": ticket,
        "panel": number + 1,
        "ids": lottery["panels"][number]["ids"],
    }
    chosen, cells = set(panels[number].people), enumerate(opened.sheet.cells)
    rows = [(row, place in chosen) for place, row in cells]
    return {
        "draw.json": as_json(draw),
        "selected.csv": as_csv([opened.sheet.heading, *(row for row, taken in rows if taken)]),
        "remaining.csv": as_csv([opened.sheet.heading, *(row for row, taken in rows if not taken)]),
    }


def as_json(content: dict) -> bytes:
    """JSON with a line for each part and for each panel: long, yet easy to compare."""
    lines = []
    for key, value in content.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            inner = ",\n".join(f"  {json.dumps(each, ensure_ascii=False)}" for each in value)
            lines.append(f"{json.dumps(key)}: [\n{inner}\n]")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """CSV in UTF-8 with plain line ends."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files, all or none: they are made beside the folder and moved in only when all are there.

    With a new lottery goes what was drawn from an old one. Raises OSError when the folder cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as beside:
        for name, content in files.items():
            path = Path(beside, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        for name in files:
            Path(beside, name).replace(folder / name)
    for name in DRAWN if "lottery.json" in files else ():
        if name not in files:
            (folder / name).unlink(missing_ok=True)


def fault_of_place(folder: Path) -> str:
    """Why a folder cannot be written, known before the long work begins; empty when it can."""
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not there.is_dir():
        return f"{there} is a file"
    return "" if os.access(there, os.W_OK | os.X_OK) else f"{there} may not be written to"


def read_folder(folder: Path) -> Opened:
    """A selection's folder, read.

    Raises OSError, ValueError, KeyError or Unreadable when it is not one.
    """
    lottery = json.loads((folder / "lottery.json").read_text(encoding="utf-8"))
    inputs = [(f"{name}.csv", (folder / f"inputs/{name}.csv").read_bytes()) for name in ("people", "targets")]
    pool, sheet = read_pool(*inputs, **lottery["read"])
    return Opened(lottery, (folder / "public/lottery.json").read_bytes(), pool, sheet)
