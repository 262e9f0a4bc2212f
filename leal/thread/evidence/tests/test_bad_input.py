"""Bad files and bad rows: a sentence with row, field and mend, and nothing half-taken."""

import io
from datetime import date

import openpyxl
import pytest

from leal.calculations.files.tests.making import cell, ods, packed, row, sheet
from leal.thread.evidence import operations
from leal.thread.evidence.intake.figures import NotTheseFigures
from leal.thread.evidence.intake.tests.making import HEADERS, MAPPINGS, line, published
from leal.thread.evidence.models import Citation, Intake, Refusal, Result, Source

from .making import AT, charter, measured, take_in

__all__ = ["charter", "measured"]
NOT_A_PERIOD = "Write it like “2022-23”, “2022-23 Q4”, “2019”, “Dec 2018”, “2018-09 to 2019-06” or "
NOT_A_PERIOD += "“4 Jul 2020 to 29 Mar 2021”."


def workbook(*lines) -> bytes:
    """An XLSX file of published figures, its cells of whatever kind they are given in."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for each in (HEADERS, *lines):
        book.active.append(each)
    book.save(out)
    return out.getvalue()


def headed(*headers) -> bytes:
    return published(line()[: len(headers)], headers=headers)


WHOLE_FILES = {
    "a header misspelt": (
        headed("measure", "year", "valeu", "unit"),
        (
            1,
            "value",
            "This looks like “Published figures, one a row” (row 1), but columns are missing. "
            "There is no column “value”. Rename “valeu” to “value” if that is what it holds.",
        ),
    ),
    "a column missing": (
        published(("Kindness", "2022-23", "%"), headers=("measure", "year", "unit")),
        (
            1,
            "value",
            "This looks like “Published figures, one a row” (row 1), but columns are missing. "
            "There is no column “value”. Add it.",
        ),
    ),
    "headers we do not know": (
        b"one,two\n1,2\n",
        (
            None,
            "",
            "No row of headers that we know was found. “Published figures, one a row” needs “measure” and “year” and "
            "“value”; “Civil Service People Survey, organisation scores” needs “Organisation code” and "
            "“Organisation”. Rename the columns, or add a mapping.",
        ),
    ),
    "two columns that could be the same": (
        published((*line(), "2022-23"), headers=(*HEADERS, "period")),
        (1, "period", "Two columns could be the same thing: “year” and “period”. Keep one, or rename the other."),
    ),
    "a zip bomb of an ODS": (
        packed(
            {"content.xml": b" " * (40 * 1024 * 1024), "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
        ),
        (None, "", "bad: The file unpacks to far more than a real table holds, so it is not opened."),
    ),
    "a bomb of repeated cells": (
        ods(
            sheet(row(cell("x", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048576"'))
        ),
        (None, "", "bad: Sheet “Table_1” holds more cells than can be read. Split it into smaller files."),
    ),
    "nothing": (b"", (None, "", "bad: The file is empty.")),
    "a PDF": (
        b"%PDF-1.7",
        (None, "", "bad: This is a PDF. Tables cannot be read from it safely: ask for the spreadsheet behind it."),
    ),
}


def nothing_was_taken() -> bool:
    return not any(model.objects.exists() for model in (Result, Citation, Source, Intake, Refusal))


@pytest.mark.parametrize(("content", "said"), WHOLE_FILES.values(), ids=WHOLE_FILES)
def test_a_file_that_cannot_be_taken_in_is_a_sentence_and_nothing_of_it_is_taken(measured, nadia, content, said):
    with pytest.raises(NotTheseFigures) as refused:
        take_in(measured, nadia, content, name="bad")
    assert [tuple(each) for each in refused.value.refused] == [said]
    assert nothing_was_taken()


def test_a_file_of_200_megabytes_is_refused_without_being_read(measured, nadia, tmp_path):
    path = tmp_path / "figures.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(NotTheseFigures) as refused:
        operations.take_in(charter=measured, source=path, mappings=MAPPINGS, at=AT, by=nadia)
    assert str(refused.value) == (
        "figures.csv: the file is 200 MB and at most 100 MB can be read. Split it into smaller files."
    )
    assert nothing_was_taken()


GOOD = line("Kindness", "2021-22", "94")
PERCENT = (
    "is not a percentage: it must lie between 0 and 100. Check the number, or give its unit if it is not a percentage."
)
ROWS = {
    "a percentage of 930": (line(value="930"), "value", f"930 {PERCENT}"),
    "a percentage below nought": (line(value="-1"), "value", f"-1 {PERCENT}"),
    "a period that ends before it starts": (
        line(year="2019-06 to 2018-09"),
        "year",
        "“2019-06 to 2018-09” ends (30 September 2018) before it starts (1 June 2019). Change one of the two.",
    ),
    "a date a spreadsheet turned into a number": (
        line(year="43435"),
        "year",
        "“43435” looks like a date that a spreadsheet turned into a number. "
        f"Format the column as text and write the period again. {NOT_A_PERIOD}",
    ),
    "no value": (
        line(value=""),
        "value",
        "This is empty. Write the number, or [c] for suppressed, [z] for not asked.",
    ),
    "words where a number belongs": (
        line(value="most"),
        "value",
        "“most” is not a number. Write digits, like 93 or 74.357, or [c] for suppressed, [z] for not asked.",
    ),
    "no measure": (line(measure=""), "measure", "This is empty. Write which measure the figure is of."),
    "a base of people and a half": (
        line(base="12.5"),
        "base_n",
        "“12.5” cannot be a base. Write how many people or cases the figure rests on.",
    ),
    "a label without end": (
        line(measure="x" * 501),
        "measure",
        "This is longer than 500 characters. Shorten it.",
    ),
    "somebody else's figure": (
        line(measure="Complaints (OTHER BODY: A Council)"),
        "measure",
        "This figure is about another body (A Council), so it says nothing about this charter. "
        "Take it in under that body’s own charter.",
    ),
}


@pytest.mark.parametrize(("bad", "field", "why"), ROWS.values(), ids=ROWS)
def test_a_row_that_cannot_be_taken_is_a_sentence_and_the_rest_of_the_file_is_taken(measured, nadia, bad, field, why):
    intake = take_in(measured, nadia, GOOD, bad)
    assert [(r.row, r.field, r.why) for r in intake.refusals.all()] == [(3, field, why)]
    assert [result.as_given for result in Result.objects.all()] == ["94"]


def test_two_values_for_one_cell_are_both_refused_and_the_rest_is_taken(measured, nadia):
    intake = take_in(measured, nadia, GOOD, line(value="93"), line(value="94"))
    assert [(r.row, r.field, r.why.split(",")[0]) for r in intake.refusals.all()] == [
        (3, "value", "Two values for one cell: 93 here and 94 (row 4)"),
        (4, "value", "Two values for one cell: 94 here and 93 (row 3)"),
    ]
    assert Result.objects.count() == 1


DATES = {
    "in the period": (line(year=date(2018, 12, 1)), "year", "this into a date (“2018-12-01"),
    "in the value": (line(value=date(2018, 12, 1)), "value", "this number into a date (“2018-12-01"),
    "in the breakdown": (line(breakdown=date(2018, 12, 1)), "breakdown", "this into a date (“2018-12-01"),
}


@pytest.mark.parametrize(("bad", "field", "said"), DATES.values(), ids=DATES)
def test_a_date_that_excel_made_of_something_else_is_refused_with_how_to_mend_it(measured, nadia, bad, field, said):
    intake = take_in(measured, nadia, workbook(GOOD, bad))
    [refusal] = intake.refusals.all()
    assert (refusal.row, refusal.field) == (3, field)
    assert f"A spreadsheet has turned {said}" in refusal.why
    assert "Format the column as" in refusal.why
    assert Result.objects.count() == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_a_file_in_another_encoding_is_the_same_figures(measured, nadia, encoding):
    row_ = line("Carer’s Allowance – how it felt", "2021-22", "94")
    take_in(measured, nadia, published(GOOD, row_).decode().encode(encoding))
    assert list(Citation.objects.values_list("published_as", "as_given")) == [
        ("Kindness", "94"),
        ("Carer’s Allowance – how it felt", "94"),
    ]


def test_a_value_that_a_spreadsheet_marks_as_a_percentage_is_not_a_hundredth_of_itself(measured, nadia):
    book, out = openpyxl.load_workbook(io.BytesIO(workbook(line("Kindness", "2021-22", 0.94)))), io.BytesIO()
    book.active["C2"].number_format = "0%"
    book.save(out)
    take_in(measured, nadia, out.getvalue())
    assert [(result.value, result.as_given) for result in Result.objects.all()] == [(94, "94%")]
