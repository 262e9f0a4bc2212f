"""When the next result of a measure is due, and whether it is late."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile

from .periods import day_words, period_words

MONTHS = {"month": 1, "quarter": 3, "year": 12, "two years": 24, "three years": 36}
"""How many months lie between one result and the next, by what a measure’s file says."""

GRACE = timedelta(days=30)
"""So long the owner knows before every reader does: a file may be on its way."""

SOON = timedelta(days=60)
"""So long before its day a result is said to be coming due."""


class Timeliness(StrEnum):
    """How a measure’s next result stands to the calendar."""

    NOT_DUE = "not due"
    COMING = "coming due"
    OVERDUE = "overdue"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a measure has a result, and within how many days after its period that is published.

    every  a key of `MONTHS`
    """

    every: str
    published_after: int

    @property
    def words(self) -> str:
        """As the page says it.

        >>> Rhythm("quarter", 90).words
        'Every quarter, within 90 days of its end'
        """
        days = "a day" if self.published_after == 1 else f"{self.published_after} days"
        return f"Every {self.every}, within {days} of {'their' if ' ' in self.every else 'its'} end"


@dataclass(frozen=True, slots=True)
class Due:
    """The first result that is not there yet: for which days it is, and the last day on which it is on time."""

    starts_on: date
    ends_on: date
    by: date

    @property
    def period(self) -> str:
        """The period as it is said.

        >>> Due(date(2023, 4, 1), date(2024, 3, 31), date(2024, 11, 26)).period
        '2023-24'
        """
        return period_words(self.starts_on, self.ends_on)

    def on(self, today: date) -> Timeliness:
        """How it stands on a day."""
        if today > self.by + GRACE:
            return Timeliness.LATE
        if today > self.by:
            return Timeliness.OVERDUE
        return Timeliness.COMING if today + SOON >= self.by else Timeliness.NOT_DUE


def next_due(rhythm: Rhythm, newest: date) -> Due:
    """The result that is due after the newest there is.

    newest  the last day of the newest period with a result

    >>> next_due(Rhythm("year", 240), date(2023, 3, 31)).by
    datetime.date(2024, 11, 26)
    """
    return next(_dues(rhythm, newest))


def missing(rhythm: Rhythm, newest: date, today: date) -> list[Due]:
    """Every result that should be there by a day and is not, oldest first.

    >>> [due.period for due in missing(Rhythm("year", 240), date(2023, 3, 31), date(2025, 12, 1))]
    ['2023-24', '2024-25']
    """
    return list(takewhile(lambda due: due.by < today, _dues(rhythm, newest)))


def late_words(due: Due, newest: str) -> str:
    """What a page says of a result that is late.

    newest  the newest period with a result, as it is said

    >>> late_words(next_due(Rhythm("year", 240), date(2023, 3, 31)), "2022-23")
    'We have published nothing newer here than 2022-23. The result for 2023-24 was due by 26 November 2024.'
    """
    return f"We have published nothing newer here than {newest}. {was_due(due)}"


def was_due(due: Due) -> str:
    """When a result that is not there was due, in a sentence.

    >>> was_due(Due(date(2022, 4, 1), date(2023, 3, 31), date(2023, 6, 29)))
    'The result for 2022-23 was due by 29 June 2023.'
    """
    return f"The result for {due.period} was due by {day_words(due.by)}."


def _dues(rhythm: Rhythm, newest: date) -> Iterator[Due]:
    """Every result that follows the newest, one after another, for as long as the calendar lasts."""
    step, starts_on = MONTHS[rhythm.every], newest + timedelta(days=1)
    turn = 1
    while newest.year + turn * step // 12 < date.max.year - 3:
        ends_on = _months_after(newest, turn * step)
        yield Due(starts_on, ends_on, ends_on + timedelta(days=rhythm.published_after))
        starts_on, turn = ends_on + timedelta(days=1), turn + 1


def _months_after(day: date, months: int) -> date:
    """The same day some months later; the last of a month stays the last of a month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))
