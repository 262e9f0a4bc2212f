"""A measure of agreement, and how far it might have been otherwise."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

REPLICATES = 2_000
CONFIDENCE = 0.95
FEW_KINDS = 1_000_000

Measure = Callable[[np.ndarray], np.ndarray]
"""From how many units of each kind (one row a sample, one column a kind) to one value a sample; NaN for none."""


class Measured(NamedTuple):
    """A value with its interval; None where there is none.

    units  how many units it rests on
    low, high  where the middle 95% of samples drawn again from the same units lie
    """

    value: float | None
    low: float | None
    high: float | None
    units: int


def kinds_of(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different rows of a table of whole numbers from -1 on, and how many there are of each.

    What makes resampling quick: 100,000 units are of a few hundred kinds.

    >>> kinds, often = kinds_of(np.array([[0, 1], [2, -1], [0, 1]]))
    >>> kinds.tolist(), often.tolist()
    ([[2, -1], [0, 1]], [1, 2])
    """
    base = int(rows.max(initial=-1)) + 2
    if base ** rows.shape[1] >= 2**63:
        return np.unique(rows, axis=0, return_counts=True)
    # A row read as one number: sorting numbers is many times faster than sorting rows.
    places = base ** np.arange(rows.shape[1])
    keys = (rows + 1) @ places
    if base ** rows.shape[1] <= FEW_KINDS:
        often = np.bincount(keys)
        found = np.flatnonzero(often)
        return found[:, None] // places % base - 1, often[found]
    _, first, often = np.unique(keys, return_index=True, return_counts=True)
    return rows[first], often


def measured(measure: Measure, often: np.ndarray, *, replicates: int, seed: int) -> Measured:
    """The measure of the units as they are, and its percentile interval over units drawn again with replacement.

    often  how many units are of each kind

    Source: A. Zapf and others, "Measuring inter-rater reliability for nominal
    data", BMC Medical Research Methodology 16:93, 2016.
    """
    units = int(often.sum())
    if not units:
        return Measured(None, None, None, 0)
    value = float(measure(often[None, :])[0])
    drawn = measure(np.random.default_rng(seed).multinomial(units, often / units, size=replicates))
    drawn = drawn[~np.isnan(drawn)]
    if np.isnan(value) or not len(drawn):
        return Measured(None, None, None, units)
    low, high = np.quantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Measured(value, float(low), float(high), units)
