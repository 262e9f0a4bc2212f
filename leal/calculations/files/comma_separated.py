"""CSV as the world writes it: any encoding, any separator."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

from .book import EMPTY, Cell, Sheet, Unreadable
from .encodings import decoded
from .limits import Limits
from .package import trimmed

SEPARATORS = ",;\t|"


def read_csv(content: bytes, limits: Limits) -> tuple[list[Sheet], list[str]]:
    """The one sheet of a CSV file, and what had to be guessed."""
    text, notes = decoded(content)
    text, separator = _separator(text)
    rows, cells = [], 0
    for raw in _records(text, separator):
        cells += len(raw)
        if cells > limits.cells or len(rows) >= limits.rows:
            raise Unreadable(
                f"The file has more than {limits.rows:,} rows or {limits.cells:,} cells. Split it into smaller files."
            )
        rows.append(tuple(Cell(text, text, "text") if text else EMPTY for text in raw))
    return [Sheet("", trimmed(rows))], notes


def csv_rows(content: bytes) -> tuple[Iterator[list[str]], list[str]]:
    """The rows of a CSV file one after another, for files too long to hold as cells, and what had to be guessed."""
    text, notes = decoded(content)
    text, separator = _separator(text)
    return _one_by_one(text, separator), notes


def _one_by_one(text: str, separator: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from rows
    except csv.Error:
        raise Unreadable(
            f"Around line {rows.line_num:,} a quotation mark opens and does not close, or stands inside a cell and is "
            "not doubled. Mend it, or save the file again as CSV."
        ) from None


def _separator(text: str) -> tuple[str, str]:
    """The text without Excel's own `sep=` line, and the separator.

    >>> _separator("Answer;Share\\nYes;89,5\\n")[1]
    ';'
    """
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[4]
    return text, max(SEPARATORS, key=lambda separator: _evidence(text[:65536], separator))


def _evidence(beginning: str, separator: str) -> tuple[int, int]:
    """How many of the first rows the separator cuts alike, into how many cells."""
    try:
        reader = csv.reader(io.StringIO(beginning, newline=""), delimiter=separator)
        widths = [len(row) for row in islice(reader, 50) if row]
    except csv.Error:
        return (0, 0)
    wide = [width for width in widths if width > 1]
    if not wide:
        return (0, 0)
    commonest = max(set(wide), key=lambda width: (wide.count(width), width))
    return (wide.count(commonest), commonest)


def _records(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as reason:
        if "unexpected end" in str(reason):
            raise Unreadable(
                "A quotation mark opens and never closes, or the file breaks off. Close it, or fetch the file again."
            ) from None
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise Unreadable("A cell is longer than 131,072 characters. Is this a table?") from None
