from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from leal.calculations.series import Break, Reading, comparable

LINES_CLOSED = Break(date(2020, 3, 23), "The lines closed.")


def reading(starts: str, ends: str, value: float | None = 1.0, **more) -> Reading:
    return Reading(date.fromisoformat(starts), date.fromisoformat(ends), value, **more)


def values(run) -> list[float]:
    return [reading.value for reading in run.readings]


CALL_WAITS = [
    reading("2018-09-01", "2019-06-30", 6),
    reading("2018-09-01", "2019-12-31", 12),
    reading("2018-09-01", "2020-03-23", 16, sources=("Insights page",)),
    reading("2018-09-01", "2020-03-23", 16, sources=("FOI letter",)),
    reading("2020-07-04", "2021-03-29", 658),
    reading("2021-04-01", "2022-03-31", 351),
    reading("2022-04-01", "2023-03-31", 1337),
]


def test_the_published_call_waits_give_one_line_of_two_whole_years():
    series = comparable(CALL_WAITS, breaks=[LINES_CLOSED], better="lower")

    assert values(series.main()) == [351, 1337]
    assert [values(run) for run in series.runs] == [[6], [16], [658], [351, 1337]]


def test_every_call_wait_left_off_that_line_has_its_reason_as_a_sentence():
    series = comparable(CALL_WAITS, breaks=[LINES_CLOSED], better="lower")

    assert [apart.because for apart in series.apart] == [
        "September 2018 to June 2019 is before 23 March 2020, where the line breaks. The lines closed.",
        "September 2018 to December 2019 is counted from the same first day as "
        "1 September 2018 to 23 March 2020, so it is part of it.",
        "1 September 2018 to 23 March 2020 is before 23 March 2020, where the line breaks. The lines closed.",
        "4 July 2020 to 29 March 2021 covers 9 months, 2022-23 12 months: not on the same line.",
    ]


def test_two_sources_that_agree_are_one_result_with_two_sources():
    series = comparable(CALL_WAITS)

    [both] = [reading for run in series.runs for reading in run.readings if reading.value == 16]
    assert (both.sources, both.rivals) == (("Insights page", "FOI letter"), ())


def test_two_sources_equal_within_rounding_are_one_result_and_the_more_exact_leads():
    rough = reading("2021-04-01", "2022-03-31", 74, rounding=1, sources=("press",))
    exact = reading("2021-04-01", "2022-03-31", 74.4, rounding=0.1, sources=("file",))

    [run] = comparable([rough, exact], better="higher").runs

    assert (run.readings[0].value, run.readings[0].rivals) == (74.4, ())


def test_two_sources_that_disagree_are_a_conflict_in_which_the_worse_leads():
    one = reading("2021-04-01", "2022-03-31", 74, rounding=1, sources=("press",))
    other = reading("2021-04-01", "2022-03-31", 71, rounding=1, sources=("letter",))

    for better, leads, rival in (("higher", 71, 74), ("lower", 74, 71)):
        [run] = comparable([one, other], better=better).runs
        assert (run.readings[0].value, run.readings[0].rivals) == (leads, (rival,))
        assert run.readings[0].sources == ("press", "letter")


def test_what_is_suppressed_or_was_not_asked_is_kept_apart_and_said():
    series = comparable(
        [
            reading("2021-04-01", "2022-03-31", None, mark="c"),
            reading("2022-04-01", "2023-03-31", None, mark="z"),
            reading("2023-04-01", "2024-03-31", None),
            reading("2024-04-01", "2025-03-31", 5.0),
        ]
    )

    assert [values(run) for run in series.runs] == [[5.0]]
    assert [apart.because for apart in series.apart] == [
        "2021-22 is not shown, because too few people answered.",
        "2022-23 has no figure, because it was not asked.",
        "2023-24 has no figure.",
    ]


def test_a_reworded_question_starts_another_line():
    series = comparable(
        [
            reading("2022-10-01", "2022-10-31", 80.0, question="B36"),
            reading("2023-10-01", "2023-10-31", 81.0, question="B36"),
            reading("2024-10-01", "2024-10-31", 60.0, question="B36 reworded"),
        ]
    )

    assert [values(run) for run in series.runs] == [[80.0, 81.0], [60.0]]
    assert [apart.because for apart in series.apart] == [
        "October 2022 asked another question, so it is not on the same line.",
        "October 2023 asked another question, so it is not on the same line.",
    ]


def test_of_several_breaks_the_first_that_parts_a_reading_from_the_line_is_named():
    opened = Break(date(2021, 4, 1), "The first months were nine.")
    series = comparable(CALL_WAITS, breaks=[opened, LINES_CLOSED])

    assert [apart.because[-17:] for apart in series.apart] == [
        "The lines closed.",
        "it is part of it.",
        "The lines closed.",
        "months were nine.",
    ]


def test_a_period_across_a_break_is_on_neither_side():
    [across] = comparable([reading("2019-04-01", "2020-06-30")], breaks=[LINES_CLOSED]).apart

    assert across.because == "April 2019 to June 2020 runs across 23 March 2020. The lines closed."


def test_a_rebase_moves_limits_and_does_not_cut_the_line():
    rebased = Break(date(2022, 4, 1), "Two offices became one.", kind="rebased")
    waits = CALL_WAITS[-2:]

    assert [values(run) for run in comparable(waits, breaks=[rebased]).runs] == [[351, 1337]]


def test_groups_never_share_a_line():
    both = [
        reading("2021-04-01", "2022-03-31", 1.0, group="channel: phone"),
        reading("2022-04-01", "2023-03-31", 2.0, group="channel: online"),
    ]

    assert [values(run) for run in comparable(both).runs] == [[2.0], [1.0]]


def test_the_weeks_of_a_yearly_survey_are_of_like_length_though_some_run_longer():
    surveys = [
        reading("2019-10-01", "2019-10-31", 78.0),
        reading("2022-09-22", "2022-11-04", 71.2),
    ]

    assert [values(run) for run in comparable(surveys).runs] == [[78.0, 71.2]]


DAYS = st.integers(0, 400).map(lambda days: date(2020, 1, 1) + timedelta(days))
PERIODS = st.tuples(DAYS, st.integers(20, 62)).map(lambda it: (it[0], it[0] + timedelta(it[1] - 1)))
BAGS = st.lists(PERIODS, max_size=9).map(lambda periods: [Reading(*period, 1.0) for period in periods])


def clash(one: Reading, other: Reading) -> bool:
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def most_without_clash(bag: list[Reading]) -> int:
    """By trying every choice: slow, and plainly right."""
    different = list({(it.starts_on, it.ends_on): it for it in bag}.values())
    for size in range(len(different), 0, -1):
        for choice in combinations(different, size):
            if not any(clash(*pair) for pair in combinations(choice, 2)):
                return size
    return 0


@given(BAGS)
def test_a_run_keeps_as_many_periods_as_can_be_without_overlap(bag):
    runs = comparable(bag).runs

    assert sum(len(run.readings) for run in runs) == most_without_clash(bag)
    assert not any(clash(*pair) for run in runs for pair in combinations(run.readings, 2))


@given(BAGS, st.randoms())
def test_every_reading_is_on_a_line_or_apart_and_the_order_given_does_not_matter(bag, random):
    series = comparable(bag)
    shuffled = random.sample(bag, len(bag))

    placed = [it for run in series.runs for it in run.readings] + [apart.reading for apart in series.apart]
    assert {(it.starts_on, it.ends_on) for it in placed} == {(it.starts_on, it.ends_on) for it in bag}
    assert comparable(shuffled) == series
