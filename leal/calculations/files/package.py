"""Zipped files (ODS, XLSX) opened without trusting what they say of themselves."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from .book import Unreadable
from .limits import MEGABYTE, Limits

DAMAGED = "The file is damaged, or only a part of it arrived. Fetch it again, or open it and save it anew."
LOCKED = "The file is locked with a password. Save a copy without one."
BOMB = "The file unpacks to far more than a real table holds, so it is not opened."
DECLARES = "The file declares its own XML entities, as no spreadsheet does, so it is not opened."
PIECE = 64 * 1024


def open_package(content: bytes) -> zipfile.ZipFile:
    """The zip archive in these bytes. Raises Unreadable when it is broken."""
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable(DAMAGED) from None


def kind_of_package(content: bytes) -> str:
    """ "ods" or "xlsx", by what is inside. Raises Unreadable for anything else."""
    names = set(open_package(content).namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        raise Unreadable("This is a binary Excel workbook (.xlsb). Save it as .xlsx, .ods or .csv.")
    if "word/document.xml" in names:
        raise Unreadable("This is a Word document, not a table. Save the table as CSV, ODS or XLSX.")
    if "content.xml" in names:
        return "ods"
    raise Unreadable("This is a zip archive, not a table. Unpack it and give the files inside.")


class _Counted(io.RawIOBase):
    """A part of the package as it unpacks, stopped when it grows past what it may."""

    def __init__(self, part, room: int):
        self.part, self.room = part, room

    def read(self, size: int = -1) -> bytes:
        piece = self.part.read(size if size > 0 else self.room + 1)
        self.room -= len(piece)
        if self.room < 0:
            raise Unreadable(BOMB)
        return piece


def open_part(package: zipfile.ZipFile, name: str, limits: Limits) -> _Counted:
    """One file of the package as a stream. Raises Unreadable when locked or a bomb."""
    entry = package.getinfo(name)
    if entry.flag_bits & 0x1:
        raise Unreadable(LOCKED)
    if entry.file_size > limits.unpacked:
        raise Unreadable(f"{BOMB} ({name} would take {entry.file_size / MEGABYTE:,.0f} MB.)")
    if entry.file_size > limits.ratio_from and entry.file_size > limits.ratio * max(entry.compress_size, 1):
        raise Unreadable(BOMB)
    try:
        return _Counted(package.open(entry), limits.unpacked)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        raise Unreadable(DAMAGED) from None


def elements(
    package: zipfile.ZipFile, name: str, limits: Limits, events: tuple[str, ...] = ("end",)
) -> Iterator[tuple[str, ElementTree.Element]]:
    """(event, element) of one XML file, as it is read; events are "start" and "end".

    An XML bomb needs entities; entities need a document type; a document type
    can only stand before the root element. So defusedxml, which is slow, reads
    as far as the root element and the usual parser the whole.

    Raises Unreadable when the XML is broken off, wrong or declares entities.
    """
    try:
        _read_to_root(open_part(package, name, limits))
        stream = open_part(package, name, limits)
        parser = ElementTree.XMLPullParser(events)
        while piece := stream.read(PIECE):
            parser.feed(piece)
            yield from parser.read_events()
        parser.close()
        yield from parser.read_events()
    except DefusedXmlException:
        raise Unreadable(DECLARES) from None
    except (ElementTree.ParseError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
        raise Unreadable(DAMAGED) from None


class _RootReached(Exception):
    pass


class _StopsAtRoot(ElementTree.TreeBuilder):
    def start(self, tag, attrs):
        raise _RootReached


def _read_to_root(stream: _Counted) -> None:
    parser = defusedxml.ElementTree.XMLParser(target=_StopsAtRoot(), forbid_dtd=True)
    try:
        while piece := stream.read(PIECE):
            parser.feed(piece)
        parser.close()
    except _RootReached:
        return


@lru_cache(maxsize=4096)
def local(tag: str) -> str:
    """The name of an element or attribute without its namespace.

    >>> local("{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row")
    'table-row'
    """
    return tag.rpartition("}")[2]


def attributes(element: ElementTree.Element) -> dict[str, str]:
    """An element's attributes by their local names."""
    return {local(name): value for name, value in element.attrib.items()}


def trimmed(rows: list) -> tuple:
    """Rows without the blank ones at the end."""
    last = len(rows)
    while last and not any(rows[last - 1]):
        last -= 1
    return tuple(rows[:last])
