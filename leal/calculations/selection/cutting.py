"""Cuts: bounds that every panel keeps although the linear relaxation does not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from .programme import INFINITE
from .space import Space


@dataclass(frozen=True)
class Cut:
    """weights @ x <= bound for every panel x, though not for every point of the relaxation."""

    weights: np.ndarray
    bound: float


def relaxation(space: Space, cuts: Sequence[Cut]) -> tuple[csr_array, np.ndarray, np.ndarray]:
    """Rows, low and high of the space and its cuts together."""
    rows = vstack([space.rows, *(csr_array(cut.weights[None, :]) for cut in cuts)], format="csr")
    low = np.concatenate([space.low, np.full(len(cuts), -INFINITE)])
    return rows, low, np.concatenate([space.high, [cut.bound for cut in cuts]])
