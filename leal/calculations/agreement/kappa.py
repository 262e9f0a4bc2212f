"""Kappa: agreement beyond what chance would give, of two coders (Cohen) or of many (Fleiss)."""

import numpy as np

from .measured import REPLICATES, Measured, kinds_of, measured
from .ratings import NO_CODE, Ratings, counted

WEIGHTS = ("none", "linear", "quadratic")


def cohen(ratings: Ratings, weights: str = "none", *, replicates: int = REPLICATES, seed: int = 1) -> Measured:
    """Cohen's kappa of two coders, over the units both have coded.

    weights  "none": same or not; "linear" or "quadratic": codes have an
             order, and count the less the further they are apart

    The value is None when both give one and the same code to all. Raises
    ValueError when there are not two coders.

    Source: J. Cohen, Educational and Psychological Measurement 20(1), 1960;
    Psychological Bulletin 70(4), 1968 (weights).

    >>> from leal.calculations.agreement import ratings_of
    >>> first, second = ["yes"] * 25 + ["no"] * 25, ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    >>> round(cohen(ratings_of({"A": first, "B": second})).value, 3)
    0.4
    """
    if len(ratings.coders) != 2:
        raise ValueError(f"Cohen's kappa is of two coders, and there are {len(ratings.coders)}")
    both = ratings.given[(ratings.given != NO_CODE).all(axis=1)]
    kinds, often = kinds_of(both)
    apart = _apart(len(ratings.codes), weights)

    def kappas(drawn: np.ndarray) -> np.ndarray:
        observed = drawn @ apart[kinds[:, 0], kinds[:, 1]]
        first, second = (_totals(kinds[:, side], drawn, len(ratings.codes)) for side in (0, 1))
        expected = ((first @ apart) * second).sum(axis=1) / drawn.sum(axis=1)
        return _beyond_chance(observed, expected)

    return measured(kappas, often, replicates=replicates, seed=seed)


def fleiss(ratings: Ratings, *, replicates: int = REPLICATES, seed: int = 1) -> Measured:
    """Fleiss's kappa of many coders, over the units that all have coded.

    The value is None when one code alone is given, or when no unit has been
    coded by everyone.

    Source: J. L. Fleiss, Psychological Bulletin 76(5), 1971.

    >>> from leal.calculations.agreement import ratings_of
    >>> votes = ["0-0-0-0-14", "0-2-6-4-2", "0-0-3-5-6", "0-3-9-2-0", "2-2-8-1-1"]
    >>> votes += ["7-7-0-0-0", "3-2-6-3-0", "2-5-3-2-2", "6-5-2-1-0", "0-2-2-3-7"]
    >>> rows = [[code for code, many in zip("12345", row.split("-")) for _ in range(int(many))] for row in votes]
    >>> round(fleiss(ratings_of({str(n): [row[n] for row in rows] for n in range(14)})).value, 3)
    0.21
    """
    rows, often = kinds_of(np.sort(ratings.given[(ratings.given != NO_CODE).all(axis=1)], axis=1))
    kinds = counted(rows, len(ratings.codes))
    coders = len(ratings.coders)
    if coders < 2:
        raise ValueError("Agreement is of two coders or more")

    def kappas(drawn: np.ndarray) -> np.ndarray:
        units = drawn.sum(axis=1)
        differ = 1 - ((kinds**2).sum(axis=1) - coders) / (coders * (coders - 1))
        shares = (drawn @ kinds) / (units[:, None] * coders)
        return _beyond_chance(drawn @ differ, units * (1 - (shares**2).sum(axis=1)))

    return measured(kappas, often, replicates=replicates, seed=seed)


def _totals(codes: np.ndarray, drawn: np.ndarray, many: int) -> np.ndarray:
    """How often a coder gives each code, in each sample."""
    return drawn @ np.eye(many)[codes]


def _apart(many: int, weights: str) -> np.ndarray:
    if weights not in WEIGHTS:
        raise ValueError(f"The weights are one of {', '.join(WEIGHTS)}")
    steps = np.abs(np.arange(many)[:, None] - np.arange(many)[None, :]).astype(float)
    return {"none": (steps > 0).astype(float), "linear": steps, "quadratic": steps**2}[weights]


def _beyond_chance(observed: np.ndarray, expected: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        # A hair of expected difference is rounding: both coders gave one code alone.
        return np.where(expected > 1e-9, 1 - observed / expected, np.nan)
