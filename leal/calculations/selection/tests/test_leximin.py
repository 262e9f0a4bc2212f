"""The lottery is leximin itself: against its definition, over every panel, in fractions."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings

from leal.calculations.selection import CannotBeMet, Patience, fair_lottery
from leal.calculations.selection.leximin import fairest_lottery
from leal.calculations.selection.seating import TICKETS
from leal.calculations.selection.space import space_of

from .pools import all_panels, leximin_by_definition, many, pool_of, small_pools

SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@SLOWLY
@given(small_pools())
def test_everyones_chance_is_that_of_the_definition(pool):
    chances = list(fair_lottery(pool).chances.values())

    assert chances == pytest.approx([float(chance) for chance in leximin_by_definition(pool)], abs=1e-9)


@pytest.mark.slow
@SLOWLY
@given(small_pools(kin=True))
def test_so_it_is_where_households_and_pairs_bind(pool):
    assume(all_panels(pool))

    chances = list(fair_lottery(pool).chances.values())

    assert chances == pytest.approx([float(chance) for chance in leximin_by_definition(pool)], abs=1e-9)


@pytest.mark.slow
@SLOWLY
@given(small_pools(kin=True))
def test_every_panel_of_the_lottery_is_one_and_their_tickets_are_the_whole(pool):
    listed = all_panels(pool)
    if not listed:
        with pytest.raises(CannotBeMet):
            fair_lottery(pool)
        return

    lottery = fair_lottery(pool)

    assert {panel.people for panel in lottery.panels} <= set(listed)
    assert sum(panel.tickets for panel in lottery.panels) == TICKETS


def test_a_pool_whose_relaxation_promises_too_much_is_cut_down_to_what_panels_can_do():
    # Three features, each wants exactly one of each value: half-and-half mixtures
    # meet that where no whole panel does.
    rows = [("a", "a", "a"), ("a", "b", "b"), ("b", "a", "b"), ("b", "b", "a"), ("a", "a", "b"), ("b", "b", "b")]
    targets = [(place, value, 1, 1) for place in range(3) for value in "ab"]
    pool = pool_of(rows, targets, seats=2)

    assert [float(chance) for chance in leximin_by_definition(pool)] == [0.5, 0, 0, 0.5, 0.5, 0.5]
    lottery = fair_lottery(pool)

    assert list(lottery.chances.values()) == pytest.approx([0.5, 0, 0, 0.5, 0.5, 0.5], abs=1e-9)


def test_out_of_patience_it_says_that_it_is_not_exact_and_how_far_it_may_be():
    pool = many(people=120, seats=18, features=6)
    asked = iter(range(10**6))

    lottery = fair_lottery(pool, Patience(go_on=lambda: next(asked) < 5))

    proof = lottery.certificate
    assert (proof["exact"], proof["gap"]) == (False, proof["proven_bound"] - lottery.smallest_chance)
    assert proof["gap"] > 0


def test_the_first_stage_alone_makes_the_smallest_chance_that_of_the_whole():
    space = space_of(many(people=150, seats=22, features=6))

    first, whole = fairest_lottery(space, first_stage_only=True), fairest_lottery(space)

    smallest = [(lottery.shares @ lottery.panels / space.units).min() for lottery in (first, whole)]
    assert smallest == pytest.approx([whole.stages[0].chance] * 2, abs=1e-8)
    assert (first.exact, whole.exact) == (False, True)


def test_out_of_patience_after_the_first_stage_the_smallest_chances_are_proven():
    pool = many(people=120, seats=18, features=6)
    told: list[str] = []

    lottery = fair_lottery(pool, Patience(go_on=lambda: len(told) < 90, tell=lambda step, share: told.append(step)))

    proof = lottery.certificate
    least = sum(chance < lottery.smallest_chance + 1e-6 for chance in lottery.chances.values())
    assert (proof["exact"], proof["proven"]) == (False, least)
    assert lottery.smallest_chance == pytest.approx(proof["proven_bound"], abs=1e-6)
    assert proof["gap"] > 0


def test_told_to_stop_at_once_it_makes_nothing_more_of_what_was_found():
    """A lottery of the panels at hand is still one: everyone's chance adds up to the seats."""
    pool, told = many(people=120, seats=18, features=6), []

    lottery = fair_lottery(
        pool,
        Patience(go_on=lambda: len(told) < 40, linger=lambda: False, tell=lambda step, share: told.append(step)),
    )

    assert sum(lottery.chances.values()) == pytest.approx(18)
    assert not lottery.certificate["exact"]
    assert 0 <= lottery.smallest_chance <= lottery.certificate["proven_bound"]


def test_the_same_pool_gives_the_same_lottery_each_time():
    pool = many(people=150, seats=22, features=6)

    assert fair_lottery(pool) == fair_lottery(pool)


@pytest.mark.slow
def test_500_people_alike_in_next_to_nothing_are_shared_out_exactly():
    space = space_of(many(people=500, seats=75, features=8))

    lottery = fairest_lottery(space)

    assert lottery.exact
    assert np.abs(lottery.shares @ lottery.panels - lottery.goal.counts).max() < 1e-9
    assert all(space.meets(panel) for panel in lottery.panels)
