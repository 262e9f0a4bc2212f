import numpy as np
import pytest

from leal.calculations.answers import SKIPPED, Answers
from leal.calculations.corrections import benjamini_hochberg, holm
from leal.calculations.differences import chi_square
from leal.calculations.tables import compare, tabulate

CHANCE = np.random.default_rng(3)
CAME = Answers("Came by", ("Phone", "Post"), CHANCE.integers(0, 2, 400))
AGE = Answers("Age", ("16-24", "25-64", "65+"), CHANCE.integers(0, 3, 400))
RATED = Answers("Rated", ("Good", "Fair", "Poor"), (CHANCE.random(400) * 2 + CAME.codes * 0.9).astype(int))
NEEDS = Answers("Needs", ("Large print", "BSL"), CHANCE.integers(0, 4, 400), several=True)


def test_a_difference_that_is_there_is_found_and_one_that_is_not_is_not():
    found = {
        (each.question, each.group, each.answer): each.corrected < 0.05
        for each in compare(tabulate([RATED, NEEDS], [CAME, AGE]))
    }
    assert found == {
        ("Rated", "Came by", ""): True,
        ("Rated", "Age", ""): False,
        ("Needs", "Came by", "Large print"): False,
        ("Needs", "Came by", "BSL"): False,
        ("Needs", "Age", "Large print"): False,
        ("Needs", "Age", "BSL"): False,
    }


@pytest.mark.parametrize("correction", [holm, benjamini_hochberg])
def test_every_test_is_corrected_for_all_of_them(correction):
    found = compare(tabulate([RATED, NEEDS], [CAME, AGE]), correction=correction)
    assert [each.corrected for each in found] == list(correction([each.difference.p for each in found]))


def test_one_answer_of_several_is_tested_as_given_or_not():
    found = next(each for each in compare(tabulate([NEEDS], [AGE])) if each.answer == "BSL")
    given = np.array(
        [[sum((AGE.codes == level) & (NEEDS.codes >> 1 == tick)) for tick in (1, 0)] for level in range(3)]
    )
    assert found.difference == chi_square(given)


def test_those_whose_group_is_not_known_take_no_part():
    unknown = np.concatenate([CAME.codes, np.full(50, SKIPPED)])
    told = tabulate(
        [Answers("Rated", RATED.labels, np.append(RATED.codes, [2] * 50))], [Answers("Came by", CAME.labels, unknown)]
    )
    assert compare(told)[0].difference == compare(tabulate([RATED], [CAME]))[0].difference


def test_unequal_weights_weaken_the_test_and_equal_ones_are_pearsons():
    def tested(weights):
        return compare(tabulate([RATED], [CAME], weights=weights))[0].difference

    pearson = chi_square(tabulate([RATED], [CAME])["Rated", "Came by"].people)
    assert [tested(None), tested([0.3] * 400)] == [pearson, pearson]
    assert tested(np.tile([1, 9], 200)).p > pearson.p


def test_numbers_and_groups_that_overlap_are_left_out():
    minutes = Answers("Minutes", ("5", "9"), CHANCE.integers(0, 2, 400), values=(5, 9))
    assert compare(tabulate([minutes], [CAME])) + compare(tabulate([RATED], [NEEDS])) == []
