"""When a figure is for: from what was written to a first and a last day.

What was written is kept beside the days, because a publisher's own words
("2018-19 (to Mar 2019)") say more than two dates do.
"""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
HOW = "Write it like “2022-23”, “2022-23 Q4”, “2019”, “Dec 2018”, “2018-09 to 2019-06” or “4 Jul 2020 to 29 Mar 2021”."


class NotAPeriod(ValueError):
    """The words cannot be read as a period; the text says why and how to mend them."""


class Period(NamedTuple):
    """From the first day to the last, both within, and the words it was given in."""

    starts_on: date
    ends_on: date
    as_given: str


class Span(NamedTuple):
    first: date
    last: date


@lru_cache(maxsize=1024)
def read_period(words: str, *, year_starts_in: int = 4) -> Period:
    """The period that `words` name.

    year_starts_in  the month (1 to 12) in which a year written as "2022-23" begins

    Brackets narrow the period before them: "2018-19 (Nov-Dec 2018)". Brackets
    that hold no dates, such as a survey's name, narrow nothing.
    Raises NotAPeriod with a sentence.

    >>> read_period("2020-21 (4 Jul 2020-29 Mar 2021)")[:2]
    (datetime.date(2020, 7, 4), datetime.date(2021, 3, 29))
    """
    as_given = " ".join(words.split())
    outer, inner = _brackets(as_given)
    span = _span(outer, year_starts_in)
    if span is None:
        raise NotAPeriod(_why_not(as_given))
    if inner and (narrower := _narrowed(span, inner, year_starts_in)):
        span = narrower
    return Period(span.first, _ordered(span, as_given).last, as_given)


def _brackets(words: str) -> tuple[str, str]:
    match = re.fullmatch(r"(?P<outer>[^()]+)\((?P<inner>[^()]+)\)", words)
    return (match["outer"].strip(), match["inner"].strip()) if match else (words, "")


def _narrowed(outer: Span, words: str, year_starts_in: int) -> Span | None:
    if until := re.fullmatch(r"(?:up )?to (.+)", words, re.IGNORECASE):
        end = _span(until[1], year_starts_in)
        inner = end and Span(outer.first, end.last)
    else:
        inner = _span(words, year_starts_in)
    if inner and not (outer.first <= inner.first and inner.last <= outer.last):
        raise NotAPeriod(f"“{words}” does not lie within the period it stands beside. {HOW}")
    return inner


def _ordered(span: Span, words: str) -> Span:
    if span.last < span.first:
        raise NotAPeriod(
            f"“{words}” ends ({_day(span.last)}) before it starts ({_day(span.first)}). Change one of the two."
        )
    return span


def _span(words: str, year_starts_in: int) -> Span | None:
    words = re.sub(r"\s*[–—−]\s*", "-", words.strip()).casefold()
    try:
        if single := _single(words, year_starts_in):
            return single
        for ends in _ways_to_cut(words):
            if span := _between(*ends, year_starts_in):
                return span
    except ValueError as reason:
        if isinstance(reason, NotAPeriod):
            raise
        raise NotAPeriod(f"“{words}” holds a date that is not in the calendar. {HOW}") from None
    return None


def _ways_to_cut(words: str) -> list[tuple[str, str]]:
    if " to " in words:
        return [tuple(words.split(" to ", 1))]
    return [(words[: dash.start()].strip(), words[dash.end() :].strip()) for dash in re.finditer("-", words)]


def _between(first: str, last: str, year_starts_in: int) -> Span | None:
    end = _single(last, year_starts_in)
    if end is None:
        return None
    start = _single(first, year_starts_in) or _single(f"{first} {end.last.year}", year_starts_in)
    return start and Span(start.first, end.last)


def _single(words: str, year_starts_in: int) -> Span | None:
    """One day, month, quarter or year; None when `words` are none of these."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words):
        day = date(*map(int, match.groups()))
        return Span(day, day)
    if match := re.fullmatch(rf"(\d{{1,2}})(?:st|nd|rd|th)? ({MONTH}) (\d{{4}})", words):
        day = date(int(match[3]), MONTHS[match[2][:3]], int(match[1]))
        return Span(day, day)
    if match := re.fullmatch(rf"({MONTH}) (\d{{4}})", words):
        return _months(int(match[2]), MONTHS[match[1][:3]], 1)
    return _years(words, year_starts_in)


def _years(words: str, year_starts_in: int) -> Span | None:
    if match := re.fullmatch(r"(\d{4}(?:[-/]\d{2,4})?),? q([1-4])", words) or re.fullmatch(
        r"q(?P<q>[1-4]),? (?P<year>\d{4}(?:[-/]\d{2,4})?)", words
    ):
        year, quarter = (match["year"], match["q"]) if "q" in match.groupdict() else match.groups()
        whole = _years(year, year_starts_in)
        return whole and _months(whole.first.year, whole.first.month + 3 * (int(quarter) - 1), 3)
    if re.fullmatch(r"\d{4}", words):
        return _months(int(words), 1, 12)
    if match := re.fullmatch(r"(\d{4})[-/](\d{4}|\d\d)", words):
        return _two_numbers(int(match[1]), match[2], year_starts_in)
    return None


def _two_numbers(year: int, second: str, year_starts_in: int) -> Span | None:
    """Two numbers: "2022-23" is a year, "2018-12" a month, "2018-20" two years; a next year wins over a month."""
    last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
    if len(second) == 2 and int(second) == 0 and year % 100 == 99:
        last = year + 1
    if last != year + 1 and len(second) == 2 and 1 <= int(second) <= 12:
        return _months(year, int(second), 1)
    return _months(year, year_starts_in, 12 * (last - year)) if last != year and last <= year + 20 else None


def _months(year: int, month: int, count: int) -> Span:
    return Span(_month_start(year, month), _month_start(year, month + count) - timedelta(days=1))


def _month_start(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _why_not(words: str) -> str:
    if not words:
        return f"This is empty. {HOW}"
    if re.fullmatch(r"[1-6]\d{4}(\.0*)?", words):
        return (
            f"“{words}” looks like a date that a spreadsheet turned into a number. "
            f"Format the column as text and write the period again. {HOW}"
        )
    if re.fullmatch(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}", words) or re.fullmatch(
        rf"({MONTH}-\d\d|\d\d?-{MONTH})", words, re.I
    ):
        return f"“{words}” may have been changed by a spreadsheet, and can be read in two ways. {HOW}"
    return f"“{words}” cannot be read as a period. {HOW}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
