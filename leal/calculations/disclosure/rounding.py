"""Controlled rounding: every figure a multiple of a base, and every sum still true.

The other way to publish small figures. Nothing is hidden, totals are the sums
of what is shown, and no figure is further than one step from the truth,
unless the sums leave no other way.

Source: L. H. Cox, 1987, "A constructive procedure for unbiased controlled
rounding", JASA 82(398); J. J. Salazar, 2006, "Controlled rounding and cell
perturbation: statistical disclosure limitation methods for tabular data",
Mathematical Programming 105 (the programme).
"""

from typing import NamedTuple

import highspy
import numpy as np
from scipy.sparse import coo_array, csr_array

from .attack import Attack
from .programme import Shifts, quiet_solver
from .release import Release

# What a step away from the two nearest multiples costs, beside the distance itself.
STRAYING = 1000.0


class CannotBeRounded(Exception):
    """No multiples of the base within the steps allowed add up."""


class Rounding(NamedTuple):
    """Figures to publish instead of the true ones.

    values    multiples of the base, one per cell of the release; they add up
    loss      how far they are from the truth, summed
    at_least  no rounding that adds up is nearer
    strayed   cells that could not keep to the two nearest multiples
    attack    what an attacker who knows the base can derive of each cell; None where nobody asked
    """

    values: np.ndarray
    loss: float
    at_least: float
    strayed: np.ndarray
    attack: Attack | None = None

    @property
    def is_best(self) -> bool:
        """True when it is proven that none is nearer."""
        return self.loss <= self.at_least + 1e-6 * max(1.0, self.loss)


def rounded(release: Release, *, base: int = 5, steps: int = 2, nodes: int = 2000, proof: bool = True) -> Rounding:
    """The figures rounded to multiples of `base`, sums kept, as near the truth as can be.

    Figures that are multiples already stay. `steps` is how many multiples
    beyond the nearest two a figure may go where nothing else adds up; `nodes`
    how long to look, in steps and not in seconds, so the answer is always
    the same. Without `proof` no cell is attacked: in large releases that is
    nearly all the work. Raises CannotBeRounded when nothing adds up.

    Of 2,250 panel members asked 293 answered:

    >>> from leal.calculations.disclosure import Dimension, Table, as_release
    >>> answered = Dimension.flat("answered", ["yes", "no"])
    >>> release = as_release([Table("panel", (answered,), {("yes",): 293, ("no",): 1957})])
    >>> done = rounded(release, base=5)
    >>> done.values.tolist(), done.loss, done.is_best
    ([295.0, 1955.0, 2250.0], 4.0, True)
    """
    for allowed in range(steps + 1):
        solver = _programme(release, base, allowed)
        solver.setOptionValue("mip_max_nodes", nodes)
        solver.setOptionValue("mip_rel_gap", 0.0)
        # Without wholeness the answer is mostly whole already: the best start there is.
        for relaxed in (True, False):
            solver.setOptionValue("solve_relaxation", relaxed)
            solver.run()
        if solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            done = _read(solver, release, base)
            found = rounding_attack(release, done.values, base, steps=allowed) if proof else None
            return done._replace(attack=found)
    raise CannotBeRounded(f"No multiples of {base} within {steps} steps add up in all tables; try a larger base")


def _parts(release: Release, base: int) -> tuple[np.ndarray, np.ndarray]:
    """For each cell the multiple below it, and how far above that it lies, in bases."""
    below = np.floor(release.values / base + 1e-9)
    return below, np.maximum(0.0, release.values / base - below)


def _programme(release: Release, base: int, steps: int) -> highspy.Highs:
    """Columns: go up or not, steps further up, steps further down; rows: the sums, in bases."""
    below, over = _parts(release, base)
    cells = len(below)
    between = over > 1e-9
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = 3 * cells, release.sums.shape[0]
    # Distance when going up less distance when not; the rest of the loss is the same for every choice.
    further = np.full(cells, STRAYING)
    model.col_cost_ = np.concatenate([base * (1 - 2 * over), further, further])
    more = np.full(cells, float(steps))
    model.col_lower_ = np.zeros(3 * cells)
    model.col_upper_ = np.concatenate([between.astype(float), more, np.minimum(more, below)])
    model.integrality_ = [highspy.HighsVarType.kInteger] * (3 * cells)
    right = -(release.sums @ below)
    model.row_lower_ = model.row_upper_ = right
    wide = _beside(release.sums)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = wide.indptr, wide.indices, wide.data
    solver = quiet_solver()
    solver.passModel(model)
    return solver


def _beside(sums: csr_array) -> csr_array:
    """The sums three times side by side, the last with its signs turned."""
    entries = sums.tocoo()
    cells = sums.shape[1]
    columns = np.concatenate([entries.col, entries.col + cells, entries.col + 2 * cells])
    values = np.concatenate([entries.data, entries.data, -entries.data])
    return coo_array((values, (np.tile(entries.row, 3), columns)), shape=(sums.shape[0], 3 * cells)).tocsr()


def _read(solver: highspy.Highs, release: Release, base: int) -> Rounding:
    below, over = _parts(release, base)
    up, further_up, further_down = np.rint(np.array(solver.getSolution().col_value)).reshape(3, -1)
    values = base * (below + up + further_up - further_down)
    strayed = (further_up + further_down) > 0
    loss = float(np.abs(values - release.values).sum())
    # The bound counts straying at its price; taken off again it bounds the distance.
    info = solver.getInfo()
    proven = info.mip_dual_bound + base * over.sum() - STRAYING * (further_up + further_down).sum()
    at_least = loss if info.mip_dual_bound >= info.objective_function_value - 1e-6 else max(0.0, proven)
    return Rounding(values, loss, min(loss, at_least), strayed)


def rounding_attack(release: Release, values: np.ndarray, base: int, *, steps: int = 0) -> Attack:
    """What an attacker who knows the base derives: figures within one base of those shown that add up.

    values  what is published
    steps   how many bases further figures may have gone, which an attacker knows too
    returns the range of every cell, whole numbers where figures are whole

    >>> from leal.calculations.disclosure import Dimension, Table, as_release
    >>> answered = Dimension.flat("answered", ["yes", "no"])
    >>> release = as_release([Table("panel", (answered,), {("yes",): 293, ("no",): 1957})])
    >>> found = rounding_attack(release, rounded(release, base=5).values, base=5)
    >>> found.low.tolist()[0], found.high.tolist()[0]
    (291.0, 299.0)
    """
    # A whole number less than a base away is at most base - 1 away.
    reach = float(base * (steps + 1) - (1 if release.whole else 0))
    shifts = Shifts(release.sums, np.minimum(values, reach), np.full(len(values), reach))
    cells = range(len(values))
    ends = np.array([[values[cell] + sign * shifts.furthest(cell, sign).reach for sign in (-1, 1)] for cell in cells])
    if release.whole:
        ends = np.stack([np.ceil(ends[:, 0] - 1e-6), np.floor(ends[:, 1] + 1e-6)], axis=1)
    return Attack(np.arange(len(values)), ends[:, 0], ends[:, 1])
