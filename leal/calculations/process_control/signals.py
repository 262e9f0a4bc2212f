"""Special causes: the four rules of Making Data Count, on values and the limits of one phase."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

RUN = 7
"""Points on one side of the mean, or moving one way, that are no longer chance. Sources differ: NHS
England's Making Data Count and the NHS-R Community's NHSRplotthedots take 7 (its Excel tool lets one
choose 6 or 7), run charts 6, D. J. Wheeler's "Making Sense of Data" 8 for a side. We take 7."""


class Rule(StrEnum):
    """Which rule a signal broke, in the order in which one point is named by only one of them."""

    OUTSIDE = "outside the usual limits"
    TREND = "seven in a row moving one way"
    NEAR = "two of three close to a limit"
    SIDE = "seven in a row on one side of the average"


class Signal(NamedTuple):
    """One point that chance does not explain.

    side  +1 high or rising, -1 low or falling
    """

    at: int
    rule: Rule
    side: int


def signals(values: Sequence[float], *, mean: float, low: float, high: float) -> list[Signal]:
    """Every point of one phase that breaks a rule, each named once, in order.

    Source: NHS England, Making Data Count, "Strengthening your decisions";
    order and detail as in NHSRplotthedots 0.2.2: a point between two thirds
    of the way and the limit is "near", all three points of two-in-three lie
    on the same side of the mean, equal neighbours end a trend.
    """
    sides = [_sign(value - mean) for value in values]
    near_low, near_high = mean - (mean - low) * 2 / 3, mean + (high - mean) * 2 / 3
    near = [low <= value <= high and not near_low <= value <= near_high for value in values]
    marks = {
        Rule.OUTSIDE: [side if value < low or value > high else 0 for value, side in zip(values, sides, strict=True)],
        Rule.TREND: _trends(values),
        Rule.NEAR: _two_of_three(near, sides),
        Rule.SIDE: _runs(sides),
    }
    found = []
    for at in range(len(values)):
        rule = next((rule for rule, marked in marks.items() if marked[at]), None)
        if rule:
            found.append(Signal(at, rule, marks[rule][at]))
    return found


def _runs(sides: Sequence[int]) -> list[int]:
    """Points that are part of seven or more on one side."""
    marks = [0] * len(sides)
    for start, end in _stretches(sides):
        if end - start >= RUN and sides[start]:
            marks[start:end] = sides[start:end]
    return marks


def _trends(values: Sequence[float]) -> list[int]:
    """Points that are part of seven or more, each higher than the last, or each lower."""
    steps = [_sign(later - earlier) for earlier, later in zip(values, values[1:], strict=False)]
    marks = [0] * len(values)
    for start, end in _stretches(steps):
        if end - start >= RUN - 1 and steps[start]:
            marks[start : end + 1] = [steps[start]] * (end + 1 - start)
    return marks


def _two_of_three(near: Sequence[bool], sides: Sequence[int]) -> list[int]:
    marks = [0] * len(near)
    for start in range(len(near) - 2):
        three = range(start, start + 3)
        if abs(sum(sides[at] for at in three)) == 3 and sum(near[at] for at in three) >= 2:
            for at in three:
                marks[at] = marks[at] or (sides[at] if near[at] else 0)
    return marks


def _stretches(items: Sequence[int]) -> list[tuple[int, int]]:
    """Start and end of each stretch of equal neighbours."""
    starts = [at for at in range(len(items)) if at == 0 or items[at] != items[at - 1]]
    return list(zip(starts, [*starts[1:], len(items)], strict=True))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)
