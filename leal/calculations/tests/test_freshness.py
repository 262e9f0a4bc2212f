"""When the next result is due."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from leal.calculations.freshness import GRACE, MONTHS, SOON, Due, Rhythm, Timeliness, late_words, missing, next_due

YEARLY = Rhythm("year", 240)
rhythms = some.builds(Rhythm, some.sampled_from(sorted(MONTHS)), some.integers(0, 730))
days = some.dates(date(1990, 1, 1), date(2090, 1, 1))


def test_a_yearly_result_is_due_so_many_days_after_the_next_year_ends():
    assert next_due(YEARLY, date(2023, 3, 31)) == Due(date(2023, 4, 1), date(2024, 3, 31), date(2024, 11, 26))


def test_the_last_of_a_month_stays_the_last_of_a_month_and_no_other_day_moves():
    monthly = Rhythm("month", 0)
    ends = [next_due(monthly, day).ends_on for day in (date(2024, 1, 31), date(2024, 2, 29), date(2024, 1, 30))]
    assert ends == [date(2024, 2, 29), date(2024, 3, 31), date(2024, 2, 29)]


@pytest.mark.parametrize(
    ("today", "stands"),
    [
        (date(2024, 9, 26), Timeliness.NOT_DUE),
        (date(2024, 9, 27), Timeliness.COMING),
        (date(2024, 11, 26), Timeliness.COMING),
        (date(2024, 11, 27), Timeliness.OVERDUE),
        (date(2024, 12, 26), Timeliness.OVERDUE),
        (date(2024, 12, 27), Timeliness.LATE),
    ],
)
def test_the_owner_knows_from_the_day_after_and_every_reader_a_month_later(today, stands):
    assert next_due(YEARLY, date(2023, 3, 31)).on(today) == stands


def test_three_years_without_a_result_are_three_missing_results():
    found = missing(YEARLY, date(2021, 3, 31), date(2024, 12, 1))
    assert [due.period for due in found] == ["2021-22", "2022-23", "2023-24"]


def test_nothing_is_missing_on_the_very_day_it_is_due():
    assert missing(YEARLY, date(2023, 3, 31), date(2024, 11, 26)) == []


def test_the_page_says_since_when_and_what_was_due():
    due = next_due(Rhythm("quarter", 90), date(2024, 7, 31))
    assert late_words(due, "July 2024") == (
        "We have published nothing newer here than July 2024. "
        "The result for August 2024 to October 2024 was due by 29 January 2025."
    )


@given(rhythms, days)
def test_periods_follow_one_another_without_gap_or_overlap(rhythm, newest):
    found = [Due(newest, newest, newest), *missing(rhythm, newest, newest + timedelta(days=3000))]
    assert all(after.starts_on == before.ends_on + timedelta(days=1) for before, after in pairwise(found))


@given(rhythms, days)
def test_a_period_ends_where_the_calendar_of_another_library_says(rhythm, newest):
    month = np.datetime64(newest, "M") + MONTHS[rhythm.every]
    last = ((month + 1).astype("M8[D]") - 1).astype(date)
    is_last = (newest + timedelta(days=1)).day == 1
    assert next_due(rhythm, newest).ends_on == (
        last if is_last else min(last, last.replace(day=1) + timedelta(newest.day - 1))
    )


@given(rhythms, days, some.integers(-400, 1200))
def test_something_is_missing_exactly_when_the_next_is_overdue(rhythm, newest, later):
    today = newest + timedelta(days=later)
    due = next_due(rhythm, newest)
    overdue = due.on(today) in {Timeliness.OVERDUE, Timeliness.LATE}
    assert (missing(rhythm, newest, today)[:1] == [due]) is overdue
    assert overdue is (today > due.by)


def test_readers_are_told_after_the_owner():
    assert timedelta() < GRACE < SOON
