"""A mark means what the file says it means; where it says nothing, what the sums say."""

import pytest

from leal.calculations.disclosure.published import check_files

SUMS = "South,10,12,22\nEast,5,9,14\n"


def verdicts(tmp_path, text):
    file = tmp_path / "table.csv"
    file.write_text(text)
    return [(one.row, one.column, one.mark, one.verdict) for one in check_files([file]).findings]


@pytest.mark.parametrize("mark", ["..", "-", "–", ":", "…"])
def test_a_mark_that_may_mean_either_hides_where_the_total_lacks_something(tmp_path, mark):
    table = f"Region,Women,Men,Total\nNorth,{mark},4,9\n{SUMS}"

    assert verdicts(tmp_path, table) == [("North", "Women", mark, "worked out")]


@pytest.mark.parametrize("mark", ["..", "-", "–", ":", "…", "[z]", "[x]"])
def test_a_mark_that_may_mean_either_hides_nothing_where_nothing_is_lacking(tmp_path, mark):
    assert verdicts(tmp_path, f"Region,Women,Men,Total\nNorth,{mark},9,9\n{SUMS}") == []


def test_two_marks_that_share_what_is_lacking_are_both_hidden(tmp_path):
    table = "Region,Women,Men,Others,Total\nNorth,..,..,4,9\nSouth,10,12,1,23\nEast,5,9,0,14\n"

    assert verdicts(tmp_path, table) == [("North", "Women", "..", "safe"), ("North", "Men", "..", "safe")]


@pytest.mark.parametrize(
    "legend",
    [
        "§ = suppressed",
        "§ means fewer than five people",
        '"§ indicates figures withheld, to protect privacy"',
        "§,Suppressed",
    ],
)
def test_a_legend_that_says_a_sign_hides_is_believed(tmp_path, legend):
    table = f"Region,Women,Men,Total\nNorth,§,4,9\n{SUMS}\n{legend}\n"

    assert verdicts(tmp_path, table) == [("North", "Women", "§", "worked out")]


@pytest.mark.parametrize("legend", ["x = not applicable", "Notes: x not counted; x means not available", "x,Not asked"])
def test_a_legend_that_says_a_mark_hides_nothing_is_believed(tmp_path, legend):
    assert verdicts(tmp_path, f"Region,Women,Men,Total\nNorth,x,4,9\n{SUMS}\n{legend}\n") == []


def test_a_legend_is_no_table(tmp_path):
    table = f"Region,Women,Men,Total\nNorth,[c],4,9\n{SUMS}\nSymbol,Meaning\n[c],confidential\n*,suppressed\n"

    assert verdicts(tmp_path, table) == [("North", "Women", "[c]", "worked out")]


def test_a_figure_with_a_footnote_is_a_figure(tmp_path):
    assert verdicts(tmp_path, f"Region,Women,Men,Total\nNorth,[c],4*,9\n{SUMS}") == [
        ("North", "Women", "[c]", "worked out")
    ]
