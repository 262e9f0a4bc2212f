"""A workbook laid out as sheets, cell by cell, before any format is chosen."""

import re
import textwrap
from typing import NamedTuple

from .cells import BLANK, Cell, grid, marked, readable
from .tree import Column, DataTable, Workbook, has_blanks, marks_of

NARROWEST, WIDEST, PROSE = 10, 50, 90  # letters


class Line(NamedTuple):
    """One cell of words in the first column. `kind` is "title", "heading" or "text"; `sheet` where it leads."""

    text: str
    kind: str = "text"
    sheet: str = ""


class Laid(NamedTuple):
    """One sheet: lines, then one table directly under them.

    table    the name of the marked table, for programs and screen readers; "" when there is none
    columns  what each column holds, with its digits
    widths   of columns, in letters
    """

    name: str
    lines: list[Line]
    table: str = ""
    columns: tuple[Column, ...] = ()
    headers: tuple[str, ...] = ()
    rows: list[list[Cell]] = []
    digits: tuple[int, ...] = ()
    widths: tuple[int, ...] = (PROSE,)


def sheets(workbook: Workbook) -> list[Laid]:
    """Cover, contents, notes where there are any, then each table on a sheet of its own."""
    numbers = workbook.notes
    tables = [_table(table, at, numbers) for at, table in enumerate(workbook.tables, start=1)]
    notes = [_notes(workbook, numbers)] if numbers or workbook.marks else []
    return [_cover(workbook), _contents(workbook, bool(notes)), *notes, *tables]


def _cover(workbook: Workbook) -> Laid:
    lines = [Line(workbook.title, "title"), Line(workbook.publisher)]
    if workbook.published:
        lines.append(Line(f"Published on {workbook.published.day} {workbook.published:%B %Y}"))
    if workbook.about:
        lines += [Line("About these tables", "heading"), *map(Line, workbook.about)]
    lines += [Line("What is in this workbook", "heading"), Line("Contents", sheet="Contents")]
    if workbook.contact:
        lines += [Line("Whom to ask", "heading"), Line(workbook.contact)]
    if workbook.licence:
        lines += [Line("Licence", "heading"), Line(workbook.licence)]
    return Laid("Cover", [line._replace(text=readable(line.text)) for line in lines])


def _contents(workbook: Workbook, noted: bool) -> Laid:
    known = {"Notes": "Notes, and what the signs in tables mean"} if noted else {}
    held = known | {table.name: readable(table.title) for table in workbook.tables}
    return _listing(
        "Contents",
        "This sheet lists the sheets of this workbook. Each name leads to its sheet.",
        ("Sheet", "What it holds"),
        [[Cell(name, sheet=name), Cell(title)] for name, title in held.items()],
    )


def _notes(workbook: Workbook, numbers: dict[str, int]) -> Laid:
    signs = [[Cell(str(mark)), Cell(mark.meaning)] for mark in workbook.marks]
    notes = [[Cell(f"[note {number}]"), Cell(readable(note))] for note, number in numbers.items()]
    about = "This sheet holds every note once, and what each sign in the tables means."
    return _listing("Notes", about, ("Note or sign", "What it says"), notes + signs)


def _listing(name: str, about: str, headers: tuple[str, ...], rows: list[list[Cell]]) -> Laid:
    lines = [Line(name, "title"), Line(about), Line("Back to the cover", sheet="Cover")]
    columns = tuple(map(Column, headers))
    return Laid(name, lines, name.lower(), columns, headers, rows, (0, 0), (LONGEST_OF_NAMES, PROSE))


LONGEST_OF_NAMES = 24


def _table(table: DataTable, at: int, numbers: dict[str, int]) -> Laid:
    rows, digits = grid(table, numbers)
    headers = tuple(marked(column.header, column.notes, numbers) for column in table.columns)
    return Laid(
        table.name,
        [*_lines(table, numbers)],
        f"data_{at}_{re.sub('[^a-z0-9]+', '_', table.name.lower())}".strip("_"),
        table.columns,
        headers,
        rows,
        digits,
        _widths(headers, rows),
    )


def _lines(table: DataTable, numbers: dict[str, int]):
    yield Line(marked(table.title, table.notes, numbers), "title")
    yield Line("This sheet has one table." if table.rows else "The table on this sheet has no rows.")
    yield from map(Line, map(readable, table.lines))
    if any(True for _ in table.noted) or marks_of(table):
        yield Line("Notes, and what signs in the table mean", sheet="Notes")
    if not table.blank and has_blanks(table):
        yield Line(table.said)
    if table.source:
        yield Line(f"Source: {readable(table.source)}")
    yield Line("Back to the contents", sheet="Contents")


def _widths(headers: tuple[str, ...], rows: list[list[Cell]]) -> tuple[int, ...]:
    columns = zip(*rows, strict=True) if rows else [(BLANK,)] * len(headers)
    return tuple(
        max(
            NARROWEST,
            max(min(WIDEST, len(word) + 4) for word in header.split() or [""]),
            min(WIDEST, max(len(cell.text) for cell in column) + 3),
        )
        for header, column in zip(headers, columns, strict=True)
    )


def lines_of(words: str, width: int) -> int:
    """On how many lines words stand in a column of so many letters, rather one too many than one too few."""
    if len(words) < width and "\n" not in words:
        return 1
    return sum(len(textwrap.wrap(line, width - 2)) or 1 for line in words.split("\n"))
