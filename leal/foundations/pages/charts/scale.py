"""From figures to places on a drawing."""

from collections.abc import Callable, Iterable
from math import floor, log10


def round_top(largest: float) -> float:
    """The first round number at or above a value, for the top of a scale that starts at 0.

    >>> [round_top(value) for value in (94.0, 1337, 22, 0.3, 0)]
    [100, 1500, 25, 0.3, 1]
    """
    if largest <= 0:
        return 1
    step = 10.0 ** floor(log10(largest))
    steps = next(n for n in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10) if n * step >= largest * (1 - 1e-12))
    top = steps * step
    return int(top) if top == int(top) else round(top, 10)


def scale(start: float, end: float, to_start: float, to_end: float) -> Callable[[float], float]:
    """A function that carries start..end evenly onto to_start..to_end; one point goes to the middle."""
    if end == start:
        return lambda value: (to_start + to_end) / 2
    per_unit = (to_end - to_start) / (end - start)
    return lambda value: to_start + (value - start) * per_unit


def largest(values: Iterable[float | None]) -> float:
    """The largest of the values that are known; 0 when none is."""
    return max((value for value in values if value is not None), default=0)
