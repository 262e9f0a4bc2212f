"""Chances corrected for looking many times: of twenty tests one is below 0.05 by luck."""

import numpy as np


def holm(chances: np.ndarray) -> np.ndarray:
    """Chances such that all found below 0.05 are right together, 19 times in 20.

    chances  one a test, between 0 and 1; NaN where there was nothing to test
    returns  in the same order; NaN stays NaN and is not one of the many

    Raises ValueError for a chance outside 0 to 1.
    Source: S. Holm, 1979, "A simple sequentially rejective multiple test
    procedure", Scandinavian Journal of Statistics 6(2), 65-70.

    >>> holm(np.array([0.01, 0.04, 0.03])).round(2).tolist()
    [0.03, 0.06, 0.06]
    """
    return _corrected(chances, lambda ordered, many: np.maximum.accumulate(ordered * np.arange(many, 0, -1)))


def benjamini_hochberg(chances: np.ndarray) -> np.ndarray:
    """Chances such that of all found below 0.05, about 1 in 20 at most is a false alarm.

    chances  one a test, between 0 and 1; NaN where there was nothing to test
    returns  in the same order; NaN stays NaN and is not one of the many

    Raises ValueError for a chance outside 0 to 1.
    Source: Y. Benjamini and Y. Hochberg, 1995, "Controlling the false
    discovery rate", JRSS B 57(1), 289-300.

    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03])).round(2).tolist()
    [0.03, 0.04, 0.04]
    """
    return _corrected(
        chances,
        lambda ordered, many: np.minimum.accumulate((ordered * many / np.arange(1, many + 1))[::-1])[::-1],
    )


def _corrected(chances: np.ndarray, stepwise) -> np.ndarray:
    chances = np.asarray(chances, dtype=np.float64)
    tested = ~np.isnan(chances)
    if ((chances[tested] < 0) | (chances[tested] > 1)).any():
        raise ValueError("a chance lies between 0 and 1")
    order = np.argsort(chances[tested], kind="stable")
    stepped = np.empty(len(order))
    stepped[order] = np.minimum(1, stepwise(chances[tested][order], len(order)))
    corrected = np.full(chances.shape, np.nan)
    corrected[tested] = stepped
    return corrected
