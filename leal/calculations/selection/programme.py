"""Linear and integer programmes, solved by HiGHS on one thread so that answers repeat."""

from collections.abc import Callable

import highspy
import numpy as np
from scipy.sparse import csr_array

INFINITE = highspy.kHighsInf
MAXIMISE = highspy.ObjSense.kMaximize
PRIMAL_SIMPLEX = 4  # keeps the last answer as its start when only costs or columns change


class NoAnswer(Exception):
    """The programme has no solution."""


class OutOfTime(Exception):
    """The caller's patience ended before the answer came."""


def programme(
    rows: csr_array, low: np.ndarray, high: np.ndarray, most: np.ndarray, *, least=None, costs=None, whole=False
) -> highspy.Highs:
    """A programme over x: maximise costs @ x with low <= rows @ x <= high, least <= x <= most.

    `whole` asks for whole numbers. Nothing is solved yet.
    """
    rows = csr_array(rows)
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = rows.shape
    lp.row_lower_, lp.row_upper_ = np.asarray(low, float), np.asarray(high, float)
    lp.col_lower_ = np.zeros(len(most)) if least is None else least
    lp.col_upper_ = np.asarray(most, float)
    lp.col_cost_ = np.zeros(len(most)) if costs is None else costs
    lp.sense_ = MAXIMISE
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = rows.indptr, rows.indices, rows.data.astype(float)
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(most)
    model = quiet()
    model.passModel(lp)
    return model


def quiet() -> highspy.Highs:
    """A solver that prints nothing and gives the same answer however many cores there are."""
    model = highspy.Highs()
    for option, value in {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": 0,
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
    }.items():
        model.setOptionValue(option, value)
    return model


def simplex(model: highspy.Highs, *, strategy: int | None = None) -> highspy.Highs:
    """The same model, set to be solved again and again from its last basis."""
    model.setOptionValue("solver", "simplex")
    model.setOptionValue("presolve", "off")
    if strategy is not None:
        model.setOptionValue("simplex_strategy", strategy)
    return model


def stopping(model: highspy.Highs, go_on: Callable[[], bool]) -> highspy.Highs:
    """The same linear model, that asks often whether to go on while it is solved, and is OutOfTime when told not to."""
    model.cbSimplexInterrupt.subscribe(lambda event: None if go_on() else event.interrupt())
    return model


def solved(model: highspy.Highs) -> highspy.Highs:
    """The model, solved to the end. Raises NoAnswer when it has no solution."""
    model.run()
    status = model.getModelStatus()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        raise NoAnswer
    if status == highspy.HighsModelStatus.kInterrupt:
        raise OutOfTime
    if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kObjectiveTarget):
        model.clearSolver()  # a warm start can go astray; a cold one settles it
        model.setOptionValue("presolve", "choose")
        model.run()
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise NoAnswer(model.modelStatusToString(model.getModelStatus()))
    return model


def whole_best(
    rows: csr_array,
    low: np.ndarray,
    high: np.ndarray,
    most: np.ndarray,
    costs: np.ndarray | None = None,
    *,
    least: np.ndarray | None = None,
    go_on: Callable[[], bool] = lambda: True,
    enough: float = INFINITE,
) -> tuple[np.ndarray, float]:
    """The best whole-number x, and a bound no x can pass. Without costs, any x will do.

    go_on    asked often; False stops the search
    enough   an x of more than this will do
    returns  x and the proven upper bound of costs @ x

    Raises NoAnswer when no whole-number x meets the rows, OutOfTime when told to stop.
    """
    model = programme(rows, low, high, most, least=least, costs=costs, whole=True)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", 1e-10)
    model.setOptionValue("mip_feasibility_tolerance", 1e-9)
    if enough < INFINITE:
        model.setOptionValue("objective_target", enough)
    model.cbMipInterrupt.subscribe(lambda event: None if go_on() else event.interrupt())
    solved(model)
    return np.round(np.array(model.getSolution().col_value)), model.getInfo().mip_dual_bound
