"""Working days in Scotland: every day the table of bank holidays covers, counted once."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from leal.calculations.periods import day_words

from .refusals import NotInTable

TABLE = Path(__file__).with_name("holidays.toml")
WEEKEND = ("Saturday", "Sunday")


class Holiday(NamedTuple):
    """A bank holiday in Scotland."""

    on: date
    name: str
    substitute: bool = False
    one_off: bool = False


class Calendar(NamedTuple):
    """All days from `first` to `last`.

    works   bool, one a day: is it a working day
    before  int, one a day and one more: working days before that day
    nth     which day each working day is, counted from `first`
    """

    first: date
    last: date
    works: np.ndarray
    before: np.ndarray
    nth: np.ndarray

    def places(self, days: np.ndarray) -> np.ndarray:
        """Days as places in the calendar. Raises NotInTable for a day it does not cover."""
        found = (days - np.datetime64(self.first, "D")).astype(np.int64)
        if found.size and (found.min() < 0 or found.max() >= len(self.works)):
            outside = days[(found < 0) | (found >= len(self.works))][0]
            raise NotInTable(f"{_words(outside)} is outside the table of bank holidays. {self.covers}")
        return found

    @property
    def covers(self) -> str:
        """What the table covers, as a sentence with what to do."""
        return (
            f"It covers {day_words(self.first)} to {day_words(self.last)}: "
            "add the holidays of other years to holidays.toml, from gov.uk/bank-holidays."
        )


def _words(day: np.datetime64) -> str:
    return day_words(day.item()) if isinstance(day.item(), date) else str(day)


@cache
def holidays() -> tuple[Holiday, ...]:
    """Every bank holiday in Scotland that the table has, in order.

    Source: holidays.toml, which names gov.uk/bank-holidays and what was proclaimed since.

    >>> [one.name for one in holidays() if one.on.year == 2022 and one.one_off]
    ['Platinum Jubilee bank holiday', 'State Funeral of Queen Elizabeth II']
    """
    return tuple(Holiday(**one) for one in _table()["days"])


@cache
def calendar() -> Calendar:
    """The working days of the years the table covers: no Saturday, no Sunday, no bank holiday.

    Source: the meaning of “working day” in SSI 2018/370, schedule 1, and in the like regulations.
    """
    first, last = _table()["covers_from"], _table()["covers_to"]
    days = np.arange(np.datetime64(first, "D"), np.datetime64(last, "D") + 1)
    weekday = (days.astype(np.int64) + 3) % 7  # 1 January 1970 was a Thursday
    works = (weekday < 5) & ~np.isin(days, np.array([one.on for one in holidays()], "datetime64[D]"))
    return Calendar(first, last, works, np.concatenate([[0], np.cumsum(works)]), np.flatnonzero(works))


@cache
def _table() -> dict:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def why_not_working(day: date) -> str:
    """Why a day is no working day: the holiday or the day of the week; empty when it is one.

    >>> why_not_working(date(2022, 9, 19)), why_not_working(date(2024, 3, 2)), why_not_working(date(2024, 3, 4))
    ('State Funeral of Queen Elizabeth II', 'Saturday', '')
    """
    named = {one.on: one for one in holidays()}.get(day)
    if named:
        return f"{named.name}, substitute day" if named.substitute else named.name
    return WEEKEND[day.weekday() - 5] if day.weekday() >= 5 else ""


def working_days_on(days: np.ndarray, amount: int, *, from_start: bool) -> np.ndarray:
    """The day on which so many working days have been counted, for each of many days.

    days        datetime64[D]
    amount      working days, 1 or more
    from_start  whether the day itself is day 1 (or the next working day); else day 1 is after it

    Raises NotInTable when a day or its answer is outside the table.
    """
    table = calendar()
    counted = table.before[table.places(days) + (0 if from_start else 1)] + amount - 1
    if counted.size and counted.max() >= len(table.nth):
        raise NotInTable(f"The answer lies after the table of bank holidays ends. {table.covers}")
    return np.datetime64(table.first, "D") + table.nth[counted]


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after one day, up to and with another.

    start, end  days the table covers, start not after end

    Raises NotInTable for days it does not cover, ValueError when they are the wrong way round.
    Source: holidays.toml.

    >>> working_days_between(date(2024, 3, 28), date(2024, 4, 4))
    4
    """
    if start > end:
        raise ValueError(f"{day_words(start)} is after {day_words(end)}")
    first, last = calendar().places(np.array([start, end], "datetime64[D]"))
    return int(calendar().before[last + 1] - calendar().before[first + 1])
