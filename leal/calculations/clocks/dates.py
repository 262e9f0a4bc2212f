"""Days and moments: a moment belongs to the day it has in Scotland."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from .refusals import NoTimeZone, NotInTable

SCOTLAND = ZoneInfo("Europe/London")


def day_in_scotland(start: date | datetime, *, hours: int = 0) -> date:
    """The day it is in Scotland, some hours later.

    start  a day, or a moment with its time zone
    hours  hours gone by since: real ones, so that a change of the clocks counts

    Raises NoTimeZone for a moment that does not say which clock it was read from.
    Source: Summer Time Act 1972, as the time zone Europe/London has it.

    >>> day_in_scotland(datetime(2024, 7, 1, 23, 30, tzinfo=UTC))   # half past midnight in Scotland
    datetime.date(2024, 7, 2)
    >>> day_in_scotland(date(2024, 2, 28), hours=48)
    datetime.date(2024, 3, 1)
    """
    if not isinstance(start, datetime):
        return _later(start, hours)
    if start.tzinfo is None:
        raise NoTimeZone
    try:
        return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(SCOTLAND).date()
    except OverflowError:
        raise NotInTable("This moment is too far away to count from.") from None


def _later(day: date, hours: int) -> date:
    try:
        return day + timedelta(days=-(-hours // 24))
    except OverflowError:
        raise NotInTable("This day is too far away to count from.") from None


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last of the month where there is none.

    Source: the corresponding date rule, Dodds v Walker [1981] 1 WLR 1027.

    >>> months_after(date(2024, 2, 29), 12), months_after(date(2023, 8, 31), 6)
    (datetime.date(2025, 2, 28), datetime.date(2024, 2, 29))
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= years <= 9999:
        raise NotInTable("This day is too far away to count from.")
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))
