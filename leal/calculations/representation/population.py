"""How everyone falls into the values of a feature, or of two at once, read from a file."""

import re
from collections.abc import Mapping, Sequence
from itertools import product
from math import isclose
from pathlib import Path
from typing import NamedTuple

from leal.calculations.answers.coding import nearest, plain_number
from leal.calculations.answers.faults import Fault, Faulty, gathered
from leal.calculations.answers.written import Column, People, read_people

from .unsaid import unsaid

Key = tuple[str, ...]
SIZES = {"count": 1.0, "people": 1.0, "share": 1.0, "percent": 100.0}
COUNTED = ("count", "people")
OFF = 0.005  # of the whole: published percentages are rounded, so they may miss 100 by half a point
YEAR = re.compile(r"^(1[89]|20)\d\d([-–/]\d{2}(\d\d)?)?$")
COMMAS = re.compile(r"^\d{1,3}(,\d{3})+(\.\d+)?$")


class Breakdown(NamedTuple):
    """How everyone falls into the values of one feature, or of two.

    shares  of everyone, for each value or each pair of values; they sum to 1
    source  where that was published
    year    the year it is for, as written: "2022", "2019-22"
    """

    features: Key
    shares: Mapping[Key, float]
    source: str
    year: str

    def values(self, place: int = 0) -> Key:
        """The values of one of its features, in the order of the file."""
        return tuple(dict.fromkeys(key[place] for key in self.shares))


class Population(NamedTuple):
    """A population table.

    breakdowns  by the features each is of
    words       for some values what one says after "people": ("age", "Under 25") is "under 25"
    notes       what was left out, for whoever reads the figures
    """

    name: str
    digest: str
    breakdowns: Mapping[Key, Breakdown]
    words: Mapping[tuple[str, str], str]
    notes: tuple[str, ...] = ()

    def of(self, *features: str) -> Breakdown | None:
        """The breakdown by one feature or by two, in whichever order the file has them."""
        return self.breakdowns.get(features) or self.breakdowns.get(features[::-1])

    def single(self) -> list[str]:
        """The features that stand alone in it."""
        return [key[0] for key in self.breakdowns if len(key) == 1]


class _Row(NamedTuple):
    place: int
    features: Key
    values: Key
    size: float
    source: str
    year: str


def read_population(
    source: Path | bytes, *, name: str = "", known: Mapping[str, Sequence[str]] | None = None
) -> Population:
    r"""A population table, from a file with a row a value.

    Columns: `feature`, `value`, one of `count`, `share` or `percent`,
    `source`, `year`; for tables of two features also `and feature` and `and
    value`; and, if you like, `words`: what one says after "people".
    Counts are made shares of their sum. Rows for people of whom the source
    knows nothing ("not stated") are left out and noted.

    known  the features there may be and the values of each, no values where any will do;
           each value then needs its row

    Raises Faulty with every fault at once.

    Women in Scotland in 2015, https://www.bbc.co.uk/news/uk-scotland-scotland-politics-38143598:

    >>> table = b"feature,value,count,source,year\ngender,Women,2762531,NRS,2015\ngender,Men,2610469,NRS,2015\n"
    >>> {key[0]: round(share, 3) for key, share in read_population(table).of("gender").shares.items()}
    {'Women': 0.514, 'Men': 0.486}
    """
    file = read_people(source, name=name)
    _, size = gathered(lambda: _columns(file), lambda: _size(file))
    rows, notes, faults = _rows(file, size)
    tables: dict[Key, list[_Row]] = {}
    for row in rows:
        tables.setdefault(row.features, []).append(row)
    faults += [fault for table in tables.values() for fault in _faults_of(file, table, size.name)]
    faults += _turned(file, tables) + (_strange(file, tables, known) if known else [])
    faults += [] if faults else _unlisted(file, tables)
    if faults:
        raise Faulty(sorted(faults, key=lambda fault: fault.row))
    breakdowns = {features: _breakdown(features, table) for features, table in tables.items()}
    return Population(file.name, file.digest, breakdowns, _words(file), tuple(notes))


def _columns(file: People) -> list:
    return gathered(*(lambda name=name: file.column(name) for name in ("feature", "value", "source", "year")))


def _size(file: People) -> Column:
    there = [name for name in SIZES if name in file.columns]
    if len(there) == 1:
        return file.columns[there[0]]
    what = "it needs one column that says how many: count, share or percent."
    raise Faulty([Fault(file.name, 1, "", what if not there else f"{what} It has {' and '.join(there)}. Keep one.")])


def _told(file: People, name: str) -> list[str]:
    return file.columns[name].told() if name in file.columns else [""] * len(file)


def _rows(file: People, size: Column) -> tuple[list[_Row], list[str], list[Fault]]:
    """The rows that say something, what was left out, and what is wrong with single cells."""
    names = ("feature", "value", "and feature", "and value", "source", "year")
    written = zip(*(_told(file, name) for name in names), size.told(), strict=True)
    rows, notes, faults = [], [], []
    for place, (feature, value, second, other, source, year, amount) in enumerate(written):
        features, values = (feature, second), (value, other)
        if not second and not other:
            features, values = (feature,), (value,)
        found = _faults_of_row(file, place, features, values, size.name, amount, source, year)
        faults += found
        if not found and any(unsaid(value) for value in values):
            notes.append(f"Left out: “{', '.join(values)}” ({', '.join(features)}), which is nobody’s value.")
        elif not found:
            rows.append(_Row(place, features, values, _number(amount, size.name), source, year))
    return rows, notes, faults


def _faults_of_row(file, place, features, values, size, amount, source, year) -> list[Fault]:
    said = [("feature", features[0]), ("value", values[0]), ("source", source)]
    if len(features) == 2:
        said += [("and feature", features[1]), ("and value", values[1])]
    faults = [file.fault(place, column, "it is empty. Fill it in.") for column, cell in said if not cell]
    if len(features) == 2 and features[0] == features[1]:
        faults.append(file.fault(place, "and feature", f"“{features[0]}” stands twice. Name another feature."))
    if not YEAR.match(year):
        faults.append(file.fault(place, "year", f"“{year}” is no year. Write it as 2022, or 2019-22."))
    if _number(amount, size) is None:
        of = {"share": "from 0 to 1", "percent": "from 0 to 100"}.get(size, "of people, 0 or more")
        faults.append(file.fault(place, size, f"“{amount}” is no {size}. Write a number {of}."))
    return faults


def _number(written: str, size: str) -> float | None:
    """The number in a cell: thousands may have commas, a percentage its sign.

    >>> _number("4,163,656", "count"), _number("12%", "share"), _number("12%", "percent"), _number("120", "percent")
    (4163656.0, 0.12, 12.0, None)
    """
    percent = written.endswith("%") and size not in COUNTED
    bare = written[:-1].strip() if percent else written
    number = plain_number(bare.replace(",", "") if COMMAS.match(bare) else bare)
    if number is not None and percent and size == "share":
        number /= 100
    most = float("inf") if size in COUNTED else SIZES[size]
    return number if number is not None and 0 <= number <= most else None


def _faults_of(file: People, table: list[_Row], size: str) -> list[Fault]:
    """What is wrong with one table as a whole: doubles, sums, sources that differ."""
    first, faults = table[0], []
    seen: dict[Key, int] = {}
    for row in table:
        alike = tuple(" ".join(value.casefold().split()) for value in row.values)
        if alike in seen:
            what = f"“{', '.join(row.values)}” has a row already (row {file.rows[seen[alike]]:,}). Keep one."
            faults.append(file.fault(row.place, "value", what))
        seen.setdefault(alike, row.place)
        for column, mine, theirs in (("source", row.source, first.source), ("year", row.year, first.year)):
            if mine != theirs:
                what = f"“{mine}”, and row {file.rows[first.place]:,} of the same table has “{theirs}”. Write one."
                faults.append(file.fault(row.place, column, what))
    total, whole = sum(row.size for row in table), SIZES[size]
    if size not in COUNTED and not isclose(total, whole, abs_tol=OFF * whole):
        what = f"the rows for {' and '.join(first.features)} sum to {total:g}, not {whole:g}. Is a value missing?"
        faults.append(file.fault(first.place, size, what))
    elif not total:
        faults.append(file.fault(first.place, size, f"everyone in {' and '.join(first.features)} sums to 0."))
    return faults


def _turned(file: People, tables: Mapping[Key, list[_Row]]) -> list[Fault]:
    """A table of two features that stands there both ways round."""
    return [
        file.fault(table[0].place, "feature", f"“{first}” and “{second}” have a table the other way round. Keep one.")
        for (first, second), table in ((key, rows) for key, rows in tables.items() if len(key) == 2)
        if (second, first) in tables and first > second
    ]


def _strange(file: People, tables: Mapping[Key, list[_Row]], known: Mapping[str, Sequence[str]]) -> list[Fault]:
    """Features and values that nobody was asked about, and values that have no row."""
    faults = []
    for features, table in tables.items():
        for at, feature in enumerate(features):
            heads = ("feature", "value") if at == 0 else ("and feature", "and value")
            if feature not in known:
                what = f"“{feature}” is nothing that people are asked. {_mend(feature, list(known))}"
                faults += [file.fault(row.place, heads[0], what) for row in table]
            elif known[feature]:
                faults += _strange_values(file, table, at, heads[1], known[feature])
    return faults


def _strange_values(file: People, table: list[_Row], at: int, head: str, values: Sequence[str]) -> list[Fault]:
    written, feature = {row.values[at] for row in table}, table[0].features[at]
    faults = [
        file.fault(
            row.place, head, f"“{row.values[at]}” is no answer to {feature}. {_mend(row.values[at], list(values))}"
        )
        for row in table
        if row.values[at] not in values
    ]
    lacking = [value for value in values if value not in written]
    what = f"there is no row for {' and none for '.join(lacking)} ({feature}). Write 0 if there is nobody."
    return faults + ([file.fault(table[0].place, "", what)] if lacking else [])


def _unlisted(file: People, tables: Mapping[Key, list[_Row]]) -> list[Fault]:
    """Values of two-feature tables that the feature's own table does not have, and pairs that are missing."""
    faults = []
    for features, table in ((key, rows) for key, rows in tables.items() if len(key) == 2):
        known = [[row.values[0] for row in tables.get((feature,), [])] for feature in features]
        for row in table:
            for feature, value, labels, column in zip(features, row.values, known, ("value", "and value"), strict=True):
                if labels and value not in labels:
                    what = f"“{value}” is not in the table of {feature}. {_mend(value, labels)}"
                    faults.append(file.fault(row.place, column, what))
        there = {row.values for row in table}
        sides = [tuple(dict.fromkeys(row.values[at] for row in table)) for at in (0, 1)]
        lacking = [pair for pair in product(*sides) if pair not in there]
        faults += [
            file.fault(table[0].place, "", f"there is no row for {pair[0]} and {pair[1]}. Write 0 if there is nobody.")
            for pair in lacking
        ]
    return faults


def _mend(value: str, labels: list[str]) -> str:
    near = nearest(value, labels)
    return f"Did you mean “{near}”?" if near else f"It has: {'; '.join(labels)}."


def _breakdown(features: Key, table: list[_Row]) -> Breakdown:
    total = sum(row.size for row in table)
    return Breakdown(features, {row.values: row.size / total for row in table}, table[0].source, table[0].year)


def _words(file: People) -> dict[tuple[str, str], str]:
    written = zip(*(_told(file, name) for name in ("feature", "value", "and feature", "words")), strict=True)
    return {(feature, value): words for feature, value, second, words in written if words and not second}
