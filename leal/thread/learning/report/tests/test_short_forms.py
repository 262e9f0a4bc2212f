"""The short version fills four pages at most, the page of drawings one, and Easy Read keeps its rules."""

import io
import re

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leal.calculations.documents import read_document
from leal.calculations.plain import check as plain
from leal.foundations.formats import Document, Drawn, Paragraph, plain_text
from leal.thread.learning.report.account import account
from leal.thread.learning.report.forms import FORMS, Report
from leal.thread.learning.report.one_page import FIELD, dots
from leal.thread.learning.report.short import TooLong, fitting
from tests.factories import CommitmentFactory, MeasureFactory, ResultFactory

from .conftest import ON


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize("more", [0, 30])
def test_the_short_version_fills_four_pages_at_most_and_says_what_it_leaves_out(charter, more):
    section = charter.editions.get().sections.first()
    for number in range(more):
        promise = CommitmentFactory(section=section, title=f"Promise {number}")
        waits = MeasureFactory(charter=charter, serves=[promise], name=f"How long callers wait on line {number}")
        for year, seconds in ((2022, 100), (2023, 900 + number)):
            ResultFactory(measure=waits, of=year, value=seconds)
    report = Report(account(charter=charter, year="2022-23", on=ON))
    text = plain_text(report.short[0]).decode()

    assert 1 <= len(pages(report.short[1])) <= 4
    assert ("more promises are told in the whole report" in text) is bool(more)


def test_the_page_of_drawings_is_one_page_and_names_who_is_missing(report):
    [page] = pages(FORMS["on-one-page.pdf"].write(report))
    said = re.sub(r"\s+", " ", page)

    assert "30 people. Workshops" in said
    assert "Who was not among them Under 25s." in said
    assert "1 falling short" in said


def test_easy_read_keeps_the_rules_of_easy_read(report):
    text = FORMS["easy-read.txt"].write(report)
    judged = plain.check_document(read_document(text, name="easy.txt"), easy_read=True)

    assert len(judged.sentences) > 15
    assert [(one.sentence, one.faults) for one in judged.to_mend] == []


def test_what_cannot_be_made_short_enough_is_refused_in_a_sentence():
    long = Document("Long", "p", tuple(Paragraph.of("These are the words. " * 60) for _ in range(9)))

    with pytest.raises(TooLong, match="It fills [2-9] pages, and 1 were promised. Say less."):
        fitting(lambda many: long, 1, at_most=2)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=6).filter(lambda groups: sum(groups) <= 120))
def test_there_is_a_dot_for_each_and_none_falls_off_the_field(groups):
    places = re.findall(r'cx="([\d.-]+)" cy="([\d.-]+)"', dots(groups))

    assert len(places) == len(set(places)) == sum(groups)
    assert all(-1 <= float(number) <= FIELD + 1 for place in places for number in place)


def test_a_drawing_beside_its_words_is_not_read_twice(report):
    assert all(block.description == "" for block in report.one_page[0].flat if isinstance(block, Drawn))
