"""Periods as publishers write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leal.thread.evidence.intake.periods import NotAPeriod, read_period

WRITTEN = {
    "2019": ("2019-01-01", "2019-12-31"),
    "2018-19": ("2018-04-01", "2019-03-31"),
    "2018-20": ("2018-04-01", "2020-03-31"),
    "1999-00": ("1999-04-01", "2000-03-31"),
    "2022/23": ("2022-04-01", "2023-03-31"),
    "2022–23": ("2022-04-01", "2023-03-31"),
    "2018-12": ("2018-12-01", "2018-12-31"),
    "2011-12": ("2011-04-01", "2012-03-31"),
    "2022-23 Q4": ("2023-01-01", "2023-03-31"),
    "Q1 2022": ("2022-01-01", "2022-03-31"),
    "31 Oct 2022": ("2022-10-31", "2022-10-31"),
    "September 2018": ("2018-09-01", "2018-09-30"),
    "Feb 2024": ("2024-02-01", "2024-02-29"),
    "2018-09 to 2019-06": ("2018-09-01", "2019-06-30"),
    "2018-09 to 2020-03-23": ("2018-09-01", "2020-03-23"),
    "2019-20 (Civil Service People Survey 2019)": ("2019-04-01", "2020-03-31"),
    "2022 (to 31 Oct 2022)": ("2022-01-01", "2022-10-31"),
    "2018-19 (to Mar 2019)": ("2018-04-01", "2019-03-31"),
    "2020-21 (4 Jul 2020-29 Mar 2021)": ("2020-07-04", "2021-03-29"),
    "2018-19 (Nov-Dec 2018)": ("2018-11-01", "2018-12-31"),
    "2018-19 (Dec 2018)": ("2018-12-01", "2018-12-31"),
    "2024-25 (Apr 2024)": ("2024-04-01", "2024-04-30"),
}


@pytest.mark.parametrize(("words", "days"), WRITTEN.items())
def test_a_period_is_read_as_its_first_and_last_day_and_its_words_are_kept(words, days):
    period = read_period(words)
    assert (period.starts_on.isoformat(), period.ends_on.isoformat(), period.as_given) == (*days, words)


@pytest.mark.parametrize("words", ["2019-06 to 2018-09", "2023-24 to 2020-21", "2023-22", "2 Mar 2021 to 1 Mar 2021"])
def test_a_period_that_ends_before_it_starts_is_refused_with_both_days(words):
    with pytest.raises(NotAPeriod, match=r"ends \(.+ \d{4}\) before it starts \(.+ \d{4}\)\. Change one of the two\."):
        read_period(words)


SAID_OF = {
    "43435": "a date that a spreadsheet turned into a number",
    "Dec-18": "may have been changed by a spreadsheet",
    "01/12/2018": "can be read in two ways",
    "31 Feb 2020": "a date that is not in the calendar",
    "2018-19 (Dec 2020)": "does not lie within the period it stands beside",
    "": "This is empty",
    "last winter": "cannot be read as a period",
}


@pytest.mark.parametrize(("words", "said"), SAID_OF.items())
def test_words_that_are_no_period_are_refused_with_how_to_write_one(words, said):
    with pytest.raises(NotAPeriod) as refused:
        read_period(words)
    assert said in str(refused.value)
    assert "Write it like “2022-23”" in str(refused.value)


DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(DAYS, st.integers(0, 4000))
def test_two_days_written_in_full_come_back_as_they_were(first, length):
    last = first + timedelta(days=length)
    assert read_period(f"{first} to {last}")[:2] == (first, last)
    assert read_period(f"{first:%-d %B %Y}–{last:%-d %b %Y}")[:2] == (first, last)


@given(st.integers(1950, 2090), st.integers(1, 12))
def test_a_charter_year_is_twelve_months_from_the_month_it_starts_in(year, month):
    period = read_period(f"{year}-{(year + 1) % 100:02d}", year_starts_in=month)
    assert period.starts_on == date(year, month, 1)
    assert period.ends_on + timedelta(days=1) == date(year + 1, month, 1)


@given(st.text(max_size=30))
def test_any_words_at_all_are_a_period_or_a_sentence(words):
    try:
        period = read_period(words)
    except NotAPeriod as reason:
        assert str(reason).endswith(".")
    else:
        assert period.starts_on <= period.ends_on
