"""Krippendorff's alpha: one less what coders differ by, over what chance would make them differ by."""

import numpy as np

from .measured import REPLICATES, Measured, kinds_of, measured
from .ratings import NO_CODE, Ratings, counted

LEVELS = ("nominal", "ordinal", "interval", "ratio")
AT_ONCE = 4_000_000


def alpha(ratings: Ratings, level: str = "nominal", *, replicates: int = REPLICATES, seed: int = 1) -> Measured:
    """Krippendorff's alpha of any number of coders, some codes missing.

    level       what differences between codes mean: "nominal" (same or
                not), "ordinal" (how many codes lie between), "interval" or
                "ratio" (codes are numbers; for ratio none below 0)
    replicates  samples drawn for the interval
    seed        of the samples; the same seed, the same interval

    1 is agreement, 0 what chance would give. The value is None when every
    code given is the same: then nothing could have varied. Raises ValueError
    for a level that is not there, and for codes that are no numbers where
    numbers are needed.

    Source: K. Krippendorff, "Computing Krippendorff's alpha-reliability", 2011, whose example C this is:

    >>> from leal.calculations.agreement import ratings_of
    >>> said = {"A": "123321412...", "B": "1233224125.3", "C": ".3332342251.", "D": "12332441251."}
    >>> codes = {who: [None if code == "." else code for code in row] for who, row in said.items()}
    >>> [round(alpha(ratings_of(codes, "12345"), level).value, 3) for level in LEVELS]
    [0.743, 0.815, 0.849, 0.797]
    """
    if level not in LEVELS:
        raise ValueError(f"The level is one of {', '.join(LEVELS)}")
    # Who gave a code does not matter here, so units with the same codes are of one kind.
    rows, often = kinds_of(np.sort(ratings.given[(ratings.given != NO_CODE).sum(axis=1) > 1], axis=1))
    kinds = counted(rows, len(ratings.codes))
    used = kinds.sum(axis=0) > 0
    kinds = kinds[:, used]
    numbers = _numbers(ratings, level)[used] if level in {"interval", "ratio"} else np.arange(used.sum(), dtype=float)
    return measured(lambda drawn: _alphas(kinds, drawn, level, numbers), often, replicates=replicates, seed=seed)


def _numbers(ratings: Ratings, level: str) -> np.ndarray:
    numbers = np.array([float(code) for code in ratings.codes])
    if level == "ratio" and (numbers < 0).any():
        raise ValueError("Codes of level ratio are not below 0")
    return numbers


def _alphas(kinds: np.ndarray, drawn: np.ndarray, level: str, numbers: np.ndarray) -> np.ndarray:
    """One alpha for each sample. Samples are taken some at a time, so that memory stays small."""
    step = max(1, AT_ONCE // max(1, kinds.size if level == "ordinal" else kinds.shape[1]))
    parts = [drawn[start : start + step] for start in range(0, len(drawn), step)]
    return np.concatenate([_some_alphas(kinds, part, level, numbers) for part in parts])


def _some_alphas(kinds: np.ndarray, drawn: np.ndarray, level: str, numbers: np.ndarray) -> np.ndarray:
    coders = kinds.sum(axis=1)
    totals = (drawn @ kinds).astype(float)
    whole = totals.sum(axis=1)
    if level == "ordinal":
        # The codes between two codes, half of each counted: what lies between their middle ranks.
        ranks = totals.cumsum(axis=1) - totals / 2
        differ = 2 * (coders * (ranks**2 @ kinds.T) - (ranks @ kinds.T) ** 2) / (coders - 1)
        observed = (drawn * differ).sum(axis=1)
        expected = 2 * (whole * (totals * ranks**2).sum(axis=1) - (totals * ranks).sum(axis=1) ** 2)
    else:
        apart = _apart(level, numbers)
        observed = drawn @ (((kinds @ apart) * kinds).sum(axis=1) / (coders - 1))
        expected = ((totals @ apart) * totals).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = 1 - (whole - 1) * observed / expected
    return np.where(expected > 0, found, np.nan)


def _apart(level: str, numbers: np.ndarray) -> np.ndarray:
    """How far every two codes are apart, squared."""
    across, down = numbers[None, :], numbers[:, None]
    if level == "nominal":
        return (across != down).astype(float)
    if level == "interval":
        return (across - down) ** 2
    sums = across + down
    return np.divide(across - down, sums, out=np.zeros_like(sums), where=sums > 0) ** 2
