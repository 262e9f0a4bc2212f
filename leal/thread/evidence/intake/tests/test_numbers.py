"""Values and bases as publishers write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leal.calculations.files import Cell
from leal.thread.evidence.intake.numbers import NotANumber, read_base, read_number


def cell(words):
    return Cell(words, words, "text")


WRITTEN = {
    "93": ("93", "", "1"),
    "93.0": ("93", "", "0.1"),
    "74.357": ("74.357", "", "0.001"),
    "85%": ("85", "", "1"),
    "1,337": ("1337", "", "1"),
    "-3": ("-3", "", "1"),
    "−3": ("-3", "", "1"),
    "approx 500": ("500", "approx", "1"),
    "around 5": ("5", "approx", "1"),
    "over 34,000": ("34000", "over", "1"),
    "<5": ("5", "under", "1"),
}


@pytest.mark.parametrize(("words", "number"), WRITTEN.items())
def test_a_number_is_read_with_how_exact_it_is_and_its_words_are_kept(words, number):
    found = read_number(cell(words))
    assert (str(found.number), found.mark, str(found.step), found.as_given) == (*number, words)


@pytest.mark.parametrize(("words", "mark"), [("[c]", "c"), ("[z]", "z"), ("[x]", "x"), ("[C]", "c")])
def test_what_stands_for_no_number_is_kept_as_given_and_is_not_nought(words, mark):
    found = read_number(cell(words))
    assert (found.number, found.mark, found.as_given) == (None, mark, words)


@pytest.mark.parametrize("words", ["", "n/a", "ninety", "1,33", "74,4", "NaN", "inf", "1e3", "*", "5 to 9", "1" * 20])
def test_what_is_no_number_is_refused_with_a_sentence(words):
    with pytest.raises(NotANumber, match=r"\.$"):
        read_number(cell(words))


def test_a_share_that_a_spreadsheet_shows_as_a_percentage_is_that_percentage():
    assert read_number(Cell("85%", 0.85, "percentage")).number == Decimal(85)


def test_a_spreadsheets_number_is_taken_as_held_not_as_shown():
    found = read_number(Cell("76.2", 76.17600000000000193, "number"))
    assert (found.number, found.as_given) == (Decimal("76.176"), "76.2")


def test_a_fraction_of_one_becomes_a_percentage_of_as_many_figures():
    found = [read_number(Cell(f"{share}", share, "number"), scale=100) for share in (0.77, 0.7, 0.775)]
    assert [(number.number, number.step) for number in found] == [(77, 1), (70, 1), (Decimal("77.5"), Decimal("0.1"))]


def test_a_number_that_a_spreadsheet_made_a_date_is_refused():
    with pytest.raises(NotANumber, match="turned this number into a date"):
        read_number(Cell("2018-12-01", date(2018, 12, 1), "date"))


@given(st.decimals(-(10**9), 10**9, places=6))
def test_any_number_written_plainly_comes_back(number):
    assert read_number(cell(f"{number:f}")).number == number


@pytest.mark.parametrize(
    ("words", "base"),
    {
        "": (None, "", ""),
        "9370": (9370, "", "9370"),
        "approx 500": (500, "approx", "approx 500"),
        "over 700": (700, "over", "over 700"),
        "[c]": (None, "c", "[c]"),
        "of those in contact (survey n=7534)": (None, "", "of those in contact (survey n=7534)"),
    }.items(),
)
def test_a_base_is_a_number_a_rough_number_or_words(words, base):
    assert read_base(cell(words)) == base


@pytest.mark.parametrize("words", ["-5", "12.5", "40%"])
def test_a_base_that_cannot_be_people_or_cases_is_refused(words):
    with pytest.raises(NotANumber, match="cannot be a base"):
        read_base(cell(words))
