import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leal.calculations.answers import NOT_ASKED, SKIPPED, Answers
from leal.calculations.tables import tabulate

from .making import plainly, surveys

SOME_WEIGHTS = st.floats(0, 1000, allow_subnormal=False).filter(lambda weight: weight == 0 or weight > 1e-3)


def rows_of(table):
    return [
        {
            "people": table.people[level].tolist(),
            "base": table.bases[level],
            "skipped": table.skipped[level],
            "not asked": table.not_asked[level],
            "weights": pytest.approx(table.weights[level].tolist(), rel=1e-12),
            "squares": pytest.approx(table.squares[level].tolist(), rel=1e-12),
            "weighted base": pytest.approx(table.weighted_bases[level], rel=1e-12),
        }
        for level in range(len(table.group.labels))
    ]


@given(surveys(), st.data())
@settings(deadline=None, max_examples=50)
def test_every_table_is_what_asking_each_person_in_turn_gives(survey, data):
    people, questions, groups = survey
    weights = data.draw(st.lists(SOME_WEIGHTS, min_size=people, max_size=people))

    tables = tabulate(questions, groups, weights=weights)

    for question in questions:
        for group in groups:
            slow = [plainly(question, group, level, weights) for level in range(len(group.labels))]
            assert rows_of(tables[question.name, group.name]) == slow


@given(surveys())
@settings(deadline=None, max_examples=50)
def test_weights_of_one_change_nothing(survey):
    people, questions, groups = survey

    plain, weighted = tabulate(questions, groups), tabulate(questions, groups, weights=[1] * people)

    for names in plain:
        assert np.array_equal(plain[names].people, weighted[names].people)
        for figure in ("weights", "squares", "shares", "effective_bases", "standard_errors", "design_effects"):
            assert np.array_equal(getattr(plain[names], figure), getattr(weighted[names], figure), equal_nan=True)


@given(surveys())
@settings(deadline=None, max_examples=50)
def test_the_levels_of_a_group_and_those_whose_group_is_not_known_sum_to_everyone(survey):
    _, questions, groups = survey
    tables = tabulate(questions, groups)
    for question in questions:
        everyone = tables[question.name, ""]
        for group in (group for group in groups if not group.several):
            table = tables[question.name, group.name]
            assert np.array_equal(table.people.sum(axis=0), everyone.people[0])
            assert (table.bases.sum(), table.skipped.sum(), table.not_asked.sum()) == (
                everyone.bases[0],
                everyone.skipped[0],
                everyone.not_asked[0],
            )


@given(surveys())
@settings(deadline=None, max_examples=50)
def test_shares_of_one_answer_each_sum_to_the_whole(survey):
    _, questions, groups = survey
    tables = tabulate(questions, groups)
    for question in (question for question in questions if not question.several):
        for group in groups:
            table = tables[question.name, group.name]
            assert np.allclose(table.shares.sum(axis=1)[table.bases > 0], 1, rtol=0, atol=1e-12)
            assert np.isnan(table.shares[table.bases == 0]).all()


@given(surveys(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=50)
def test_the_order_people_come_in_does_not_matter(survey, chance):
    people, questions, groups = survey
    weights = np.array([1 + person % 7 for person in range(people)])
    order = chance.sample(range(people), people)

    def shuffled(columns):
        return [Answers(each.name, each.labels, each.codes[order], each.several) for each in columns]

    before = tabulate(questions, groups, weights=weights)
    after = tabulate(shuffled(questions), shuffled(groups), weights=weights[order])

    for names in before:
        assert np.array_equal(before[names].people, after[names].people)
        assert np.array_equal(before[names].weights, after[names].weights)


@given(surveys(), st.integers(1, 5))
@settings(deadline=None, max_examples=50)
def test_any_number_of_processors_and_the_compiled_way_give_the_same_bits(survey, processors):
    people, questions, groups = survey
    weights = [1 / (1 + person) for person in range(people)]

    one = tabulate(questions, groups, weights=weights, processors=1)
    many = tabulate(questions, groups, weights=weights, processors=processors)
    compiled = tabulate(questions, groups, weights=weights, compiled=True)
    unweighted = tabulate(questions, groups, compiled=True)

    for names in one:
        for other in (many, compiled):
            assert np.array_equal(one[names].weights, other[names].weights)
            assert np.array_equal(one[names].squares, other[names].squares)
        assert np.array_equal(one[names].people, unweighted[names].people)


def test_a_question_with_a_thousand_answers_is_counted_like_any_other():
    minutes = np.random.default_rng(7).integers(0, 1000, 5000)
    channel = np.arange(5000) % 3
    asked = Answers("Minutes waited", tuple(map(str, range(1000))), minutes, values=range(1000))

    table = tabulate([asked], [Answers("Channel", ("Phone", "Post", "Online"), channel)])["Minutes waited", "Channel"]

    for place in range(3):
        waits = minutes[channel == place]
        assert table.people[place].tolist() == np.bincount(waits, minlength=1000).tolist()
        assert table.means[place] == pytest.approx(waits.mean())
        assert table.quantiles(0.5)[place] == np.median(waits)


def test_a_group_of_six_hundred_levels_is_counted_beside_a_small_one():
    rated = Answers("Rated", ("Good", "Poor"), (np.arange(6000) % 7 == 0).astype(np.int8))
    town = Answers("Town", tuple(map(str, range(600))), np.arange(6000) % 600)
    tables = tabulate([rated], [Answers("Came by", ("Phone", "Post"), np.arange(6000) % 2), town])
    assert tables["Rated", "Town"].bases.tolist() == [10] * 600
    assert tables["Rated", "Came by"].bases.tolist() == [3000, 3000]


@pytest.mark.parametrize("compiled", [False, True])
def test_weights_may_be_every_other_number_of_a_longer_row(compiled):
    every_other = np.arange(8.0)[::2]
    table = tabulate([Answers("Rated", ("Good", "Poor"), [0, 1, 1, 0])], weights=every_other, compiled=compiled)
    assert table["Rated", ""].weights.tolist() == [[6, 6]]


def test_ten_ticks_are_counted_each_and_the_base_is_who_answered():
    needs = Answers("What would help", tuple("abcdefghij"), [0b1000000001, 0, SKIPPED, NOT_ASKED, 0b1], several=True)

    table = tabulate([needs])["What would help", ""]

    assert table.people[0].tolist() == [2, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert (table.bases[0], table.skipped[0], table.not_asked[0]) == (3, 1, 1)
    assert table.shares[0].tolist() == [2 / 3, 0, 0, 0, 0, 0, 0, 0, 0, 1 / 3]


def test_someone_whose_group_is_not_known_has_a_row_of_their_own_and_only_then():
    rated = Answers("Rated", ("Good", "Poor"), [0, 1, 0])

    some = tabulate([rated], [Answers("Age", ("16-24", "65+"), [0, 1, SKIPPED])])["Rated", "Age"]
    all_known = tabulate([rated], [Answers("Age", ("16-24", "65+"), [0, 1, 1])])["Rated", "Age"]

    assert (some.levels, some.people.tolist()) == (("16-24", "65+", "Not known"), [[1, 0], [0, 1], [1, 0]])
    assert (all_known.levels, all_known.people.tolist()) == (("16-24", "65+"), [[1, 0], [1, 1]])


def test_where_nobody_answered_nothing_is_said():
    rated = Answers("Rated", ("Good", "Poor"), [SKIPPED, 0], values=(1, 0))
    table = tabulate([rated], [Answers("Came by", ("Post", "Phone"), [0, 1])])["Rated", "Came by"]
    post = [table.shares[0], table.standard_errors[0], table.means[:1], table.mean_errors[:1], table.quantiles()[:1]]
    post += [end[0] for end in table.intervals()]
    assert table.bases[0] == 0
    assert all(np.isnan(figure).all() for figure in post)


def test_sums_of_large_and_small_weights_are_right_to_twelve_figures():
    weights = np.random.default_rng(5).lognormal(0, 6, 200_000)
    half = np.arange(200_000) % 2
    table = tabulate([Answers("Rated", ("Good", "Poor"), half)], weights=weights)["Rated", ""]
    exactly = [math.fsum(weights[half == place]) for place in (0, 1)]
    squared = [math.fsum(weights[half == place] ** 2) for place in (0, 1)]
    assert table.weights[0].tolist() == pytest.approx(exactly, rel=1e-12)
    assert table.squares[0].tolist() == pytest.approx(squared, rel=1e-12)


def test_a_weight_of_nought_leaves_the_count_and_takes_the_share():
    rated = Answers("Rated", ("Good", "Poor"), [0, 1])
    table = tabulate([rated], weights=[0, 3])["Rated", ""]
    assert (table.people[0].tolist(), table.shares[0].tolist()) == ([1, 1], [0, 1])


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ([1, float("nan")], "person 2 has the weight nan; a weight is a number of 0 or more"),
        ([float("inf"), 1], "person 1 has the weight inf; a weight is a number of 0 or more"),
        ([1, -1], "person 2 has the weight -1.0; a weight is a number of 0 or more"),
        ([1], "2 people need 2 weights, not 1"),
        (
            [1, 1e200],
            "person 2 has the weight 1e+200, beyond what can be squared; "
            "multiply all weights by one number so that they average 1",
        ),
    ],
)
def test_a_weight_that_is_no_weight_is_refused_in_a_sentence(weights, sentence):
    with pytest.raises(ValueError) as refusal:
        tabulate([Answers("Rated", ("Good", "Poor"), [0, 1])], weights=weights)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("questions", "groups", "sentence"),
    [
        ([], [], "there is no question to count"),
        ([("A", [0])], [("B", [0, 0])], "'A' has 1 people and 'B' has 2"),
        ([("A", [0]), ("A", [0])], [], "two columns are called 'A'"),
        ([("A", [0])], [("", [0])], "a group needs a name; the group with none is everyone"),
    ],
)
def test_columns_that_do_not_belong_together_are_refused(questions, groups, sentence):
    def made(columns):
        return [Answers(name, ("Yes",), codes) for name, codes in columns]

    with pytest.raises(ValueError) as refusal:
        tabulate(made(questions), made(groups))
    assert str(refusal.value) == sentence
