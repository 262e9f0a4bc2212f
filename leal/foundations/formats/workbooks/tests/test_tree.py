"""What is no table is refused before a byte is written, in a sentence that says where."""

from dataclasses import replace
from datetime import date

import pytest

from leal.foundations.formats import CannotBeWritten
from leal.foundations.formats.workbooks import Column, DataTable, NotATable, Workbook, block, csvw, ods, xlsx

from .books import BOOK, WAITS

COLUMNS = (Column("a"), Column("b", "number"))


def table(*rows, columns=COLUMNS, name="T"):
    return DataTable(name, "A table", columns, rows)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: table(columns=(Column("Year"), Column("year"))), "two columns called “Year”. Give each a header"),
        (lambda: table(columns=(Column("a (%)"), Column("a", "number", "%"))), "two columns called “a \\(%\\)”"),
        (lambda: table(columns=()), "“T” has no columns"),
        (lambda: table(columns=(Column(" "),)), "A column of “T” has no header"),
        (lambda: table(("x", 1), ("y",)), "Row 2 of “T” has 1 cells for 2 columns"),
        (lambda: table(("x", "about 5")), "Row 1 of “T”: “about 5” stands under “b”, which holds numbers"),
        (lambda: table(("x", True)), "“True” stands under “b”, which holds numbers"),
        (lambda: table((5, 1)), "“5” stands under “a”, which holds words"),
        (lambda: table(("x", float("nan"))), "“nan” under “b” is no number to print"),
        (lambda: table(("x", float("inf"))), "“inf” under “b” is no number to print"),
        (lambda: table(name="a/b"), "A sheet cannot be called “a/b”. Give it another name"),
        (lambda: table(name="x" * 32), "at most 31 letters"),
        (lambda: table(name="History"), "cannot be called “History”"),
        (lambda: Workbook("t", "p", (table(), table(name="t"))), "Two sheets would be called “T”"),
        (lambda: Workbook("t", "p", (table(name="notes"),)), "Two sheets would be called “Notes”"),
    ],
)
def test_a_fault_is_a_sentence(wrong, sentence):
    with pytest.raises(NotATable, match=sentence):
        wrong()
    assert issubclass(NotATable, CannotBeWritten)


@pytest.mark.parametrize("write", [xlsx, ods])
def test_what_no_spreadsheet_has_room_for_is_refused(write):
    with pytest.raises(NotATable, match="Row 1 of “T” has 40,000 letters under “a”, and a spreadsheet holds 32,767"):
        write(Workbook("t", "p", (table(("x" * 40_000, 1)),)))
    with pytest.raises(NotATable, match="A header of “T” is longer than 255 letters"):
        write(Workbook("t", "p", (table(columns=(Column("x" * 256),)),)))


def test_more_rows_than_a_spreadsheet_has_are_refused():
    with pytest.raises(NotATable, match="“T” has 1,048,576 rows, and a spreadsheet holds 1,048,576, lines above"):
        ods(Workbook("t", "p", (DataTable("T", "Long", (Column("a"),), (("x",),) * 1_048_576),)))


def test_two_names_that_make_one_file_are_refused():
    with pytest.raises(NotATable, match="Two files would be called “table-1.csv”. Give “Table_1” a name of its own"):
        csvw(Workbook("t", "p", (table(name="Table 1"), table(name="Table_1"))))


def test_a_table_stands_in_a_document_with_the_figures_of_the_workbook():
    told = block(WAITS)

    assert told.caption == "How long people waited to be answered [note 1]"
    assert told.columns == ("Year", "Average wait (seconds) [note 2]", "Answered (%)", "Published", "Target met")
    assert told.rows == (
        ("2021–22", "351", "89.3", "1 July 2022", "Yes"),
        ("2022–23 [note 3] [note 2]", "1,337", "[c]", "1 July 2023", "No"),
        ("2023–24", "[x]", "[z]", "[x]", "[x]"),
    )
    for words in (
        "All benefit lines.",
        "Note 3: Until October.",
        "[c]: Confidential",
        "Source: Freedom of information",
    ):
        assert words in told.note


def test_figures_have_as_many_digits_as_the_finest_needs():
    told = block(table(("x", 89), ("y", 89.5), ("z", 0.1 + 0.2)))

    assert [row[1] for row in told.rows] == ["89.000000", "89.500000", "0.300000"]
    assert [row[1] for row in block(table(("x", 89), ("y", 7.5))).rows] == ["89.0", "7.5"]
    assert [row[1] for row in block(table(("x", 1_000_000), ("y", 7.0))).rows] == ["1,000,000", "7"]


@pytest.mark.parametrize("write", [xlsx, ods, csvw])
def test_the_same_figures_make_the_same_bytes(write):
    assert write(BOOK) == write(BOOK)
    assert write(BOOK) != write(replace(BOOK, published=date(2023, 11, 2)))
