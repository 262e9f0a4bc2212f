"""Alpha and kappa beside published examples, other software, and their own definitions."""

import json
import subprocess
import sys
from fractions import Fraction
from importlib.util import find_spec
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leal.calculations.agreement import LEVELS, alpha, cohen, fleiss, ratings_of

CODES = "12345"


def rated(*rows, codes=CODES):
    """Ratings from a row of codes for each coder, a dot for none."""
    return ratings_of({f"C{n}": [None if c == "." else c for c in row] for n, row in enumerate(rows)}, codes)


def drawn(seed, coders=3, units=40, gaps=0.2, codes=CODES):
    """Codes that half agree."""
    chance = np.random.default_rng(seed)
    truth = chance.integers(0, len(codes), units)
    given = np.where(chance.random((coders, units)) < 0.6, truth, chance.integers(0, len(codes), (coders, units)))
    kept = chance.random((coders, units)) >= gaps
    rows = ["".join(codes[c] if k else "." for c, k in zip(*row, strict=True)) for row in zip(given, kept, strict=True)]
    return rated(*rows, codes=codes), np.where(kept, given, -1)


def by_definition(ratings, level):
    """Alpha from every pair of codes, in fractions: Krippendorff 2011, section E."""
    units = [[c for c in row if c >= 0] for row in ratings.given.tolist()]
    units = [unit for unit in units if len(unit) > 1]
    every = [c for unit in units for c in unit]

    def apart(a, b):
        if level == "nominal":
            return Fraction(a != b)
        if level == "ordinal":
            low, high = sorted((a, b))
            ends = Fraction(every.count(low) + every.count(high), 2)
            return (sum(every.count(c) for c in range(low, high + 1)) - ends) ** 2 if a != b else Fraction(0)
        x, y = (Fraction(ratings.codes[c]) for c in (a, b))
        return (x - y) ** 2 if level == "interval" else ((x - y) / (x + y)) ** 2 if x + y else Fraction(0)

    within = sum(sum(apart(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    across = sum(apart(a, b) for a, b in permutations(every, 2))
    return float(1 - (len(every) - 1) * within / across) if across else None


KRIPPENDORFF = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


@pytest.mark.parametrize(
    ("level", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorffs_published_example_has_his_values(level, value):
    found = alpha(rated(*KRIPPENDORFF), level)

    assert (round(found.value, 3), found.units) == (value, 11)


@given(st.lists(st.lists(st.sampled_from(".12345"), min_size=3, max_size=3), min_size=1, max_size=8))
def test_alpha_is_what_every_pair_of_codes_makes_it(units):
    ratings = rated(*("".join(row) for row in zip(*units, strict=True)))
    for level in LEVELS:
        assert alpha(ratings, level, replicates=100).value == pytest.approx(by_definition(ratings, level))


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_agrees_with_the_krippendorff_package(level):
    if not find_spec("krippendorff"):
        pytest.skip("the package krippendorff is not installed")
    tables = [drawn(seed, coders=2 + seed % 4) for seed in range(12)]
    # A process of its own: that package has a licence of another kind than ours.
    asked = json.dumps([np.where(codes < 0, -1, codes + 1).T.tolist() for _, codes in tables])
    script = (
        "import json, sys, numpy, krippendorff\n"
        "tables = [numpy.array(table, float).T for table in json.loads(sys.stdin.read())]\n"
        "for table in tables: table[table < 0] = numpy.nan\n"
        f"print(json.dumps([krippendorff.alpha(table, level_of_measurement='{level}') for table in tables]))"
    )
    told = subprocess.run([sys.executable, "-c", script], input=asked, capture_output=True, text=True, check=True)

    assert [alpha(ratings, level, replicates=100).value for ratings, _ in tables] == pytest.approx(
        json.loads(told.stdout)
    )


@pytest.mark.parametrize("weights", ["none", "linear", "quadratic"])
def test_cohens_kappa_agrees_with_scikit_learn(weights):
    metrics = pytest.importorskip("sklearn.metrics")
    for seed in range(12):
        ratings, codes = drawn(seed, coders=2)
        both = codes[:, (codes >= 0).all(axis=0)]
        theirs = metrics.cohen_kappa_score(*both, weights=None if weights == "none" else weights, labels=range(5))
        assert cohen(ratings, weights, replicates=100).value == pytest.approx(theirs)


def test_fleiss_kappa_agrees_with_statsmodels():
    inter_rater = pytest.importorskip("statsmodels.stats.inter_rater")
    for seed in range(12):
        ratings, _ = drawn(seed, coders=4, gaps=0)
        assert fleiss(ratings, replicates=100).value == pytest.approx(inter_rater.fleiss_kappa(ratings.counts()))


def test_the_interval_is_the_same_for_the_same_seed_and_near_what_drawing_units_one_by_one_gives():
    ratings, _ = drawn(3, coders=2, units=60, gaps=0)
    chance = np.random.default_rng(11)
    slowly = []
    for _ in range(1500):
        again = ratings.given[chance.integers(0, 60, 60)]
        said = {coder: [CODES[code] for code in again[:, at]] for at, coder in enumerate(ratings.coders)}
        slowly.append(cohen(ratings_of(said, CODES), replicates=1).value)

    one, other = cohen(ratings, seed=5), cohen(ratings, seed=5)

    assert one == other
    assert (one.low, one.high) == pytest.approx(tuple(np.quantile(slowly, [0.025, 0.975])), abs=0.025)
    assert one.low < one.value < one.high


def test_coders_who_always_agree_have_alpha_and_kappa_one():
    ratings = rated("12312", "12312")

    assert [alpha(ratings, level).value for level in LEVELS] == [1, 1, 1, 1]
    assert cohen(ratings).value == fleiss(ratings).value == 1


def test_where_nothing_varies_there_is_no_value():
    ratings = rated("1111", "1111")

    assert (alpha(ratings).value, cohen(ratings).value, fleiss(ratings).value) == (None, None, None)


def test_units_that_one_coder_alone_has_coded_count_for_nothing():
    assert alpha(rated("12.3", "12.1")) == alpha(rated("12453", "12..1"))._replace(units=3)


def test_the_order_of_units_and_coders_does_not_matter():
    for level in LEVELS:
        there, back = rated(*KRIPPENDORFF), rated(*(row[::-1] for row in KRIPPENDORFF[::-1]))
        assert alpha(there, level).value == pytest.approx(alpha(back, level).value)


def test_a_hundred_thousand_units_take_a_moment():
    ratings, _ = drawn(1, coders=3, units=100_000)

    found = alpha(ratings, "ordinal")

    assert 0 < found.high - found.low < 0.02


def test_what_cannot_be_measured_is_refused():
    ratings = rated("12", "12", "12")

    with pytest.raises(ValueError, match="two coders, and there are 3"):
        cohen(ratings)
    with pytest.raises(ValueError, match="The level is one of"):
        alpha(ratings, "cardinal")
    with pytest.raises(ValueError, match="not below 0"):
        alpha(ratings_of({"A": ["-1"], "B": ["2"]}), "ratio")
    with pytest.raises(ValueError, match="Not among the codes: 3"):
        rated("13", "11", codes="12")


@pytest.mark.parametrize("coders", [8, 25])
def test_many_coders_and_codes_are_counted_right_too(coders):
    ratings, _ = drawn(4, coders=coders, units=12, codes="123456789")

    assert alpha(ratings, "ordinal", replicates=1).value == pytest.approx(by_definition(ratings, "ordinal"))
