"""A CSV file as a heading and rows of cells, or the reasons why it cannot be read as one."""

import csv
import io
from collections import Counter
from dataclasses import dataclass

from .faults import Fault, Unreadable, together

SAVE_AS = "Save it as “CSV UTF-8”"


@dataclass(frozen=True)
class Sheet:
    """cells[r] has one text per heading; numbers[r] is its row in a spreadsheet (the heading is row 1)."""

    name: str
    heading: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]

    def column(self, heading: str) -> list[str]:
        """All cells under one heading."""
        place = self.heading.index(heading)
        return [row[place] for row in self.cells]


def sheet(name: str, content: bytes) -> Sheet:
    """Read a CSV file with one heading row. Wholly empty rows are left out.

    Raises Unreadable with every fault: encoding, quotes, doubled or missing
    headings, rows with too many or too few cells.
    """
    records = parsed(name, text_of(name, content))
    if not records:
        raise Unreadable([Fault(name, "The file is empty", "Add a heading row and one row for each entry")])
    (_, heading), *rows = records
    faults = heading_faults(name, heading) + width_faults(name, heading, rows)
    if faults:
        raise Unreadable(together(faults))
    if not rows:
        raise Unreadable([Fault(name, "There is a heading but no row under it", "Add one row for each entry")])
    return Sheet(name, tuple(heading), tuple(tuple(row) for _, row in rows), tuple(number for number, _ in rows))


def text_of(name: str, content: bytes) -> str:
    """The file as text. UTF-8, with or without a byte order mark."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in content[:1000]:
        raise Unreadable([Fault(name, "The file is not UTF-8 text (it looks like UTF-16)", SAVE_AS)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content[: wrong.start].count(b"\n") + 1
        what = f"The file is not UTF-8 text: byte {content[wrong.start]:#04x} cannot be read"
        raise Unreadable([Fault(name, what, SAVE_AS, (line,))]) from None


def parsed(name: str, text: str) -> list[tuple[int, list[str]]]:
    """Each record with its row number, without the empty ones."""
    reader, records, number = csv.reader(io.StringIO(text, newline=""), strict=True), [], 0
    try:
        for number, record in enumerate(reader, start=1):
            if any(cell.strip() for cell in record):
                records.append((number, record))
    except csv.Error as wrong:
        mend = "Look for a quotation mark that is not closed, or put the cell in quotation marks"
        raise Unreadable([Fault(name, f"The row cannot be read ({wrong})", mend, (number + 1,))]) from None
    return records


def heading_faults(name: str, heading: list[str]) -> list[Fault]:
    """Headings that are missing or there twice, and separators that are no commas."""
    if len(heading) == 1 and any(mark in heading[0] for mark in ";\t|"):
        return [Fault(name, "The cells are not parted by commas", "Save it as CSV with commas between the cells", (1,))]
    faults = [
        Fault(name, f"The heading “{text}” is there {times} times", "Rename or delete all but one", (1,), text)
        for text, times in Counter(heading).items()
        if times > 1 and text.strip()
    ]
    blank = [place for place, text in enumerate(heading, start=1) if not text.strip()]
    return faults + [Fault(name, f"Column number {place} has no heading", "Name it", (1,)) for place in blank]


def width_faults(name: str, heading: list[str], rows: list[tuple[int, list[str]]]) -> list[Fault]:
    """Rows that have more or fewer cells than the heading."""
    mend = "Add or remove cells, or put cells that hold a comma in quotation marks"
    return [
        Fault(name, f"There are {len(row)} cells where the heading has {len(heading)}", mend, (number,))
        for number, row in rows
        if len(row) != len(heading)
    ]
