"""One best set by integer programming, for ballots with very many sets."""

from typing import TYPE_CHECKING

import highspy
import numpy as np
from scipy.sparse import block_array, csc_array, eye_array

if TYPE_CHECKING:
    from .thiele import Scores


def one_best(scores: "Scores") -> list[int]:
    """The columns of a set that scores most, as far as a solver with floats can tell.

    A yes or no for each candidate; for each kind of paper and each place, a
    share of that place's worth, no more shares in all than candidates of
    that paper are chosen.
    """
    profile, seats = scores.profile, scores.seats
    kinds, candidates = profile.approves.shape
    worths = np.array([float(each) / scores.scale for each in scores.worths[:seats].tolist()])
    value = np.concatenate([np.zeros(candidates), np.outer(worths, profile.papers).ravel()])
    shares = np.tile(eye_array(kinds, format="csc").toarray(), (1, seats))
    sums = block_array([[np.ones((1, candidates)), None], [-profile.approves.astype(float), shares]], format="csc")
    solver = highspy.Highs()
    for option, setting in (("output_flag", False), ("threads", 1), ("random_seed", 1), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(option, setting)
    solver.passModel(_model(csc_array(sums), value, candidates, seats))
    solver.run()
    taken = np.array(solver.getSolution().col_value[:candidates])
    return np.argsort(-taken, kind="stable")[:seats].tolist()


def _model(sums: csc_array, value: np.ndarray, candidates: int, seats: int) -> highspy.HighsLp:
    rows, columns = sums.shape
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = rows, columns
    model.col_cost_ = -value
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.ones(columns)
    model.row_lower_ = np.concatenate([[seats], np.full(rows - 1, -highspy.kHighsInf)])
    model.row_upper_ = np.concatenate([[seats], np.zeros(rows - 1)])
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = sums.indptr, sums.indices, sums.data
    yes_or_no = [highspy.HighsVarType.kInteger] * candidates
    model.integrality_ = yes_or_no + [highspy.HighsVarType.kContinuous] * (columns - candidates)
    return model
