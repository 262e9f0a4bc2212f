"""Due dates: 272 worked out apart from our tables, and the same by other libraries."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import holidays as library
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from leal.calculations.clocks import (
    CannotSay,
    NoTimeZone,
    NotInTable,
    day_in_scotland,
    due,
    due_dates,
    holidays,
    rules,
    working_days_between,
)
from leal.calculations.clocks.working_days import calendar

CASES = list(csv.DictReader(Path(__file__).with_name("cases.csv").read_text(encoding="utf-8").splitlines()))
COVERED = range(2012, 2029)
SCOTTISH = library.country_holidays("GB", subdiv="SCT", years=COVERED)
OFF = np.array(list(SCOTTISH), "datetime64[D]")
DAYS = some.dates(date(2024, 11, 1), date(2027, 6, 30))
NAMES = sorted({(one.rule, one.benefit) for one in rules()})


def read(start: str) -> date | datetime:
    return datetime.fromisoformat(start) if "T" in start else date.fromisoformat(start)


def test_there_are_at_least_two_hundred_dated_cases():
    assert len({(one["rule"], one["benefit"], one["start"]) for one in CASES}) == len(CASES) >= 200


@pytest.mark.parametrize("case", CASES, ids=lambda one: f"{one['rule']} {one['benefit']} {one['start']}")
def test_a_dated_case(case):
    assert str(due(case["rule"], read(case["start"]), benefit=case["benefit"]).due) == case["due"], case["why"]


@pytest.mark.parametrize("year", COVERED)
def test_the_bank_holidays_of_a_year_are_those_of_another_library(year):
    ours = [one.on for one in holidays() if one.on.year == year]

    assert ours == sorted(day for day in SCOTTISH if day.year == year and day.weekday() < 5)


def test_no_bank_holiday_of_the_table_falls_on_a_weekend_or_stands_twice():
    days = [one.on for one in holidays()]
    assert [day for day in days if day.weekday() >= 5] == []
    assert days == sorted(set(days))


# -- many at once


@given(DAYS, some.sampled_from(NAMES), some.booleans())
def test_a_million_at_once_are_told_as_one_is(day, name, arrived):
    rule, benefit = name
    one = due(rule, day, benefit=benefit, arrived=arrived)
    many = due_dates(rule, np.array([[day, day]]), benefit=benefit, arrived=arrived)

    assert many.tolist() == [[one.due, one.due]]
    assert one.given <= one.begins <= one.due


@given(some.lists(DAYS, min_size=1), some.integers(1, 60))
def test_working_days_are_counted_as_numpy_counts_them(days, amount):
    days = np.array(days, "datetime64[D]")

    assert (
        due_dates(f"{amount} working days", days).tolist()
        == np.busday_offset(days, amount, roll="preceding", holidays=OFF).tolist()
    )


@given(DAYS, some.integers(1, 60))
def test_so_many_working_days_later_so_many_lie_between(day, amount):
    found = due(f"{amount} working days", day)

    assert working_days_between(day, found.due) == amount
    assert (found.due - day).days == amount + len(found.not_counted)


@given(DAYS)
def test_longer_is_never_shorter(day):
    assert due("complaint-stage-1", day).extended > due("complaint-stage-1", day).due


def test_what_can_be_made_longer_can_be_so_for_many():
    assert due_dates("complaint-stage-1", np.array(["2024-03-01"]), extended=True).tolist() == [date(2024, 3, 14)]
    with pytest.raises(NotInTable, match="no fixed time"):
        due_dates("complaint-stage-2", np.array(["2024-03-01"]), extended=True)


def test_none_at_all_is_none_at_all():
    assert due_dates("complaint-stage-1", np.array([], "datetime64[D]")).shape == (0,)


# -- never a guess


@pytest.mark.parametrize("day", [date(2011, 12, 31), date(2029, 1, 1), date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_outside_the_table_is_refused_with_the_years_it_covers(day):
    with pytest.raises(NotInTable, match="It covers 1 January 2012 to 31 December 2028: add the holidays"):
        due("5 working days", day)


def test_an_answer_outside_the_table_is_refused_one_at_a_time_and_many():
    with pytest.raises(NotInTable, match="lies after the table of bank holidays ends"):
        due("complaint-stage-2", date(2028, 12, 20))
    with pytest.raises(NotInTable, match="lies after the table of bank holidays ends"):
        due_dates("complaint-stage-2", np.array(["2024-01-01", "2028-12-20"]))


def test_calendar_days_need_no_table_of_holidays():
    assert due("42 days", date(2040, 1, 1)).due == date(2040, 2, 12)
    assert due("42 days", date(2040, 1, 1)).words[1:] == ("12 February 2040 is no working day (Sunday). "
                                                         "The time is not made longer for it.",)  # fmt: skip


@pytest.mark.parametrize("rule", ["42 days", "complaint", "appeal"])
def test_the_end_of_time_is_a_sentence(rule):
    with pytest.raises(NotInTable, match="too far away"):
        due(rule, date(9999, 12, 30))


def test_a_rule_is_not_asked_about_a_time_before_it_held():
    with pytest.raises(NotInTable, match="holds from 21 March 2022; 20 March 2022 is before that"):
        due("redetermination", date(2022, 3, 20), benefit="adult-disability-payment")
    with pytest.raises(NotInTable, match="20 March 2022 is before that"):
        due_dates("redetermination", np.array(["2024-01-01", "2022-03-20"]), benefit="adult-disability-payment")


@pytest.mark.parametrize(
    "rule, benefit, sentence",
    [
        ("complaint-stage-3", "", "There is no rule “complaint-stage-3”. The rules are: complaint-stage-1, "),
        ("redetermination", "", "differs from benefit to benefit. Name one of these: adult-disability-payment, "),
        ("redetermination", "child-winter-heating-payment", "has no “redetermination” for “child-winter-heating"),
        ("complaint-stage-1", "best-start-grant", "Leave the benefit out"),
        ("0 working days", "", "Count 1 day or more"),
    ],
)
def test_what_the_table_does_not_have_is_said_with_what_it_has(rule, benefit, sentence):
    with pytest.raises(NotInTable, match=sentence):
        due(rule, date(2024, 3, 1), benefit=benefit)


def test_a_missing_day_among_many_is_refused():
    with pytest.raises(NotInTable, match="A day is missing"):
        due_dates("42 days", np.array(["2024-01-01", "NaT"], "datetime64[D]"))


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(NoTimeZone, match="has no time zone"):
        day_in_scotland(datetime(2024, 7, 1, 23, 30))  # noqa: DTZ001 - that is the fault


def test_days_the_wrong_way_round_are_refused():
    with pytest.raises(ValueError, match="2 March 2024 is after 1 March 2024"):
        working_days_between(date(2024, 3, 2), date(2024, 3, 1))


# -- told in words


def test_the_reasons_name_the_holidays_and_count_the_weekends():
    assert due("20 working days", date(2022, 9, 8)).words == (
        "20 working days from Thursday 8 September 2022 is Friday 7 October 2022.",
        "Not counted: 19 September 2022 (State Funeral of Queen Elizabeth II) and 8 days at weekends.",
    )


def test_the_reasons_say_what_the_post_is_allowed_and_that_a_sunday_counts():
    found = due("redetermination-request", date(2024, 2, 3), benefit="adult-disability-payment")

    assert found.words == (
        "Ask for a re-determination: by the end of Sunday 17 March 2024.",
        "It was sent on Saturday 3 February 2024. 48 hours are allowed for the post, "
        "unless it is known to have come later.",
        "42 days: day 1 is Monday 5 February 2024, day 42 is Sunday 17 March 2024.",
        "17 March 2024 is no working day (Sunday). The time is not made longer for it.",
        "If it is late: you can still ask within a year, with good reason.",
    )


def test_a_letter_that_is_known_to_have_come_later_is_counted_from_then():
    found = due("redetermination-request", date(2024, 2, 9), benefit="adult-disability-payment", arrived=True)

    assert (found.begins, found.due) == (date(2024, 2, 9), date(2024, 3, 21))


def test_the_pandemic_is_told_where_the_table_does_not_hold_the_whole_truth():
    told = "In the pandemic nine weeks more were allowed for most benefits. This day is without them."
    inside = due("redetermination", date(2021, 1, 5), benefit="young-carer-grant").words
    after = due("redetermination", date(2023, 1, 5), benefit="young-carer-grant").words

    assert (told in inside, told in after) == (True, False)


def test_every_row_has_a_source_and_can_be_asked_on_the_first_day_it_holds():
    for one in rules():
        assert one.source
        assert due(one.rule, one.holds_from, benefit=one.benefit).rule == one


# -- another body's table

TABLE = """
[[rule]]
rule = "repair"
title = "Mend what is broken"
starts = "it was told"
amount = 10
unit = "working days"
day_one = "after"
holds_from = 2020-01-01
source = "our own promise"

[[rule]]
rule = "repair"
title = "Mend what is broken"
starts = "it was told"
amount = 5
unit = "days"
day_one = "after"
holds_from = 2024-04-01
source = "our own promise, made shorter"
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "house.toml"
    path.write_text(TABLE)
    return path


def test_a_clock_keeps_the_rule_it_started_with(table):
    starts = np.array(["2024-03-31", "2024-04-01", "2020-01-01"], "datetime64[D]")
    one_by_one = [due("repair", day, table=table).due for day in starts.tolist()]

    assert one_by_one == [date(2024, 4, 12), date(2024, 4, 6), date(2020, 1, 16)]
    assert due_dates("repair", starts, table=table).tolist() == one_by_one


def test_every_fault_of_a_table_is_told_at_once(tmp_path):
    path = tmp_path / "house.toml"
    path.write_text('[[rule]]\nrule = "repair"\nunit = "weeks"\nday_one = "next"\namount = 0\n[[rule]]\n')

    with pytest.raises(CannotSay) as refused:
        rules(path)

    assert str(refused.value).splitlines() == [
        "house.toml: rule 1 (repair) has no `title`.",
        "house.toml: rule 1 (repair) has no `starts`.",
        "house.toml: rule 1 (repair) has no `source`.",
        "house.toml: rule 1 (repair): `unit` is “weeks”; it can be working days, days, months, years.",
        "house.toml: rule 1 (repair): `day_one` is “next”; it can be start or after.",
        "house.toml: rule 1 (repair): `amount` is 0; it must be a whole number from 1 to 9999.",
        "house.toml: rule 1 (repair) has no `holds_from` date, or one of its benefits has none.",
        *(f"house.toml: rule 2 (without a name) has no `{name}`."
          for name in ("rule", "title", "starts", "amount", "unit", "day_one", "source")),
        "house.toml: rule 2 (without a name) has no `holds_from` date, or one of its benefits has none.",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["", "rule = [", "[other]\n"])
def test_a_table_that_is_none_is_refused_in_a_sentence(tmp_path, words):
    path = tmp_path / "house.toml"
    path.write_text(words)

    with pytest.raises(CannotSay, match="house.toml"):
        rules(path)


def test_the_calendar_has_every_day_of_its_years():
    assert len(calendar().works) == (date(2028, 12, 31) - date(2012, 1, 1)) // timedelta(days=1) + 1
