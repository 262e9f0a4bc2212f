"""Reads a file of figures by whichever mapping fits it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from leal.calculations.files import Book, Unreadable, read_book

from .figures import Figure, FiguresRead, NotTheseFigures, Refused
from .headers import Table, tables
from .long import read_long
from .mappings import Long, Mapping
from .wide import Told, read_wide


def read_figures(
    source: Path | bytes,
    *,
    mappings: Sequence[Mapping],
    name: str = "",
    organisation: str = "",
    year: int | None = None,
    year_starts_in: int = 4,
) -> FiguresRead:
    """Every figure of a CSV, ODS or XLSX file, and every row that gives none, with the reason.

    name            what to call the file; by default its own name
    organisation    code or name of the one whose figures are wanted, where a file holds many
    year            of the survey, where the file does not say it
    year_starts_in  the month (1 to 12) in which a year written as "2022-23" begins

    Raises NotTheseFigures when the file as a whole cannot be read.
    """
    try:
        book = read_book(source, name=name)
    except Unreadable as reason:
        raise NotTheseFigures(Refused(None, "", str(reason))) from None
    mapping, found = tables(book, mappings)
    read = list(_read(book, found, mapping, organisation, year, year_starts_in))
    figures = [each for each in read if isinstance(each, Figure)]
    figures, twice = _two_values_for_one_cell(figures)
    refused = [each for each in read if isinstance(each, Refused)] + twice
    return FiguresRead(
        name=book.name,
        digest=book.digest,
        mapping=mapping.code,
        figures=tuple(figures),
        refused=tuple(sorted(refused, key=lambda each: each.row or 0)),
        told=(*(each.sentence for each in read if isinstance(each, Told)), *_told(book, figures)),
    )


def _read(
    book: Book, found: list[Table], mapping: Mapping, organisation: str, year: int | None, year_starts_in: int
) -> Iterable[Figure | Refused | Told]:
    if isinstance(mapping, Long):
        for table in found:
            yield from read_long(table, mapping, file=book.name, year_starts_in=year_starts_in)
    else:
        yield from read_wide(book, found, mapping, organisation=organisation, year=year, year_starts_in=year_starts_in)


def _two_values_for_one_cell(figures: list[Figure]) -> tuple[list[Figure], list[Refused]]:
    """Leave out figures that say different things of one thing in one file, and say so of each."""
    cells = defaultdict(list)
    for figure in figures:
        cells[_cell(figure)].append(figure)
    at_odds = [
        (figure, same_cell)
        for same_cell in cells.values()
        if len({(figure.number.number, figure.number.mark) for figure in same_cell}) > 1
        for figure in same_cell
    ]
    left_out = {id(figure) for figure, _ in at_odds}
    kept = [figure for figure in figures if id(figure) not in left_out]
    return kept, [_at_odds(figure, same_cell) for figure, same_cell in at_odds]


def _at_odds(figure: Figure, same_cell: list[Figure]) -> Refused:
    others = ", ".join(f"{other.number.as_given} (row {other.row})" for other in same_cell if other is not figure)
    return Refused(
        figure.row,
        figure.field,
        f"Two values for one cell: {figure.number.as_given} here and {others}, for “{figure.published_as}”, "
        f"{figure.period.as_given}. Keep the right one, or say in the breakdown how they differ.",
    )


def _cell(figure: Figure) -> tuple:
    what = figure.question or figure.published_as.casefold()
    return what, figure.period[:2], figure.group, figure.answer, figure.unit, figure.source.address


def _told(book: Book, figures: list[Figure]) -> Iterable[str]:
    yield from book.notes
    for figure in figures:
        yield from (note for note in figure.notes if not figure.reviewed and note.startswith("“"))
