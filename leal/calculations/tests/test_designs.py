import numpy as np
import pytest

from leal.calculations.designs import Design, estimated_means


def test_people_drawn_one_by_one_have_a_design_effect_of_one():
    found = estimated_means(np.array([[1.0], [0], [0], [1], [1]]), Design(np.ones(5)))
    assert (found.means[0], found.design_effects[0]) == (pytest.approx(0.6), pytest.approx(1))


def test_people_who_answer_as_their_cluster_does_tell_no_more_than_one_of_them():
    alike = np.repeat([1.0, 0, 1, 1], 10)[:, None]
    found = estimated_means(alike, Design(np.ones(40), clusters=np.repeat(range(4), 10)))
    assert found.design_effects[0] == pytest.approx(39 / 3)


def test_a_stratum_drawn_whole_leaves_nothing_to_chance():
    design = Design(np.ones(4), strata=["a", "a", "b", "b"], drawn_of=np.full(4, 2.0))
    assert estimated_means(np.array([[1.0], [0], [3], [4]]), design).standard_errors[0] == 0


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda: Design(np.ones(3), strata=["a", "a", "b"]), "a stratum has one cluster only, so nothing says how"),
        (lambda: Design(np.ones(2), strata=["a", "b"], clusters=[1, 1]), "a cluster lies in two strata"),
        (lambda: Design(np.array([1, np.nan])), "person 2 has the weight nan"),
        (lambda: estimated_means(np.ones((2, 1)), Design(np.zeros(2))), "nobody has a weight"),
        (lambda: estimated_means(np.array([[np.nan], [1]]), Design(np.ones(2))), "a value is no number"),
        (
            lambda: estimated_means(np.eye(2), Design(np.ones(2), drawn_of=np.ones(2))),
            "a stratum has fewer clusters to draw from than were drawn",
        ),
    ],
)
def test_a_design_that_cannot_be_is_refused_in_a_sentence(made, sentence):
    with pytest.raises(ValueError, match=sentence):
        made()
