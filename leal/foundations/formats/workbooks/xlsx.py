"""A workbook as XLSX."""

from datetime import UTC, datetime, time
from io import BytesIO

import xlsxwriter
from xlsxwriter.core import Core
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.worksheet import Worksheet

from .cells import Cell
from .sheets import Laid, Line, lines_of, sheets
from .sizes import check
from .tree import AS_GIVEN, Workbook

FONT = {"font_name": "Arial", "font_size": 12, "valign": "top"}
LINE, MOST_HEIGHT = 16.0, 409.0  # points
LINK = {"font_color": "#0000EE", "underline": 1}
AT_THE_END = ("number", "date")  # of their cells, as the eye compares them
END = {"align": "right", "indent": 1}  # words of the next column begin a little later
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # the same figures make the same bytes
# Words are words: nothing that someone wrote is ever a formula, a link or a number.
AS_WRITTEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def xlsx(workbook: Workbook) -> bytes:
    """The whole workbook, the same bytes for the same tree.

    Raises NotATable when a spreadsheet cannot hold it: too many rows, a text too long.
    """
    check(workbook)
    laid = sheets(workbook)
    out = BytesIO()
    with Book(out, workbook.language) as book:
        when = datetime.combine(workbook.published, time(), UTC) if workbook.published else LONG_AGO
        told = {"title": workbook.title, "author": workbook.publisher, "created": when.replace(tzinfo=None)}
        book.set_properties(told | {"comments": " ".join(workbook.about)})
        looks = Looks(book)
        for sheet in laid:
            _write(book.add_worksheet(sheet.name), sheet, looks, workbook.direction == "rtl")
    return out.getvalue()


class Book(xlsxwriter.Workbook):
    """A workbook that says in which language it is, for a voice to read it by; the library has no word for that."""

    def __init__(self, out: BytesIO, language: str):
        super().__init__(out, AS_WRITTEN)
        self.language = language

    def _get_packager(self) -> Packager:
        packager = InItsLanguage()
        packager.language = self.language
        return packager


class InItsLanguage(Packager):
    """Writes the properties of the file with one more."""

    language = ""

    def _write_core_file(self) -> None:
        core = Core()
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        language = self.language
        core._write_cp_category = lambda: core._xml_data_element("dc:language", language)
        core._assemble_xml_file()


class Looks:
    """How cells look: a format is made once and then known by what it holds."""

    def __init__(self, book: xlsxwriter.Workbook):
        self.book, self.made = book, {}

    def __call__(self, **more) -> Format:
        key = tuple(more.items())
        if key not in self.made:
            self.made[key] = self.book.add_format(FONT | more)
        return self.made[key]

    def line(self, line: Line, wrap: bool) -> Format:
        """Of words above a table, or of a sheet of words."""
        kinds = {"title": {"bold": True, "font_size": 16}, "heading": {"bold": True, "font_size": 14}}
        return self(**kinds.get(line.kind, {}), **(LINK if line.sheet else {}), **({"text_wrap": True} if wrap else {}))

    def header(self, kind: str) -> Format:
        """Of the words over a column: they stand where its cells do."""
        return self(bold=True, text_wrap=True, bottom=1, **(END if kind in AT_THE_END else {}))

    def column(self, kind: str, digits: int) -> Format:
        """Of the cells under one header."""
        if kind == "number":
            if digits == AS_GIVEN:
                return self(**END)
            return self(num_format="#,##0" + ("." + "0" * digits if digits else ""), **END)
        return self(num_format="d mmmm yyyy", **END) if kind == "date" else self(text_wrap=True)


def _write(page: Worksheet, sheet: Laid, looks: Looks, from_right: bool) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_default_row(LINE)
    if from_right:
        page.right_to_left()
    for at, width in enumerate(sheet.widths):
        page.set_column(at, at, width * 1.2)
    for at, line in enumerate(sheet.lines):
        look = looks.line(line, wrap=not sheet.headers)
        if line.sheet:
            page.write_url(at, 0, _inside(line.sheet), look, line.text)
        else:
            page.write_string(at, 0, line.text, look)
        if line.kind != "text":
            page.set_row(at, LINE * 1.5)
        elif not sheet.headers:
            _give_room(page, at, lines_of(line.text, sheet.widths[0]))
    if sheet.headers:
        _write_table(page, sheet, looks)


def _write_table(page: Worksheet, sheet: Laid, looks: Looks) -> None:
    top = len(sheet.lines)
    heads = [looks.header(column.kind) for column in sheet.columns]
    forms = [looks.column(column.kind, digits) for column, digits in zip(sheet.columns, sheet.digits, strict=True)]
    marks = [
        looks(**END) if column.kind in AT_THE_END else form for column, form in zip(sheet.columns, forms, strict=True)
    ]
    for at, header in enumerate(sheet.headers):
        page.write_string(top, at, header, heads[at])
    _give_room(page, top, max(map(lines_of, sheet.headers, sheet.widths)))
    if sheet.rows:  # a table needs a row; a header alone is only a header
        named = [{"header": header, "header_format": head} for header, head in zip(sheet.headers, heads, strict=True)]
        page.repeat_rows(top)
        told = {"name": sheet.table, "columns": named, "autofilter": False, "style": None}
        page.add_table(top, 0, top + len(sheet.rows), len(sheet.headers) - 1, told)
    for number, row in enumerate(sheet.rows, start=top + 1):
        for at, cell in enumerate(row):
            _write_cell(page, (number, at), cell, forms[at], marks[at], looks)
        _give_room(page, number, max(map(lines_of, (cell.text for cell in row), sheet.widths)))


def _write_cell(page: Worksheet, place: tuple[int, int], cell: Cell, form: Format, words: Format, looks: Looks) -> None:
    if cell.number is not None:
        page.write_number(*place, cell.number, form)
    elif cell.day is not None and cell.day.year >= 1900:  # the calendar of XLSX begins then
        page.write_datetime(*place, datetime.combine(cell.day, time()), form)
    elif cell.sheet:
        page.write_url(*place, _inside(cell.sheet), looks(**LINK), cell.text)
    elif cell.text:
        page.write_string(*place, cell.text, words)


def _give_room(page: Worksheet, at: int, lines: int) -> None:
    # Not every program gives a row the height its words need.
    if lines > 1:
        page.set_row(at, min(MOST_HEIGHT, LINE * lines))


def _inside(name: str) -> str:
    quoted = name.replace("'", "''")
    return f"internal:'{quoted}'!A1"
