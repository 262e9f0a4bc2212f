"""Between two readings: no change, a small one, one that matters, or nothing that can be said."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from leal.calculations.amounts import fraction, number
from leal.calculations.proportions import Interval
from leal.calculations.series import Reading

from .intervals import share_difference_interval

DIRECTION = {"higher": 1, "lower": -1, "neither": 0}
"""Which way is better: the sign that turns a difference into better (above 0) or worse."""

_TINY = 1e-9


class Saying(StrEnum):
    """What may be said of two readings of one measure."""

    SAME = "no change"
    SMALL = "a change too small to matter"
    MATTERS = "a change that matters"
    UNSAID = "cannot say"


class Line(NamedTuple):
    """The difference from which on a change matters: in points of the unit, or as a part of what was before.

    >>> Line(points=5).words, Line(relative=0.2).words
    ('5 points', 'a fifth')
    """

    points: float | None = None
    relative: float | None = None

    def size(self, before: float) -> float:
        """The smallest difference from `before` that matters, in the measure's unit."""
        return self.points if self.points is not None else abs(before) * (self.relative or 0.0)

    @property
    def words(self) -> str:
        if self.points is not None:
            return f"{number(self.points)} {'point' if self.points == 1 else 'points'}"
        return fraction(self.relative or 0.0)


@dataclass(frozen=True, slots=True)
class Change:
    """What two readings say together.

    difference  after less before, as published
    possible    the least and most it may be, given how both were rounded
    chance      for samples of known base: the range the true difference may lie in, in the measure's unit
    because     a sentence, where there is more to say than the figures themselves
    """

    before: Reading
    after: Reading
    saying: Saying
    difference: float
    possible: Interval
    chance: Interval | None
    because: str

    @property
    def matters(self) -> bool:
        return self.saying is Saying.MATTERS

    def is_worse(self, better: str) -> bool:
        """It matters, and it went the wrong way."""
        return self.matters and self.difference * DIRECTION[better] < 0

    def is_better(self, better: str) -> bool:
        """It matters, and it went the right way."""
        return self.matters and self.difference * DIRECTION[better] > 0


def change(before: Reading, after: Reading, *, line: Line, population: str = "all", share: bool = False) -> Change:
    """What may be said of the change from one reading to a later, comparable one.

    line        from where on a difference matters
    population  "all" counted; "census": all asked, some answered; "sample"; "self-selected"
    share       the values are percentages of the base, so a sample has an interval

    All counted: a difference beyond rounding is a fact. Census: a fact about
    those who answered, with no margin of error, because nobody was drawn by
    lot. Sample: the interval of the difference must leave out nought, and
    without a base there is none. Self-selected: nothing beyond themselves.

    >>> from datetime import date
    >>> first = Reading(date(2021, 4, 1), date(2022, 3, 31), 351)  # seconds that callers to the agency waited
    >>> then = Reading(date(2022, 4, 1), date(2023, 3, 31), 1337)
    >>> found = change(first, then, line=Line(relative=0.2))
    >>> found.matters, found.difference, found.is_worse("lower")
    (True, 986, True)
    """
    moved = after.value - before.value
    blur = (before.rounding + after.rounding) / 2
    possible = Interval(moved - blur, moved + blur)
    chance = _chance(before, after, blur) if population == "sample" and share else None
    saying, because = (
        _unsayable(before, after, population, chance)
        or _same(moved, blur, chance, share)
        or _sized(moved, blur, line.size(before.value), share)
    )
    return Change(before, after, saying, moved, possible, chance, because)


def _chance(before: Reading, after: Reading, blur: float) -> Interval | None:
    if not (before.base and after.base and 0 <= before.value <= 100 and 0 <= after.value <= 100):
        return None
    shares = {"before": before.value / 100, "after": after.value / 100}
    low, high = share_difference_interval(**shares, before_base=before.base, after_base=after.base)
    return Interval(low * 100 - blur, high * 100 + blur)


def _unsayable(before: Reading, after: Reading, population: str, chance: Interval | None) -> tuple[Saying, str] | None:
    if population == "self-selected":
        return Saying.UNSAID, "These people chose to answer, so their answers say nothing about anyone else."
    if population == "sample" and chance is None:
        return Saying.UNSAID, "This is a sample and we do not know enough about it to tell change from chance."
    if not _is_sure(before, after):
        return Saying.UNSAID, "One of the two is only given as over or under a number, so we do not subtract them."
    return None


def _is_sure(before: Reading, after: Reading) -> bool:
    """Whether the marks leave the direction open: "over" after a lower figure is surely a rise."""
    if not {"over", "under"} & {before.mark, after.mark}:
        return True
    return after.bounds[0] > before.bounds[1] or after.bounds[1] < before.bounds[0]


def _same(moved: float, blur: float, chance: Interval | None, share: bool) -> tuple[Saying, str] | None:
    if abs(moved) <= _TINY:
        return Saying.SAME, ""
    if abs(moved) <= blur + _TINY:
        return Saying.SAME, "The two are equal within rounding."
    if chance and chance.low <= 0 <= chance.high:
        return Saying.SAME, f"In samples of this size that can be chance: {_range(chance, share)}."
    return None


def _sized(moved: float, blur: float, needed: float, share: bool) -> tuple[Saying, str]:
    saying = Saying.MATTERS if abs(moved) >= needed - _TINY else Saying.SMALL
    unsure = abs(abs(moved) - needed) < blur - _TINY and needed > _TINY
    low, high = abs(moved) - blur, abs(moved) + blur
    return saying, f"With rounding it may be {_range(Interval(low, high), share)}." if unsure else ""


def _range(between: Interval, share: bool) -> str:
    return f"{number(between.low)} to {number(between.high)}{' points' if share else ''}"
