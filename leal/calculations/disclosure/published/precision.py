"""Percentages given so finely that, with their base, they are the counts."""

import re
from typing import NamedTuple

import numpy as np

from .adding import Cells, Equation
from .grids import Grid
from .sums import BASE

_BASE_FIRST = re.compile(r"\b(base|unweighted|respondents|responses|sample)\b", re.IGNORECASE)


class Fine(NamedTuple):
    """Percentages of one column that give the exact count in some rows.

    cells   where they stand in the list of cells
    counts  the counts they give away
    places  how many places after the point they have
    enough  how many would do: the most that leave every count in doubt
    least   the smallest base of these rows
    """

    cells: list[int]
    counts: list[int]
    places: int
    enough: int
    least: float


def base_column(grid: Grid) -> int | None:
    """The column that says how many people the row's percentages are of."""
    whole = [at for at, column in enumerate(_columns(grid)) if _are_counts(column)]
    named = [at for at in whole if BASE.search(grid.columns[at]) and "%" not in grid.columns[at]]
    sure = [at for at in named if _BASE_FIRST.search(grid.columns[at])]
    return (sure or named or [None])[0]


def _columns(grid: Grid) -> list[list]:
    return [[row[at] for row in grid.figures] for at in range(len(grid.columns))]


def _are_counts(column: list) -> bool:
    shown = [one for one in column if one.kind == "shown"]
    return bool(shown) and all(one.step >= 1 and not one.share and one.value >= 0 for one in shown)


def share_columns(grid: Grid) -> list[tuple[int, float]]:
    """Columns of percentages, and what 100% is in them: 100 or 1."""
    found = []
    for at, column in enumerate(_columns(grid)):
        shown = [one for one in column if one.kind == "shown"]
        if not shown or max(one.value for one in shown) > 100:
            continue
        if any(one.share for one in shown) or re.search(r"%|per ?cent", grid.columns[at], re.IGNORECASE):
            found.append((at, 100.0))
        elif max(one.value for one in shown) <= 1 and min(one.step for one in shown) <= 0.01:
            found.append((at, 1.0))
        elif min(one.step for one in shown) < 1 and not _are_counts(column):
            found.append((at, 100.0))
    return found


def too_fine(cells: Cells, number: int) -> list[Fine]:
    """Columns whose percentages give counts away, with the base of their row."""
    grid, found = cells.grids[number], []
    base = base_column(grid)
    if base is None:
        return []
    for at, hundred in share_columns(grid):
        rows = [row for row in range(len(grid.rows)) if _gives_away(grid, row, base, at, hundred)]
        if rows:
            found.append(_fine(cells, number, rows, base, at, hundred))
    return found


def _gives_away(grid: Grid, row: int, base: int, at: int, hundred: float) -> bool:
    people, share = grid.figures[row][base], grid.figures[row][at]
    if people.kind != "shown" or share.kind != "shown" or people.value <= 0 or share.value == 0:
        return False
    step = _step(grid, at)
    # Two counts are further apart than the rounding, and one place less would still tell them apart.
    return (
        step < hundred / 100
        and people.value * step / hundred < 0.5
        and _is_count(people.value, share.value, hundred, step)
    )


def _step(grid: Grid, at: int) -> float:
    return min(row[at].step for row in grid.figures if row[at].kind == "shown")


def _is_count(people: float, share: float, hundred: float, step: float) -> bool:
    count = people * share / hundred
    return abs(count - round(count)) <= people * step / hundred / 2 + 1e-9


def _fine(cells: Cells, number: int, rows: list[int], base: int, at: int, hundred: float) -> Fine:
    grid = cells.grids[number]
    counts = [round(grid.figures[row][base].value * grid.figures[row][at].value / hundred) for row in rows]
    places = max(0, round(-np.log10(_step(grid, at))))
    smallest = min(grid.figures[row][base].value for row in rows)
    enough = max(0, int(np.floor(np.log10(smallest / hundred))) if smallest > hundred else 0)
    return Fine([cells.at(number, row, at) for row in rows], counts, places, min(enough, places - 1), smallest)


def hidden_bases(grid: Grid) -> list[tuple[int, int]]:
    """Rows whose hidden base the percentages give away: the row, and what the base is or is a multiple of.

    The smallest whole number of people of whom every percentage is a share, if
    so small a one would hardly do by accident (one time in twenty).
    """
    base, shares = _hidden_base_column(grid), share_columns(grid)
    if base is None:
        return []
    found = []
    for row, figures in enumerate(grid.figures):
        there = [(figures[at], hundred) for at, hundred in shares if figures[at].kind == "shown"]
        told = [(one.value / hundred, one.step / hundred) for one, hundred in there if 0 < one.value < hundred]
        # Whole per cent tell nothing of a base that is not shown.
        told = [(share, step) for share, step in told if step < 0.01]
        if figures[base].kind == "hidden" and told:
            # Shares that make a whole tell one thing less.
            least = _least_base(told, len(told) - (abs(sum(share for share, _ in told) - 1) < 0.01 and len(told) > 1))
            found += [(row, least)] if least else []
    return found


def _hidden_base_column(grid: Grid) -> int | None:
    """The base, told by its heading, that is hidden in some row."""
    for at, column in enumerate(_columns(grid)):
        shown = [one for one in column if one.kind == "shown"]
        counted = all(one.step >= 1 and not one.share for one in shown) and "%" not in grid.columns[at]
        if BASE.search(grid.columns[at]) and counted and any(one.kind == "hidden" for one in column):
            return at
    return None


def _least_base(told: list[tuple[float, float]], telling: int) -> int | None:
    accident = 0.0
    finest = min(step for _, step in told)
    for people in range(2, int(1 / finest) + 1):
        accident += (people * finest) ** telling
        if accident > 0.05:
            return None
        if all(abs(people * share - round(people * share)) <= people * step / 2 + 1e-9 for share, step in told):
            return people
    return None


def of_base(cells: Cells, number: int) -> list[Equation]:
    """Counts that are their percentage of the base, where columns of both stand in one table."""
    grid, found = cells.grids[number], []
    base = base_column(grid)
    if base is None:
        return []
    counts = [at for at, column in enumerate(_columns(grid)) if at != base and _are_counts(column)]
    for at, hundred in share_columns(grid):
        for count in counts:
            rows = _rows_agreeing(grid, base, at, count, hundred)
            found += [_of_base(cells, number, row, base, at, count, hundred) for row in rows]
    return found


def _rows_agreeing(grid: Grid, base: int, at: int, count: int, hundred: float) -> list[int]:
    """Rows with something hidden, if in every row with nothing hidden the percentage is the count's."""
    agreeing, broken = 0, []
    for row, figures in enumerate(grid.figures):
        trio = [figures[one] for one in (base, at, count)]
        kinds = {one.kind for one in trio}
        if kinds == {"shown"} and trio[0].value > 0:
            if abs(hundred * trio[2].value / trio[0].value - trio[1].value) > trio[1].step / 2 + 1e-9:
                return []
            agreeing += trio[2].value > 0
        elif trio[0].kind == "shown" and kinds == {"shown", "hidden"}:
            broken.append(row)
    return broken if agreeing >= 2 else []


def _of_base(cells: Cells, number: int, row: int, base: int, at: int, count: int, hundred: float) -> Equation:
    people = cells.grids[number].figures[row][base].value
    places = (cells.at(number, row, count), cells.at(number, row, at))
    step = _step(cells.grids[number], at)
    because = "a percentage of a known base is a count"
    return Equation(places, (1.0, -people / hundred), 0.0, step / 2, because)
