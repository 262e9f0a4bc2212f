"""Decides what a file is by its first bytes, never by its name, and reads it."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .book import Book, Unreadable
from .comma_separated import csv_rows, read_csv
from .limits import LONG, MEGABYTE, USUAL, Limits
from .opendocument import read_ods
from .package import DAMAGED, kind_of_package

# A file that is plainly something else gets told what to do instead.
NOT_TABLES = (
    (b"%PDF", "This is a PDF. Tables cannot be read from it safely: ask for the spreadsheet behind it."),
    (b"\x89PNG", "This is a picture. Tables cannot be read from it: ask for the spreadsheet behind it."),
    (b"\xff\xd8\xff", "This is a picture. Tables cannot be read from it: ask for the spreadsheet behind it."),
    (b"\x1f\x8b", "This file is packed (gzip). Unpack it and give the file inside."),
    (b"PAR1", "This is a Parquet file. Save it as CSV, ODS or XLSX."),
    (b"{\\rtf", "This is a text document (RTF), not a table. Save the table as CSV, ODS or XLSX."),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_book(source: Path | bytes, *, name: str = "", limits: Limits = USUAL) -> Book:
    """The sheets of a CSV, ODS or XLSX file.

    source  a path, or the bytes of the file
    name    what to call it; by default the file's own name
    limits  sizes past which the file is refused

    Raises Unreadable, whose text is one or two sentences for the reader.

    >>> read_book(b"year,calls\\n2021-22,351\\n2022-23,1337\\n", name="waits.csv").sheets[0].texts()
    [['year', 'calls'], ['2021-22', '351'], ['2022-23', '1337']]
    """
    name = name or (source.name if isinstance(source, Path) else "the file")
    content = bytes_of(source, name, limits)
    digest = hashlib.sha256(content).hexdigest()
    try:
        kind, sheets, notes = _read(content, limits)
    except Unreadable as reason:
        raise Unreadable(f"{name}: {reason}") from reason.__cause__
    except (ValueError, LookupError, OverflowError, RecursionError) as fault:
        # Whatever else a broken or hostile file provokes is the file's fault, not the reader's.
        raise Unreadable(f"{name}: {DAMAGED}") from fault
    return Book(name, kind, digest, tuple(sheets), tuple(notes))


class Rows(NamedTuple):
    """A long table, row by row: the texts of its cells, as a reader sees them. Gone through once."""

    name: str
    digest: str
    rows: Iterator[list[str]]
    notes: tuple[str, ...] = ()


def read_rows(source: Path | bytes, *, name: str = "", limits: Limits = LONG) -> Rows:
    """The rows of a CSV file, or of the first sheet of an ODS or XLSX file, one after another.

    As `read_book`, for tables too long to hold as cells: a survey of 300,000.
    Raises Unreadable, at once or on the way.

    >>> list(read_rows(b"year,seconds\\n2021-22,351\\n2022-23,1337\\n").rows)
    [['year', 'seconds'], ['2021-22', '351'], ['2022-23', '1337']]
    """
    name = name or (source.name if isinstance(source, Path) else "the file")
    content = bytes_of(source, name, limits)
    if content.startswith(b"PK") or not content.strip():
        book = read_book(content, name=name)
        texts = book.sheets[0].texts()
        # A spreadsheet leaves out blank cells at the end of a row; a row of a CSV file that is short is broken.
        width = len(texts[0]) if texts else 0
        return Rows(name, book.digest, (row + [""] * (width - len(row)) for row in texts), book.notes)
    try:
        _refuse_other_kinds(content)
        rows, notes = csv_rows(content)
    except Unreadable as reason:
        raise Unreadable(f"{name}: {reason}") from None
    return Rows(name, hashlib.sha256(content).hexdigest(), rows, tuple(notes))


def bytes_of(source: Path | bytes, name: str, limits: Limits) -> bytes:
    """The bytes of a file that is there and not too big. Raises Unreadable when it is not."""
    if isinstance(source, bytes):
        if len(source) > limits.file:
            raise Unreadable(_too_big(name, len(source), limits))
        return source
    try:
        size = source.stat().st_size
        if size > limits.file:
            raise Unreadable(_too_big(name, size, limits))
        return source.read_bytes()
    except FileNotFoundError:
        raise Unreadable(f"{name}: there is no such file. Check the name and the folder.") from None
    except IsADirectoryError:
        raise Unreadable(f"{name}: this is a folder. Give the files inside it.") from None
    except OSError as reason:
        raise Unreadable(f"{name}: the file cannot be opened ({reason.strerror}).") from None


def _too_big(name: str, size: int, limits: Limits) -> str:
    return (
        f"{name}: the file is {size / MEGABYTE:,.0f} MB and at most {limits.file / MEGABYTE:,.0f} MB can be read. "
        "Split it into smaller files."
    )


def _read(content: bytes, limits: Limits):
    if not content.strip():
        raise Unreadable("The file is empty.")
    if content.startswith(b"PK"):
        kind = kind_of_package(content)
        sheets, notes = _reader_of(kind)(content, limits)
    else:
        _refuse_other_kinds(content)
        kind = "csv"
        sheets, notes = read_csv(content, limits)
    if not any(sheet.rows for sheet in sheets):
        raise Unreadable("Every sheet of the file is empty.")
    return kind, sheets, notes


def _reader_of(kind: str):
    if kind == "ods":
        return read_ods
    # openpyxl takes a quarter of a second to load, so only for those who need it.
    from .workbook import read_xlsx

    return read_xlsx


def _refuse_other_kinds(content: bytes) -> None:
    for start, sentence in NOT_TABLES:
        if content.startswith(start):
            raise Unreadable(sentence)
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable("The file is locked with a password. Save a copy without one.")
        raise Unreadable("This is an old Excel file (.xls). Save it as .xlsx, .ods or .csv.")
    beginning = content[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if beginning.startswith((b"<!doctype html", b"<html")):
        raise Unreadable("This is a web page, not a table. Fetch the file that the page links to.")
    if beginning.startswith(b"<?xml"):
        raise Unreadable("This is an XML file, not a table. Save it as CSV, ODS or XLSX.")
