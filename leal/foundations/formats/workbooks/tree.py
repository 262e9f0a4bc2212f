"""The tree of a workbook: its tables, what their columns hold, and every fault of it said before a byte is written."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Literal

from ..refusals import CannotBeWritten


class NotATable(CannotBeWritten):
    """Figures that do not make a table a reader could use; the text says where, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Shorthand in the place of a figure: “[c]”, and what it means."""

    letter: str
    meaning: str

    def __str__(self) -> str:
        return f"[{self.letter}]"


CONFIDENTIAL = Mark("c", "Confidential: hidden so that nobody can be known by it.")
NOT_APPLICABLE = Mark("z", "Not applicable: not asked, or it cannot be.")
NOT_AVAILABLE = Mark("x", "Not available: nobody has told us.")


@dataclass(frozen=True, slots=True)
class Noted:
    """Words of a cell with notes of their own. A figure cannot carry one: put it on the words of its row."""

    text: str
    notes: tuple[str, ...]


Value = str | int | float | Decimal | bool | date | Mark | Noted | None
Kind = Literal["text", "number", "date", "truth"]
FITS: dict[Kind, tuple[type, ...]] = {
    "text": (str, Noted),
    "number": (int, float, Decimal),
    "date": (date,),
    "truth": (bool,),
}
MEANT: dict[Kind, str] = {"text": "words", "number": "numbers", "date": "dates", "truth": "yes or no"}


AS_GIVEN = -1


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds.

    name    its header; unlike every other header of its table
    kind    "text", "number", "date" or "truth" (shown as Yes and No)
    unit    of numbers: “%”, “seconds”; stands in the header, so that cells hold numbers alone.
            A share is given as it is read: 89.3, never 0.893
    places  digits after the point; None for as many as the finest of its numbers needs, six at most;
            AS_GIVEN for a column of unlike figures, each with its own
    about   what it means, for the metadata
    notes   each a sentence; they are gathered on the sheet of notes
    """

    name: str
    kind: Kind = "text"
    unit: str = ""
    places: int | None = None
    about: str = ""
    notes: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The words over the column, its unit among them, without marks of notes."""
        return f"{self.name} ({self.unit})" if self.unit else self.name


# What no spreadsheet takes in the name of a sheet; a name a file system knows is made from the same words.
NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$|^\s|\s$|^$")
LONGEST_NAME = 31
OURS = ("Cover", "Contents", "Notes")


@dataclass(frozen=True, slots=True)
class DataTable:
    """One table: one sheet of a workbook, one CSV file.

    name    of its sheet, at most 31 letters: “Table 1”
    title   what it shows, of whom and when
    lines   what a reader must know first: one sentence or two each
    source  where the figures come from
    notes   to the whole table
    blank   what stands for None; without one such cells are blank, and a line says what that means
    said    what that line says

    Raises NotATable, at once, when it cannot be read as a table.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    lines: tuple[str, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = ()
    blank: Mark | None = NOT_AVAILABLE
    said: str = "Where a cell is blank, there is nothing to tell."

    def __post_init__(self) -> None:
        if len(self.name) > LONGEST_NAME or NO_NAME.search(self.name) or self.name.casefold() == "history":
            raise NotATable(
                f"A sheet cannot be called “{self.name}”. Give it another name: at most {LONGEST_NAME} letters, "
                "none of [ ] : * ? / \\ and no apostrophe first or last."
            )
        if not self.columns:
            raise NotATable(f"“{self.name}” has no columns. Give it at least one, or leave the table out.")
        if twice := _twice(column.header for column in self.columns):
            raise NotATable(f"“{self.name}” has two columns called “{twice}”. Give each a header of its own.")
        if not all(column.name.strip() for column in self.columns):
            raise NotATable(f"A column of “{self.name}” has no header. Give it one.")
        for at, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise NotATable(
                    f"Row {at} of “{self.name}” has {len(row)} cells for {len(self.columns)} columns. "
                    "Make them as many."
                )
        for column, values in zip(self.columns, zip(*self.rows, strict=True), strict=False):
            self._check(column, values)

    def _check(self, column: Column, values: tuple[Value, ...]) -> None:
        """By the types there are, not cell by cell: tables are long and their faults few."""
        fits = (*FITS[column.kind], Mark, type(None))
        if wrong := {kind for kind in set(map(type, values)) if not _fits(kind, fits)}:
            at, value = next((at, value) for at, value in enumerate(values, start=1) if type(value) in wrong)
            raise NotATable(
                f"Row {at} of “{self.name}”: “{value}” stands under “{column.name}”, which holds "
                f"{MEANT[column.kind]}. Mend the cell, or say that the column holds text."
            )
        for at, value in enumerate(values, start=1) if column.kind == "number" else ():
            if isinstance(value, float | Decimal) and not isfinite(value):
                raise NotATable(f"Row {at} of “{self.name}”: “{value}” under “{column.name}” is no number to print.")

    @property
    def noted(self) -> Iterator[str]:
        """Every note, in the order a reader comes upon them."""
        yield from self.notes
        for column in self.columns:
            yield from column.notes
        for row in self.rows:
            for value in row:
                if isinstance(value, Noted):
                    yield from value.notes


@dataclass(frozen=True, slots=True)
class Workbook:
    """Tables that are published together.

    publisher  whose they are
    about      what a reader must know of all of them, a paragraph each
    contact    whom to ask
    licence    under which one may use them; an address where it has one
    published  the day they came out

    Raises NotATable when two tables share a name.
    """

    title: str
    publisher: str
    tables: tuple[DataTable, ...]
    about: tuple[str, ...] = ()
    contact: str = ""
    licence: str = ""
    published: date | None = None
    language: str = "en-GB"
    direction: str = "ltr"

    def __post_init__(self) -> None:
        if twice := _twice([*OURS, *(table.name for table in self.tables)]):
            raise NotATable(f"Two sheets would be called “{twice}”. Give each a name of its own.")

    @property
    def notes(self) -> dict[str, int]:
        """Every note of the workbook and its number, in the order a reader comes upon them."""
        every = dict.fromkeys(note for table in self.tables for note in table.noted)
        return {note: number for number, note in enumerate(every, start=1)}

    @property
    def marks(self) -> list[Mark]:
        """Every mark that stands in a cell, by its letter."""
        found = {mark for table in self.tables for mark in marks_of(table)}
        return sorted(found, key=lambda mark: mark.letter)


def marks_of(table: DataTable) -> set[Mark]:
    """The marks that stand in the cells of a table."""
    found = {value for row in table.rows for value in row if isinstance(value, Mark)}
    return found | {table.blank} if table.blank and has_blanks(table) else found


def has_blanks(table: DataTable) -> bool:
    """Whether a cell of the table has nothing to say."""
    return any(None in row or "" in row for row in table.rows)


def _fits(kind: type, fits: tuple[type, ...]) -> bool:
    # To Python, yes and no are numbers; to a reader they are not.
    return issubclass(kind, fits) and (kind is not bool or bool in fits)


def _twice(names: Iterable[str]) -> str:
    """The first name that comes twice; spreadsheets do not tell large letters from small."""
    told = list(names)
    often = Counter(name.strip().casefold() for name in told)
    return next((name for name in told if often[name.strip().casefold()] > 1), "")
