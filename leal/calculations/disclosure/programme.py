"""Linear programmes over the ways hidden figures could differ from the true ones.

A *shift* is what an attacker cannot rule out: numbers added to the hidden
cells such that every published sum still holds.
"""

from typing import NamedTuple

import highspy
import numpy as np
from scipy.sparse import csc_array, csr_array

INFINITY = highspy.kHighsInf
PRIMAL, DUAL = 4, 1


class Unsolved(Exception):
    """The solver gave no answer that may be relied on."""


class Extreme(NamedTuple):
    """How far one cell can shift, a shift that does it, and the prices that prove it.

    `prices` has one number per cell: what a unit more of that cell's own room
    would add to `reach`. Above 0 for room upwards, below 0 for room downwards.
    """

    reach: float
    shift: np.ndarray
    prices: np.ndarray


class Shifts:
    """Every shift within the room each cell has.

    sums  one row per sum, one column per cell
    down  how far below its true figure each cell may be, 0 or more
    up    how far above, 0 or more, or infinite
    whole shifts are whole numbers (an integer programme; slower)
    """

    def __init__(self, sums: csr_array, down: np.ndarray, up: np.ndarray, *, whole: bool = False):
        self.cells = sums.shape[1]
        self.solver = quiet_solver()
        self.solver.passModel(_model(sums.tocsc(), -down, up, whole))
        if not whole:
            # One cell after another: the last answer is the best start for the next.
            self.solver.setOptionValue("presolve", "off")
            self.solver.setOptionValue("simplex_strategy", PRIMAL)
            # A start from the last answer may go in circles; then it is time to begin anew.
            self.solver.setOptionValue("simplex_iteration_limit", 10 * sum(sums.shape) + 1000)
        self.last = None

    def furthest(self, cell: int, sign: int) -> Extreme:
        """The furthest the cell can shift up (sign 1) or down (sign -1)."""
        if self.last is not None:
            self.solver.changeColCost(self.last, 0.0)
        self.solver.changeColCost(cell, -float(sign))
        self.last = cell
        return self._solved()

    def least(self, price: np.ndarray) -> np.ndarray:
        """The shift that costs least. Raises Unsolved when there is none."""
        self.solver.changeColsCost(self.cells, np.arange(self.cells, dtype=np.int32), price)
        return self._solved().shift

    def _solved(self) -> Extreme:
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kIterationLimit:
            status = self._solved_afresh()
        if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return Extreme(INFINITY, np.zeros(self.cells), np.zeros(self.cells))
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unsolved(self.solver.modelStatusToString(status))
        solution = self.solver.getSolution()
        reach = -self.solver.getInfo().objective_function_value
        return Extreme(reach, np.array(solution.col_value), -np.array(solution.col_dual))

    def _solved_afresh(self) -> highspy.HighsModelStatus:
        for option, value in (("simplex_strategy", DUAL), ("simplex_iteration_limit", 2**31 - 1)):
            self.solver.setOptionValue(option, value)
        self.solver.clearSolver()
        self.solver.run()
        self.solver.setOptionValue("simplex_strategy", PRIMAL)
        self.solver.setOptionValue("simplex_iteration_limit", 10 * (self.cells + self.solver.getNumRow()) + 1000)
        return self.solver.getModelStatus()


def quiet_solver() -> highspy.Highs:
    """A solver that prints nothing and does the same on every run."""
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 1)
    return solver


def _model(sums: csc_array, lower: np.ndarray, upper: np.ndarray, whole: bool) -> highspy.HighsLp:
    rows, columns = sums.shape
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = rows, columns
    model.col_cost_ = np.zeros(columns)
    model.col_lower_, model.col_upper_ = lower, upper
    model.row_lower_ = model.row_upper_ = np.zeros(rows)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = sums.indptr, sums.indices
    model.a_matrix_.value_ = sums.data
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    return model
