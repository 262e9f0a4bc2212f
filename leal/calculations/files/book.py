"""What comes out of a file of tables: a book of sheets of rows of cells."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

Value = str | float | bool | date | datetime | time | timedelta | None


class Unreadable(Exception):
    """The file cannot be read as tables; the text says why and how to mend it."""


class Cell(NamedTuple):
    """One cell: `text` is what a reader sees, `value` what the file holds.

    They differ where a format hides something: 0.32836 shown as "33%".
    Shares marked as percentages in a spreadsheet are held between 0 and 1.
    `kind` is "text", "number", "percentage", "date", "time", "truth",
    "error" or "empty"; a CSV file knows only "text" and "empty".
    """

    text: str
    value: Value
    kind: str

    def __bool__(self) -> bool:
        return self.kind != "empty"


EMPTY = Cell("", None, "empty")
Row = tuple[Cell, ...]


class Span(NamedTuple):
    """Cells joined into one: the place of the first (from 0), and how many."""

    row: int
    column: int
    rows: int
    columns: int


class Sheet(NamedTuple):
    """One sheet. Row 0 is the first row of the sheet, blank rows kept.

    Blank rows at the end are left out. In a spreadsheet blank cells at the
    end of a row are left out too, so rows differ in length; of joined cells
    only the first holds anything. `hidden_rows` and `hidden_columns` are
    there in the file and not on the screen.
    """

    name: str
    rows: tuple[Row, ...]
    joined: tuple[Span, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def texts(self) -> list[list[str]]:
        """The shown text of every cell, row by row."""
        return [[cell.text for cell in row] for row in self.rows]


class Book(NamedTuple):
    """A file of tables.

    `kind` is "csv", "ods" or "xlsx"; `digest` the SHA-256 of its bytes;
    `notes` sentences about anything that was guessed or left out.
    """

    name: str
    kind: str
    digest: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
