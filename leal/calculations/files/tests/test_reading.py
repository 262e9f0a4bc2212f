"""What a sound file gives: the same rows, whatever it was saved as."""

import codecs
import csv
import io
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from leal.calculations.files import Cell, Span, read_book

from .making import cell, number, ods, row, sheet


def texts(content: bytes) -> list[list[str]]:
    return read_book(content, name="a file").sheets[0].texts()


def workbook(fill) -> bytes:
    book = openpyxl.Workbook()
    fill(book)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


ANSWERS = "Answer,Who said so\nYes,“Morag”\nNo,Ishbel – café\n"


@pytest.mark.parametrize(
    "content",
    [
        ANSWERS.encode(),
        codecs.BOM_UTF8 + ANSWERS.encode(),
        ANSWERS.encode("utf-16"),
        ANSWERS.encode("utf-16-le"),
        ANSWERS.encode("utf-16-be"),
        ANSWERS.replace("\n", "\r\n").encode(),
        ANSWERS.encode().rstrip(),
        ANSWERS.replace(",", ";").encode(),
        ANSWERS.replace(",", "\t").encode(),
        b"sep=|\n" + ANSWERS.replace(",", "|").encode(),
        ANSWERS.encode() + b"\n\n\n",
    ],
)
def test_a_csv_gives_the_same_rows_however_it_was_saved(content):
    assert texts(content) == [["Answer", "Who said so"], ["Yes", "“Morag”"], ["No", "Ishbel – café"]]
    assert read_book(content).notes == ()


def test_a_csv_that_is_not_utf8_is_read_and_the_reader_is_told():
    book = read_book("Place,Cost\nCafé,£5 – £7\n".encode("cp1252"))

    assert book.sheets[0].texts() == [["Place", "Cost"], ["Café", "£5 – £7"]]
    assert book.notes == (
        "The file is not in UTF-8, so it was read as Windows-1252 (latin-1). "
        "Check letters with accents, dashes and pound signs.",
    )


def test_bytes_windows_has_no_letter_for_are_still_read():
    assert texts(b"Place,Cost\nCaf\xe9,\x81\n") == [["Place", "Cost"], ["Café", "\x81"]]


def test_a_quoted_cell_keeps_its_line_breaks_commas_and_quotes():
    assert texts(b'a,b\n"one, two\nthree","she said ""no"""\n') == [["a", "b"], ["one, two\nthree", 'she said "no"']]


def test_a_comma_inside_a_number_does_not_make_the_comma_the_separator():
    assert texts(b"Benefit;Paid\nBest Start;1,5\nFuneral;2,5\n") == [
        ["Benefit", "Paid"],
        ["Best Start", "1,5"],
        ["Funeral", "2,5"],
    ]


def test_a_stray_quotation_mark_inside_a_cell_is_no_fault():
    assert texts(b'Height,Name\n"6" tall,Morag\n') == [["Height", "Name"], ["6 tall", "Morag"]]


words = some.text(some.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), include_characters="\n,;\"'"))


@given(some.lists(some.tuples(words, words, words), min_size=1, max_size=6))
def test_any_words_at_all_come_back_from_csv_as_they_went_in(rows):
    rows = [("first", "second", "third"), *rows, ("end", "end", "end")]
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)

    assert texts(written.getvalue().encode()) == [list(row) for row in rows]


@given(some.lists(some.lists(words.filter(bool), min_size=1, max_size=4), min_size=1, max_size=5))
def test_any_words_at_all_come_back_from_ods_as_they_went_in(rows):
    rows = [[word.replace("\n", " ") for word in row] for row in rows]

    assert texts(ods(sheet(*(row(*(cell(word) for word in words)) for words in rows)))) == rows


def test_an_ods_share_keeps_both_what_is_shown_and_what_the_file_holds():
    made = ods(sheet(row(number("0.32836", "33%", "percentage"), number("7534", "7,534"), cell("[c]"))))

    assert read_book(made).sheets[0].rows[0] == (
        Cell("33%", 0.32836, "percentage"),
        Cell("7,534", 7534.0, "number"),
        Cell("[c]", "[c]", "text"),
    )


def test_ods_dates_times_and_truths_are_typed():
    made = ods(
        sheet(
            row(
                '<table:table-cell office:value-type="date" office:date-value="2022-03-31"><text:p>31 March 2022'
                "</text:p></table:table-cell>",
                '<table:table-cell office:value-type="date" office:date-value="2022-03-31T09:30:00"/>',
                '<table:table-cell office:value-type="time" office:time-value="PT00H10M58S"><text:p>10:58'
                "</text:p></table:table-cell>",
                '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
            )
        )
    )

    assert read_book(made).sheets[0].rows[0] == (
        Cell("31 March 2022", date(2022, 3, 31), "date"),
        Cell("2022-03-31T09:30:00", datetime.fromisoformat("2022-03-31T09:30"), "date"),
        Cell("10:58", timedelta(minutes=10, seconds=58), "time"),
        Cell("TRUE", True, "truth"),
    )


def test_repeated_ods_cells_and_rows_are_written_out_and_blank_ones_at_the_end_are_not():
    made = ods(
        sheet(
            row(cell("a", 'table:number-columns-repeated="3"'), cell("", 'table:number-columns-repeated="16381"')),
            row(cell("", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="2"'),
            row(cell("", 'table:number-columns-repeated="2"'), cell("b"), more='table:number-rows-repeated="2"'),
            row(cell("", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048571"'),
        )
    )

    assert texts(made) == [["a", "a", "a"], [], [], ["", "", "b"], ["", "", "b"]]


def test_ods_spaces_breaks_and_paragraphs_are_kept_and_comments_are_not():
    made = ods(
        sheet(
            row(
                '<table:table-cell office:value-type="string"><office:annotation><text:p>psst</text:p>'
                '</office:annotation><text:p>one<text:s text:c="3"/>two<text:line-break/><text:span>three</text:span>'
                "</text:p><text:p>four</text:p></table:table-cell>"
            )
        )
    )

    assert texts(made) == [["one   two\nthree\nfour"]]


def test_joined_and_hidden_parts_of_an_ods_sheet_are_named():
    made = ods(
        sheet(
            '<table:table-column/><table:table-column table:visibility="collapse"/>',
            row(cell("Heard of it", 'table:number-columns-spanned="2"'), "<table:covered-table-cell/>", cell("Base")),
            row(cell("Yes"), cell("No"), cell("858"), more='table:visibility="filter"'),
            more='table:style-name="ta9"',
        )
    )
    read = read_book(made).sheets[0]

    assert read.texts() == [["Heard of it", "", "Base"], ["Yes", "No", "858"]]
    assert read.joined == (Span(0, 0, 1, 2),)
    assert (read.hidden, read.hidden_rows, read.hidden_columns) == (True, {1}, {1})


def test_what_an_ods_remembers_of_older_versions_is_not_read_as_a_sheet():
    before = f"<table:tracked-changes>{sheet(row(cell('old')), name='gone')}</table:tracked-changes>"

    assert texts(ods(before, sheet(row(cell("new"))))) == [["new"]]


def test_an_excel_workbook_gives_its_words_numbers_shares_and_dates():
    def fill(book):
        book.active.append(["Heard of it", 0.32836, 7534, date(2022, 3, 31), True, None, "[c]"])
        book.active["B1"].number_format = "0%"
        book.active["C1"].number_format = "#,##0"
        book.active["D1"].number_format = "d mmm yyyy"

    assert read_book(workbook(fill)).sheets[0].rows[0] == (
        Cell("Heard of it", "Heard of it", "text"),
        Cell("33%", 0.32836, "percentage"),
        Cell("7,534", 7534.0, "number"),
        Cell("2022-03-31", date(2022, 3, 31), "date"),
        Cell("TRUE", True, "truth"),
        Cell("", None, "empty"),
        Cell("[c]", "[c]", "text"),
    )


def test_signs_a_workbook_writes_by_their_number_are_read_as_signs():
    def fill(book):
        book.active["A1"], book.active["A2"] = "_x005F_x0041_", "a_x2013_b"

    assert texts(workbook(fill)) == [["_x0041_"], ["a–b"]]


def test_joined_and_hidden_parts_of_a_workbook_are_named():
    def fill(book):
        book.active.append(["Heard of it", None, "Base"])
        book.active.append(["Yes", "No", 858])
        book.active.merge_cells("A1:B1")
        book.active.row_dimensions[2].hidden = True
        book.active.column_dimensions["B"].hidden = True
        book.create_sheet("true counts").append([1])
        book["true counts"].sheet_state = "hidden"

    read = read_book(workbook(fill)).sheets

    assert read[0].texts() == [["Heard of it", "", "Base"], ["Yes", "No", "858"]]
    assert read[0].joined == (Span(0, 0, 1, 2),)
    assert (read[0].hidden, read[0].hidden_rows, read[0].hidden_columns) == (False, {1}, {1})
    assert [(each.name, each.hidden) for each in read] == [("Sheet", False), ("true counts", True)]


def test_a_lone_cell_at_the_far_corner_of_a_sheet_costs_nothing_before_it():
    def fill(book):
        book.active["A1"] = "top"
        book.active["C900000"] = "bottom"

    rows = read_book(workbook(fill)).sheets[0].rows

    assert len(rows) == 900_000
    assert [cell.text for cell in rows[-1]] == ["", "", "bottom"]


def test_sums_nobody_worked_out_are_reported_not_guessed():
    def fill(book):
        book.active.append([1, 2, "=A1+B1"])

    book = read_book(workbook(fill))

    assert book.sheets[0].texts() == [["1", "2"]]
    assert book.notes == (
        "1 cells of sheet “Sheet” hold sums that were never worked out and are read as blank. "
        "Open the file in a spreadsheet program, save it and try again.",
    )
