"""How wide a table's columns are on paper, and whether the table fits at all."""

import re
from typing import NamedTuple

from .document import Table

LONGEST = 24
PAPER = {"usual": 459.0, "large": 493.0}  # points of an A4 page between its margins
NUMBER = re.compile(r"^[£+−-]?[\d,.\s]*\d\s?%?$|^\[[a-z]\]$|^[–—]?$")


class Layout(NamedTuple):
    """How a table stands on its page.

    shares  each column's part of the table's width; empty when no word would fit: then rows are told one by one
    width   the table's part of the page's width, between 0 and 1
    """

    shares: list[float]
    width: float


def layout(table: Table, *, points: float) -> Layout:
    """The columns of a table for letters of one size.

    points  the size of the letters: larger letters leave room for fewer columns
    """
    letters = PAPER["usual" if points < 16 else "large"] / (points * 0.53)
    columns = list(zip(table.columns, *table.rows, strict=True))
    needed = [
        min(LONGEST, max(len(word) for cell in cells for word in (cell.split() or [""]))) + 2 for cells in columns
    ]
    if sum(needed) > letters:
        return Layout([], 1.0)
    wanted = [max(need, min(60, max(map(len, cells)) + 4)) for need, cells in zip(needed, columns, strict=True)]
    # A table of a few short figures is no wider than it needs: the eye finds its row.
    taken = min(letters, sum(wanted))
    spare = (taken - sum(needed)) / sum(wanted)
    shares = [round(need + spare * want, 2) for need, want in zip(needed, wanted, strict=True)]
    return Layout(shares, max(0.5, round(taken / letters, 2)))


def numeric(table: Table) -> list[bool]:
    """For each column whether it holds figures only: those are set at the end of their cells."""
    cells = list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.columns)
    return [at > 0 and bool(column) and all(map(NUMBER.match, column)) for at, column in enumerate(cells)]
