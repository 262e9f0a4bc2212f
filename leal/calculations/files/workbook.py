"""XLSX sheets, read as a stream.

The formats of numbers and dates are openpyxl's; the cells are read here,
because its fast reader fills out every row and column that a file merely
claims to have, and forgets which cells are joined or hidden.
"""

import posixpath
import re
from datetime import datetime
from xml.etree.ElementTree import Element

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel, from_ISO8601

from .book import EMPTY, Cell, Sheet, Span, Unreadable
from .limits import Limits
from .package import DAMAGED, attributes, elements, local, open_package, trimmed
from .shown import shown

NEVER_WORKED_OUT = (
    "{count} cells of sheet “{name}” hold sums that were never worked out and are read as blank. "
    "Open the file in a spreadsheet program, save it and try again."
)
# Signs that XML cannot hold are written by their number, and so is what looks like one.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_ADDRESS = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")


def read_xlsx(content: bytes, limits: Limits) -> tuple[list[Sheet], list[str]]:
    """Every sheet of an Excel workbook, hidden ones too, and what could not be read."""
    package = open_package(content)
    workbook = _Workbook(package, limits)
    notes, sheets = [], []
    for name, part, hidden in workbook.sheets():
        reading = _Reading(name, workbook, limits)
        for _, element in elements(package, part, limits):
            reading.take(local(element.tag), element)
        sheets.append(reading.sheet(hidden))
        if reading.never_worked_out:
            notes.append(NEVER_WORKED_OUT.format(count=reading.never_worked_out, name=name))
    return sheets, notes


class _Workbook:
    """What all sheets share: shared words, formats, the calendar."""

    def __init__(self, package, limits: Limits):
        self.package, self.limits = package, limits
        self.names = set(package.namelist())
        self.words = list(self._words()) if "xl/sharedStrings.xml" in self.names else []
        self.formats = list(self._formats()) if "xl/styles.xml" in self.names else []
        self.epoch = CALENDAR_WINDOWS_1900
        self.cells = 0

    def _ends(self, part: str):
        for _, element in elements(self.package, part, self.limits):
            yield local(element.tag), element

    def _words(self):
        for name, element in self._ends("xl/sharedStrings.xml"):
            if name == "si":
                yield _words(element)
                element.clear()

    def _formats(self):
        own = dict(BUILTIN_FORMATS)
        for name, element in self._ends("xl/styles.xml"):
            if name == "numFmt":
                own[int(element.get("numFmtId", 0))] = element.get("formatCode", "General")
            elif name == "cellXfs":
                yield from (own.get(int(style.get("numFmtId", 0)), "General") for style in element)

    def sheets(self):
        """(name, part, hidden) of each sheet of cells, in the workbook's order."""
        parts = {}
        for name, element in self._ends("xl/_rels/workbook.xml.rels"):
            if name == "Relationship" and element.get("Type", "").endswith("/worksheet"):
                parts[element.get("Id")] = posixpath.normpath(posixpath.join("/xl", element.get("Target", "")))[1:]
        listed = []
        for name, element in self._ends("xl/workbook.xml"):
            if name == "workbookPr" and element.get("date1904") in ("1", "true"):
                self.epoch = CALENDAR_MAC_1904
            if name == "sheet":
                given = attributes(element)
                listed.append((given.get("name", ""), parts.get(given.get("id")), given.get("state", "visible")))
        for name, part, state in listed:
            if part in self.names:
                yield name, part, state != "visible"


class _Reading:
    """One sheet as it is read."""

    def __init__(self, name: str, workbook: _Workbook, limits: Limits):
        self.name, self.workbook, self.limits = name, workbook, limits
        self.rows, self.joined, self.hidden_rows, self.hidden_columns = [], [], set(), set()
        self.never_worked_out, self.row = 0, -1

    def sheet(self, hidden: bool) -> Sheet:
        rows = trimmed(self.rows)
        shown_rows = frozenset(row for row in self.hidden_rows if row < len(rows))
        return Sheet(self.name, rows, tuple(self.joined), hidden, shown_rows, frozenset(self.hidden_columns))

    def take(self, name: str, element: Element) -> None:
        if name == "row":
            self._take_row(element)
        elif name == "col" and element.get("hidden") in ("1", "true"):
            first, last = int(element.get("min", 1)), int(element.get("max", 1))
            self.hidden_columns.update(range(first - 1, min(last, self.limits.columns)))
        elif name == "mergeCell":
            self._join(element.get("ref", ""))

    def _take_row(self, element: Element) -> None:
        self.row = _whole(element.get("r"), self.row + 2) - 1
        if self.row >= self.limits.rows:
            raise Unreadable(f"Sheet “{self.name}” has more than {self.limits.rows:,} rows.")
        if element.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self.row)
        row = self._cells(element)
        if row:
            if self.row < len(self.rows):
                raise Unreadable(DAMAGED)
            self.rows.extend([()] * (self.row - len(self.rows)))
            self.rows.append(tuple(row))
        self.workbook.cells += len(row)
        if self.workbook.cells > self.limits.cells:
            raise Unreadable(f"The file holds more than {self.limits.cells:,} cells. Split it into smaller files.")
        # Rows already read are emptied, or a long sheet would fill the memory.
        element.clear()

    def _cells(self, element: Element) -> list[Cell]:
        row, column = [], -1
        for item in element:
            if local(item.tag) != "c":
                continue
            column = _place(item.get("r"))[1] if item.get("r") else column + 1
            if cell := self._cell(item):
                if not len(row) <= column < self.limits.columns:
                    raise Unreadable(DAMAGED)
                row.extend([EMPTY] * (column - len(row)))
                row.append(cell)
        return row

    def _cell(self, item: Element) -> Cell:
        parts = {local(part.tag): part for part in item}
        kind = item.get("t", "n")
        if kind == "inlineStr":
            return _text(_words(parts["is"])) if "is" in parts else EMPTY
        written = parts["v"].text if "v" in parts else None
        if written is None:
            self.never_worked_out += "f" in parts
            return EMPTY
        try:
            return self._typed(kind, written, item.get("s"))
        except (ValueError, IndexError, OverflowError):
            raise Unreadable(f"{DAMAGED} (Sheet “{self.name}”, cell {item.get('r')}.)") from None

    def _typed(self, kind: str, written: str, style: str | None) -> Cell:
        if kind == "s":
            return _text(self.workbook.words[int(written)])
        if kind == "b":
            return Cell("TRUE" if written == "1" else "FALSE", written == "1", "truth")
        if kind == "e":
            return Cell(written, written, "error")
        if kind == "d":
            moment = from_ISO8601(written)
            return Cell(shown(moment, ""), moment, "date")
        if kind != "n":
            return _text(written)
        return self._number(float(written), style)

    def _number(self, value: float, style: str | None) -> Cell:
        code = self.workbook.formats[int(style)] if style and self.workbook.formats else "General"
        if is_date_format(code):
            moment = _day(from_excel(value, self.workbook.epoch), code)
            return Cell(shown(moment, code), moment, "date")
        return Cell(shown(value, code), value, "percentage" if "%" in code else "number")

    def _join(self, area: str) -> None:
        first, _, last = area.partition(":")
        (row, column), (end_row, end_column) = _place(first), _place(last or first)
        self.joined.append(Span(row, column, end_row - row + 1, end_column - column + 1))


def _day(moment: object, code: str) -> object:
    """A date where the format shows no hours: Excel itself does not tell days from midnights."""
    shows_hours = "h" in code.lower()
    return moment.date() if isinstance(moment, datetime) and not shows_hours else moment


def _whole(written: str | None, otherwise: int) -> int:
    if written is None:
        return otherwise
    if not written.isdecimal() or int(written) < 1:
        raise Unreadable(DAMAGED)
    return int(written)


def _place(address: str) -> tuple[int, int]:
    """Row and column, from 0, of an address.

    >>> _place("C2")
    (1, 2)
    """
    match = _ADDRESS.match(address)
    if not match:
        raise Unreadable(DAMAGED)
    return int(match[2]) - 1, column_index_from_string(match[1]) - 1


def _text(words: str) -> Cell:
    return Cell(words, words, "text") if words else EMPTY


def _words(element: Element) -> str:
    """The words of a cell, without the reading aids some languages add."""
    pieces = []
    for part in element:
        name = local(part.tag)
        if name == "t":
            pieces.append(_ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), part.text or ""))
        elif name == "r":
            pieces.append(_words(part))
    return "".join(pieces)
