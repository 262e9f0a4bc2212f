"""A table of figures as a block of a document: for pages, paper, books and plain text."""

from ..document import Table
from .cells import grid, marked, readable
from .tree import DataTable, marks_of


def block(table: DataTable) -> Table:
    """The same figures under the same headers; notes and signs are told under it, as it may stand alone there."""
    numbers = {note: number for number, note in enumerate(dict.fromkeys(table.noted), start=1)}
    notes = [f"Note {number}: {note}" for note, number in numbers.items()]
    signs = [f"{mark}: {mark.meaning}" for mark in sorted(marks_of(table), key=str)]
    source = [f"Source: {table.source}"] if table.source else []
    return Table(
        caption=marked(table.title, table.notes, numbers),
        columns=tuple(marked(column.header, column.notes, numbers) for column in table.columns),
        rows=tuple(tuple(cell.text for cell in row) for row in grid(table, numbers).rows),
        note=" ".join(map(readable, [*table.lines, *notes, *signs, *source])),
    )
