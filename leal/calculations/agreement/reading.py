"""Codes from a file: a row for each code given, or a row a unit and a column a coder."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from leal.calculations.answers.faults import Fault, Faulty
from leal.calculations.answers.written import Column, People, read_people

from .ratings import NO_CODE, Ratings

UNIT_HEADERS = ("unit", "segment", "item", "unit_id", "id", "text", "quote")
CODER_HEADERS = ("coder", "rater", "annotator", "observer", "judge", "coded by")
CODE_HEADERS = ("code", "value", "label", "rating", "category", "score")
MISSING = ("", "*", "NA", "N/A")


class Layout(NamedTuple):
    """Which columns hold what; "" to be found by their headers."""

    unit: str = ""
    coder: str = ""
    code: str = ""


BY_HEADERS = Layout()


class Given(NamedTuple):
    """One code that was given, and the row and column of the file it stands in."""

    unit: str
    coder: str
    code: str
    row: int
    column: str


def read_ratings(
    source: Path | bytes,
    *,
    name: str = "",
    layout: Layout = BY_HEADERS,
    level: str = "nominal",
    order: Sequence[str] = (),
    missing: Sequence[str] = MISSING,
) -> Ratings:
    """The codes in a CSV, ODS or XLSX file.

    A file with columns of units, coders and codes (found by their headers, or
    named) has a row for each code. Any other has a row a unit: the first
    column says which, every other column is a coder.

    level    codes are checked against it; see alpha
    order    all codes from lowest to highest, where codes are words with an order
    missing  words that stand for no code

    Raises Faulty with every fault of the file.

    >>> ratings = read_ratings(b"unit,Ann,Bo\\n1,kind,kind\\n2,kind,clear\\n3,,clear\\n", name="codes.csv")
    >>> ratings.coders, ratings.codes, ratings.given.tolist()
    (('Ann', 'Bo'), ('kind', 'clear'), [[0, 0], [0, 1], [-1, 1]])
    """
    file, given, faults = _read(source, name, layout, missing)
    faults += _doubles(file, given) + _wrong_codes(file, given, level, order)
    coders = tuple(dict.fromkeys(each.coder for each in given))
    if not faults and len(coders) < 2:
        faults = [Fault(file.name, 0, "", "it has codes of one coder, and agreement is of two or more.")]
    if faults:
        raise Faulty(faults)
    if level == "nominal" or order:
        return ratings_from(given, order or tuple(dict.fromkeys(each.code for each in given)))
    # 1 and 1.0 are one code, written in two ways.
    given = [each._replace(code=f"{float(each.code):.12g}") for each in given]
    return ratings_from(given, sorted({each.code for each in given}, key=float))


def read_given(
    source: Path | bytes, *, name: str = "", layout: Layout = BY_HEADERS, missing: Sequence[str] = MISSING
) -> tuple[People, list[Given]]:
    """Every code given in a file, as it is written. Raises Faulty.

    >>> _, given = read_given(b"unit,coder,code\\n7,Ann,kind\\n7,Ann,clear\\n", name="codes.csv")
    >>> [(each.coder, each.code, each.row) for each in given]
    [('Ann', 'kind', 2), ('Ann', 'clear', 3)]
    """
    file, given, faults = _read(source, name, layout, missing)
    if faults:
        raise Faulty(faults)
    return file, given


def _read(source: Path | bytes, name: str, layout: Layout, missing: Sequence[str]):
    """The file, what could be read of it, and faults of units and coders that are not named."""
    file = read_people(source, name=name)
    columns = _long(file, layout)
    given, faults = _from_long(file, *columns) if columns else _from_wide(file, layout)
    given = [each for each in given if each.code not in missing]
    if not given and not faults:
        faults = [Fault(file.name, 0, "", "it holds no code.")]
    return file, given, faults


def ratings_from(given: Sequence[Given], codes: Sequence[str]) -> Ratings:
    """Ratings from codes given once a unit and coder.

    >>> given = [Given("7", "Ann", "kind", 2, "code"), Given("7", "Bo", "kind", 3, "code")]
    >>> ratings_from(given, ["kind"]).given.tolist()
    [[0, 0]]
    """
    units, coders = (tuple(dict.fromkeys(getattr(each, what) for each in given)) for what in ("unit", "coder"))
    rows, columns, places = ({word: at for at, word in enumerate(words)} for words in (units, coders, codes))
    table = np.full((len(units), len(coders)), NO_CODE)
    for each in given:
        table[rows[each.unit], columns[each.coder]] = places[each.code]
    return Ratings(units, coders, tuple(codes), table)


def _long(file: People, layout: Layout) -> list[Column] | None:
    """The columns of units, coders and codes; None when the file has a column a coder."""
    if layout.coder or layout.code:
        return [
            file.column(named or _found(file, headers) or headers[0])
            for named, headers in zip(layout, (UNIT_HEADERS, CODER_HEADERS, CODE_HEADERS), strict=True)
        ]
    found = [layout.unit or _found(file, UNIT_HEADERS), _found(file, CODER_HEADERS), _found(file, CODE_HEADERS)]
    return [file.column(header) for header in found] if all(found) else None


def _found(file: People, headers: Sequence[str]) -> str:
    written = {header.lower(): header for header in file.columns}
    return next((written[header] for header in headers if header in written), "")


def _from_long(file: People, unit: Column, coder: Column, code: Column) -> tuple[list[Given], list[Fault]]:
    told = zip(unit.told(), coder.told(), code.told(), file.rows.tolist(), strict=True)
    faults, given = [], []
    for which, who, what, row in told:
        empty = [column.name for column, word in ((unit, which), (coder, who)) if not word]
        faults += [Fault(file.name, row, name, "the cell is empty. Fill it in, or delete the row.") for name in empty]
        if not empty:
            given.append(Given(which, who, what, row, code.name))
    return given, faults


def _from_wide(file: People, layout: Layout) -> tuple[list[Given], list[Fault]]:
    unit = file.column(layout.unit) if layout.unit else next(iter(file.columns.values()))
    coders = [column for column in file.columns.values() if column is not unit]
    units, rows = unit.told(), file.rows.tolist()
    faults = [
        Fault(file.name, row, unit.name, "the cell is empty. Name the unit, or delete the row.")
        for which, row in zip(units, rows, strict=True)
        if not which
    ]
    if not coders:
        faults.append(Fault(file.name, 1, "", "it has one column. Give a column of units and a column for each coder."))
    told = [column.told() for column in coders]
    given = [
        Given(which, column.name, codes[at], rows[at], column.name)
        for at, which in enumerate(units)
        for column, codes in zip(coders, told, strict=True)
        if which
    ]
    return given, faults


def _doubles(file: People, given: list[Given]) -> list[Fault]:
    first: dict[tuple[str, str], Given] = {}
    faults = []
    for each in given:
        before = first.setdefault((each.unit, each.coder), each)
        if before is not each:
            what = (
                f"{each.coder} has coded unit {each.unit} already, on row {before.row:,}. Keep one; or, where a unit "
                "may have several codes, ask for each code apart (--each-code)."
            )
            faults.append(Fault(file.name, each.row, each.column, what))
    return faults


def _wrong_codes(file: People, given: list[Given], level: str, order: Sequence[str]) -> list[Fault]:
    """Codes that their level of measurement cannot have."""
    if level == "nominal":
        return []
    if order:
        what = "the code “{}” is not in the order you gave. Add it, or mend the cell."
        return [_fault(file, each, what) for each in given if each.code not in order]
    numbers = {code: _number(code) for code in {each.code for each in given}}
    what = "“{}” is no number, and the level asks for numbers. Mend it; or, for words with an order, give --order."
    faults = [_fault(file, each, what) for each in given if numbers[each.code] is None]
    if level == "ratio":
        below = "{} is below 0, and codes of level ratio are not. Mend it, or use the level interval."
        faults += [_fault(file, each, below) for each in given if (numbers[each.code] or 0) < 0]
    return faults


def _fault(file: People, each: Given, what: str) -> Fault:
    return Fault(file.name, each.row, each.column, what.format(each.code))


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if np.isfinite(number) else None
