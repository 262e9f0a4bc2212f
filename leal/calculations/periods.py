"""Charter years, and how a stretch of time is said."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_YEAR_AS_GIVEN = re.compile(r"\d{4}(-\d{2})?")


class CharterYear(NamedTuple):
    """One year of a charter: "2022-23" runs from 1 April 2022 to 31 March 2023 when years start in April."""

    name: str
    starts_on: date
    ends_on: date


def charter_year(name: str, *, starts_in: int = 4) -> CharterYear:
    """The charter year of that name.

    name       "2022-23"; a charter whose years start in January says "2022"
    starts_in  the first month, 1 to 12

    Raises ValueError, with what a year looks like, for any other name.

    >>> charter_year("2022-23").ends_on
    datetime.date(2023, 3, 31)
    """
    begun = re.fullmatch(r"(\d{4})(?:-\d{2})?", name)
    year = charter_year_of(date(int(begun[1]), starts_in, 1), starts_in=starts_in) if begun else None
    if year is None or year.name != name:
        raise ValueError(f"“{name}” is not a charter year. Write it like “{'2022' if starts_in == 1 else '2022-23'}”.")
    return year


def charter_year_of(day: date, *, starts_in: int = 4) -> CharterYear:
    """The charter year that a day falls in.

    >>> charter_year_of(date(2023, 3, 31)).name, charter_year_of(date(2023, 10, 1)).name
    ('2022-23', '2023-24')
    """
    first = day.year if day.month >= starts_in else day.year - 1
    starts_on = date(first, starts_in, 1)
    ends_on = date(first + 1, starts_in, 1) - timedelta(days=1)
    return CharterYear(str(first) if starts_in == 1 else f"{first}-{(first + 1) % 100:02}", starts_on, ends_on)


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes 28.

    >>> years_before(date(2024, 2, 29), 1)
    datetime.date(2023, 2, 28)
    """
    year = day.year - years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def day_words(day: date) -> str:
    """A day as it is said.

    >>> day_words(date(2020, 3, 23))
    '23 March 2020'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_words(starts_on: date, ends_on: date, *, as_given: str = "") -> str:
    """A period as it is said: as its source gave it when that was a plain year, else by its days.

    >>> period_words(date(2022, 4, 1), date(2023, 3, 31))
    '2022-23'
    >>> period_words(date(2023, 1, 1), date(2023, 1, 31))
    'January 2023'
    >>> period_words(date(2018, 9, 1), date(2019, 6, 30), as_given="2018-09 to 2019-06")
    'September 2018 to June 2019'
    >>> period_words(date(2023, 10, 1), date(2023, 10, 31), as_given="2023")
    '2023'
    """
    if _YEAR_AS_GIVEN.fullmatch(as_given):
        return as_given
    whole_months = starts_on.day == 1 and (ends_on + timedelta(days=1)).day == 1
    if not whole_months:
        return day_words(ends_on) if starts_on == ends_on else f"{day_words(starts_on)} to {day_words(ends_on)}"
    if charter_year_of(starts_on, starts_in=starts_on.month).ends_on == ends_on:
        return _whole_year(starts_on, ends_on)
    first, last = _month(starts_on), _month(ends_on)
    return first if first == last else f"{first} to {last}"


def when_words(period: str) -> str:
    """A period, said with the little word it needs.

    >>> when_words("2022-23"), when_words("September 2018 to June 2019"), when_words("1 May 2021")
    ('in 2022-23', 'from September 2018 to June 2019', 'on 1 May 2021')
    """
    if " to " in period:
        return f"from {period}"
    return f"on {period}" if period.count(" ") == 2 else f"in {period}"


def _whole_year(starts_on: date, ends_on: date) -> str:
    if starts_on.month in (1, 4):
        return charter_year_of(starts_on, starts_in=starts_on.month).name
    return f"{_month(starts_on)} to {_month(ends_on)}"


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"
