"""One result, and one break in a series."""

from datetime import date
from math import inf
from typing import NamedTuple

from leal.calculations.amounts import amount
from leal.calculations.periods import period_words, when_words

SUPPRESSED, NOT_ASKED, NOT_AVAILABLE = "c", "z", "x"
LOOSE = frozenset({"approx", "over", "under"})


class Reading(NamedTuple):
    """One value of one measure, for one period and one group, as it was given.

    A named tuple and not a dataclass: tens of thousands are made from the
    database's rows for one page.

    value     None where no number was given
    group     "" for everyone, else "channel: phone"
    mark      "", "c" suppressed, "z" not asked, "x" not available, "approx", "over", "under", "rounded"
    base      people or cases it rests on; None when the source does not say
    question  the reviewed code of what was asked; another code is another question
    rounding  what the source rounded this value to (1: whole numbers); 0 when it did not
    rivals    values that other sources give for the same thing, beyond rounding
    averaged  how many results this is the average of
    """

    starts_on: date
    ends_on: date
    value: float | None
    group: str = ""
    as_given: str = ""
    mark: str = ""
    base: int | None = None
    base_as_given: str = ""
    question: str = ""
    sources: tuple[str, ...] = ()
    rounding: float = 0.0
    rivals: tuple[float, ...] = ()
    averaged: int = 1

    @property
    def period(self) -> str:
        return period_words(self.starts_on, self.ends_on, as_given=self.as_given)

    @property
    def when(self) -> str:
        return when_words(self.period)

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @property
    def is_loose(self) -> bool:
        """Given only as "about", "over" or "under" a number."""
        return self.mark in LOOSE

    @property
    def has_value(self) -> bool:
        return self.value is not None and self.mark not in (SUPPRESSED, NOT_ASKED, NOT_AVAILABLE)

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most it may be, as marked; rounding left aside."""
        return (-inf if self.mark == "under" else self.value), (inf if self.mark == "over" else self.value)

    def said(self, unit: str) -> str:
        """The value in words."""
        if self.value is None:
            return "no figure"
        said = amount(self.value, unit, mark=self.mark)
        return f"{said} on average" if self.averaged > 1 else said


class Break(NamedTuple):
    """A day from which a series is no longer the same series, and why.

    kind  "break" or "reworded" cut the line; "rebased" only moves the limits
          of usual variation, and the line goes on
    """

    on: date
    reason: str
    kind: str = "break"

    @property
    def cuts(self) -> bool:
        return self.kind != "rebased"
