"""Attacks the hidden cells of published tables: the smallest and largest figure each may be."""

from collections.abc import Sequence
from typing import NamedTuple

import highspy
import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from ..programme import INFINITY, quiet_solver
from .adding import Cells, Equation

# Printed figures that do not add up get so many times their rounding before the attack gives up.
PATIENCE = (1.0, 2.0, 4.0, 16.0)


class Range(NamedTuple):
    """What is left open of a hidden cell.

    low, high  the range, whole numbers where figures are exact counts
    follows    True when sums alone fix it, but for rounding
    because    the sum that comes nearest to giving it away
    """

    low: float
    high: float
    follows: bool
    because: str


def ranges(cells: Cells, same: Sequence[int], equations: Sequence[Equation]) -> dict[int, Range]:
    """The range of every hidden cell that stands in a sum; cells that are one figure by their first.

    Attackers use all sums of all tables, that no figure is below 0, that
    percentages end at 100, what the marks tell, and how figures are rounded.
    """
    system = _System(cells, same, equations)
    found: dict[int, Range] = {}
    for rows, columns in system.parts():
        found |= system.attack(rows, columns)
    return found


class _System:
    """The equations with one unknown per figure, shown figures with rounding among them."""

    def __init__(self, cells: Cells, same: Sequence[int], equations: Sequence[Equation]):
        self.cells, self.same, self.equations = cells, same, equations
        self.shown = self._shown_somewhere()
        self.slack: dict[int, float] = {}
        for one in equations:
            for cell in one.cells:
                root = same[cell]
                self.slack[root] = min(self.slack.get(root, np.inf), one.slack)
        self.hundred = {same[cell] for one in equations if one.constant for cell in one.cells}

    def _shown_somewhere(self) -> dict[int, float]:
        shown: dict[int, float] = {}
        for cell, figure in enumerate(self.cells.figures):
            if figure.kind == "shown":
                shown.setdefault(self.same[cell], figure.value)
        return shown

    def _is_unknown(self, root: int) -> bool:
        return root not in self.shown or self.slack[root] > 0

    def parts(self):
        """Equations and unknowns that have to do with one another, wherever something is hidden."""
        unknowns = sorted(root for root in self.slack if self._is_unknown(root))
        place = {root: at for at, root in enumerate(unknowns)}
        rows, columns = [], []
        for number, one in enumerate(self.equations):
            for cell in one.cells:
                if self.same[cell] in place:
                    rows.append(number)
                    columns.append(place[self.same[cell]])
        if not unknowns:
            return
        shape = (len(self.equations), len(unknowns))
        touching = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
        _, label = connected_components(touching.T @ touching, directed=False)
        wanted = {label[place[root]] for root in unknowns if root not in self.shown}
        members = {one: [] for one in wanted}
        for root in unknowns:
            if label[place[root]] in members:
                members[label[place[root]]].append(root)
        inside: dict[int, list[int]] = {one: [] for one in wanted}
        for number in range(len(self.equations)):
            first, last = touching.indptr[number], touching.indptr[number + 1]
            if first < last and label[touching.indices[first]] in inside:
                inside[label[touching.indices[first]]].append(number)
        for one in sorted(wanted):
            yield inside[one], members[one]

    def attack(self, rows: list[int], unknowns: list[int]) -> dict[int, Range]:
        matrix, right = self._matrix(rows, unknowns)
        hidden = [at for at, root in enumerate(unknowns) if root not in self.shown]
        follows = _fixed(matrix[:, hidden])
        for patience in PATIENCE:
            low, high = self._bounds(unknowns, patience)
            ends = _ends(matrix, right, low, high, hidden)
            if ends is not None:
                break
        else:
            ends = [(0.0, INFINITY)] * len(hidden)
        found = {}
        for at, (least, most), fixed in zip(hidden, ends, follows, strict=True):
            root = unknowns[at]
            if self.slack[root] == 0:
                least, most = np.ceil(least - 1e-6), np.floor(most + 1e-6)
            found[root] = Range(float(max(0.0, least)), float(most), bool(fixed), self._because(rows, root))
        return found

    def _matrix(self, rows: list[int], unknowns: list[int]) -> tuple[np.ndarray, np.ndarray]:
        place = {root: at for at, root in enumerate(unknowns)}
        matrix, right = np.zeros((len(rows), len(unknowns))), np.zeros(len(rows))
        for row, number in enumerate(rows):
            one = self.equations[number]
            right[row] = one.constant
            for cell, sign in zip(one.cells, one.signs, strict=True):
                root = self.same[cell]
                if root in place:
                    matrix[row, place[root]] += sign
                else:
                    right[row] -= sign * self.shown[root]
        return matrix, right

    def _bounds(self, unknowns: list[int], patience: float) -> tuple[np.ndarray, np.ndarray]:
        low, high = np.zeros(len(unknowns)), np.full(len(unknowns), INFINITY)
        for at, root in enumerate(unknowns):
            if root in self.shown:
                slack = self.slack[root] * patience + 1e-7
                low[at], high[at] = max(0.0, self.shown[root] - slack), self.shown[root] + slack
            else:
                figure = self.cells.figures[root]
                low[at], high[at] = figure.low, figure.high
                if root in self.hundred:
                    high[at] = min(high[at], 100.0)
        return low, high

    def _because(self, rows: list[int], root: int) -> str:
        """The sum with the fewest hidden cells that this one stands in."""
        best = None
        for number in rows:
            one = self.equations[number]
            roots = [self.same[cell] for cell in one.cells]
            if root in roots:
                others = sum(1 for other in roots if other not in self.shown)
                if best is None or others < best[0]:
                    best = (others, one.because)
        return best[1] if best else ""


def _fixed(matrix: np.ndarray) -> np.ndarray:
    """Which unknowns the equations alone fix: those whose unit vector lies in the rows' span."""
    if not matrix.size:
        return np.zeros(matrix.shape[1], dtype=bool)
    return np.abs(np.diag(np.linalg.pinv(matrix) @ matrix) - 1) < 1e-7


def _ends(matrix, right, low, high, hidden) -> list[tuple[float, float]] | None:
    """The smallest and largest value of each hidden unknown; None when nothing fits."""
    solver = quiet_solver()
    # Without presolve the solver can tell "nothing fits" from "nothing bounds it".
    solver.setOptionValue("presolve", "off")
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_, model.col_lower_, model.col_upper_ = np.zeros(matrix.shape[1]), low, high
    model.row_lower_, model.row_upper_ = right, right
    sparse = csr_array(matrix).tocsc()
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = sparse.indptr, sparse.indices, sparse.data
    solver.passModel(model)
    found = []
    for at in hidden:
        ends = []
        for sign in (1.0, -1.0):
            solver.changeColCost(at, sign)
            solver.run()
            status = solver.getModelStatus()
            if status == highspy.HighsModelStatus.kOptimal:
                ends.append(sign * solver.getInfo().objective_function_value)
            elif status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
                ends.append(sign * -INFINITY)
            else:
                return None
        solver.changeColCost(at, 0.0)
        found.append((ends[0], ends[1]))
    return found
