from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from leal.calculations.change import Line, Saying, change, share_difference_interval
from leal.calculations.proportions import share_interval
from leal.calculations.series import Reading

BEFORE, AFTER = (date(2021, 4, 1), date(2022, 3, 31)), (date(2022, 4, 1), date(2023, 3, 31))
FIVE_POINTS, A_FIFTH = Line(points=5), Line(relative=0.2)


def pair(before: float, after: float, **more) -> tuple[Reading, Reading]:
    return Reading(*BEFORE, before, **more), Reading(*AFTER, after, **more)


def test_the_call_wait_that_grew_almost_fourfold_matters_and_is_worse():
    moved = change(*pair(351, 1337), line=A_FIFTH)

    assert (moved.saying, moved.difference) == (Saying.MATTERS, 986)
    assert moved.is_worse("lower") and not moved.is_worse("higher") and not moved.is_worse("neither")


def test_93_and_94_rounded_to_whole_numbers_are_no_change_and_may_differ_by_0_to_2():
    moved = change(*pair(93, 94, rounding=1), line=FIVE_POINTS)

    assert (moved.saying, moved.possible) == (Saying.SAME, (0, 2))
    assert moved.because == "The two are equal within rounding."


def test_a_whole_count_that_differs_less_than_its_line_differs_but_does_not_matter():
    assert change(*pair(73.6, 71.2), line=FIVE_POINTS).saying is Saying.SMALL


def test_a_fall_on_the_line_itself_matters_as_published_and_rounding_is_said():
    rounded = Reading(*BEFORE, 76, rounding=1)
    exact = Reading(*AFTER, 70.981)

    moved = change(rounded, exact, line=FIVE_POINTS)

    assert moved.saying is Saying.MATTERS
    assert moved.because == "With rounding it may be 4.5 to 5.5."


def test_a_difference_on_the_line_is_not_lost_to_the_way_computers_count():
    assert change(*pair(74.4, 69.4), line=FIVE_POINTS).saying is Saying.MATTERS


def test_a_sample_whose_interval_holds_nought_is_no_change():
    moved = change(*pair(80.0, 70.0, base=60), line=FIVE_POINTS, population="sample", share=True)

    assert moved.saying is Saying.SAME
    assert moved.chance.low < -10 < 0 < moved.chance.high


def test_the_same_figures_from_a_large_sample_are_a_change():
    moved = change(*pair(80.0, 70.0, base=2000), line=FIVE_POINTS, population="sample", share=True)

    assert moved.saying is Saying.MATTERS
    assert moved.chance.high < 0


def test_a_sample_of_unknown_base_has_no_interval_and_says_so():
    moved = change(*pair(80.0, 40.0), line=FIVE_POINTS, population="sample", share=True)

    assert (moved.saying, moved.chance) == (Saying.UNSAID, None)
    assert moved.because == "This is a sample and we do not know enough about it to tell change from chance."


def test_a_census_in_which_some_did_not_answer_has_no_margin_of_error():
    moved = change(*pair(80.0, 70.0, base=60), line=FIVE_POINTS, population="census", share=True)

    assert (moved.saying, moved.chance) == (Saying.MATTERS, None)


def test_a_group_that_chose_itself_says_nothing_beyond_itself():
    moved = change(*pair(80.0, 10.0, base=9000), line=FIVE_POINTS, population="self-selected", share=True)

    assert moved.saying is Saying.UNSAID
    assert moved.because == "These people chose to answer, so their answers say nothing about anyone else."


@pytest.mark.parametrize(
    ("before", "before_mark", "after", "after_mark", "saying"),
    [
        (7534, "", 34000, "over", Saying.MATTERS),
        (34000, "over", 7534, "", Saying.MATTERS),
        (7534, "", 7000, "over", Saying.UNSAID),
        (700, "over", 900, "", Saying.UNSAID),
        (700, "over", 900, "over", Saying.UNSAID),
        (900, "", 700, "under", Saying.MATTERS),
        (700, "under", 900, "", Saying.MATTERS),
        (900, "under", 700, "", Saying.UNSAID),
        (700, "under", 900, "over", Saying.MATTERS),
    ],
)
def test_a_figure_given_as_over_or_under_is_subtracted_only_where_the_direction_is_sure(
    before, before_mark, after, after_mark, saying
):
    first, second = Reading(*BEFORE, before, mark=before_mark), Reading(*AFTER, after, mark=after_mark)

    assert change(first, second, line=A_FIFTH).saying is saying


def test_from_nothing_any_difference_matters_by_a_relative_line():
    assert change(*pair(0, 3), line=A_FIFTH).saying is Saying.MATTERS


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((6, 7), (2, 7), 0.0582, 0.8062),
    ],
)
def test_the_interval_of_a_difference_equals_newcombes_published_table(first, second, low, high):
    # R. G. Newcombe, 1998, Statistics in Medicine 17, table II, method 10.
    before, after = second[0] / second[1], first[0] / first[1]
    found = share_difference_interval(
        before=before, before_base=second[1], after=after, after_base=first[1], z=1.959964
    )

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


SHARES, BASES = st.floats(0, 1), st.integers(1, 100_000)


def score_limit(share: float, base: int, *, side: int) -> float:
    """Wilson's limit by solving for it: the true share that lies 1.96 standard errors from the observed one."""

    def far(true: float) -> float:
        return (share - true) - side * 1.96 * (true * (1 - true) / base) ** 0.5

    end = 0.0 if side > 0 else 1.0
    return end if abs(far(end)) < 1e-12 else brentq(far, end, share, xtol=1e-14)


@given(st.floats(0.01, 0.99), BASES)
def test_the_interval_of_one_share_solves_the_equation_it_comes_from(share, base):
    low, high = share_interval(part=share * base, whole=base)

    assert abs(low - score_limit(share, base, side=1)) < 1e-8
    assert abs(high - score_limit(share, base, side=-1)) < 1e-8


@given(SHARES, BASES, SHARES, BASES)
def test_turning_a_difference_round_turns_its_interval_round(before, before_base, after, after_base):
    there = share_difference_interval(before=before, before_base=before_base, after=after, after_base=after_base)
    back = share_difference_interval(before=after, before_base=after_base, after=before, after_base=before_base)

    assert abs(there.low + back.high) < 1e-9 and abs(there.high + back.low) < 1e-9
    assert there.low <= after - before <= there.high


VALUES = st.floats(0, 100).map(lambda value: round(value, 1))


@given(VALUES, VALUES, st.sampled_from([0.0, 0.1, 1.0, 5.0]))
def test_what_is_called_change_differs_by_more_than_rounding_can_make(before, after, rounding):
    moved = change(*pair(before, after, rounding=rounding), line=FIVE_POINTS)

    holds_nought = moved.possible.low <= 1e-9 and moved.possible.high >= -1e-9
    assert (moved.saying is Saying.SAME) == holds_nought
    assert moved.matters == (not holds_nought and abs(moved.difference) >= 5 - 1e-9)
