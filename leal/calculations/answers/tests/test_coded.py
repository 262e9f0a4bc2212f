import numpy as np
import pytest

from leal.calculations.answers import NOT_ASKED, SKIPPED, Answers


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda: Answers("Age", ("16-24",), [0, 1]), "Age: person 2 has the code 1, which stands for no answer"),
        (lambda: Answers("Age", ("16-24",), [-3]), "Age: person 1 has the code -3, which stands for no answer"),
        (lambda: Answers("Age", ("a", "b"), [4], True), "Age: person 1 has the code 4, which stands for no answer"),
        (lambda: Answers("Age", ("a", "a"), [0]), "Age: an answer is listed twice"),
        (lambda: Answers("Age", ("a", "b"), [0], values=(1,)), "Age: 2 answers have 1 values"),
        (lambda: Answers("Age", ("a",), [0], values=(np.inf,)), "Age: an answer cannot stand for infinity"),
        (lambda: Answers("Age", ("a",), [0.0]), "Age: codes are whole numbers"),
        (lambda: Answers("Age", ("a",), [[0]]), "Age: give one code a person, in one row"),
        (
            lambda: Answers("Needs", tuple(map(str, range(63))), [0], True),
            "Needs: at most 62 answers can be ticked, and 63 are listed",
        ),
    ],
)
def test_a_code_that_stands_for_nothing_is_refused_in_a_sentence(made, sentence):
    with pytest.raises(ValueError) as refusal:
        made()
    assert str(refusal.value) == sentence


def test_skipped_and_not_asked_are_codes_of_their_own():
    assert Answers("Trusted", ("Yes",), [0, SKIPPED, NOT_ASKED]).codes.tolist() == [0, -1, -2]


def test_nobody_at_all_is_a_column_too():
    assert Answers("Trusted", ("Yes",), []).people == 0
