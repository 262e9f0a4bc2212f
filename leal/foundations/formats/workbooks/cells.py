"""What one cell holds and shows: the same in every format, rounded once."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from .tree import Column, DataTable, Mark, Noted, Value

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


def cells(table: DataTable, numbers: dict[str, int]) -> list[list[Cell]]:
    """Every cell of a table, row by row.

    numbers  of the notes of the whole workbook
    """
    blank = Cell(str(table.blank)) if table.blank else BLANK
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.columns)
    made = [
        [_cell(value, blank, make) for value in values]
        for values, make in (
            (values, _maker(column, values, numbers)) for column, values in zip(table.columns, columns, strict=True)
        )
    ]
    return [list(row) for row in zip(*made, strict=True)]


def _cell(value: Value, blank: Cell, make: Maker) -> Cell:
    if value is None or value == "":
        return blank
    return Cell(str(value)) if isinstance(value, Mark) else make(value)


def _maker(column: Column, values: tuple[Value, ...], numbers: dict[str, int]) -> Maker:
    if column.kind == "number":
        return _rounder(places(column, values))
    if column.kind == "date":
        return _day
    if column.kind == "truth":
        return lambda value: Cell("Yes" if value else "No")
    return lambda value: Cell(
        marked(value.text, value.notes, numbers) if isinstance(value, Noted) else readable(str(value))
    )


def places(column: Column, values: tuple[Value, ...]) -> int:
    """How many digits stand behind the point in every figure of a column."""
    if column.places is not None:
        return column.places
    needed = (
        -Decimal(str(value)).normalize().as_tuple().exponent
        for value in values
        if isinstance(value, float | Decimal) and not isinstance(value, bool)
    )
    return min(FINEST, max(0, *needed, 0))


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


def _day(value: Value) -> Cell:
    day = value.date() if isinstance(value, datetime) else value
    return Cell(f"{day.day} {day:%B} {day.year}", day=day)
