"""When something is due: one day with its reasons, or a million days at once."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np

from .dates import day_in_scotland, months_after
from .refusals import NotInTable
from .rules import TABLE, Rule, before_it_held, rows_for, rule_for
from .telling import reasons
from .working_days import why_not_working, working_days_on


class Due(NamedTuple):
    """When something is due and why.

    given        the day the clock starts, in Scotland
    begins       the day counted from: later than `given` where time for the post is allowed
    due          the last day
    extended     the last day when it is made longer; None when that is not so, or the new day is agreed
    not_counted  days on the way that are not working days, each with why; none when all days count
    words        the reasons, a sentence each
    """

    rule: Rule
    given: date
    begins: date
    due: date
    extended: date | None
    not_counted: tuple[tuple[date, str], ...]
    words: tuple[str, ...]


def due(rule: str, start: date | datetime, *, benefit: str = "", arrived: bool = False, table: Path = TABLE) -> Due:
    """When something is due that starts on a day or at a moment, with the reasons in words.

    rule     a rule of the table, or a count such as "20 working days"
    start    a day in Scotland, or a moment with its time zone
    benefit  for rules that differ from benefit to benefit
    arrived  `start` is when the letter arrived, so no time for the post is added
    table    another body's table, laid out like rules.toml

    Raises NotInTable for a rule, benefit or day that the tables do not have;
    NoTimeZone for a moment without a time zone. Never guesses.
    Source: each row of the table names its own.

    >>> found = due("redetermination-request", date(2024, 3, 1), benefit="adult-disability-payment")
    >>> found.begins, found.due
    (datetime.date(2024, 3, 3), datetime.date(2024, 4, 13))
    """
    given = day_in_scotland(start)
    row = rule_for(rule, given, benefit=benefit, table=table)
    begins = day_in_scotland(start, hours=0 if arrived else row.post_hours)
    last = _last_day(row, begins, row.amount)
    extended = _last_day(row, begins, row.longer_to) if row.longer_to else None
    off = _not_counted(row, begins, last)
    return Due(row, given, begins, last, extended, off, reasons(row, given, begins, last, extended, off))


def _last_day(row: Rule, begins: date, amount: int) -> date:
    if row.unit in ("months", "years"):
        return months_after(begins, amount * (12 if row.unit == "years" else 1))
    if row.unit == "working days":
        return working_days_on(np.array([begins], "datetime64[D]"), amount, from_start=row.day_one == "start")[0].item()
    try:
        return begins + timedelta(days=amount - (row.day_one == "start"))
    except OverflowError:
        raise NotInTable("This day is too far away to count from.") from None


def _not_counted(row: Rule, begins: date, last: date) -> tuple[tuple[date, str], ...]:
    if row.unit != "working days":
        return ()
    days = (begins + timedelta(days=n) for n in range(row.day_one != "start", (last - begins).days))
    return tuple((day, why) for day in days if (why := why_not_working(day)))


def due_dates(
    rule: str,
    starts: np.ndarray,
    *,
    benefit: str = "",
    arrived: bool = False,
    extended: bool = False,
    table: Path = TABLE,
) -> np.ndarray:
    """The last day of each of many clocks, as `due` says them.

    rule      as in `due`
    starts    datetime64[D], any shape: days in Scotland
    benefit, arrived, table  as in `due`
    extended  the last days when the time is made longer

    returns datetime64[D] of the same shape. Raises NotInTable as `due` does, for the first
    start that cannot be answered, and when the time cannot be made longer by a fixed amount.
    Source: each row of the table names its own.

    >>> due_dates("complaint-stage-1", np.array(["2024-03-28", "2022-09-16"], "datetime64[D]"))
    array(['2024-04-04', '2022-09-23'], dtype='datetime64[D]')
    """
    starts = np.asarray(starts, "datetime64[D]")
    if np.isnat(starts).any():
        raise NotInTable("A day is missing among the days given.")
    rows = rows_for(rule, benefit=benefit, table=table)
    held = np.searchsorted(np.array([one.holds_from for one in rows], "datetime64[D]"), starts, side="right") - 1
    if starts.size and held.min() < 0:
        raise NotInTable(before_it_held(rows[0], starts[held < 0][0].item()))
    found = starts.copy()
    for place, row in enumerate(rows):
        here = held == place
        found[here] = _last_days(row, starts[here], arrived, extended)
    return found


def _last_days(row: Rule, starts: np.ndarray, arrived: bool, extended: bool) -> np.ndarray:
    amount = row.longer_to if extended else row.amount
    if amount is None:
        raise NotInTable(f"“{row.rule}” has no fixed time by which it is made longer.")
    begins = starts if arrived else starts + np.timedelta64(-(-row.post_hours // 24), "D")
    if row.unit == "working days":
        return working_days_on(begins, amount, from_start=row.day_one == "start")
    if row.unit == "days":
        return begins + np.timedelta64(amount - (row.day_one == "start"), "D")
    month = begins.astype("datetime64[M]")
    later = month + amount * (12 if row.unit == "years" else 1)
    longest = (later + 1).astype("datetime64[D]") - later.astype("datetime64[D]") - np.timedelta64(1, "D")
    return later.astype("datetime64[D]") + np.minimum(begins - month.astype("datetime64[D]"), longest)
