"""A file of answers as it is written: a row a person, a column a question."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

import numpy as np

from leal.calculations.files import Unreadable, read_rows

from .faults import Fault, Faulty

CHUNK = 10_000  # rows held as text at a time


@dataclass(frozen=True, eq=False)
class Column:
    """One column as written.

    name   its header
    words  the different things written in it, spaces around them taken off
    codes  one a person: the place in `words` of what is written
    """

    name: str
    words: list[str]
    codes: np.ndarray

    def rows_with(self, word: str) -> np.ndarray:
        """The places of the people of whom this is written, from 0."""
        return np.flatnonzero(self.codes == self.words.index(word))

    def told(self) -> list[str]:
        """What is written of each person."""
        return [self.words[code] for code in self.codes]


@dataclass(frozen=True, eq=False)
class People:
    """A file of people: its columns, and the row of the file each person stands in."""

    name: str
    digest: str
    columns: dict[str, Column]
    rows: np.ndarray
    notes: tuple[str, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> Column:
        """Raises Faulty, with the nearest header, when there is no such column."""
        if name not in self.columns:
            near = get_close_matches(name, self.columns, n=1, cutoff=0.6)
            mend = f"Did you mean “{near[0]}”?" if near else f"Its columns are: {', '.join(self.columns)}"
            raise Faulty([Fault(self.name, 1, "", f"there is no column “{name}”. {mend}")])
        return self.columns[name]

    def fault(self, person: int, column: str, what: str) -> Fault:
        """A fault of one person's row."""
        return Fault(self.name, int(self.rows[person]), column, what)


def read_people(source: Path | bytes, *, name: str = "") -> People:
    """A file of answers, one row a person under one row of headers.

    Blank rows are passed over. Raises Faulty with every fault of the file's
    shape, or with the one that keeps it from being read at all.

    >>> people = read_people(b"age,rated\\n65+,Good\\n\\n16-24, Good\\n", name="a.csv")
    >>> people.rows.tolist(), people.columns["rated"].words
    ([2, 4], ['Good'])
    """
    try:
        flowing = read_rows(source, name=name)
        headers = [header.strip() for header in next(flowing.rows, [])]
        faults = _header_faults(flowing.name, headers)
        if faults:
            raise Faulty(faults)
        rows, columns, faults = _columns(flowing.name, headers, flowing.rows)
    except Unreadable as reason:
        label = name or (source.name if isinstance(source, Path) else "the file")
        raise Faulty([Fault(label, 0, "", str(reason).removeprefix(f"{label}: "))]) from None
    if not rows and not faults:
        faults = [Fault(flowing.name, 0, "", "it has a row of headers and no people under it.")]
    if faults:
        raise Faulty(faults)
    return People(flowing.name, flowing.digest, columns, np.array(rows), flowing.notes)


def _header_faults(name: str, headers: list[str]) -> list[Fault]:
    if not any(headers):
        return [Fault(name, 1, "", "the first row must name the columns, and it is empty.")]
    faults = []
    for place, header in enumerate(headers, 1):
        if not header:
            faults.append(Fault(name, 1, f"column {place}", "it has no header. Name it, or take it out."))
        elif header in headers[: place - 1]:
            faults.append(Fault(name, 1, header, "two columns have this header. Give each a name of its own."))
    return faults


def _columns(name: str, headers: list[str], rows) -> tuple[list[int], dict[str, Column], list[Fault]]:
    """Every column coded as it flows by: the words once each, and a small number a person."""
    words: list[dict[str, int]] = [{} for _ in headers]
    codes: list[list[np.ndarray]] = [[] for _ in headers]
    places, faults, row = [], [], 1
    while chunk := list(islice(rows, CHUNK)):
        whole = []
        for cells in chunk:
            row += 1
            if not any(map(str.strip, cells)):
                continue
            if len(cells) < len(headers) or any(map(str.strip, cells[len(headers) :])):
                faults.append(Fault(name, row, "", _ragged(len(cells), len(headers))))
            else:
                whole.append(cells[: len(headers)])
                places.append(row)
        if whole:
            for column, known, found in zip(zip(*whole, strict=True), words, codes, strict=True):
                found.append(_coded(column, known))
    return places, {h: _column(h, known, found) for h, known, found in zip(headers, words, codes, strict=True)}, faults


def _ragged(cells: int, headers: int) -> str:
    mend = "Is a comma inside an answer not in quotation marks?" if cells > headers else "Does it break off?"
    return f"it has {cells} cells and there are {headers} headers. {mend}"


def _coded(column: tuple[str, ...], known: dict[str, int]) -> np.ndarray:
    for word in dict.fromkeys(column):
        known.setdefault(word, len(known))
    return np.fromiter(map(known.__getitem__, column), dtype=np.int32, count=len(column))


def _column(header: str, known: dict[str, int], found: list[np.ndarray]) -> Column:
    """The column, with words that differ only in the spaces around them made one."""
    codes = np.concatenate(found) if found else np.zeros(0, np.int32)
    words: dict[str, int] = {}
    place = np.array([words.setdefault(word.strip(), len(words)) for word in known], dtype=np.int32)
    return Column(header, list(words), place[codes] if len(place) else codes)
