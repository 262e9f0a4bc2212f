"""Checking a selection that someone hands you: its files, its chances, its proof, its draw."""

import json
from collections.abc import Iterator
from pathlib import Path

from .checker import check
from .choosing import fair_lottery
from .draw import fingerprint
from .folder import Opened, draw_files, lottery_files, pseudonymous, read_folder
from .reading import read_pool


def checks(folder: Path, *, again: bool = False) -> Iterator[tuple[str, list[str]]]:
    """Each check of a selection's folder in turn: what is checked, and what is wrong (nothing when it holds).

    again  also solve everything once more, and compare byte for byte

    Raises OSError, ValueError, KeyError or Unreadable when the folder is not one of a selection.
    """
    opened = read_folder(folder)
    inputs = {name: (folder / f"inputs/{name}.csv").read_bytes() for name in ("people", "targets")}
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
        check(folder / "inputs/people.csv", folder / "inputs/targets.csv", folder / "lottery.json"),
    )
    published = pseudonymous(opened.pool, opened.panels, inputs["people"], opened.lottery["inputs"])
    yield "The published lottery is the private one under pseudonyms", same(folder, published)
    if (folder / "draw.json").exists():
        seed = json.loads((folder / "draw.json").read_text(encoding="utf-8"))["seed"]
        yield "The seed picks this panel", same(folder, draw_files(opened, seed))
    if again:
        yield "Solving it again gives the same files", same(folder, solved_again(opened, inputs))


def same(folder: Path, files: dict[str, bytes]) -> list[str]:
    """Which files of a folder are missing or not as they should be."""
    return [
        f"{name} is not what it should be"
        for name, content in files.items()
        if not (folder / name).exists() or (folder / name).read_bytes() != content
    ]


def solved_again(opened: Opened, inputs: dict[str, bytes]) -> dict[str, bytes]:
    """The lottery's files as a fresh run makes them."""
    people, targets = ("people.csv", inputs["people"]), ("targets.csv", inputs["targets"])
    pool, _ = read_pool(people, targets, **opened.lottery["read"])
    return lottery_files(fair_lottery(pool), people, targets, opened.lottery["read"])
