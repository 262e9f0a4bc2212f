"""What an attacker can work out of each hidden cell from everything published.

For each hidden cell two programmes find the smallest and the largest figure
it may have, given all sums and all shown figures. The range, not a promise,
is the proof that the cell is safe.

Source: M. Fischetti and J. J. Salazar, 2001, "Solving the cell suppression
problem on tabular data with linear constraints", Management Science 47(7),
section 2 (the attacker's two subproblems).
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from .programme import INFINITY, Shifts
from .release import Release

NEAR = 1e-6


class Attack(NamedTuple):
    """The range an attacker can derive, for each hidden cell.

    cells      the places of the hidden cells in the release, in order
    low, high  the range of each; `high` may be infinite
    """

    cells: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def width(self) -> np.ndarray:
        """How wide each range is."""
        return self.high - self.low


def attack(release: Release, hidden: np.ndarray) -> Attack:
    """The range of every hidden cell that all the published figures leave open.

    hidden   one truth per cell of the release
    returns  ranges of whole numbers where the figures are known to be whole

    An attacker knows that no figure is below 0. Where figures are whole the
    range is the one an attacker finds who uses that too: never wider than
    what both a true-to-the-sums whole-number table reaches at each end.

    Of 2,250 panel members 293 answered; hidden alone, that is 2,250 less the others:

    >>> from leal.calculations.disclosure import Dimension, Table, as_release
    >>> answered = Dimension.flat("answered", ["yes", "no"])
    >>> release = as_release([Table("panel", (answered,), {("yes",): 293, ("no",): 1957})])
    >>> found = attack(release, np.array([True, False, False]))
    >>> found.low.tolist(), found.high.tolist(), found.width().tolist()
    ([293.0], [293.0], [0.0])
    """
    places = np.flatnonzero(hidden)
    low, high = np.zeros(len(places)), np.full(len(places), INFINITY)
    at = {int(place): index for index, place in enumerate(places)}
    for group in groups_of_hidden(release.sums, hidden):
        within = release.sums[:, group]
        within = within[np.diff(within.indptr) > 0]
        values = release.values[group]
        for index, (least, most) in enumerate(_ranges(within, values, release.whole)):
            low[at[int(group[index])]], high[at[int(group[index])]] = least, most
    return Attack(places, low, high)


def groups_of_hidden(sums: csr_array, hidden: np.ndarray) -> list[np.ndarray]:
    """The hidden cells in groups that share no sum with one another.

    Each group can be attacked alone: the shown cells around it are constants.
    """
    places = np.flatnonzero(hidden)
    if not len(places):
        return []
    incidence = abs(sums[:, places])
    _, label = connected_components(incidence.T @ incidence, directed=False)
    order = np.argsort(label, kind="stable")
    return np.split(places[order], np.flatnonzero(np.diff(label[order])) + 1)


def _ranges(sums: csr_array, values: np.ndarray, whole: bool) -> Iterator[tuple[float, float]]:
    """The range of each cell of one group, in the group's order."""
    room = np.full(len(values), INFINITY)
    shifts = Shifts(sums, values, room)
    exact = _Exact(sums, values, room)
    for cell, value in enumerate(values):
        ends = []
        for sign in (-1, 1):
            found = shifts.furthest(cell, sign)
            reach = found.reach
            if whole and np.isfinite(reach):
                reach = _whole_reach(found.reach, found.shift, exact, cell, sign)
            ends.append(value + sign * reach if np.isfinite(reach) else sign * INFINITY)
        yield max(0.0, ends[0]), ends[1]


class _Exact:
    """The same group with whole numbers only, made when it is first needed."""

    def __init__(self, sums: csr_array, values: np.ndarray, room: np.ndarray):
        self.given, self.made = (sums, values, room), None

    def furthest(self, cell: int, sign: int) -> float:
        if self.made is None:
            self.made = Shifts(*self.given, whole=True)
        return self.made.furthest(cell, sign).reach


def _whole_reach(reach: float, shift: np.ndarray, exact: _Exact, cell: int, sign: int) -> float:
    """The furthest whole-number shift; free when the shift found is whole already."""
    if np.all(np.abs(shift - np.rint(shift)) < NEAR):
        return float(np.rint(reach))
    return float(np.rint(exact.furthest(cell, sign)))
