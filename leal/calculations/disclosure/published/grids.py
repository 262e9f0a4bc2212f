"""Sheets as grids of figures with their labels: where the headings are, which columns are labels."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from leal.calculations.files import Cell, Sheet

from .figures import Figure, figure

_LABELLED = re.compile(r"\b(year|date|month|quarter|code|id|no\.|week|rank|row|postcode|period)$", re.IGNORECASE)
_LEGEND = re.compile(
    r"^\s*(?:meaning|description|explanation|definition|symbol|shorthand|note text|note)s?\b", re.IGNORECASE
)
_YEAR = re.compile(r"^(?:19|20)\d\d(?:\s*[-/–]\s*(?:\d\d|\d{4}))?$")
# In a heading "16 to 24" is an age and "0 to 4 weeks" a wait; in a cell it may hide a count.
_AGES = re.compile(r"^\d+\s*(?:-|–|to|and|\+)")
MEASURED = re.compile(r"%|per ?cent|share|proportion|rate|count|people|total|responses|respondents", re.IGNORECASE)


class Place(NamedTuple):
    """Where a cell stands: file, sheet, row and column from 0."""

    file: str
    sheet: str
    row: int
    column: int

    def address(self) -> str:
        """The cell as a spreadsheet names it.

        >>> Place("f", "s", 9, 28).address()
        'AC10'
        """
        letters, column = "", self.column + 1
        while column:
            column, rest = divmod(column - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters}{self.row + 1}"


class Grid(NamedTuple):
    """One table of a sheet: figures in rows and columns, with their labels.

    rows     the labels of each row, one per label column
    columns  the heading of each column of figures
    names    the headings of the label columns
    figures  row by row
    places   where each figure stands
    notes    all words of the sheet outside the grid
    """

    title: str
    rows: list[tuple[str, ...]]
    columns: list[str]
    names: list[str]
    figures: list[list[Figure]]
    places: list[list[Place]]
    notes: str


def grids(sheet: Sheet, file: str) -> Iterator[Grid]:
    """The tables of a sheet, each parted from the next by a blank row or a new heading."""
    notes = " ".join(cell.text for row in sheet.rows for cell in row if len(cell.text) > 20)
    for first, last in _blocks(sheet):
        grid = _grid(sheet, file, first, last, notes)
        if grid:
            yield grid


def _blocks(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Runs of rows without a blank one between; a run without figures joins the next."""
    start = None
    for number, row in enumerate([*sheet.rows, ()]):
        if any(row):
            start = number if start is None else start
        elif start is not None:
            if any(_has_figures(sheet.rows[at]) for at in range(start, number)):
                yield start, number
                start = None
            elif max(sum(map(bool, sheet.rows[at])) for at in range(start, number)) < 2:
                start = None


def _has_figures(row: tuple[Cell, ...]) -> bool:
    return any(figure(cell).kind != "nothing" for cell in row[1:])


def _grid(sheet: Sheet, file: str, first: int, last: int, notes: str) -> Grid | None:
    heading = next((at for at in range(first, last) if sum(map(bool, sheet.rows[at])) >= 2), None)
    if heading is None:
        return None
    body = heading + 1 if _is_heading(sheet.rows[heading]) else heading
    while body < last and not _has_figures(sheet.rows[body]) and sum(map(bool, sheet.rows[body])) >= 2:
        body += 1
    width = max(len(sheet.rows[at]) for at in range(first, last))
    headings = _headings(sheet, range(heading, body), width)
    read = [
        [figure(cell) for cell in (*row, *[Cell("", None, "empty")] * (width - len(row)))]
        for row in sheet.rows[body:last]
    ]
    texts = [
        [cell.text.strip() for cell in (*row, *[Cell("", None, "empty")] * (width - len(row)))]
        for row in sheet.rows[body:last]
    ]
    labels, counted = _columns(headings, read, texts)
    if not counted or not read:
        return None
    title = next((c.text for row in sheet.rows[:heading] for c in row if c), sheet.name)
    return Grid(
        title,
        [tuple(row[at] for at in labels) for row in _filled_down(texts, labels)],
        [headings[at] for at in counted],
        [headings[at] for at in labels],
        [[row[at] for at in counted] for row in read],
        [[Place(file, sheet.name, body + number, at) for at in counted] for number in range(len(read))],
        notes,
    )


def _is_heading(row: tuple[Cell, ...]) -> bool:
    """A first row is a heading unless it already holds figures that are no years."""
    held = [cell for cell in row[1:] if figure(cell).kind == "shown"]
    return all(_YEAR.match(cell.text.strip()) or _AGES.match(cell.text.strip()) for cell in held)


def _headings(sheet: Sheet, rows: range, width: int) -> list[str]:
    """The heading of each column, joined cells written out, several rows as one."""
    grid = {(row, at): cell.text.strip() for row in rows for at, cell in enumerate(sheet.rows[row]) if cell}
    for span in sheet.joined:
        for row in range(span.row, span.row + span.rows):
            for at in range(span.column, span.column + span.columns):
                if row in rows and (span.row, span.column) in grid:
                    grid[row, at] = grid[span.row, span.column]
    parts = [[grid.get((row, at), "") for row in rows] for at in range(width)]
    return [" | ".join(dict.fromkeys(part for part in column if part)) for column in parts]


def _columns(headings: list[str], read: list[list[Figure]], texts: list[list[str]]) -> tuple[list[int], list[int]]:
    """Which columns are labels and which are figures; words after the figures are remarks."""
    labels, counted = [], []
    for at, heading in enumerate(headings):
        full = [row for row in range(len(read)) if texts[row][at]]
        figures = sum(1 for row in full if read[row][at].kind != "nothing" or read[row][at].mark)
        is_figures = full and figures * 2 > len(full) and not _is_label(heading, [texts[row][at] for row in full])
        if is_figures and (at > 0 or len(headings) == 1):
            counted.append(at)
        elif full and not counted:
            labels.append(at)
    return labels or [0], [at for at in counted if at not in labels]


def _is_label(heading: str, texts: list[str]) -> bool:
    """Years, codes and dates are labels though they are numbers."""
    if _LABELLED.search(heading.strip()) and not MEASURED.search(heading):
        return True
    if _LEGEND.search(heading):
        return True
    return all(_YEAR.match(text) for text in texts) and "year" in heading.lower()


def _filled_down(texts: list[list[str]], labels: list[int]) -> list[list[str]]:
    """Labels written once for several rows, written for each; never in the last label column."""
    filled = [list(row) for row in texts]
    for before, row in zip(filled, filled[1:], strict=False):
        for number, at in enumerate(labels[:-1]):
            if row[at] or any(row[other] for other in labels[:number]):
                continue
            row[at] = before[at]
    return filled
