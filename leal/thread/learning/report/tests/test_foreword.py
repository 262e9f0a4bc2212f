"""What must be known before a report is said in the first lines of every form of it."""

from datetime import date

import pytest

from leal.calculations.documents import read_document
from leal.calculations.plain import check as plain
from leal.thread.learning.report.account import account
from leal.thread.learning.report.foreword import Foreword, PutRight
from leal.thread.learning.report.forms import FORMS, Report

from .conftest import ON, a_charter
from .reading import words_of

WRONG = PutRight("We said 30 people. It was 20 people.", date(2023, 9, 1), date(2023, 9, 30))
LONG = PutRight("We counted the calls of one line twice. " * 20 + "That is put right.", date(2023, 9, 2), ON)
# Large print is the same document laid out anew: it takes the longest to make.
EACH = [name for name in FORMS if "large" not in name]


def a_report(foreword: Foreword) -> Report:
    return Report(account(charter=a_charter(), year="2022-23", on=ON), foreword)


@pytest.mark.django_db
def test_a_correction_is_said_in_every_form_with_what_was_wrong_and_since_when():
    report = a_report(Foreword((WRONG,)))
    untold = Report(report.account)

    for name in EACH:
        said, without = words_of(report, name), words_of(untold, name)
        for words in ("We said 30 people.", "It was 20 people.", "1 September 2023", "30 September 2023"):
            assert words in said, (name, words)
        assert "It was 20 people." not in without, name
        first = said.find("It was 20 people.")
        where = len(said) if name in ("tables", "lists", "tables.ods", "tables.xlsx", "disclosure.json") else 600
        assert 0 <= first < where, name


@pytest.mark.django_db
def test_a_correction_that_fills_pages_still_leaves_room_for_the_rest():
    """Ten of the longest that can be written: four pages stay four, one stays one, and each says where all of it is."""
    report = a_report(Foreword((LONG,) * 10))
    short, page, easy = (words_of(report, name) for name in ("short.pdf", "on-one-page.pdf", "easy-read.pdf"))

    for said in (short, page):
        assert "It had been wrong since 2 September 2023. The whole report says what was wrong." in said
    assert "told there too" in page
    assert easy.count("It was wrong from 2 September 2023.") == 10
    assert "The full report says what was wrong." in easy
    assert words_of(report, "report.txt").count(LONG.wrong[-30:]) == 20


@pytest.mark.django_db
@pytest.mark.parametrize("foreword", [Foreword((WRONG, LONG)), Foreword(running=ON)])
def test_easy_read_keeps_its_rules_whatever_stands_before_it(foreword):
    text = FORMS["easy-read.txt"].write(a_report(foreword))
    judged = plain.check_document(read_document(text, name="easy.txt"), easy_read=True)

    assert b"2 October 2023" in text
    assert [(one.sentence, one.faults) for one in judged.to_mend] == []


@pytest.mark.django_db
def test_a_running_account_says_its_day_in_every_form():
    report = a_report(Foreword(running=ON))

    for name in ("short.txt", "easy-read.txt", "on-one-page.html", "report.txt", "tables", "tables.ods"):
        assert "can still change" in words_of(report, name), name
        assert "2 October 2023" in words_of(report, name), name
