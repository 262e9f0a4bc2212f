"""Finds a table in a book by the headers it needs, wherever the sheet and whatever its name."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from leal.calculations.files import Book, Cell, Sheet

from .figures import NotTheseFigures, Refused
from .mappings import Long, Mapping, Wide

# Government spreadsheets put titles and notes above a table, never a page of them.
DEEPEST = 60


class Table(NamedTuple):
    """A table found on a sheet: where its header row is, and the header of each column."""

    sheet: Sheet
    at: int
    headers: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Each row beneath the headers that holds anything, with its number on the sheet, from 1."""
        for number, row in enumerate(self.sheet.rows[self.at + 1 :], start=self.at + 2):
            if any(row):
                yield number, row

    def column(self, names: Sequence[str]) -> int | None:
        """The place of the column that bears one of these headers."""
        wanted = {same(name) for name in names}
        return next((place for place, header in enumerate(self.headers) if same(header) in wanted), None)


def same(header: str) -> str:
    """A header without what does not matter: case, spaces, underscores, line ends.

    >>> same("Organisation_Code") == same("Organisation  code")
    True
    """
    return " ".join(header.replace("_", " ").split()).casefold()


def tables(book: Book, mappings: Sequence[Mapping]) -> tuple[Mapping, list[Table]]:
    """The mapping that fits the book, and every table in it that it fits.

    Raises NotTheseFigures when none fits: what the nearest one lacks, and how to mend it.
    """
    for mapping in mappings:
        found = [table for sheet in book.sheets if (table := _table(sheet, mapping))]
        if found:
            return mapping, found
    raise NotTheseFigures(_nearest(book, mappings))


def _table(sheet: Sheet, mapping: Mapping) -> Table | None:
    for at, row in enumerate(sheet.rows[:DEEPEST]):
        headers = tuple(" ".join(cell.text.split()) for cell in row)
        table = Table(sheet, at, headers)
        if not _lacking(table, mapping):
            _refuse_repeated(table, mapping)
            return table
    return None


def _columns_needed(mapping: Mapping) -> list[dict[str, tuple[str, ...]]]:
    """The ways in which a header row can satisfy a mapping: a name for each column, and the headers it may bear."""
    if isinstance(mapping, Long):
        return [{name: mapping.columns[name] for name in mapping.needs}]
    return [{"code": (code,), "name": (name,)} for code, name in mapping.organisation]


def _lacking(table: Table, mapping: Mapping) -> list[tuple[str, tuple[str, ...]]]:
    """The columns that the header row lacks, by the way of satisfying the mapping that lacks fewest."""
    ways = [
        [(name, headers) for name, headers in way.items() if table.column(headers) is None]
        for way in _columns_needed(mapping)
    ]
    return min(ways, key=len)


def _refuse_repeated(table: Table, mapping: Mapping) -> None:
    """A header borne twice leaves it open which column is meant."""
    if isinstance(mapping, Wide):
        return
    for headers in mapping.columns.values():
        wanted = {same(header) for header in headers}
        borne = [header for header in table.headers if same(header) in wanted]
        if len(borne) > 1:
            why = f"Two columns could be the same thing: {_quoted(borne)}. Keep one, or rename the other."
            raise NotTheseFigures(Refused(table.at + 1, borne[1], why))


def _nearest(book: Book, mappings: Sequence[Mapping]) -> Refused:
    """What stands in the way of reading the book by the mapping it is nearest to."""
    candidates = [
        (len(_columns_needed(mapping)[0]) - len(lacking), mapping, Table(sheet, at, headers), lacking)
        for mapping in mappings
        for sheet in book.sheets
        for at, row in enumerate(sheet.rows[:DEEPEST])
        if sum(map(bool, headers := tuple(" ".join(cell.text.split()) for cell in row))) > 1
        and (lacking := _lacking(Table(sheet, at, headers), mapping))
    ]
    matched, mapping, table, lacking = max(candidates, key=lambda each: each[0], default=(0, None, None, None))
    if not matched:
        kinds = "; ".join(f"“{mapping.title}” needs {_needed(mapping)}" for mapping in mappings)
        return Refused(
            None, "", f"No row of headers that we know was found. {kinds}. Rename the columns, or add a mapping."
        )
    return Refused(table.at + 1, lacking[0][1][0], _what_is_missing(mapping, table, lacking))


def _what_is_missing(mapping: Mapping, table: Table, lacking) -> str:
    where = f"sheet “{table.sheet.name}”, row {table.at + 1}" if table.sheet.name else f"row {table.at + 1}"
    free = [header for header in table.headers if header]
    sentences = [f"This looks like “{mapping.title}” ({where}), but columns are missing."]
    for _, headers in lacking:
        near = get_close_matches(same(headers[0]), [same(header) for header in free], n=1, cutoff=0.6)
        meant = next((header for header in free if near and same(header) == near[0]), "")
        sentences.append(
            f"There is no column “{headers[0]}”. "
            + (f"Rename “{meant}” to “{headers[0]}” if that is what it holds." if meant else "Add it.")
        )
    return " ".join(sentences)


def _needed(mapping: Mapping) -> str:
    return " and ".join(f"“{headers[0]}”" for headers in _columns_needed(mapping)[0].values())


def _quoted(words: Sequence[str]) -> str:
    return " and ".join(f"“{word}”" for word in words)
