"""Results and their citations into the database: every row checked first, then all of them by COPY."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db import IntegrityError, connection

from leal.foundations.database.copying import copy_into
from leal.thread.charters.models import Charter
from leal.thread.evidence.models import Citation, Result
from leal.thread.evidence.reviewed import Fault, Misread

from .reading import MOST_FAULTS, Rows, rows
from .shape import CITATIONS, RESULTS, CharterFile

NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?")
WHOLE = re.compile(r"\d{1,18}")
WITHOUT_VALUE = {"c", "z", "x"}
MARKS = set(Result.Mark.values)
Check = Callable[[list[Any]], Iterator[tuple[str, str]]]


class Keys(NamedTuple):
    """The keys of the rows that results name: measures by code, sources and intakes by their place, from 1."""

    measures: dict[str, int]
    sources: list[int]
    intakes: list[int]


def bring_in_tables(file: CharterFile, charter: Charter, keys: Keys, name: str) -> None:
    """Write the rows of results and citations.

    Raises Misread with the rows that cannot stand, at most two hundred of them.
    """
    faults = _Faults(name)
    found = _checked("results", rows(file.results, name, RESULTS), _Results(keys), faults)
    _checked("citations", rows(file.citations, name, CITATIONS), _Citations(keys, found), faults)
    faults.tell()
    ids = _reserved("evidence_result", found)
    results = (
        (ids[number - 1], charter.pk, *values)
        for number, values in _ready(rows(file.results, name, RESULTS), _Results(keys))
    )
    citations = (
        (ids[values[0] - 1], *values[1:])
        for _, values in _ready(rows(file.citations, name, CITATIONS), _Citations(keys, found))
    )
    try:
        copy_into(Result, ("id", "charter_id", *_columns(Result, RESULTS)), results)
        copy_into(Citation, _columns(Citation, CITATIONS), citations)
    except IntegrityError as reason:
        raise Misread([Fault(name, "results", _twice(reason))]) from None


class _Faults:
    """What is wrong with rows, up to a bearable number."""

    def __init__(self, name: str):
        self.name, self.found = name, []

    def add(self, at: str, why: str) -> None:
        self.found.append(Fault(self.name, at, why))
        if len(self.found) >= MOST_FAULTS:
            self.tell()

    def tell(self) -> None:
        if self.found:
            raise Misread(self.found)


class _Results:
    """Checks a row of results and makes it ready, with the keys of what it names."""

    texts = {1: 120, 2: 500, 5: 120, 6: 200, 7: 200, 9: 60, 12: 40, 14: 200}
    columns = RESULTS

    def __init__(self, keys: Keys):
        self.keys = keys

    def faults(self, row: list[str | None]) -> Iterator[tuple[str, str]]:
        measure, question, label, starts_on, ends_on = row[:5]
        value, mark, step, unit, base, intake = row[8], row[10] or "", row[11], row[12], row[13], row[15]
        if measure is not None and measure not in self.keys.measures:
            yield "measure", f"There is no measure “{measure}” in this file."
        if not (measure or question or label):
            yield "measure", "It does not say what it is of. Name a measure, a question or a label."
        if (days := (day(starts_on), day(ends_on))) and None in days:
            yield "starts_on, ends_on", "These should be dates like 2022-04-01."
        elif days[1] < days[0]:
            yield "ends_on", f"It ends on {ends_on}, before it starts on {starts_on}."
        if mark not in MARKS:
            yield "mark", f"“{mark}” is not known. Use one of: {', '.join(sorted(filter(None, MARKS)))}, or nothing."
        elif (value is None) != (mark in WITHOUT_VALUE):
            yield "value", "A result has a value, or a mark that says why not (c, z or x): one of the two."
        if value is not None and not NUMBER.fullmatch(value):
            yield "value", f"“{value}” is not a number of at most nine decimals."
        elif value is not None and unit == "%" and not 0 <= float(value) <= 100:
            yield "value", f"{value} % does not lie between 0 and 100."
        if step is None or not NUMBER.fullmatch(step):
            yield "step", "This should be the unit the value was rounded to, like 0.1."
        if base is not None and not WHOLE.fullmatch(base):
            yield "base", f"“{base}” is not a whole number."
        yield from _place("intake", intake, len(self.keys.intakes))

    def ready(self, row: list[str | None]) -> tuple:
        measure, *middle, intake = row
        texts = (("" if text is None and at in self.texts else text) for at, text in enumerate(middle, start=1))
        return (measure and self.keys.measures[measure], *texts_with_mark(texts), self.keys.intakes[int(intake) - 1])


class _Citations:
    """Checks a row of citations and makes it ready; its first value is still the place of its result."""

    texts = {4: 500, 7: 120, 9: 60, 11: 200}
    columns = CITATIONS

    def __init__(self, keys: Keys, results: int):
        self.keys, self.results = keys, results

    def faults(self, row: list[str | None]) -> Iterator[tuple[str, str]]:
        yield from _place("result", row[0], self.results)
        yield from _place("source", row[1], len(self.keys.sources))
        yield from _place("intake", row[2], len(self.keys.intakes))
        if row[3] is None or not WHOLE.fullmatch(row[3]):
            yield "row", "This should be the number of a row."
        for at in (5, 6):
            if row[at] not in ("t", "f"):
                yield CITATIONS[at], "This should be t or f."
        if row[8] is not None and not NUMBER.fullmatch(row[8]):
            yield "value", f"“{row[8]}” is not a number of at most nine decimals."
        if row[10] is not None and not WHOLE.fullmatch(row[10]):
            yield "base", f"“{row[10]}” is not a whole number."

    def ready(self, row: list[str | None]) -> tuple:
        result, source, intake, *others = row
        texts = (
            "" if text is None and (at in self.texts or at == 12) else text for at, text in enumerate(others, start=3)
        )
        return (int(result), self.keys.sources[int(source) - 1], self.keys.intakes[int(intake) - 1], *texts)


def texts_with_mark(values: Iterable[str | None]) -> tuple[str | None, ...]:
    """The middle of a result; a mark that is not there is an empty one."""
    values = tuple(values)
    return (*values[:9], values[9] or "", *values[10:])


@cache
def day(text: str | None) -> date | None:
    """A date as written, or None. Few different ones stand in many rows."""
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None


def _place(name: str, given: str | None, most: int) -> Iterator[tuple[str, str]]:
    if given is None or not WHOLE.fullmatch(given) or not 1 <= int(given) <= most:
        yield name, f"“{given}” is not a place from 1 to {most} in the list it names."


def _checked(name: str, given: Rows, kind: _Results | _Citations, faults: _Faults) -> int:
    """How many rows there are, each looked at."""
    number = 0
    for number, row in given:
        for field, why in kind.faults(row):
            faults.add(f"{name}, row {number}, {field}", why)
        for at, most in kind.texts.items():
            if row[at] is not None and len(row[at]) > most:
                why = f"This is {len(row[at])} characters long and may be {most}. Shorten it."
                faults.add(f"{name}, row {number}, {kind.columns[at]}", why)
    return number


def _ready(given: Rows, kind: _Results | _Citations) -> Iterator[tuple[int, tuple]]:
    return ((number, kind.ready(row)) for number, row in given)


def _reserved(table: str, many: int) -> list[int]:
    """Keys that nobody else will get."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, %s)", [many])
        return [key for (key,) in cursor.fetchall()]


def _columns(model: type[Result] | type[Citation], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(model._meta.get_field(name).column for name in names)


def _twice(reason: IntegrityError) -> str:
    if "a_result_stands_once" in str(reason) or "a_row_is_cited_once" in str(reason):
        return "Two rows say the very same of the same period. Keep one of them."
    return f"A row breaks a rule of the database: {str(reason).splitlines()[0]}."
