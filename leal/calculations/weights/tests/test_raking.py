import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from leal.calculations.answers import SKIPPED, Answers
from leal.calculations.tables import tabulate
from leal.calculations.weights import CannotBeMet, Target, effective_base, rake
from leal.calculations.weights.cells import cells_of
from leal.calculations.weights.meeting import met
from tests.oracles import people, said_by_r

SAID, PEOPLE = said_by_r(), people()
STARTS = np.array(PEOPLE["weight"], dtype=float)


def column(name):
    labels, codes = np.unique(PEOPLE[name], return_inverse=True)
    return Answers(name, tuple(labels), codes)


TARGETS = [Target(column("age"), (0.12, 0.30, 0.33, 0.25)), Target(column("came"), (0.45, 0.40, 0.15))]


def factors_by_r(kind):
    pairs = zip(PEOPLE["age"], PEOPLE["came"], strict=True)
    return np.array([SAID[f"{kind}/{age}/{came}"] for age, came in pairs])


@st.composite
def to_be_raked(draw):
    """People in one to three groups, with targets that some weights surely meet."""
    many, groups = draw(st.integers(2, 60)), draw(st.integers(1, 3))
    some = st.lists(st.floats(0.2, 5), min_size=many, max_size=many)
    hidden, start = np.array(draw(some)), np.array(draw(some))
    targets = []
    for place in range(groups):
        codes = draw(st.lists(st.integers(0, draw(st.integers(0, 4))), min_size=many, max_size=many))
        used, codes = np.unique(codes, return_inverse=True)
        shares = np.bincount(codes, weights=hidden) / hidden.sum()
        targets.append(Target(Answers(f"group {place}", tuple(map(str, used)), codes), tuple(shares)))
    return targets, start, hidden / hidden.mean()


def shares_under(weights, target):
    return tabulate([target.group], weights=weights)[target.group.name, ""].shares[0]


def fitted_by_hand(targets, start):
    """Iterative proportional fitting as first described: each group in turn, until nothing moves."""
    weights = start / start.mean()
    for _ in range(2_000):
        before = weights.copy()
        for target in targets:
            held = np.bincount(target.group.codes, weights=weights)
            weights = weights * (np.array(target.shares) * len(weights) / held)[target.group.codes]
        if np.abs(weights - before).max() < 1e-14:
            break
    return weights


@pytest.mark.parametrize(("kind", "start"), [("even", np.ones(240)), ("weight", STARTS)])
def test_raking_agrees_with_r(kind, start):
    assert rake(TARGETS, start=start).weights == pytest.approx(start * factors_by_r(f"raked/{kind}"), rel=1e-9)


def test_raking_within_bounds_agrees_with_r():
    start = STARTS / STARTS.mean()
    groups, shares = [target.group for target in TARGETS], [target.shares for target in TARGETS]
    cells = cells_of(groups, shares, start, bounded=True)
    bounds = np.ones(len(cells.people))

    factors, _, _ = met(cells, low=0.65 * bounds, high=1.7 * bounds)

    assert factors[cells.cell] == pytest.approx(factors_by_r("raked within"), rel=1e-8)


@given(to_be_raked())
@settings(deadline=None, max_examples=40)
def test_every_target_is_met_as_fitting_by_hand_meets_it(asked):
    targets, start, _ = asked
    raked = rake(targets, start=start)
    for target in targets:
        assert shares_under(raked.weights, target) == pytest.approx(target.shares, abs=1e-9)
    assert raked.weights == pytest.approx(fitted_by_hand(targets, start), rel=1e-6)


@given(to_be_raked())
@settings(deadline=None, max_examples=40)
def test_within_bounds_every_target_is_met_and_no_weights_are_nearer_to_the_start(asked):
    targets, start, hidden = asked
    lowest, highest = hidden.min() * 0.95, hidden.max() * 1.05

    raked = rake(targets, start=start, lowest=lowest, highest=highest)

    for target in targets:
        assert shares_under(raked.weights, target) == pytest.approx(target.shares, abs=1e-8)
    assert raked.weights.min() >= lowest * (1 - 1e-9)
    assert raked.weights.max() <= highest * (1 + 1e-9)
    assert_nearest(raked, targets)


def assert_nearest(raked, targets):
    """The sum is convex, so this is the whole proof: one number a level makes every weight that is at no bound, and
    pushes every other against its bound."""
    levels = np.concatenate([np.eye(len(target.shares))[target.group.codes] for target in targets], axis=1)
    moved = np.log(raked.weights / raked.start)
    low, high = raked.weights < raked.lowest * (1 + 1e-7), raked.weights > raked.highest * (1 - 1e-7)
    free = ~(low | high)
    found = linprog(
        np.zeros(levels.shape[1]),
        A_ub=np.concatenate([levels[free], -levels[free], levels[low], -levels[high]]),
        b_ub=np.concatenate([moved[free], -moved[free], moved[low], -moved[high]]) + 1e-5,
        bounds=(None, None),
    )
    assert found.status == 0


@given(to_be_raked(), st.floats(1e-6, 1e6), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_neither_the_scale_of_the_start_nor_the_order_of_people_matters(asked, scale, chance):
    targets, start, _ = asked
    order = chance.sample(range(len(start)), len(start))
    moved = [
        Target(Answers(each.group.name, each.group.labels, each.group.codes[order]), each.shares) for each in targets
    ]
    plain = rake(targets, start=start).weights
    assert rake(moved, start=start[order] * scale).weights == pytest.approx(plain[order], rel=1e-7)


def test_people_who_are_as_they_ought_to_be_keep_the_weight_of_one():
    raked = rake([Target(Answers("Age", ("16-44", "45+"), [0, 1, 0, 1]), (0.5, 0.5))])
    assert (raked.weights.tolist(), raked.effective_base, raked.design_effect) == ([1] * 4, 4, 1)


def test_those_whose_group_is_not_known_keep_the_part_they_had():
    age = Answers("Age", ("16-44", "45+"), [0, 0, 0, 1, SKIPPED])
    assert rake([Target(age, (0.5, 0.5))]).weights.tolist() == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2, 1])


def test_the_bounds_are_counted():
    codes = [0] * 8 + [1] * 2
    came = Answers("Came by", ("Phone", "Post"), [0, 1] * 5)
    targets = [Target(Answers("Age", ("16-44", "45+"), codes), (0.6, 0.4)), Target(came, (0.7, 0.3))]
    free, bounded = rake(targets), rake(targets, highest=2.5)
    assert (free.weights.max() > 2.5, bounded.at_bounds) == (True, (0, 1))


def test_kishs_effective_base_stands_weights_of_any_size():
    weights = np.array([1.0, 1.0, 2.0])
    assert [effective_base(weights * scale) for scale in (1, 1e-300, 1e300)] == pytest.approx([16 / 6] * 3)
    assert math.isnan(effective_base(np.array([])))


TWO = Answers("Age", ("16-44", "45+"), [0, 0, 0, 1])
HALVES = (0.5, 0.5)
ASKED = [Target(TWO, HALVES)]
TICKED = Answers("Needs", ("Large print",), [1], several=True)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda: rake([]), "there is no target to meet"),
        (lambda: rake([Target(Answers("Age", ("a",), []), (1,))]), "there is nobody to weight"),
        (lambda: Target(TWO, (1,)), "Age: 2 levels have 1 targets"),
        (lambda: Target(TWO, (0.5, 0.4)), "Age: the targets sum to 0.9, not 1"),
        (lambda: Target(TWO, (1, 0)), "Age: the target for “45+” is 0, and must be above 0 and at most 1"),
        (
            lambda: Target(TWO, (0.5, np.nan)),
            "Age: the target for “45+” is nan, and must be above 0 and at most 1",
        ),
        (
            lambda: Target(Answers("Needs", ("a",), [1], True), (1,)),
            "Needs: a target needs a group a person is in once",
        ),
        (
            lambda: rake([Target(TWO, HALVES)], highest=0.9),
            "weights average 1, so they cannot all lie between 0 and 0.9",
        ),
        (
            lambda: rake(ASKED, start=[1, 1, 0, 1]),
            "person 3 starts from a weight of 0; leave them out instead",
        ),
        (
            lambda: rake([*ASKED, Target(Answers("Came by", ("a",), [0]), (1,))]),
            "'Age' has 4 people and 'Came by' has 1",
        ),
    ],
)
def test_what_cannot_be_raked_is_refused_in_a_sentence(made, sentence):
    with pytest.raises(ValueError) as refusal:
        made()
    assert str(refusal.value) == sentence


def test_a_level_nobody_is_in_is_named():
    with pytest.raises(CannotBeMet) as refusal:
        rake([Target(Answers("Age", ("16-44", "45+"), [0, 0]), HALVES)])
    assert str(refusal.value) == (
        "Age: “45+” ought to be 50.0%, and nobody who answered is. Join it to a neighbouring level"
    )


@pytest.mark.parametrize(
    ("bounds", "sentence"),
    [
        (
            {"highest": 1.5},
            "No weights from 0 to 1.5 meet the targets. The least highest weight that does is 2.00",
        ),
        (
            {"lowest": 0.7},
            "No weights of 0.7 or more meet the targets. The greatest lowest weight that can be is 0.666",
        ),
        (
            {"lowest": 0.6, "highest": 1.9},
            "No weights from 0.6 to 1.9 meet the targets. The least highest weight that does is 2.00",
        ),
    ],
)
def test_bounds_too_tight_are_answered_with_the_ones_that_would_do(bounds, sentence):
    with pytest.raises(CannotBeMet) as refusal:
        rake(ASKED, **bounds)
    assert str(refusal.value) == sentence


def test_targets_that_clash_are_named_with_what_can_be():
    # Everyone who is young came by phone, and nobody else did.
    came = Answers("Came by", ("Phone", "Post"), TWO.codes)
    with pytest.raises(CannotBeMet) as refusal:
        rake([*ASKED, Target(came, (0.8, 0.2))])
    assert str(refusal.value).startswith("No weights meet all targets together. ")
    assert refusal.value.args[0].count("ought to be") == 2


def test_targets_met_only_by_leaving_people_out_are_refused():
    # Phone is half and so is 16-44, but someone young came by post: only a weight of 0 would do.
    age = Answers("Age", ("16-44", "45+"), [0, 0, 1])
    came = Answers("Came by", ("Phone", "Post"), [0, 1, 1])
    with pytest.raises(CannotBeMet, match="only be met by giving some people a weight of nearly 0"):
        rake([Target(age, HALVES), Target(came, HALVES)])
