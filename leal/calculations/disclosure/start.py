"""A first safe choice of cells to hide, found quickly and then thinned.

Only a start: how good it is, is for the programme in `suppression` to say.
"""

import numpy as np
from scipy.sparse import csr_array, hstack

from .attack import groups_of_hidden
from .programme import Shifts, Unsolved
from .separation import ENOUGH, EXACT, Cut, Separation, Short

NEGLIGIBLE = 1e-6


class Mender:
    """Makes any choice safe by hiding more.

    First cells that mend most for their loss; when only a few cells are still
    short, the cheapest shift for each.

    Source: J. P. Kelly, B. L. Golden and A. A. Assad, 1992, "Cell suppression:
    disclosure protection for sensitive tabular data", Networks 22.
    """

    def __init__(self, separation: Separation, loss: np.ndarray, kept: np.ndarray):
        self.separation, self.loss, self.kept = separation, loss, kept

    def mended(self, hidden: np.ndarray) -> np.ndarray | None:
        """A safe choice that hides at least `hidden`; None when none was found."""
        hidden = hidden.copy()
        before = None
        while short := self.separation.short(hidden.astype(float)):
            if before is None or len(short) < 0.7 * before:
                self._heed(self.separation.cuts(hidden.astype(float), short), hidden)
                before = len(short)
            elif not self._shift(short, hidden):
                return None
        return hidden

    def _shift(self, short: list[Short], hidden: np.ndarray) -> bool:
        """Hide what the cheapest shifts of the short cells need; False when nothing helped."""
        asked, already = self.separation.demands, hidden.sum()
        for one in short:
            up = max(asked.up[one.cell], asked.spread[one.cell] - one.down)
            for sign, reach, wanted in ((1, one.up, up), (-1, one.down, asked.down[one.cell])):
                if reach < wanted * ENOUGH:
                    hidden |= self._cheapest_shift(one.cell, sign, wanted, hidden) > NEGLIGIBLE
        return hidden.sum() > already

    def _cheapest_shift(self, cell: int, sign: int, wanted: float, hidden: np.ndarray) -> np.ndarray:
        """How much each cell shifts when `cell` shifts by `wanted` at the least loss; nothing where it cannot."""
        shifted = np.zeros(len(hidden))
        for steps in (2, 4, None):
            cells = self._neighbourhood(cell, steps)
            within = self.separation.release.sums[:, cells]
            within = within[np.diff(within.indptr) > 0]
            place = int(np.searchsorted(cells, cell))
            found = self._cheapest_within(within, cells, place, sign, wanted, hidden)
            if found is not None:
                shifted[cells] = found
                return shifted
        return shifted

    def _neighbourhood(self, cell: int, steps: int | None) -> np.ndarray:
        """Cells so many sums away at most; of the last ones only those whose every sum is within."""
        sums, by_cell = self.separation.release.sums, self.separation.by_cell
        if steps is None:
            return np.arange(sums.shape[1])
        cells = np.array([cell])
        for _ in range(steps):
            rows = np.unique(by_cell[:, cells].indices)
            cells = np.unique(sums[rows, :].indices)
        inside = np.zeros(sums.shape[0], dtype=bool)
        inside[rows] = True
        chosen = by_cell[:, cells]
        outside = np.add.reduceat(~inside[chosen.indices], chosen.indptr[:-1])
        return cells[outside == 0]

    def _cheapest_within(self, sums, cells, place: int, sign: int, wanted: float, hidden) -> np.ndarray | None:
        count = len(cells)
        room = np.where(self.kept[cells], 0.0, self.separation.limit)
        upper = np.concatenate([room, np.minimum(room, self.separation.release.values[cells])])
        lower = np.zeros(2 * count)
        forward, backward = (place, place + count) if sign > 0 else (place + count, place)
        lower[forward] = upper[forward] = wanted
        upper[backward] = 0.0
        price = np.where(hidden[cells], 1e-6, self.loss[cells])
        # Each cell twice: what it shifts up, and what it shifts down.
        shifts = Shifts(csr_array(hstack([sums, -sums])), -lower, upper)
        try:
            shift = shifts.least(np.concatenate([price, price]))
        except Unsolved:
            return None
        return shift[:count] + shift[count:]

    def _heed(self, cuts: list[Cut], hidden: np.ndarray) -> None:
        """Hide cells until every cut holds; the one that gives most for its loss, again and again."""
        missing = np.array([1 - cut.weights @ hidden[cut.cells] for cut in cuts])
        while (missing > EXACT).any():
            gives = np.zeros(len(hidden))
            for cut, lacking in zip(cuts, missing, strict=True):
                if lacking > EXACT:
                    gives[cut.cells] += np.minimum(cut.weights, lacking)
            gives[hidden | self.kept] = 0
            best = int(np.argmax(gives / self.loss))
            if gives[best] <= 0:
                return
            hidden[best] = True
            for at, cut in enumerate(cuts):
                missing[at] -= cut.weights[cut.cells == best].sum()


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
        # With no more room than the demand a shift leans on few cells; only where that fails is more given.
        near, far = self.separation.shifts_of(group, room=self.separation.largest), None
        at = {int(cell): index for index, cell in enumerate(group)}
        found = {}
        for cell in map(int, cells):
            used = self._leans_on(near, at[cell], cell)
            if used is None:
                far = far or self.separation.shifts_of(group)
                used = self._leans_on(far, at[cell], cell)
            if used is None:
                return None
            found[cell] = frozenset(group[used].tolist())
        return found

    def _leans_on(self, shifts: Shifts, place: int, cell: int) -> np.ndarray | None:
        up, down = shifts.furthest(place, 1), shifts.furthest(place, -1)
        if not self.separation.is_met(cell, up.reach, down.reach):
            return None
        return (np.abs(up.shift) > EXACT) | (np.abs(down.shift) > EXACT)
