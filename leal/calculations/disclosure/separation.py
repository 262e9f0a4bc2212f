"""Finds the hidden cells an attacker comes too close to, and what must be hidden besides.

A *cut* says of some cells: of these, so much must be hidden, or this cell
is not safe. It holds for every safe choice, so cuts may be kept for ever.

Source: Fischetti and Salazar (2001), section 4: capacity constraints from
the dual prices of the attacker's programmes, with coefficients cut down to
the demand.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from .attack import groups_of_hidden
from .programme import Extreme, Shifts
from .release import Release
from .rules import Demands

EXACT = 1e-7
NOISE = 1e-9
# A demand counts as met, and a cut as kept, this near to whole.
ENOUGH = 1 - 1e-5
# Room given to cells not hidden yet, so that prices point at few and cheap ones.
GLIMPSE = 0.01


class Cut(NamedTuple):
    """The hidden shares of `cells`, times `weights`, must sum to at least 1."""

    cells: np.ndarray
    weights: np.ndarray


class Short(NamedTuple):
    """A cell whose range falls short: how far, and how much of its demand is left open."""

    cell: int
    share: float
    up: float
    down: float


class Separation:
    """Asks, for any choice of cells to hide, where it is not safe."""

    def __init__(self, release: Release, demands: Demands):
        self.release, self.demands = release, demands
        self.largest = float(demands.most().max(initial=0.0))
        self.limit = float(release.values.max(initial=0.0)) + self.largest
        self.by_cell = release.sums.tocsc()
        self.before: dict[tuple, list[Short]] = {}

    def short(self, hidden: np.ndarray) -> list[Short]:
        """Cells whose demand is not met, worst first.

        hidden  a number from 0 to 1 per cell; where all are 0 or 1 the answer
                is exact, in between it is what a fractional choice allows
        """
        whole = bool(np.all((hidden < EXACT) | (hidden > 1 - EXACT)))
        now = {}
        for group in groups_of_hidden(self.release.sums, hidden > EXACT):
            key = (whole, group.tobytes(), hidden[group].tobytes())
            # From one choice to the next most groups stay as they were.
            now[key] = self.before[key] if key in self.before else self._short_in(group, hidden[group], whole)
        self.before = now
        return sorted((one for found in now.values() for one in found), key=lambda one: (one.share, one.cell))

    def _short_in(self, group: np.ndarray, hidden: np.ndarray, whole: bool) -> list[Short]:
        asked = np.flatnonzero(self.demands.hidden[group])
        if not len(asked):
            return []
        shifts = self.shifts_of(group, 1.0 if whole else hidden, self.limit if whole else self.largest)
        found = []
        for at in asked:
            up, low = shifts.furthest(int(at), 1).reach, shifts.furthest(int(at), -1).reach
            share = self._share(int(group[at]), up, low)
            if share < ENOUGH:
                found.append(Short(int(group[at]), share, up, low))
        return found

    def shifts_of(self, group: np.ndarray, hidden: np.ndarray | float = 1.0, room: float | None = None) -> Shifts:
        """The shifts left open when just the cells of a group are hidden."""
        room = self.limit if room is None else room
        within = self.release.sums[:, group]
        within = within[np.diff(within.indptr) > 0]
        down = np.minimum(self.release.values[group], room) * hidden
        return Shifts(within, down, np.full(len(group), room) * hidden)

    def is_met(self, cell: int, up: float, down: float) -> bool:
        """Whether a range that reaches so far up and down meets the cell's demand."""
        return self._share(cell, up, down) >= ENOUGH

    def _share(self, cell: int, up: float, down: float) -> float:
        """The part of its demand that a cell is left with, 1 or more when met."""
        asked = self.demands
        pairs = ((up, asked.up[cell]), (down, asked.down[cell]), (up + down, asked.spread[cell]))
        return min((reach / demand for reach, demand in pairs if demand > 0), default=1.0)

    def cuts(self, hidden: np.ndarray, short: list[Short]) -> list[Cut]:
        """Cuts that the choice breaks, for the cells given; none twice."""
        found: dict[tuple, Cut] = {}
        by_cell = {one.cell: one for one in short}
        for group in groups_of_hidden(self.release.sums, hidden > EXACT):
            here = [by_cell[int(cell)] for cell in group if int(cell) in by_cell]
            if here:
                for cut in self._cuts_around(group, here, hidden):
                    found.setdefault((cut.cells.tobytes(), np.round(cut.weights, 9).tobytes()), cut)
        return list(found.values())

    def _cuts_around(self, group: np.ndarray, short: list[Short], hidden: np.ndarray) -> Iterator[Cut]:
        """Cuts from the sums that the group stands in: an attacker who used no others would do no better."""
        sums = self.release.sums
        rows = np.unique(self.by_cell[:, group].indices)
        cells = np.unique(sums[rows, :].indices)
        within = sums[rows, :][:, cells]
        most = self.demands.most()
        rooms: dict[float, Shifts] = {}
        for one in sorted(short, key=lambda one: most[one.cell]):
            at = int(np.searchsorted(cells, one.cell))
            found: list[Cut] = []
            # With little room prices point at few cells; with all of it they prove whatever is left to prove.
            for room, glimpse in ((most[one.cell], GLIMPSE), (self.limit, 0.0)):
                if room not in rooms:
                    share = np.minimum(1.0, hidden[cells] + glimpse)
                    rooms[room] = Shifts(within, np.minimum(self.release.values[cells], room) * share, room * share)
                up, down = rooms[room].furthest(at, 1), rooms[room].furthest(at, -1)
                found = found or list(self._cuts_of(one, up, down, cells, hidden))
                if found:
                    break
            yield from found

    def _cuts_of(self, one: Short, up: Extreme, down: Extreme, cells: np.ndarray, hidden: np.ndarray) -> Iterator[Cut]:
        asked = self.demands
        wanted = [
            ((up,), asked.up[one.cell], one.up),
            ((down,), asked.down[one.cell], one.down),
            ((up, down), asked.spread[one.cell], one.up + one.down),
        ]
        for extremes, demand, reach in wanted:
            if reach < demand * ENOUGH:
                cut = self._cut(extremes, demand, cells)
                if cut and cut.weights @ hidden[cut.cells] < ENOUGH:
                    yield cut

    def _cut(self, extremes: tuple[Extreme, ...], demand: float, cells: np.ndarray) -> Cut | None:
        """What the prices say must be hidden, less what the cells hidden in any case give."""
        worth = np.zeros(len(cells))
        for extreme in extremes:
            prices = np.where(np.abs(extreme.prices) > NOISE, extreme.prices, 0)
            upward, downward = np.maximum(prices, 0), np.maximum(-prices, 0)
            worth += np.minimum(demand, upward * self.limit) + np.minimum(demand, downward * self.release.values[cells])
        given = self.demands.hidden[cells]
        left = demand - worth[given].sum()
        if left <= 1e-9 * demand:
            return None
        worth[given] = 0
        weights = np.minimum(worth / left, 1.0)
        some = np.flatnonzero(weights > 1e-9)
        return Cut(cells[some].astype(np.int32), weights[some])
