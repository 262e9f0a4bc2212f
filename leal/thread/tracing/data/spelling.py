"""Lists as JSON and as CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args, get_origin

import msgspec

from leal.foundations.formats.workbooks import guarded

BETWEEN = " | "


def as_json(told: dict[str, Any], columns: Sequence[str], rows: Iterable[Sequence]) -> Iterator[bytes]:
    """What is told of a list, then its items, one a line, a piece at a time."""
    yield msgspec.json.encode(told)[:-1] + b',"items":['
    between = b"\n"
    for piece in _pieces(rows):
        items = (msgspec.json.encode(dict(zip(columns, row, strict=True))) for row in piece)
        yield between + b",\n".join(items)
        between = b",\n"
    yield b"\n]}\n"


def as_csv(columns: Sequence[str], rows: Iterable[Sequence]) -> Iterator[bytes]:
    """One header row, then the rows, in UTF-8 with the mark by which spreadsheets know it.

    Lists of words are joined by " | "; text that a spreadsheet would work out as a sum begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    yield b"\xef\xbb\xbf" + _taken(out)
    for piece in _pieces(rows):
        writer.writerows([[cell(value) for value in row] for row in piece])
        yield _taken(out)


def cell(value: Any) -> str:
    """A value as one cell of a CSV file.

    >>> cell(["a", "b"]), cell(None), cell(True), cell("=1+1"), cell("-5")
    ('a | b', '', 'true', "'=1+1", '-5')
    """
    return guarded(words(value))


def words(value: Any) -> str:
    """A value in one line of text."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return BETWEEN.join(_word(each) for each in value)
    return str(value)


def _word(value: Any) -> str:
    return " ".join(str(each) for each in value) if isinstance(value, list | tuple) else str(value)


def _taken(out: io.StringIO) -> bytes:
    written = out.getvalue().encode()
    out.seek(0)
    out.truncate()
    return written


def _pieces(rows: Iterable[Sequence], size: int = 2000) -> Iterator[list[Sequence]]:
    held: list[Sequence] = []
    for row in rows:
        held.append(row)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def columns(item: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of an item that fit in a cell; lists of things have lists of their own."""
    return tuple(field.name for field in msgspec.structs.fields(item) if not _holds_things(field.type))


def _holds_things(kind: Any) -> bool:
    return get_origin(kind) is list and any(
        isinstance(held, type) and issubclass(held, msgspec.Struct) for held in get_args(kind)
    )
