"""A first safe choice of cells to hide, found quickly and then thinned.

Only a start: how good it is, is for the programme in `suppression` to say.

Source: J. P. Kelly, B. L. Golden and A. A. Assad, 1992, "Cell suppression:
disclosure protection for sensitive tabular data", Networks 22 (cheapest shift
through cells not yet hidden, then thinning).
"""

import numpy as np
from scipy.sparse import csr_array, hstack

from .attack import groups_of_hidden
from .programme import Shifts, Unsolved
from .separation import ENOUGH, EXACT, Separation, Short

NEGLIGIBLE = 1e-6


class Mender:
    """Makes any choice safe by hiding more, as cheaply as one cell at a time can."""

    def __init__(self, separation: Separation, loss: np.ndarray, kept: np.ndarray):
        self.separation, self.loss, self.kept = separation, loss, kept
        sums = separation.release.sums
        nothing = np.zeros(2 * sums.shape[1])
        # Each cell twice: what it shifts up, and what it shifts down.
        self.cheapest = Shifts(csr_array(hstack([sums, -sums])), nothing, nothing)

    def mended(self, hidden: np.ndarray) -> np.ndarray | None:
        """A safe choice that hides at least `hidden`; None when there is none."""
        hidden = hidden.copy()
        while short := self.separation.short(hidden.astype(float)):
            before = hidden.sum()
            for one in short:
                self._mend(one, hidden)
            if hidden.sum() == before:
                return None
        return hidden

    def _mend(self, one: Short, hidden: np.ndarray) -> None:
        asked = self.separation.demands
        up = max(asked.up[one.cell], asked.spread[one.cell] - one.down)
        for sign, reach, wanted in ((1, one.up, up), (-1, one.down, asked.down[one.cell])):
            if reach < wanted * ENOUGH:
                shift = self._cheapest_shift(one.cell, sign, wanted, hidden)
                if shift is not None:
                    hidden |= shift > NEGLIGIBLE

    def _cheapest_shift(self, cell: int, sign: int, wanted: float, hidden: np.ndarray) -> np.ndarray | None:
        """How much each cell shifts when `cell` shifts by `wanted` at the least loss."""
        cells = len(hidden)
        room = np.where(self.kept, 0.0, self.separation.limit)
        upper = np.concatenate([room, np.minimum(room, self.separation.release.values)])
        lower = np.zeros(2 * cells)
        forward, backward = (cell, cell + cells) if sign > 0 else (cell + cells, cell)
        lower[forward] = upper[forward] = wanted
        upper[backward] = 0.0
        price = np.where(hidden, 1e-6, self.loss)
        try:
            shift = self.cheapest.least(np.concatenate([price, price]), lower, upper)
        except Unsolved:
            return None
        return shift[:cells] + shift[cells:]


class Thinner:
    """Shows again what need not be hidden, dearest first.

    Keeps for each cell that needs protection one pair of shifts that proves
    it; only a cell whose proof used what is shown again is asked anew.
    """

    def __init__(self, separation: Separation, loss: np.ndarray):
        self.separation, self.loss = separation, loss
        self.asked = separation.demands.hidden

    def thinned(self, hidden: np.ndarray) -> np.ndarray:
        """A safe choice within the safe choice `hidden`, from which nothing more can be taken."""
        hidden, proofs = hidden.copy(), {}
        for group in groups_of_hidden(self.separation.release.sums, hidden):
            proofs |= self._proofs(group, group[self.asked[group]]) or {}
        candidates = np.flatnonzero(hidden & ~self.asked)
        for cell in sorted(candidates, key=lambda one: (-self.loss[one], one)):
            hidden[cell] = False
            anew = [one for one, used in proofs.items() if cell in used]
            found = self._all_proofs(hidden, anew)
            if found is None:
                hidden[cell] = True
            else:
                proofs |= found
        return hidden

    def _all_proofs(self, hidden: np.ndarray, cells: list[int]) -> dict[int, frozenset] | None:
        found: dict[int, frozenset] = {}
        if not cells:
            return found
        wanted = set(cells)
        for group in groups_of_hidden(self.separation.release.sums, hidden):
            here = [cell for cell in group if cell in wanted]
            if here:
                proofs = self._proofs(group, here)
                if proofs is None:
                    return None
                found |= proofs
        return found

    def _proofs(self, group: np.ndarray, cells) -> dict[int, frozenset] | None:
        """The cells each proof leans on; None when one of `cells` is not safe."""
        shifts = self.separation.shifts_of(group)
        at = {int(cell): index for index, cell in enumerate(group)}
        found = {}
        for cell in cells:
            up, down = shifts.furthest(at[int(cell)], 1), shifts.furthest(at[int(cell)], -1)
            if not self.separation.is_met(int(cell), up.reach, down.reach):
                return None
            used = (np.abs(up.shift) > EXACT) | (np.abs(down.shift) > EXACT)
            found[int(cell)] = frozenset(int(one) for one in group[used])
        return found
