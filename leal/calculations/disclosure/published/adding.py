"""Everything that adds up in a grid, as equations over its cells."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np

from .figures import Figure
from .grids import Grid
from .questions import same_question
from .sums import BASE, Line, Sum, hundreds, line, totals

MOST_FIBRES = 4_000_000


class Cells(NamedTuple):
    """The cells of all grids in one list: what each tells, where, and what it is."""

    figures: list[Figure]
    grids: list[Grid]
    grid_of: list[int]
    row_of: list[int]
    column_of: list[int]
    start: list[int]

    def at(self, grid: int, row: int, column: int) -> int:
        """The place of a cell in the list."""
        return self.start[grid] + row * len(self.grids[grid].columns) + column


class Equation(NamedTuple):
    """Cells that sum, with their signs, to `constant`; each shown one may be off by `slack`."""

    cells: tuple[int, ...]
    signs: tuple[float, ...]
    constant: float
    slack: float
    because: str


def listed(grids: list[Grid]) -> Cells:
    """All cells of all grids, grid by grid, row by row."""
    cells = Cells([], grids, [], [], [], [])
    for number, grid in enumerate(grids):
        cells.start.append(len(cells.figures))
        for row, figures in enumerate(grid.figures):
            cells.figures.extend(figures)
            cells.grid_of.extend([number] * len(figures))
            cells.row_of.extend([row] * len(figures))
            cells.column_of.extend(range(len(figures)))
    return cells


def equations(cells: Cells, grid: int, *, every: bool = False) -> list[Equation]:
    """What adds up in one grid, along its columns and along each of its label columns.

    every  also sums of which nothing is hidden
    """
    found = []
    for fibres, labels, names, groups, said in _directions(cells, grid):
        along = line(labels, [[cells.figures[one] for one in fibre] for fibre in fibres], names)
        summed = totals(along)
        # Counts whose total is another place of the table are no answers in per cent.
        counts = [set(one.parts) for one in summed if not np.all(np.abs(along.values[:, one.whole] - 100) <= 2)]
        answers = [one for one in hundreds(along, groups) if not any(set(one.parts) <= parts for parts in counts)]
        for one in (*summed, *answers):
            found.extend(_written_out(one, along, fibres, said, every))
    return found


def _written_out(one: Sum, along: Line, fibres: np.ndarray, said: str, every: bool) -> Iterator[Equation]:
    """A sum as one equation per fibre that has all its cells and something hidden, or rounding to narrow."""
    places = [*one.parts] if one.whole is None else [*one.parts, one.whole]
    signs = np.array([1.0] * len(one.parts) + ([] if one.whole is None else [-1.0]))
    there = (along.shown | along.hidden)[:, places].all(axis=1) & along.summed
    wanted = there & (every | along.hidden[:, places].any(axis=1))
    off = np.abs(along.values[:, places] @ signs - one.constant)
    rounded = there & (one.slack > 0) & (off <= one.slack * len(places) + 1e-6)
    because = _because(one, along, said)
    for fibre in np.flatnonzero(wanted | rounded):
        yield Equation(tuple(int(fibres[fibre, at]) for at in places), tuple(signs), one.constant, one.slack, because)


def _because(one: Sum, along: Line, said: str) -> str:
    if one.whole is None:
        return f"the {len(one.parts)} answers sum to {one.constant:g} along the {said}, as they do where all are shown"
    return f"the {len(one.parts)} parts sum to “{along.labels[one.whole]}” along the {said}"


def _directions(cells: Cells, number: int):
    """(cells by fibre and label, labels, names of fibres, groups of labels, words) of each direction."""
    grid = cells.grids[number]
    rows = [row for row, figures in enumerate(grid.figures) if any(one.kind != "nothing" for one in figures)]
    if len(grid.columns) > 1:
        every = np.array([[cells.at(number, row, at) for at in range(len(grid.columns))] for row in rows])
        names = [" ".join(grid.rows[row]) for row in rows]
        yield every, grid.columns, names, same_question(grid.columns), "row"
    for labels, fibres in _down(cells, number, rows):
        whole = [tuple(at for at, label in enumerate(labels) if not BASE.search(label))]
        names = [grid.columns[cells.column_of[fibre[0]]] for fibre in fibres]
        yield fibres, labels, names, same_question(labels) + [group for group in whole if len(group) > 1], "column"


def _down(cells: Cells, number: int, rows: list[int]) -> Iterator[tuple[list[str], np.ndarray]]:
    """The grid's rows as fibres along each label column that is a dimension of its own."""
    grid = cells.grids[number]
    names = key_columns(grid, rows)
    for direction in names:
        others = [name for name in names if name != direction]
        fibres: dict[tuple, dict[str, int]] = {}
        for row in rows:
            key = tuple(grid.rows[row][name] for name in others)
            fibres.setdefault(key, {}).setdefault(_label(grid, row, direction, names), row)
        yield from _by_pattern(cells, number, list(fibres.values()))


def _label(grid: Grid, row: int, direction: int, names: list[int]) -> str:
    """One label column is told with all its neighbours when it stands for the whole row."""
    return " | ".join(filter(None, grid.rows[row])) if len(names) == 1 else grid.rows[row][direction]


def _by_pattern(cells: Cells, number: int, fibres: list[dict[str, int]]) -> Iterator[tuple[list[str], np.ndarray]]:
    """Fibres with the same labels together: questions with other answers are other fibres."""
    patterns: dict[frozenset, list[dict[str, int]]] = {}
    for fibre in fibres:
        patterns.setdefault(frozenset(fibre), []).append(fibre)
    for alike in patterns.values():
        labels = list(alike[0])
        columns = range(len(cells.grids[number].columns))
        if len(labels) < 2 or len(alike) * len(columns) * len(labels) > MOST_FIBRES:
            continue
        yield (
            labels,
            np.array([[cells.at(number, fibre[one], at) for one in labels] for fibre in alike for at in columns]),
        )


def key_columns(grid: Grid, rows: list[int]) -> list[int]:
    """The fewest label columns that tell all rows apart; all of them where none do."""
    every = range(len(grid.names))
    for size in range(1, min(len(grid.names), 4) + 1):
        for chosen in combinations(every, size):
            if len({tuple(grid.rows[row][at] for at in chosen) for row in rows}) == len(rows):
                return list(chosen)
    return list(every)
