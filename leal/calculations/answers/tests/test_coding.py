import math

import pytest

from leal.calculations.answers import NOT_ASKED, SKIPPED
from leal.calculations.answers.coding import Listed, choice, number, several, weight_column
from leal.calculations.answers.faults import Faulty
from leal.calculations.answers.listing import read_listing
from leal.calculations.answers.written import read_people


def people(*columns):
    """A file of the columns given, each a list that starts with its header."""
    rows = zip(*columns, strict=True)
    return read_people("\n".join(",".join(row) for row in rows).encode(), name="a.csv")


def faults_of(work):
    with pytest.raises(Faulty) as refusal:
        work()
    return [str(fault) for fault in refusal.value.faults]


ID = ["id", "1", "2", "3", "4", "5"]


def test_an_empty_cell_was_skipped_and_z_was_not_asked():
    rated = choice(people(ID, ["rated", "Poor", "", "Good", "[z]", "Good"]), "rated")
    assert (rated.labels, rated.codes.tolist()) == (("Good", "Poor"), [1, SKIPPED, 0, NOT_ASKED, 0])


def test_listed_answers_keep_their_order_and_those_nobody_gave():
    listed = Listed(("Very good", "Good", "Poor"), (3, 2, 1))
    rated = choice(people(ID, ["rated", "Poor", "", "Good", "[z]", "Good"]), "rated", listed)
    assert (rated.labels, rated.codes.tolist(), rated.values) == (
        ("Very good", "Good", "Poor"),
        [2, SKIPPED, 1, NOT_ASKED, 1],
        (3, 2, 1),
    )


def test_numbers_as_answers_are_in_the_order_of_their_size():
    assert choice(people(ID, ["times", "10", "9", "Often", "1", "2"]), "times").labels == ("1", "2", "9", "10", "Often")


def test_answers_not_listed_are_each_told_with_what_was_meant():
    written = people(ID, ["rated", "good", "Good ", "Excelent", "Blue", "Good"])
    assert faults_of(lambda: choice(written, "rated", Listed(("Excellent", "Good")))) == [
        "a.csv, row 2, rated: “good” is not one of the answers. Did you mean “Good”?",
        "a.csv, row 4, rated: “Excelent” is not one of the answers. Did you mean “Excellent”?",
        "a.csv, row 5, rated: “Blue” is not one of the answers. The answers are: Excellent; Good.",
    ]


def test_answers_that_differ_only_in_capitals_or_spaces_are_not_counted_apart():
    written = people(ID, ["rated", "Very good", "very  good", "Poor", "Poor", "Poor"])
    assert faults_of(lambda: choice(written, "rated")) == [
        "a.csv, row 3, rated: “very  good” and “Very good” (row 2) differ only in capitals or spaces. Write them alike."
    ]


def test_too_many_different_answers_are_no_choice():
    written = people(["words", *(f"w{place}" for place in range(61))], ["b", *"x" * 61])
    assert faults_of(lambda: choice(written, "words")) == [
        "a.csv, words: it has 61 different answers. Count it as a number with --numbers, or leave it out."
    ]


def test_several_answers_in_one_cell():
    needs = several(people(ID, ["needs", "BSL; Easy read", "", "BSL", "[z]", "BSL;BSL"]), "needs")
    assert (needs.labels, needs.codes.tolist()) == (("BSL", "Easy read"), [3, SKIPPED, 1, NOT_ASKED, 1])


def test_several_answers_in_a_column_each():
    told = several(
        people(ID, ["needs/BSL", "1", "", "0", "[z]", "yes"], ["needs/Easy read", "x", "", "no", "[z]", ""]), "needs"
    )
    assert (told.labels, told.codes.tolist()) == (("BSL", "Easy read"), [3, SKIPPED, 0, NOT_ASKED, 1])


def test_a_tick_that_is_none_is_told():
    assert faults_of(lambda: several(people(ID, ["needs/BSL", "1", "2", "0", "", ""]), "needs")) == [
        "a.csv, row 3, needs/BSL: “2” is no tick. "
        "Write 1 for chosen, 0 for not, nothing for skipped, or [z] for not asked."
    ]


def test_one_of_several_answers_that_is_not_listed_is_told():
    written = people(ID, ["needs", "BSL;Loud", "BSL", "", "", ""])
    assert faults_of(lambda: several(written, "needs", Listed(("BSL",)))) == [
        "a.csv, row 2, needs: “Loud” is not one of the answers. The answers are: BSL."
    ]


def test_more_ticks_than_can_be_counted_are_told():
    written = people(ID, ["words", ";".join(f"w{place}" for place in range(63)), "", "", "", ""])
    assert faults_of(lambda: several(written, "words")) == [
        "a.csv, words: it has 63 different answers and at most 62 can be counted. What stands between them?"
    ]


def test_each_number_is_an_answer_that_stands_for_itself():
    minutes = number(people(ID, ["minutes", "10", "2.5", "", "[z]", "10.0"]), "minutes")
    assert (minutes.values, minutes.codes.tolist()) == ((2.5, 10.0), [1, 0, SKIPPED, NOT_ASKED, 1])


@pytest.mark.parametrize("word", ["nan", "inf", "1_000", "ten", "£5"])
def test_what_is_no_number_is_told(word):
    assert faults_of(lambda: number(people(ID, ["minutes", "1", "2", word, "4", "5"]), "minutes")) == [
        f"a.csv, row 4, minutes: “{word}” is no number. Write it in figures, with a point and without commas or units."
    ]


def test_more_different_numbers_than_can_be_counted_are_to_be_rounded():
    written = people(["minutes", *(f"{place / 7:.6f}" for place in range(20_001))], ["b", *"x" * 20_001])
    assert faults_of(lambda: number(written, "minutes")) == [
        "a.csv, minutes: it has 20,001 different numbers and at most 20,000 can be counted. Round them."
    ]


def test_every_weight_that_is_none_is_told():
    assert weight_column(people(ID, ["weight", "1", "0", "2.5", "1e3", "1"]), "weight").tolist() == [1, 0, 2.5, 1000, 1]
    assert faults_of(lambda: weight_column(people(ID, ["weight", "1", "-1", "", "nan", "1"]), "weight")) == [
        "a.csv, row 3, weight: “-1” is no weight. A weight is a number of 0 or more.",
        "a.csv, row 4, weight: it is empty. Give a weight.",
        "a.csv, row 5, weight: “nan” is no weight. A weight is a number of 0 or more.",
    ]


def test_a_list_of_answers_says_their_order_and_what_they_stand_for():
    found = read_listing(b"question,answer,value\nrated,Good,2\nrated,Poor,1\nrated,Don't know,\ncame,Phone,\n")
    assert (found["rated"].labels, found["rated"].values[:2]) == (("Good", "Poor", "Don't know"), (2, 1))
    assert (math.isnan(found["rated"].values[2]), found["came"]) == (True, Listed(("Phone",)))


def test_every_fault_of_a_list_of_answers_is_told():
    written = b"question,answer,value\nrated,Good,two\nrated,Good,2\n,Poor,1\n"
    assert faults_of(lambda: read_listing(written, name="l.csv")) == [
        "l.csv, row 2, value: “two” is no number. Leave it empty where there is none.",
        "l.csv, row 3, answer: “Good” is listed twice for rated.",
        "l.csv, row 4: it needs a question and an answer.",
    ]
