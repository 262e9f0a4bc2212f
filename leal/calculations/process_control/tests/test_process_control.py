"""Against published worked examples, and against statprocon, which is not ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statprocon import XmR

from leal.calculations.process_control import Rebase, Rule, TooFewPoints, chart
from leal.calculations.process_control.signals import signals

# The worked example of NHSRplotthedots, "Deviations from Excel defaults": one wild point, mean 1.94,
# limits -0.72 and 4.60 with the wild range screened out, -3.06 and 6.95 as Making Data Count's Excel tools have it.
ONE_WILD_POINT = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def flagged(values, rule, *, mean=0.0, low=-100.0, high=100.0):
    return {signal.at: signal.side for signal in signals(values, mean=mean, low=low, high=high) if signal.rule is rule}


@pytest.mark.parametrize(("screened", "low", "high"), [(True, -0.72, 4.60), (False, -3.06, 6.95)])
def test_the_limits_equal_the_published_worked_example(screened, low, high):
    phase = chart(ONE_WILD_POINT, screened=screened).now

    assert (round(phase.mean, 2), round(phase.low, 2), round(phase.high, 2)) == (1.94, low, high)


def test_the_wild_point_of_that_example_is_its_only_signal():
    assert chart(ONE_WILD_POINT).signals == ((4, Rule.OUTSIDE, 1),)


def test_six_on_one_side_are_chance_and_seven_are_not():
    assert flagged([1] * 6 + [-1, 1] * 3, Rule.SIDE) == {}
    assert flagged([1] * 7 + [-1], Rule.SIDE) == dict.fromkeys(range(7), 1)
    assert flagged([1] + [-1] * 8 + [1], Rule.SIDE) == dict.fromkeys(range(1, 9), -1)


def test_a_point_on_the_mean_ends_a_run():
    assert flagged([1, 1, 1, 0, 1, 1, 1], Rule.SIDE) == {}


def test_seven_points_that_rise_are_a_trend_and_a_repeated_value_ends_it():
    assert flagged([1, 2, 3, 3, 4, 5, 6], Rule.TREND) == {}
    assert flagged([1, 2, 3, 4, 5, 6, 7], Rule.TREND) == dict.fromkeys(range(7), 1)
    assert flagged([2, 7, 6, 5, 4, 3, 2, 1, 3], Rule.TREND) == dict.fromkeys(range(1, 8), -1)


def test_two_of_three_close_to_a_limit_count_only_on_one_side_of_the_mean():
    near = {"mean": 0.0, "low": -6.0, "high": 6.0}

    assert flagged([5, 1, 5], Rule.NEAR, **near) == {0: 1, 2: 1}
    assert flagged([5, -1, 5], Rule.NEAR, **near) == {}
    assert flagged([5, 1, 1, 5], Rule.NEAR, **near) == {}
    assert flagged([5, 1, 1, 5, 5], Rule.NEAR, **near) == {3: 1, 4: 1}


def test_fewer_than_twelve_points_are_not_judged_and_it_says_so():
    with pytest.raises(TooFewPoints) as refused:
        chart([1.0] * 11)

    assert str(refused.value) == "11 results are too few to know what is usual. We start at 12."


@pytest.mark.parametrize("because", ["", "  "])
def test_limits_are_not_worked_out_anew_without_a_written_reason(because):
    with pytest.raises(ValueError, match="only for a written reason"):
        chart([1.0, 2.0] * 12, rebases=[Rebase(12, because)])


@pytest.mark.parametrize("places", [[0], [24], [12, 12], [13, 5]])
def test_a_rebase_must_have_its_place(places):
    with pytest.raises(ValueError, match="A rebase starts after the first point"):
        chart([1.0, 2.0] * 12, rebases=[Rebase(at, "We moved.") for at in places])


def test_after_a_rebase_each_phase_has_limits_of_its_own():
    low, high = [10.0, 12.0] * 6, [30.0, 32.0] * 6

    found = chart(low + high, rebases=[Rebase(12, "Two offices became one.")])

    assert [(phase.mean, phase.range) for phase in found.phases] == [(11, 2), (31, 2)]
    assert found.signals == ()


def test_a_new_phase_is_not_judged_before_it_has_twelve_points():
    found = chart([10.0, 12.0] * 8 + [30.0] * 5, rebases=[Rebase(16, "Two offices became one.")])

    assert not found.now.is_judged
    assert found.variation("lower") == "too few"
    assert found.assurance(20, "lower") == ""


@pytest.mark.parametrize(
    ("target", "better", "word"),
    [
        (5, "higher", "consistently passing"),
        (5, "lower", "consistently failing"),
        (11, "higher", "hit and miss"),
        (11, "lower", "hit and miss"),
        (20, "higher", "consistently failing"),
        (20, "lower", "consistently passing"),
        (20, "neither", ""),
    ],
)
def test_a_target_is_passed_failed_or_hit_and_missed_by_the_limits(target, better, word):
    assert chart([10.0, 12.0] * 6).assurance(target, better) == word


def test_after_a_rebase_only_the_newest_limits_give_assurance():
    # NHSRplotthedots, issue 172: the icon once stayed with the old limits.
    values = [55.0, 60.0] * 10 + [88.0, 93.0] * 6

    found = chart(values, rebases=[Rebase(20, "A new phone line.")])

    assert found.assurance(90, "higher") == "hit and miss"


@pytest.mark.parametrize(("better", "word"), [("higher", "improvement"), ("lower", "concern"), ("neither", "high")])
def test_what_the_newest_point_shows_depends_on_which_way_is_better(better, word):
    assert chart([10.0, 11.0] * 8 + [30.0]).variation(better) == word
    assert chart([10.0, 11.0] * 8).variation(better) == "usual"


SERIES = st.lists(st.integers(0, 2000).map(lambda tenths: tenths / 10), min_size=12, max_size=60)


@given(SERIES)
def test_mean_and_limits_agree_with_statprocon(values):
    ours, theirs = chart(values).now, XmR(values)

    assert abs(ours.mean - float(theirs.x_central_line()[0])) <= 0.0006
    assert abs(ours.range - float(theirs.mr_central_line()[0])) <= 0.0006
    assert abs(ours.low - float(theirs.lower_natural_process_limit()[0])) <= 0.003
    assert abs(ours.high - float(theirs.upper_natural_process_limit()[0])) <= 0.003


@given(SERIES)
def test_points_outside_the_limits_are_those_statprocon_finds(values):
    found, theirs = chart(values), XmR(values)
    edges = (found.now.low, found.now.high)
    # statprocon rounds limits to three places: a point that near to one may fall on either side.
    clear = [at for at, value in enumerate(values) if min(abs(value - edge) for edge in edges) > 0.003]

    ours = {signal.at for signal in found.signals if signal.rule is Rule.OUTSIDE}
    outside = {at for at, is_outside in enumerate(theirs.rule_1_x_indices_beyond_limits()) if is_outside}
    assert ours & set(clear) == outside & set(clear)


@given(SERIES)
def test_every_run_of_eight_that_statprocon_finds_we_find_with_seven(values):
    # Two independent readings of one rule: whatever is a run by eight is one by seven.
    mean = sum(values) / len(values)
    theirs = XmR(values).rule_2_runs_about_central_line()
    rounded = round(mean, 3)
    if any(abs(value - mean) < 0.002 for value in values) or rounded in values:
        return
    ours = flagged(values, Rule.SIDE, mean=mean, low=-1e9, high=1e9)
    trends = flagged(values, Rule.TREND, mean=mean, low=-1e9, high=1e9)
    assert {at for at, hit in enumerate(theirs) if hit} <= ours.keys() | trends.keys()


@given(SERIES, st.integers(1, 50), st.sampled_from([0.5, 2.0, 10.0]))
def test_limits_move_with_the_values_and_stretch_with_them(values, shift, stretch):
    one, other = chart(values).now, chart([value * stretch + shift for value in values]).now

    assert abs(other.low - (one.low * stretch + shift)) < 1e-6
    assert abs(other.high - (one.high * stretch + shift)) < 1e-6
