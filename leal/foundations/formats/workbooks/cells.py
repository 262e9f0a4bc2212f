"""What one cell holds and shows: the same in every format, rounded once."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from .tree import AS_GIVEN, Column, DataTable, Mark, Noted, Value

FINEST = 6
# No spreadsheet and no XML knows these signs; a tab is a space in a table.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Cell(NamedTuple):
    """text is what a reader sees; number and day are there where it is one; sheet is where a click leads."""

    text: str
    number: Decimal | None = None
    day: date | None = None
    sheet: str = ""


BLANK = Cell("")
Maker = Callable[[Value], Cell]


def readable(words: str) -> str:
    """Words without the signs that no format can hold.

    >>> readable("a\\x00b\\r\\nc")
    'ab\\nc'
    """
    return UNREADABLE.sub("", words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def marked(words: str, notes: tuple[str, ...], numbers: dict[str, int]) -> str:
    """Words with the mark of each note behind them."""
    return " ".join([readable(words), *(f"[note {numbers[note]}]" for note in notes)])


class Grid(NamedTuple):
    """The cells of a table, row by row, and for each column how many digits stand behind the point of its figures."""

    rows: list[list[Cell]]
    digits: tuple[int, ...]


def grid(table: DataTable, numbers: dict[str, int]) -> Grid:
    """Every cell of a table.

    numbers  of the notes of the whole workbook
    """
    blank = Cell(str(table.blank)) if table.blank else BLANK
    columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    digits = tuple(_digits(column, values) for column, values in zip(table.columns, columns, strict=True))
    made = [
        [_cell(value, blank, make) for value in values]
        for values, make in (
            (values, _maker(column, places, numbers))
            for column, values, places in zip(table.columns, columns, digits, strict=True)
        )
    ]
    return Grid([list(row) for row in zip(*made, strict=True)], digits)


def _cell(value: Value, blank: Cell, make: Maker) -> Cell:
    if value is None or value == "":
        return blank
    return Cell(str(value)) if isinstance(value, Mark) else make(value)


def _maker(column: Column, places: int, numbers: dict[str, int]) -> Maker:
    if column.kind == "number":
        return _as_given if places == AS_GIVEN else _rounder(places)
    if column.kind == "date":
        return _day
    if column.kind == "truth":
        return lambda value: Cell("Yes" if value else "No")
    return lambda value: Cell(
        marked(value.text, value.notes, numbers) if isinstance(value, Noted) else readable(str(value))
    )


def _digits(column: Column, values: tuple[Value, ...]) -> int:
    if column.places is not None or column.kind != "number":
        return column.places or 0
    needed = (
        -Decimal(str(value)).normalize().as_tuple().exponent
        for value in set(values)
        if isinstance(value, float | Decimal)
    )
    return min(FINEST, max(0, 0, *needed))


def _rounder(digits: int) -> Maker:
    step = Decimal(1).scaleb(-digits)

    def rounded(value: Value) -> Cell:
        if isinstance(value, int) and not digits:
            return Cell(f"{value:,}", number=Decimal(value))
        exact = Decimal(str(value))
        # Very long numbers stay as they are: they have no digits left to round.
        number = exact.quantize(step, ROUND_HALF_UP) if abs(exact) < 10**18 else exact
        return Cell(f"{number:,.{digits}f}", number=number)

    return rounded


def _as_given(value: Value) -> Cell:
    number = Decimal(str(value))
    return Cell(f"{number:,f}", number=number)


def _day(value: Value) -> Cell:
    day = value.date() if isinstance(value, datetime) else value
    return Cell(f"{day.day} {day:%B} {day.year}", day=day)
