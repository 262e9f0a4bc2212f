"""Checking a selection that someone hands you: its files, its chances, its proof, its draw."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from .checker import check
from .choosing import fair_lottery
from .draw import fingerprint
from .folder import Opened, draw_files, lottery_files, names_of, pseudonymous, read_folder
from .reading import read_pool
from .replacing import Standing, after, record_files, replacements, vacancy
from .reserve_files import reserves_wrong


def checks(
    folder: Path, *, again: bool = False, names: dict[str, str] | None = None
) -> Iterator[tuple[str, list[str]]]:
    """Each check of a selection's folder in turn: what is checked, and what is wrong (nothing when it holds).

    again  also solve everything once more, and compare byte for byte
    names  of a replacement: the pseudonyms of the first lottery

    Raises OSError, ValueError, KeyError or Unreadable when the folder is not one of a selection.
    """
    opened = read_folder(folder)
    inputs = {name: content for name, (_, content) in opened.inputs.items()}
    files = [folder / f"inputs/{name}.csv" for name in inputs]
    yield (
        "The inputs are those whose fingerprints were published",
        [
            f"inputs/{name}.csv has changed"
            for name, content in inputs.items()
            if fingerprint(content) != opened.lottery["inputs"][f"{name}_sha256"]
        ],
    )
    yield (
        "Every panel meets the targets, every chance is that of its tickets, and the proof holds",
        check(*files[:2], folder / "lottery.json", *files[2:]),
    )
    names = names or names_of(opened)
    published = pseudonymous(opened.pool, opened.panels, names, opened.lottery["inputs"])
    yield "The published lottery is the private one under pseudonyms", same(folder, published)
    if (folder / "draw.json").exists():
        yield "The seed picks this panel", drawn_wrong(folder, opened)
    if again:
        yield "Solving it again gives the same files", same(folder, solved_again(opened, names))
    yield from replacement_checks(folder, opened, names, again)
    if (folder / "reserves.json").exists():
        yield (
            "Those who stand by are those the seed and the chances to leave give",
            reserves_wrong(folder, opened, standings(folder, opened)),
        )


def standings(folder: Path, opened: Opened) -> list[Standing]:
    """Who sat after each draw."""
    standing, found = Standing(tuple(person.id for person in opened.pool.seated)), []
    for place in (folder, *replacements(folder)):
        if (place / "draw.json").exists():
            standing = after(standing, place)
            found.append(standing)
    return found


def drawn_wrong(folder: Path, opened: Opened) -> list[str]:
    """What is wrong with a draw, and with the record of one that it was made in place of."""
    drawn = json.loads((folder / "draw.json").read_text(encoding="utf-8"))
    instead = drawn.get("instead")
    wrong = same(folder, draw_files(opened, drawn["seed"], instead))
    former = folder / instead["of"] if instead else None
    if former and (not former.exists() or fingerprint(former.read_bytes()) != instead["sha256"]):
        wrong.append(f"{instead['of']}, the draw this one was made in place of, is missing or has changed")
    return wrong


def replacement_checks(
    folder: Path, opened: Opened, names: dict[str, str], again: bool
) -> Iterator[tuple[str, list[str]]]:
    """The checks of every replacement: that it follows from what was before it, then its own."""
    standing = Standing(tuple(person.id for person in opened.pool.seated))
    for before, place in pairwise([folder, *replacements(folder)]):
        standing, record = after(standing, before), json.loads((place / "replacement.json").read_text(encoding="utf-8"))
        not_asked = [id for id in record["away"] if id not in {*standing.away, *record["gone"]}]
        due = vacancy(opened, standing, record["gone"], not_asked, record["among"])
        follows = {f"inputs/{name}.csv": content for name, (_, content) in due.inputs.items()}
        wrong = same(place, follows | record_files(due, names))
        yield f"Replacement {place.name} follows from what was before it", wrong
        for name, faults in checks(place, again=again, names=names):
            yield f"Replacement {place.name}: {name[0].lower()}{name[1:]}", faults


def same(folder: Path, files: dict[str, bytes]) -> list[str]:
    """Which files of a folder are missing or not as they should be."""
    return [
        f"{name} is not what it should be"
        for name, content in files.items()
        if not (folder / name).exists() or (folder / name).read_bytes() != content
    ]


def solved_again(opened: Opened, names: dict[str, str]) -> dict[str, bytes]:
    """The lottery's files as a fresh run makes them."""
    given, read = opened.inputs, opened.lottery["read"]
    pool, _ = read_pool(given["people"], given["targets"], already=given.get("already"), **read)
    return lottery_files(fair_lottery(pool), given["people"], given["targets"], read, given.get("already"), names)
