"""Reads tables with one organisation a row and one question a column."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from leal.calculations.files import Book, Cell

from .figures import Figure, NotTheseFigures, Refused, SourceRead
from .headers import Table, same
from .long import LONGEST, RowRefused, number_in
from .mappings import Wide
from .numbers import Base, NotANumber, read_number
from .periods import Period, read_period
from .questions import Asked, Header, read_headers


class Told(NamedTuple):
    """Something the reader of the report should know."""

    sentence: str


class Occasion(NamedTuple):
    """Which year's survey the file holds."""

    year: int
    period: Period
    source: SourceRead


def read_wide(
    book: Book, tables: list[Table], mapping: Wide, *, organisation: str, year: int | None, year_starts_in: int
) -> Iterator[Figure | Refused | Told]:
    """Each score of one organisation, or why it gives none; and what was guessed.

    organisation  its code or name; codes under which it went in other years are in the mapping
    year          of the survey, where the file does not say it

    Raises NotTheseFigures when the file does not say its year or has no such organisation.
    """
    occasion = _occasion(book, tables, mapping, year, year_starts_in)
    codes = aliases(mapping, organisation)
    rows = [(table, *found) for table in tables for found in _rows_of(table, mapping, codes)]
    if not rows:
        raise NotTheseFigures(_no_such_row(tables, mapping, organisation))
    yield from _two_years(book, occasion, year)
    lookup = _lookup(book, mapping)
    for table, number, cells in rows:
        yield from _scores(table, mapping, number, cells, occasion, lookup)


def aliases(mapping: Wide, organisation: str) -> frozenset[str]:
    """Every code and name under which an organisation has been published."""
    wanted = same(organisation)
    for names in mapping.organisations:
        if wanted in map(same, names):
            return frozenset(map(same, names))
    return frozenset({wanted})


def _identity(table: Table, mapping: Wide) -> tuple[int, int]:
    """The places of the columns with the organisation's code and its name."""
    for code, name in mapping.organisation:
        places = table.column((code,)), table.column((name,))
        if None not in places:
            return places
    raise AssertionError("a table found by its headers has them")


def _rows_of(table: Table, mapping: Wide, codes: frozenset[str]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    places = _identity(table, mapping)
    for number, cells in table.rows():
        if any(place < len(cells) and same(cells[place].text) in codes for place in places):
            yield number, cells


def _no_such_row(tables: list[Table], mapping: Wide, organisation: str) -> Refused:
    places = [(table, _identity(table, mapping)[0]) for table in tables]
    known = {cells[at].text for table, at in places for _, cells in table.rows() if at < len(cells) and cells[at]}
    near = get_close_matches(organisation, known, n=3, cutoff=0.5)
    mend = f"Did you mean {' or '.join(near)}?" if near else f"The file has {len(known)} others."
    return Refused(
        None,
        tables[0].headers[places[0][1]],
        f"No row is for the organisation “{organisation}”. {mend} "
        "Name it by its code in the file, or add that code to the mapping.",
    )


def _occasion(book: Book, tables: list[Table], mapping: Wide, year: int | None, year_starts_in: int) -> Occasion:
    year = year or _year_said(book, tables, mapping)
    if year is None:
        why = f"“{mapping.title}”: the file does not say which year it is of. Name the year when you take it in."
        raise NotTheseFigures(Refused(None, "", why))
    said = {"year": year, "next": f"{(year + 1) % 100:02d}"}
    made = mapping.source
    source = SourceRead(*(words.format(**said) for words in (made.address, made.name, made.publisher, made.licence)))
    return Occasion(year, read_period(mapping.period.format(**said), year_starts_in=year_starts_in), source)


def _year_said(book: Book, tables: list[Table], mapping: Wide) -> int | None:
    """The year in the lines above the tables, else on any other sheet, else in the file's name."""
    above = [cell.text for table in tables for row in table.sheet.rows[: table.at] for cell in row]
    anywhere = [cell.text for sheet in book.sheets for row in sheet.rows for cell in row if cell.kind == "text"]
    for words in (*above, *anywhere):
        if match := mapping.year.search(words):
            return int(match["year"])
    return _year_in_name(book)


def _year_in_name(book: Book) -> int | None:
    in_name = re.search(r"(?<!\d)(20\d\d)(?!\d)", book.name)
    return int(in_name[1]) if in_name else None


def _two_years(book: Book, occasion: Occasion, asked: int | None) -> Iterator[Told]:
    """A file named by one year that says another inside may be a copy that nobody finished."""
    named = _year_in_name(book)
    if asked is None and named and named != occasion.year:
        yield Told(
            f"The file’s name says {named} and its cells say {occasion.year}. It was taken in for {occasion.year}. "
            "If that is wrong, name the year when you take it in."
        )


def _lookup(book: Book, mapping: Wide) -> dict[str, str]:
    """The wording of each question code, from a sheet of the book that lists them."""
    found: dict[str, str] = {}
    for code, words in mapping.lookup:
        for sheet in book.sheets:
            for at, row in enumerate(sheet.rows[:10]):
                table = Table(sheet, at, tuple(" ".join(cell.text.split()) for cell in row))
                places = table.column((code,)), table.column((words,))
                if None not in places:
                    found |= {
                        " ".join(cells[places[0]].text.split()): " ".join(cells[places[1]].text.split())
                        for _, cells in table.rows()
                        if max(places) < len(cells)
                    }
    return found


def _scores(
    table: Table, mapping: Wide, number: int, cells: tuple[Cell, ...], occasion: Occasion, lookup: dict[str, str]
) -> Iterator[Figure | Refused]:
    scale = _scale(table, mapping)
    for header, asked in _questions(table, mapping, lookup):
        cell = cells[header.place] if header.place < len(cells) else None
        if not cell:
            continue
        try:
            if len(header.words) > LONGEST["measure"]:
                raise RowRefused("value", f"The header is longer than {LONGEST['measure']} characters. Shorten it.")
            score = number_in(cell, asked.unit, scale)
        except RowRefused as reason:
            yield Refused(number, header.words, reason.why)
            continue
        yield Figure(
            row=number,
            field=header.words,
            published_as=header.words,
            question=asked.code,
            reviewed=asked.reviewed,
            period=occasion.period,
            number=score,
            unit=asked.unit,
            base=Base(None, "", ""),
            group="",
            answer="",
            source=occasion.source,
            notes=(asked.why,) if asked.why else (),
        )


def _questions(table: Table, mapping: Wide, lookup: dict[str, str]) -> list[tuple[Header, Asked]]:
    left_out = {same(name) for pair in mapping.organisation for name in pair} | set(map(same, mapping.left_out))
    headers = [Header(at, words) for at, words in enumerate(table.headers) if words and same(words) not in left_out]
    return read_headers(headers, mapping, lookup)


def _scale(table: Table, mapping: Wide) -> int:
    """100 when every score on the sheet is so small that they must be fractions of 1."""
    largest = 0.0
    for _, cells in table.rows():
        for cell in cells:
            if cell.kind == "number":
                largest = max(largest, cell.value)
            elif cell.kind == "text":
                largest = max(largest, _number_in_words(cell))
    return 100 if 0 < largest < mapping.fractions_below else 1


def _number_in_words(cell: Cell) -> float:
    try:
        return float(read_number(cell).number or 0)
    except NotANumber:
        return 0.0
