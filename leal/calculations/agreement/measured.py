"""A measure of agreement, and how far it might have been otherwise."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

REPLICATES = 2_000
CONFIDENCE = 0.95

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


def kinds_of(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different rows of a table of units, and how many units have each: what makes resampling quick."""
    return np.unique(table, axis=0, return_counts=True)


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
