"""A lookup file of postcodes, read whole: every fault of every row at once, by row and column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from leal.calculations.files import Unreadable, read_rows

from .. import postcodes
from ..intake import TOLD_EVERY, RowFault

KINDS = ("postcode", "council_area", "urban_rural")
CALLED = {"postcode": "postcode", "council_area": "council area", "urban_rural": "class of place"}
LONGEST = 60
Row = tuple[str, str, str]


@dataclass
class LookupRead:
    """A lookup as it was read: each whole postcode with its council area and class of place, and every fault."""

    name: str
    digest: str
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    rows: int = 0

    def as_rows(self) -> list[Row]:
        return [(code, *place) for code, place in self.places.items()]


def read_lookup(
    source: Path | bytes,
    *,
    columns: Mapping[str, str],
    names: Mapping[str, str],
    name: str = "",
    tell: Callable[[int], None] = lambda row: None,
) -> LookupRead:
    """Every postcode in a CSV, ODS or XLSX file with where it lies, and every fault of the rows that say no such thing.

    columns  the heading over each kind of cell, by KINDS; "" for a class of place where the file has none
    names    what codes mean: where one value of a column is such a code, every value of it must be
    tell     told which row was read, now and then

    Raises Unreadable when the file as a whole cannot be read, or a heading is not there.
    """
    given = read_rows(source, name=name)
    places = headed([text.strip() for text in next(given.rows, [])], columns, given.name)
    reader = Reader(places, {code.casefold(): words for code, words in names.items()}, columns)
    read = LookupRead(given.name, given.digest)
    for number, cells in enumerate(given.rows, start=2):
        if number % TOLD_EVERY == 0:
            tell(number)
        if any(cells):
            read.rows += 1
            reader.row(number, cells)
    reader.judge_codes()
    read.places, read.faults = reader.found, sorted(reader.faults)
    return read


def headed(heading: list[str], columns: Mapping[str, str], name: str) -> dict[str, int]:
    """In which place of a row each kind of cell stands. Raises Unreadable for headings that are not there."""
    at = {text.casefold(): place for place, text in enumerate(heading)}
    wanted = {kind: columns.get(kind, "") for kind in KINDS}
    missing = [title for title in wanted.values() if title and title.casefold() not in at]
    if missing:
        raise Unreadable(
            f"{name}: there is no column {' and no column '.join(missing)}. "
            f"The first row names these: {', '.join(text for text in heading if text)[:600]}"
        )
    return {kind: at[title.casefold()] for kind, title in wanted.items() if title}


class Reader:
    """Reads the rows of one lookup."""

    def __init__(self, places: Mapping[str, int], names: Mapping[str, str], columns: Mapping[str, str]):
        self.places, self.names, self.columns = places, names, columns
        self.found: dict[str, tuple[str, str]] = {}
        self.first: dict[str, int] = {}
        self.seen: dict[str, dict[str, int]] = {kind: {} for kind in places if kind != "postcode"}
        self.faults: list[RowFault] = []

    def fault(self, row: int, kind: str, what: str, mend: str) -> None:
        self.faults.append(RowFault(row, self.columns.get(kind, ""), what, mend))

    def row(self, number: int, cells: list[str]) -> None:
        """One row: kept, or its faults."""
        before = len(self.faults)
        code = self.code(number, self.cell(cells, "postcode"))
        area, kind = (self.place(number, cells, one) for one in ("council_area", "urban_rural"))
        if len(self.faults) > before:
            return
        known = self.found.setdefault(code, (area, kind))
        if known != (area, kind):
            what = f"{code} lies elsewhere in row {self.first[code]:,}: {', '.join(filter(None, known))}"
            self.fault(number, "postcode", what, "Keep the row that is right")
        else:
            self.first.setdefault(code, number)

    def cell(self, cells: list[str], kind: str) -> str:
        place = self.places.get(kind)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def code(self, number: int, written: str) -> str:
        kept = postcodes.kept(written)
        if not kept:
            what = f"“{written}” is not a whole postcode" if written else "The postcode is missing"
            self.fault(number, "postcode", what, "Write it like IV1 1AA, or leave out the row")
        return kept

    def place(self, number: int, cells: list[str], kind: str) -> str:
        written = self.cell(cells, kind)
        if not written and kind == "council_area":
            self.fault(number, kind, "The council area is missing", "Fill it in, or leave out the row")
        if not written or kind not in self.seen:
            return ""
        self.seen[kind].setdefault(written, number)
        said = self.names.get(written.casefold(), written)
        if len(said) > LONGEST:
            self.fault(number, kind, f"It has {len(said)} letters", f"Say it in {LONGEST} letters or fewer")
        return said

    def judge_codes(self) -> None:
        """Where a column holds codes, each must have a name: nobody lives in “S12000017”."""
        words = {name.casefold() for name in self.names.values()}
        for kind, seen in self.seen.items():
            if not any(value.casefold() in self.names for value in seen):
                continue
            for value, row in seen.items():
                if value.casefold() not in self.names and value.casefold() not in words:
                    mend = "Say what it means, beside the other codes"
                    self.fault(row, kind, f"“{value}” is not among the codes you named, here for the first time", mend)


def names_in(written: str) -> tuple[dict[str, str], list[str]]:
    """What codes mean, from lines such as "S12000017 = Highland"; and the lines that say no such thing.

    >>> names_in("S12000017 = Highland\\n\\nHighland")
    ({'S12000017': 'Highland'}, ['Highland'])
    """
    names, wrong = {}, []
    for line in filter(None, map(str.strip, written.splitlines())):
        code, sign, said = (part.strip() for part in line.partition("="))
        if code and sign and said:
            names[code] = said
        else:
            wrong.append(line)
    return names, wrong
