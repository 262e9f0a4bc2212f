"""Cells that are the same figure in several tables, found by their labels and checked by their values."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from .adding import Cells, Equation, key_columns

_WHOLE = re.compile(
    r"^(?:grand\s+)?(?:totals?|all|overall|everyone|everybody|both sexes)\b[\w\s]{0,30}$", re.IGNORECASE
)
Key = tuple[bool, frozenset[str]]


def linked(cells: Cells, equations: Sequence[Equation]) -> list[int]:
    """For each cell the first cell that is the same figure, itself when there is none before it."""
    same = list(range(len(cells.figures)))
    keys = [_keys(cells, number) for number in range(len(cells.grids))]
    of_cell = defaultdict(list)
    for one in equations:
        for cell in one.cells:
            of_cell[cell].append(one)
    for first, second in combinations(range(len(cells.grids)), 2):
        for one, other in _pairs(cells, keys[first], keys[second], of_cell):
            _join(same, one, other)
    return [_root(same, one) for one in range(len(same))]


def _keys(cells: Cells, number: int) -> dict[Key, int]:
    """What each cell of a grid is: its labels without totals, and whether it is a percentage."""
    grid = cells.grids[number]
    rows = [row for row, figures in enumerate(grid.figures) if any(one.kind != "nothing" for one in figures)]
    names = key_columns(grid, rows)
    columns = [_plain(column) for column in grid.columns]
    found: dict[Key, int] = {}
    for row in rows:
        labels = [_plain(grid.rows[row][name]) for name in names]
        for at, column in enumerate(columns):
            percent = grid.figures[row][at].share or "%" in grid.columns[at]
            key = (percent, frozenset(label for label in (*labels, column) if label and not _WHOLE.match(label)))
            found.setdefault(key, cells.at(number, row, at))
    return found


def _plain(label: str) -> str:
    return " ".join(re.sub(r"\[[^\]]*\]", " ", label).lower().split())


def _pairs(cells: Cells, first: dict[Key, int], second: dict[Key, int], of_cell: dict) -> list[tuple[int, int]]:
    """Cells of two grids that share all labels, kind by kind, where no shown figure speaks against it."""
    kinds = defaultdict(list)
    for key in sorted(first.keys() & second.keys(), key=lambda one: (one[0], sorted(one[1]))):
        kinds[key[0], len(key[1])].append((first[key], second[key]))
    votes = {kind: [_agree(cells, one, other) for one, other in pairs] for kind, pairs in kinds.items()}
    found = [pair for kind, pairs in kinds.items() if False not in votes[kind] for pair in pairs]
    if any(True in vote for vote in votes.values()) or _sums_agree(cells, found, of_cell):
        return found
    return []


def _sums_agree(cells: Cells, pairs: list[tuple[int, int]], of_cell: dict) -> bool:
    """Where no figure is shown twice: do what one table hides and the other shows fit the sums of both?"""
    known = {}
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            if cells.figures[one].kind == "hidden" and cells.figures[other].kind == "shown":
                known[one] = cells.figures[other].value
    touched = {id(sum_): sum_ for cell in known for sum_ in of_cell[cell]}
    filled = [_off(cells, one, known) for one in touched.values()]
    told = [off for off in filled if off is not None]
    return bool(told) and all(told)


def _off(cells: Cells, equation: Equation, known: dict[int, float]) -> bool | None:
    """Whether an equation holds with what is known; None when a figure in it is still missing."""
    total = -equation.constant
    for cell, sign in zip(equation.cells, equation.signs, strict=True):
        figure = cells.figures[cell]
        if figure.kind != "shown" and cell not in known:
            return None
        total += sign * (figure.value if figure.kind == "shown" else known[cell])
    return abs(total) <= equation.slack * len(equation.cells) + 1e-6


def _agree(cells: Cells, one: int, other: int) -> bool | None:
    first, second = cells.figures[one], cells.figures[other]
    if first.kind != "shown" or second.kind != "shown":
        return None
    return abs(first.value - second.value) <= (first.step + second.step) / 2 * (first.step != second.step) + 1e-9


def _root(same: list[int], one: int) -> int:
    while same[one] != one:
        same[one] = same[same[one]]
        one = same[one]
    return one


def _join(same: list[int], one: int, other: int) -> None:
    one, other = sorted((_root(same, one), _root(same, other)))
    same[other] = one
