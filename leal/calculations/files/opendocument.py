"""ODS sheets, read as a stream: what is repeated is not written out until it is known to be small."""

from datetime import date, datetime, timedelta
from xml.etree.ElementTree import Element

from .book import EMPTY, Cell, Row, Sheet, Span, Unreadable
from .limits import Limits
from .package import DAMAGED, LOCKED, attributes, elements, local, open_package, open_part, trimmed

NUMBERS = {"float": "number", "currency": "number", "percentage": "percentage"}
# Cells inside these are not on the sheet: old versions, other files' data.
ELSEWHERE = {"tracked-changes", "dde-links", "content-validations"}


def read_ods(content: bytes, limits: Limits) -> tuple[list[Sheet], list[str]]:
    """Every sheet of an OpenDocument spreadsheet, hidden ones too."""
    package = open_package(content)
    _refuse_locked(package, limits)
    reading = _Reading(limits)
    for event, element in elements(package, "content.xml", limits, ("start", "end")):
        reading.take(event, local(element.tag), element)
    if not reading.is_spreadsheet:
        raise Unreadable("This is an OpenDocument file but not a spreadsheet. Save the table as ODS, XLSX or CSV.")
    return reading.sheets, []


def _refuse_locked(package, limits: Limits) -> None:
    if "META-INF/manifest.xml" in package.namelist():
        manifest = open_part(package, "META-INF/manifest.xml", limits).read(limits.characters)
        if b"encryption-data" in manifest:
            raise Unreadable(LOCKED)


class _Reading:
    """Where we are in the document, and the sheets so far."""

    def __init__(self, limits: Limits):
        self.limits, self.sheets, self.hidden_styles = limits, [], set()
        self.is_spreadsheet, self.elsewhere, self.tables, self.cells = False, 0, 0, 0
        self.style = ""

    def take(self, event: str, name: str, element: Element) -> None:
        if name in ELSEWHERE:
            self.elsewhere += 1 if event == "start" else -1
        if self.elsewhere:
            return
        step = getattr(self, f"_{event}_{name.replace('-', '_')}", None)
        if step:
            step(element)

    def _start_spreadsheet(self, element: Element) -> None:
        self.is_spreadsheet = True

    def _start_style(self, element: Element) -> None:
        self.style = attributes(element).get("name", "")

    def _end_table_properties(self, element: Element) -> None:
        if attributes(element).get("display") == "false":
            self.hidden_styles.add(self.style)

    def _start_table(self, element: Element) -> None:
        self.tables += 1
        if self.tables == 1:
            given = attributes(element)
            self.name, self.hidden = given.get("name", ""), given.get("style-name") in self.hidden_styles
            self.rows, self.joined, self.hidden_rows, self.hidden_columns, self.column = [], [], set(), set(), 0
            self.table, self.blank = element, 0

    def _end_table(self, element: Element) -> None:
        self.tables -= 1
        if not self.tables:
            rows = trimmed(self.rows)
            hidden_rows = frozenset(row for row in self.hidden_rows if row < len(rows))
            joined, columns = tuple(self.joined), frozenset(self.hidden_columns)
            self.sheets.append(Sheet(self.name, rows, joined, self.hidden, hidden_rows, columns))
            element.clear()

    def _end_table_column(self, element: Element) -> None:
        given = attributes(element)
        repeated = min(_count(given, "number-columns-repeated"), self.limits.columns)
        if self.tables == 1 and given.get("visibility", "visible") != "visible":
            self.hidden_columns.update(range(self.column, self.column + repeated))
        self.column += repeated

    def _end_table_row(self, element: Element) -> None:
        if self.tables != 1:
            return
        given = attributes(element)
        row = self._row(element)
        repeated = _count(given, "number-rows-repeated")
        if not row:
            # Blank rows, often a million to the foot of the sheet, wait until something follows them.
            self.blank += repeated
            return
        self.rows.extend([()] * min(self.blank, self.limits.rows))
        self.blank = 0
        self.cells += len(row) * repeated
        if len(self.rows) + repeated > self.limits.rows or self.cells > self.limits.cells:
            raise Unreadable(f"Sheet “{self.name}” holds more cells than can be read. Split it into smaller files.")
        if given.get("visibility", "visible") != "visible":
            self.hidden_rows.update(range(len(self.rows), len(self.rows) + repeated))
        self.rows.extend([row] * repeated)
        # Rows already read are dropped, or a long sheet would fill the memory.
        self.table.clear()

    def _row(self, element: Element) -> Row:
        row, column, pending = [], 0, 0
        for item in element:
            if local(item.tag) not in ("table-cell", "covered-table-cell"):
                continue
            given = attributes(item)
            repeated = _count(given, "number-columns-repeated")
            cell = _cell(item, given) if local(item.tag) == "table-cell" else EMPTY
            self._join(given, column)
            column += repeated
            if not cell:
                pending += repeated
                continue
            if column > self.limits.columns:
                raise Unreadable(f"Sheet “{self.name}” has more than {self.limits.columns:,} columns.")
            row.extend([EMPTY] * pending)
            row.extend([cell] * repeated)
            pending = 0
        return tuple(row)

    def _join(self, given: dict[str, str], column: int) -> None:
        rows, columns = _count(given, "number-rows-spanned"), _count(given, "number-columns-spanned")
        if rows * columns > 1:
            self.joined.append(Span(len(self.rows), column, rows, columns))


def _count(given: dict[str, str], name: str) -> int:
    try:
        return max(1, int(given.get(name, 1)))
    except ValueError:
        raise Unreadable(DAMAGED) from None


def _cell(item: Element, given: dict[str, str]) -> Cell:
    text = "\n".join(_words(part) for part in item if local(part.tag) in ("p", "h"))
    kind = given.get("value-type", "string" if text else "")
    try:
        return _typed(kind, text, given)
    except (ValueError, OverflowError):
        # A value that is not what its type says: what a reader sees still stands.
        return Cell(text, text, "text") if text else EMPTY


def _typed(kind: str, text: str, given: dict[str, str]) -> Cell:
    if kind in NUMBERS:
        value = float(given["value"]) if "value" in given else float(text)
        return Cell(text or f"{value:g}", value, NUMBERS[kind])
    if kind == "date":
        return Cell(text or given["date-value"], _moment(given["date-value"]), "date")
    if kind == "time":
        return Cell(text or given["time-value"], _duration(given["time-value"]), "time")
    if kind == "boolean":
        value = given.get("boolean-value") == "true"
        return Cell(text or str(value).upper(), value, "truth")
    text = text or given.get("string-value", "")
    return Cell(text, text, "text") if text else EMPTY


def _moment(written: str) -> date | datetime:
    return datetime.fromisoformat(written[:26]) if "T" in written else date.fromisoformat(written)


def _duration(written: str) -> timedelta:
    """ "PT10H58M00S" as a length of time.

    >>> str(_duration("PT00H10M58S"))
    '0:10:58'
    """
    hours, _, rest = written.removeprefix("PT").partition("H")
    minutes, _, seconds = rest.partition("M")
    return timedelta(hours=float(hours), minutes=float(minutes), seconds=float(seconds.rstrip("S") or 0))


def _words(part: Element) -> str:
    """The words of a paragraph, with its spaces, tabs and line breaks, without comments."""
    pieces = [part.text or ""]
    for item in part:
        name = local(item.tag)
        if name == "s":
            pieces.append(" " * min(_count(attributes(item), "c"), 1000))
        elif name in ("tab", "line-break"):
            pieces.append("\t" if name == "tab" else "\n")
        elif name not in ("annotation", "annotation-end", "note"):
            pieces.append(_words(item))
        pieces.append(item.tail or "")
    return "".join(pieces)
