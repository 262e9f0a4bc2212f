"""Workbooks opened again by programs that did not write them."""

import shutil
import subprocess
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from odf.opendocument import load
from python_calamine import CalamineWorkbook

from leal.calculations.files import read_book
from leal.foundations.formats.workbooks import AS_GIVEN, Column, DataTable, Workbook, block, ods, xlsx

from .books import AWKWARD, BOOK, WAITS

WRITERS = {"xlsx": xlsx, "ods": ods}
SHEETS = ["Cover", "Contents", "Notes", "Table 1", "What was said", "Table 3"]


@cache
def written(kind: str) -> bytes:
    return WRITERS[kind](BOOK)


def read(kind: str, sheet: str, content: bytes = b"") -> list[list]:
    """A sheet as calamine reads it, rows without the blank cells at their ends."""
    rows = CalamineWorkbook.from_filelike(BytesIO(content or written(kind))).get_sheet_by_name(sheet).to_python()
    return [row[: max((at for at, cell in enumerate(row, start=1) if cell != ""), default=0)] for row in rows]


@pytest.mark.parametrize("kind", WRITERS)
def test_there_is_a_cover_then_contents_then_each_note_once_then_one_table_a_sheet(kind):
    assert CalamineWorkbook.from_filelike(BytesIO(written(kind))).sheet_names == SHEETS
    assert read(kind, "Cover")[0] == ["Is it kept? 2022–23"]
    assert ["Published on 1 November 2023"] in read(kind, "Cover")
    assert read(kind, "Contents")[3:] == [
        ["Sheet", "What it holds"],
        ["Notes", "Notes, and what the signs in tables mean"],
        ["Table 1", "How long people waited to be answered"],
        ["What was said", "Awkward words"],
        ["Table 3", "Nothing yet"],
    ]
    assert [row[0] for row in read(kind, "Notes")[3:]] == [
        *("Note or sign", "[note 1]", "[note 2]", "[note 3]"),
        *("[c]", "[x]", "[z]"),
    ]


@pytest.mark.parametrize("kind", WRITERS)
def test_figures_are_numbers_days_are_days_and_marks_stand_in_their_place(kind):
    rows = read(kind, "Table 1")

    assert rows[0] == ["How long people waited to be answered [note 1]"]
    assert rows[6:] == [
        ["Year", "Average wait (seconds) [note 2]", "Answered (%)", "Published", "Target met"],
        ["2021–22", 351, 89.3, date(2022, 7, 1), "Yes"],
        ["2022–23 [note 3] [note 2]", 1337, "[c]", date(2023, 7, 1), "No"],
        ["2023–24", "[x]", "[z]", "[x]", "[x]"],
    ]


@pytest.mark.parametrize("kind", WRITERS)
def test_what_somebody_wrote_is_never_a_formula_a_link_or_a_number(kind):
    assert read(kind, "What was said")[4:] == [[words, at] for at, words in enumerate(AWKWARD)]


def test_no_cell_holds_a_formula():
    cells = [cell for sheet in openpyxl.load_workbook(BytesIO(written("xlsx"))) for row in sheet for cell in row]

    assert {cell.data_type for cell in cells if cell.value is not None} == {"s", "n", "d"}
    assert b"table:formula" not in content_of(written("ods"))


def content_of(book: bytes) -> bytes:
    return ZipFile(BytesIO(book)).read("content.xml")


@pytest.mark.parametrize("kind", WRITERS)
def test_no_row_or_column_is_blank_and_nothing_is_joined(kind):
    for sheet in read_book(written(kind), name="b").sheets:
        assert all(any(row) for row in sheet.rows), sheet.name
        assert (sheet.joined, sheet.hidden, sheet.hidden_rows, sheet.hidden_columns) == (
            (),
            False,
            frozenset(),
            frozenset(),
        )
        assert all(any(column) for column in zip(*sheet.rows[-2:], strict=False)), sheet.name


@pytest.mark.parametrize("kind", WRITERS)
def test_what_we_write_we_can_take_in(kind):
    """Through the door by which all files enter: what it shows is what a document would show."""
    sheets = {sheet.name: sheet for sheet in read_book(written(kind), name="b").sheets}
    header, *rows = sheets["Table 1"].texts()[6:]

    assert [row[:3] + row[4:] for row in rows] == [list(row[:3] + row[4:]) for row in block(WAITS).rows]
    assert [row[0] for row in sheets["What was said"].texts()[4:]] == list(AWKWARD)
    assert sheets["Table 1"].rows[7][2].value == 89.3


def test_tables_in_xlsx_are_marked_named_and_unlike():
    tables = {sheet.title: dict(sheet.tables.items()) for sheet in openpyxl.load_workbook(BytesIO(written("xlsx")))}

    assert tables == {
        "Cover": {},
        "Contents": {"contents": "A4:B8"},
        "Notes": {"notes": "A4:B10"},
        "Table 1": {"data_1_table_1": "A7:E10"},
        "What was said": {"data_2_what_was_said": f"A4:B{4 + len(AWKWARD)}"},
        "Table 3": {},
    }


def test_xlsx_says_its_title_its_language_and_its_day():
    book = openpyxl.load_workbook(BytesIO(written("xlsx")))

    assert (book.properties.title, book.properties.creator) == ("Is it kept? 2022–23", "The Agency")
    assert (book.properties.language, book.properties.created.date()) == ("en-GB", date(2023, 11, 1))


def test_ods_says_its_title_its_language_and_marks_its_tables():
    book = load(BytesIO(written("ods")))

    def told(kind: str, name: str) -> list[str]:
        return [part.getAttribute(name) for part in every(book.topnode) if part.qname[1] == kind]

    assert {part.qname[1]: str(part) for part in book.meta.childNodes}["language"] == "en-GB"
    assert {part.qname[1]: str(part) for part in book.meta.childNodes}["title"] == "Is it kept? 2022–23"
    assert told("database-range", "targetrangeaddress") == [
        *("'Contents'.A4:'Contents'.B8", "'Notes'.A4:'Notes'.B10", "'Table 1'.A7:'Table 1'.E10"),
        *(f"'What was said'.A4:'What was said'.B{4 + len(AWKWARD)}", "'Table 3'.A4:'Table 3'.B4"),
    ]
    assert len([part for part in every(book.topnode) if part.qname[1] == "table-header-rows"]) == 5


def every(part):
    yield part
    for inner in part.childNodes:
        if hasattr(inner, "qname") and inner.nodeType == inner.ELEMENT_NODE:
            yield from every(inner)


def test_contents_lead_to_each_sheet_and_each_sheet_leads_back():
    contents = openpyxl.load_workbook(BytesIO(written("xlsx")))["Contents"]
    leads = [cell.hyperlink.location for (cell, *_) in contents if cell.hyperlink]

    assert leads == ["'Cover'!A1", "'Notes'!A1", "'Table 1'!A1", "'What was said'!A1", "'Table 3'!A1"]
    assert content_of(written("ods")).count(b"#&#x27;Contents&#x27;.A1") == 4


@pytest.mark.parametrize("kind", WRITERS)
def test_signs_that_no_file_can_hold_are_left_out(kind):
    table = DataTable("T", "a\x00b\ufffe", (Column("c\x1b"),), (("d\x07e\ud800",),))
    content = WRITERS[kind](Workbook("f\x01", "g\x02", (table,), about=("h\x03",)))

    assert [row[0] for row in read(kind, "T", content)][::3] == ["ab", "c"]
    assert read(kind, "T", content)[-1] == ["de"]


@pytest.mark.parametrize("kind", WRITERS)
def test_five_thousand_rows_are_all_there(kind):
    table = DataTable("T", "Long", (Column("a"), Column("b", "number")), tuple((f"Row {n}", n) for n in range(5000)))
    rows = read(kind, "T", WRITERS[kind](Workbook("t", "p", (table,))))

    assert rows[4:] == [[f"Row {n}", n] for n in range(5000)]


@pytest.mark.parametrize("kind", WRITERS)
def test_unlike_figures_keep_their_own_digits(kind):
    table = DataTable(
        "T", "t", (Column("n", "number", places=AS_GIVEN),), ((351,), (Decimal("89.25"),), (Decimal("1.50"),))
    )
    content = WRITERS[kind](Workbook("t", "p", (table,)))

    assert [row[0].value for row in read_book(content, name="b").sheets[-1].rows[4:]] == [351, 89.25, 1.5]
    assert block(table).rows == (("351",), ("89.25",), ("1.50",))


@pytest.mark.parametrize("kind", WRITERS)
def test_a_workbook_with_no_table_still_opens(kind):
    content = WRITERS[kind](Workbook("t", "p", ()))

    assert CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names == ["Cover", "Contents"]


def test_sheets_of_a_language_from_the_right_begin_there():
    book = Workbook(
        "ميثاقنا",
        "الضمان",
        (DataTable("جدول", "عنوان", (Column("سنة"),), (("٢٠٢٢",),)),),
        language="ar",
        direction="rtl",
    )

    assert openpyxl.load_workbook(BytesIO(xlsx(book)))["جدول"].sheet_view.rightToLeft
    assert b'style:writing-mode="rl-tb"' in content_of(ods(book))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_both_and_loses_nothing(tmp_path):
    """It opens each and writes it anew; what calamine then reads is what we wrote."""
    for kind in WRITERS:
        (tmp_path / f"from-{kind}.{kind}").write_bytes(written(kind))
    home, files = f"-env:UserInstallation=file://{tmp_path}/home", sorted(tmp_path.glob("from-*"))
    told = ["soffice", home, "--headless", "--convert-to", "ods", "--outdir", tmp_path / "out", *files]
    subprocess.run(told, check=True, capture_output=True, timeout=120)
    for kind in WRITERS:
        turned = (tmp_path / "out" / f"from-{kind}.ods").read_bytes()
        for sheet in SHEETS:
            assert read("ods", sheet, turned) == read(kind, sheet), (kind, sheet)


def test_a_figure_of_many_digits_is_not_bent():
    figures = (Decimal("0.1"), Decimal("123456.789"), 2**53, -0.5)
    table = DataTable("T", "t", (Column("n", "number"),), tuple((figure,) for figure in figures))
    book = Workbook("t", "p", (table,))

    for kind in WRITERS:
        assert [row[0] for row in read(kind, "T", WRITERS[kind](book))[4:]] == [float(figure) for figure in figures]
