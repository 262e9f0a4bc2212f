"""The folder of one selection: what is in it, and how it is written and read again.

inputs/people.csv, inputs/targets.csv   the files as they were given; already.csv where some sat already
lottery.json                            panels by id, chances, proof      (keep private)
pseudonyms.csv                          who is P1, P2, …                  (keep private)
public/lottery.json                     the same panels under pseudonyms  (publish before the draw)
draw.json                               fingerprints, seed, winning ticket
public/draw.json                        the same under pseudonyms         (publish after the draw)
selected.csv, remaining.csv             the people file after the draw    (keep private)
replacements/1, 2, …                    a folder like this one for each replacement
earlier/draw-1.json, …                  draws that another was made in place of
reserves.json, reserves.csv             who stands by                     (keep private)
"""

import csv
import io
import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .choosing import Lottery
from .draw import fingerprint, pseudonyms, public_lottery, winner, winning_ticket
from .pool import Pool
from .reading import read_pool
from .seating import TICKETS, Panel
from .sheets import Sheet


@dataclass(frozen=True)
class Opened:
    """A selection as its folder has it: the private lottery, the public one byte for byte, pool and people file."""

    lottery: dict
    public: bytes
    pool: Pool
    sheet: Sheet
    inputs: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    @property
    def panels(self) -> list[Panel]:
        """The lottery's panels, in its order."""
        place = self.pool.place
        return [Panel(tuple(place[id] for id in each["ids"]), each["tickets"]) for each in self.lottery["panels"]]


def lottery_files(
    lottery: Lottery,
    people: tuple[str, bytes],
    targets: tuple[str, bytes],
    read: dict[str, str | int | None],
    already: tuple[str, bytes] | None = None,
    names: dict[str, str] | None = None,
) -> dict[str, bytes]:
    """Every file of a selection before its draw, by its place in the folder.

    people, targets, already  name and content of each input
    read                      how they were read: id_column, household, pair, seats
    names                     pseudonyms that were given earlier; else new ones are made. Where ids are
                              pseudonyms already, each is its own

    >>> from .choosing import fair_lottery
    >>> people = ("people.csv", b"id,age\\n1,x\\n2,x\\n")
    >>> targets = ("targets.csv", b"feature,value,min,max\\nage,x,1,1\\n")
    >>> pool, _ = read_pool(people, targets, 1)
    >>> list(lottery_files(fair_lottery(pool), people, targets, {"seats": 1}))  # doctest: +NORMALIZE_WHITESPACE
    ['inputs/people.csv', 'inputs/targets.csv', 'lottery.json', 'pseudonyms.csv', 'public/lottery.json']
    """
    given = {"people": people, "targets": targets} | ({"already": already} if already else {})
    inputs = {f"{name}_sha256": fingerprint(content) for name, (_, content) in given.items()}
    ids = [person.id for person in lottery.pool.people]
    private = {
        "read": read,
        **({"ids_are_pseudonyms": True} if names and all(id == name for id, name in names.items()) else {}),
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
        **{f"inputs/{name}.csv": content for name, (_, content) in given.items()},
        "lottery.json": as_json(private),
        **pseudonymous(lottery.pool, lottery.panels, names or pseudonyms(lottery.pool, people[1]), inputs),
    }


def names_of(opened: Opened) -> dict[str, str]:
    """The pseudonyms of a selection: its ids themselves where they are pseudonyms already."""
    if opened.lottery.get("ids_are_pseudonyms"):
        return {person.id: person.id for person in opened.pool.people}
    return pseudonyms(opened.pool, opened.inputs["people"][1])


def pseudonymous(
    pool: Pool, panels: Sequence[Panel], names: dict[str, str], inputs: dict[str, str]
) -> dict[str, bytes]:
    """The published lottery, and the private key to its names."""
    names = {person.id: names[person.id] for person in pool.people}
    return {
        "pseudonyms.csv": as_csv([("id", "pseudonym"), *names.items()]),
        "public/lottery.json": as_json(public_lottery(pool, panels, names, inputs)),
    }


def draw_files(opened: Opened, seed: str, instead: dict[str, str] | None = None) -> dict[str, bytes]:
    """The files that a seed adds: the draw, who is selected, who remains.

    instead  of a draw made in place of another: which one it was, and why
    """
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
        **({"instead": instead} if instead else {}),
    }
    people = json.loads(opened.public)["panels"][number]["people"]
    chosen, cells = set(panels[number].people), enumerate(opened.sheet.cells)
    rows = [(row, place in chosen) for place, row in cells]
    return {
        "draw.json": as_json(draw),
        "public/draw.json": as_json(public_draw(draw, people)),
        "selected.csv": as_csv([opened.sheet.heading, *(row for row, taken in rows if taken)]),
        "remaining.csv": as_csv([opened.sheet.heading, *(row for row, taken in rows if not taken)]),
    }


def public_draw(draw: dict, people: Sequence[str]) -> dict:
    """A draw as it is published: with pseudonyms in place of ids."""
    return {key: value for key, value in draw.items() if key != "ids"} | {"people": sorted(people)}


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


def drawn_seed(folder: Path) -> str | None:
    """The seed of the draw a folder holds, or None."""
    drawn = folder / "draw.json"
    return json.loads(drawn.read_text(encoding="utf-8"))["seed"] if drawn.exists() else None


class AlreadyDrawn(Exception):
    """The folder holds a draw that these files would replace."""


def write(folder: Path, files: dict[str, bytes], *, redraw: bool = False) -> None:
    """Write the files, all or none: they are made beside the folder and moved in only when all are there.

    redraw  let a draw take the place of another, which is among `files` under another name

    Raises AlreadyDrawn when a draw would be lost, OSError when the folder cannot be written.
    """
    drawn = folder / "draw.json"
    opens = "lottery.json" in files or "draw.json" in files
    if not redraw and opens and drawn.exists() and files.get("draw.json") != drawn.read_bytes():
        raise AlreadyDrawn(json.loads(drawn.read_text(encoding="utf-8"))["seed"])
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


def redrawn(folder: Path, opened: Opened, seed: str, why: str) -> dict[str, bytes]:
    """The files of a draw made in place of the folder's: the earlier one is kept, and the new one says why."""
    former = (folder / "draw.json").read_bytes()
    number = 1 + sum(1 for _ in (folder / "earlier").glob("draw-*.json"))
    instead = {"of": f"earlier/draw-{number}.json", "sha256": fingerprint(former), "why": why}
    return draw_files(opened, seed, instead) | {instead["of"]: former}


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
    given = inputs_of(folder)
    pool, sheet = read_pool(given["people"], given["targets"], already=given.get("already"), **lottery["read"])
    return Opened(lottery, (folder / "public/lottery.json").read_bytes(), pool, sheet, given)


def inputs_of(folder: Path) -> dict[str, tuple[str, bytes]]:
    """The files that a selection was made from: people, targets, and already where some sat already."""
    names = ("people", "targets", *(("already",) if (folder / "inputs/already.csv").exists() else ()))
    return {name: (f"{name}.csv", (folder / f"inputs/{name}.csv").read_bytes()) for name in names}
