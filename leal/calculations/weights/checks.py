"""Weights that are weights."""

from collections.abc import Sequence

import numpy as np

LARGEST = 1e100  # squares and their sums must stay far from infinity
SMALLEST = 1e-100  # ... and from nought


def checked_weights(weights: Sequence[float], *, people: int) -> np.ndarray:
    """Weights as 64-bit floats, when every one is a weight.

    weights  one a person; 0 leaves a person out of every weighted sum
    people   how many there must be

    Raises ValueError, naming the first person whose weight is not a finite
    number of 0 or more.

    >>> checked_weights([1, 0.5], people=2).tolist()
    [1.0, 0.5]
    >>> checked_weights([1, float("nan")], people=2)
    Traceback (most recent call last):
    ValueError: person 2 has the weight nan; a weight is a number of 0 or more
    """
    weights = np.ascontiguousarray(weights, dtype=np.float64)
    if weights.shape != (people,):
        raise ValueError(f"{people} people need {people} weights, not {weights.size}")
    if len(wrong := np.flatnonzero(~np.isfinite(weights) | (weights < 0))):
        person = int(wrong[0])
        raise ValueError(f"person {person + 1} has the weight {weights[person]}; a weight is a number of 0 or more")
    if len(wrong := np.flatnonzero((weights > LARGEST) | ((weights > 0) & (weights < SMALLEST)))):
        person = int(wrong[0])
        raise ValueError(
            f"person {person + 1} has the weight {weights[person]}, beyond what can be squared; "
            "multiply all weights by one number so that they average 1"
        )
    return weights
