"""Rounded figures still add up, stay beside the truth and keep it to themselves."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from leal.calculations.disclosure import Dimension, Table, as_release, rounded

ANSWERS = Dimension.flat("answer", ["Yes", "No"])
AGES = Dimension.flat("age", ["young", "old", "older"])
SEXES = Dimension.flat("sex", ["Women", "Men"])


def release_of(rows, *dimensions):
    keys = product(*(one.leaves() for one in dimensions))
    return as_release([Table("t", dimensions, dict(zip(keys, rows, strict=True)))])


def nearest_by_trying_all(release, base):
    """The smallest total distance of any sums-keeping choice of the two multiples beside each figure."""
    below = base * np.floor(release.values / base)
    between = np.flatnonzero(release.values != below)
    best = None
    for ups in product((0, base), repeat=len(between)):
        tried = below.copy()
        tried[between] += ups
        if not np.any(release.sums @ tried):
            distance = np.abs(tried - release.values).sum()
            best = distance if best is None else min(best, distance)
    return best


@settings(max_examples=60, deadline=None)
@given(some.lists(some.integers(0, 40), min_size=4, max_size=4), some.sampled_from([3, 5, 10]))
def test_no_rounding_that_adds_up_is_nearer_the_truth(rows, base):
    release = release_of(rows, ANSWERS, SEXES)

    done = rounded(release, base=base)

    assert done.is_best
    assert done.loss == pytest.approx(nearest_by_trying_all(release, base))


@settings(max_examples=40, deadline=None)
@given(some.lists(some.integers(0, 99), min_size=6, max_size=6), some.sampled_from([5, 10]))
def test_every_figure_is_a_multiple_beside_the_truth_and_every_sum_holds(rows, base):
    release = release_of(rows, ANSWERS, AGES)

    done = rounded(release, base=base)

    assert not np.any(done.values % base)
    assert not np.any(release.sums @ done.values)
    assert np.abs(done.values - release.values).max() < base
    assert not done.strayed.any()
    whole = release.values % base == 0
    assert (done.values[whole] == release.values[whole]).all()
    assert (done.attack.low <= release.values).all() and (release.values <= done.attack.high).all()


def test_an_attacker_who_knows_the_base_is_left_in_doubt_of_every_small_figure():
    release = release_of([3, 40, 55, 12, 61, 48], ANSWERS, AGES)

    done = rounded(release, base=5)

    assert done.is_best
    assert done.attack.width().min() >= 4


def test_tables_that_share_cells_are_rounded_as_one():
    lottery = np.random.default_rng(3)
    people = lottery.integers(0, [2, 3, 2], size=(83, 3))
    tables = []
    for at, dimension in ((1, AGES), (2, SEXES)):
        counts: dict = {}
        for person in people:
            key = (ANSWERS.leaves()[person[0]], dimension.leaves()[person[at]])
            counts[key] = counts.get(key, 0) + 1
        tables.append(Table(dimension.name, (ANSWERS, dimension), counts))
    release = as_release(tables)

    done = rounded(release, base=5)

    assert not np.any(release.sums @ done.values)
    assert (rounded(release, base=5).values == done.values).all()


def test_a_table_of_nothing_stays_so():
    release = release_of([0, 0, 0, 0], ANSWERS, SEXES)

    done = rounded(release)

    assert (done.values.sum(), done.loss, done.is_best) == (0, 0, True)


@settings(max_examples=25, deadline=None)
@given(some.integers(0, 10_000))
def test_the_truth_is_never_outside_the_range_left_even_where_figures_strayed(seed):
    lottery = np.random.default_rng(seed)
    names, people = ("a", "b", "c"), lottery.integers(0, 3, size=(40, 3))
    tables = []
    for first, second in ((0, 1), (0, 2), (1, 2)):
        by = tuple(Dimension.flat(names[one], ["x", "y", "z"]) for one in (first, second))
        counts: dict = {}
        for person in people:
            key = ("xyz"[person[first]], "xyz"[person[second]])
            counts[key] = counts.get(key, 0) + 1
        tables.append(Table(f"{first} by {second}", by, counts))
    release = as_release(tables)

    done = rounded(release, base=3)

    assert not np.any(release.sums @ done.values)
    assert (done.attack.low <= release.values).all() and (release.values <= done.attack.high).all()
    assert done.at_least <= done.loss
