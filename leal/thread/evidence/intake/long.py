"""Reads tables with one figure a row."""

from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import urlsplit

from leal.calculations.files import Cell

from .breakdowns import read_breakdown
from .figures import Figure, Refused, SourceRead
from .headers import Table
from .mappings import Long
from .numbers import Base, NotANumber, Number, read_base, read_number
from .periods import NotAPeriod, Period, read_period

NOTHING = Cell("", None, "empty")
LONGEST = {"measure": 500, "code": 120, "unit": 40, "period": 120, "breakdown": 190, "base": 200, "source": 500}
LONGEST_NUMBER = 60


class RowRefused(Exception):
    """One row cannot be taken: the column, and a sentence."""

    def __init__(self, column: str, why: str):
        super().__init__(why)
        self.column, self.why = column, why


class Row:
    """One row of a table, its cells asked for by our names for the columns."""

    def __init__(self, headers: tuple[str, ...], place: dict[str, int | None], number: int, cells: tuple[Cell, ...]):
        self.headers, self.place, self.number, self.cells = headers, place, number, cells

    def cell(self, name: str) -> Cell:
        place = self.place.get(name)
        return self.cells[place] if place is not None and place < len(self.cells) else NOTHING

    def header(self, name: str) -> str:
        place = self.place.get(name)
        return name if place is None else self.headers[place]

    def words(self, name: str) -> str:
        cell = self.cell(name)
        words = " ".join(cell.text.split())
        if cell.kind in ("date", "time"):
            raise RowRefused(
                name,
                f"A spreadsheet has turned this into a date (“{words}”). "
                "Format the column as text and write it again as it was published.",
            )
        if len(words) > LONGEST[name]:
            raise RowRefused(name, f"This is longer than {LONGEST[name]} characters. Shorten it.")
        return words


def read_long(table: Table, mapping: Long, *, file: str, year_starts_in: int) -> Iterator[Figure | Refused]:
    """Each row's figure, or why it has none.

    file            what to cite as the source where a row names none
    year_starts_in  the month in which a year written as "2022-23" begins
    """
    place = {name: table.column(headers) for name, headers in mapping.columns.items()}
    for number, cells in table.rows():
        row = Row(table.headers, place, number, cells)
        try:
            yield _figure(row, mapping, file, year_starts_in)
        except RowRefused as reason:
            yield Refused(number, row.header(reason.column), reason.why)


def _figure(row: Row, mapping: Long, file: str, year_starts_in: int) -> Figure:
    label = row.words("measure")
    _refuse_another_body(label, mapping)
    unit = row.words("unit")
    breakdown = read_breakdown(row.words("breakdown"), mapping)
    question = row.words("code") or breakdown.question
    if not label and not question:
        raise RowRefused("measure", "This is empty. Write which measure the figure is of.")
    source, via = _source(row.words("source"), mapping, file)
    return Figure(
        row=row.number,
        field=row.header("value"),
        published_as=label or question,
        question=question,
        reviewed=bool(question),
        period=_period(row, year_starts_in),
        number=_number(row, label, unit, mapping),
        unit=unit,
        base=_base(row),
        group=breakdown.group,
        answer=breakdown.answer,
        source=source,
        notes=(*breakdown.notes, *via, *(f"not reviewed as a group: {part}" for part in breakdown.unsure)),
    )


def _refuse_another_body(label: str, mapping: Long) -> None:
    match = mapping.another_body and mapping.another_body.search(label)
    if match:
        body = (match.groupdict().get("body") or "").strip()
        whose = f" ({body})" if body else ""
        raise RowRefused(
            "measure",
            f"This figure is about another body{whose}, so it says nothing about this charter. "
            "Take it in under that body’s own charter.",
        )


def _period(row: Row, year_starts_in: int) -> Period:
    if row.cell("starts") and row.cell("ends"):
        words = f"{_day(row, 'starts')} to {_day(row, 'ends')}"
        column, given = "ends", row.words("period") or words
    else:
        column, words, given = "period", row.words("period"), ""
    try:
        period = read_period(words, year_starts_in=year_starts_in)
    except NotAPeriod as reason:
        raise RowRefused(column, str(reason)) from None
    return period._replace(as_given=given) if given else period


def _day(row: Row, name: str) -> str:
    """A day in a column of days: there a spreadsheet's date is what it should be."""
    cell = row.cell(name)
    return cell.value.strftime("%Y-%m-%d") if cell.kind == "date" else " ".join(cell.text.split())


def _number(row: Row, label: str, unit: str, mapping: Long) -> Number:
    number = number_in(row.cell("value"), unit)
    mark = next((mark for words, mark in mapping.marks if words.search(label)), "")
    return number._replace(mark=mark) if mark and number.number is not None and not number.mark else number


def number_in(cell: Cell, unit: str, scale: int = 1) -> Number:
    """The number in a cell, times `scale`.

    Raises RowRefused for what is no number, and for a percentage outside 0 to 100.
    """
    if len(cell.text) > LONGEST_NUMBER:
        raise RowRefused("value", f"This is longer than {LONGEST_NUMBER} characters, so it is not a number.")
    try:
        number = read_number(cell, scale=scale)
    except NotANumber as reason:
        raise RowRefused("value", str(reason)) from None
    if unit == "%" and number.number is not None and not Decimal(0) <= number.number <= Decimal(100):
        raise RowRefused(
            "value",
            f"{number.as_given} is not a percentage: it must lie between 0 and 100. "
            "Check the number, or give its unit if it is not a percentage.",
        )
    return number


def _base(row: Row) -> Base:
    row.words("base")
    try:
        return read_base(row.cell("base"))
    except NotANumber as reason:
        raise RowRefused("base", str(reason)) from None


def _source(words: str, mapping: Long, file: str) -> tuple[SourceRead, tuple[str, ...]]:
    """The source a row names, and what it says besides ("via …")."""
    address, *via = (part.strip() for part in words.split(" ; "))
    if not address:
        return SourceRead(file, file), ()
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    for publisher in sorted(mapping.publishers, key=lambda each: -len(each.host)):
        if host == publisher.host or host.endswith("." + publisher.host):
            return SourceRead(address, _title(address, publisher.name), publisher.name, publisher.licence), tuple(via)
    return SourceRead(address, _title(address, host)), tuple(via)


def _title(address: str, publisher: str) -> str:
    """A name for a page: its publisher, and the words in its address.

    >>> _title("https://www.gov.scot/publications/charter-progress-2022/pages/6/", "Scottish Government")
    'Scottish Government: charter progress 2022'
    """
    words = max(urlsplit(address).path.split("/"), key=lambda part: part.count("-")).removesuffix(".html")
    words = " ".join(word for word in words.split("-") if word)
    return f"{publisher}: {words}"[:300] if publisher and " " in words else publisher or address[:300]
