"""Can anything hidden in these tables be worked out? The whole check, file by file to one verdict."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from leal.calculations.files import Book, Unreadable, read_book

from .adding import Cells, Equation, equations, listed
from .figures import Figure
from .grids import Grid, grids
from .links import linked
from .marks import legend, told_apart
from .precision import hidden_bases, of_base, too_fine
from .undoing import Range, ranges


class Settings(NamedTuple):
    """What counts as too near. Each body sets its own.

    spread    how wide the range left of a hidden count must be, in people
    points    how wide the range left of a hidden percentage, in points
    smallest  shown counts from 1 to one less are findings too; 0 asks nothing
              of shown counts
    """

    spread: float = 2
    points: float = 1.0
    smallest: int = 0


class Finding(NamedTuple):
    """One hidden cell after the attack.

    verdict  "safe", "worked out", "too near", "shown elsewhere", "in the file" or "small"
    low, high  the range left open; `high` None when nothing bounds it
    unit     "%" or "people"
    """

    file: str
    sheet: str
    cell: str
    row: str
    column: str
    mark: str
    unit: str
    low: float
    high: float | None
    verdict: str
    because: str

    @property
    def is_safe(self) -> bool:
        return self.verdict == "safe"


class Warned(NamedTuple):
    """Something to mend that gives no hidden figure away by itself, or does when `unsafe`."""

    file: str
    sheet: str
    kind: str
    sentence: str
    unsafe: bool


class Report(NamedTuple):
    """The verdict on all files together, with the proof: a range for every hidden cell."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[Warned, ...]
    sums: int

    @property
    def is_safe(self) -> bool:
        return all(one.is_safe for one in self.findings) and not any(one.unsafe for one in self.warnings)


def check_files(paths: Sequence[Path], settings: Settings = Settings()) -> Report:  # noqa: B008 a constant tuple
    """Try to work out every hidden cell of all tables of all files together.

    Raises leal.calculations.files.Unreadable, a line for each file that cannot
    be read or holds no table of figures.

    Of 2,250 panel members asked 293 answered; how many did not falls out:

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "panel.csv"
    ...     _ = file.write_text("Answered,People\\nYes,293\\nNo,[c]\\nTotal,2250\\n")
    ...     report = check_files([file])
    >>> report.is_safe, [(one.row, one.low, one.high) for one in report.findings]
    (False, [('No', 1957.0, 1957.0)])
    """
    books, faults = [], []
    for path in paths:
        try:
            books.append(_with_figures(read_book(path)))
        except Unreadable as reason:
            faults.append(str(reason))
    if faults:
        raise Unreadable("\n".join(faults))
    return check_books(books, settings)


def _with_figures(book: Book) -> Book:
    if not any(True for sheet in book.sheets for _ in grids(sheet, book.name)):
        raise Unreadable(f"{book.name}: there is no table of figures in it.")
    return book


def check_books(books: Sequence[Book], settings: Settings) -> Report:
    """The same for files already read."""
    found = all_grids(books)
    cells = listed(found)
    sums = [one for number in range(len(found)) for one in (*equations(cells, number), *of_base(cells, number))]
    same = linked(cells, sums)
    reached = ranges(cells, same, sums)
    judge = _Judge(cells, same, reached, settings, _percent_cells(cells, sums))
    findings = [judge.finding(cell) for cell, one in enumerate(cells.figures) if one.kind == "hidden"]
    findings += [judge.small(cell) for cell, one in enumerate(cells.figures) if judge.is_small(one, cell)]
    warnings = [*_hidden_parts(books), *_too_fine(cells, settings)]
    return Report(tuple(book.name for book in books), tuple(findings), tuple(warnings), len(sums))


def all_grids(books: Sequence[Book]) -> list[Grid]:
    """Every table of every book, its marks read as the book's own legend has them."""
    return [
        grid
        for book in books
        for grid in told_apart([one for sheet in book.sheets for one in grids(sheet, book.name)], legend([book]))
    ]


def _percent_cells(cells: Cells, sums: Sequence[Equation]) -> set[int]:
    percent = {cell for one in sums if one.constant for cell in one.cells}
    for cell, figure in enumerate(cells.figures):
        grid = cells.grids[cells.grid_of[cell]]
        if figure.share or "%" in grid.columns[cells.column_of[cell]]:
            percent.add(cell)
    return percent


class _Judge:
    """Says of one cell after another what the attack came to."""

    def __init__(self, cells: Cells, same: Sequence[int], reached: dict[int, Range], settings: Settings, percent: set):
        self.cells, self.same, self.reached, self.settings, self.percent = cells, same, reached, settings, percent
        self.shown: dict[int, int] = {}
        for cell, figure in enumerate(cells.figures):
            if figure.kind == "shown":
                self.shown.setdefault(same[cell], cell)

    def finding(self, cell: int) -> Finding:
        figure = self.cells.figures[cell]
        other = self.shown.get(self.same[cell])
        left = self.reached.get(self.same[cell], Range(figure.low, figure.high, False, ""))
        if figure.kept is not None:
            return self._said(
                cell, figure.kept, figure.kept, "in the file", "the file still holds the figure behind the mark"
            )
        if other is not None:
            value = self.cells.figures[other].value
            return self._said(
                cell, value, value, "shown elsewhere", f"the same figure is shown in {self._where(other)}"
            )
        return self._said(cell, left.low, left.high, *self._verdict(cell, figure, left))

    def _verdict(self, cell: int, figure: Figure, left: Range) -> tuple[str, str]:
        told = figure.high - figure.low
        wanted = self.settings.points if cell in self.percent else self.settings.spread
        if left.follows and (cell in self.percent or left.high - left.low < wanted):
            return "worked out", left.because
        if left.high - left.low < min(wanted, told) - 1e-9 or (left.high - left.low < 1e-6 and told > 0):
            return ("worked out" if left.high - left.low < 1e-6 else "too near"), left.because
        return "safe", ""

    def is_small(self, figure: Figure, cell: int) -> bool:
        """Whether a shown count is below what the settings allow."""
        counted = figure.kind == "shown" and figure.step >= 1 and cell not in self.percent
        return counted and 0 < figure.value < self.settings.smallest

    def small(self, cell: int) -> Finding:
        value = self.cells.figures[cell].value
        return self._said(cell, value, value, "small", f"counts below {self.settings.smallest} may not be shown")

    def _where(self, cell: int) -> str:
        place = self._place(cell)
        return f"{place.file}, {place.sheet + ', ' if place.sheet else ''}cell {place.address()}"

    def _place(self, cell: int):
        grid = self.cells.grids[self.cells.grid_of[cell]]
        return grid.places[self.cells.row_of[cell]][self.cells.column_of[cell]]

    def _said(self, cell: int, low: float, high: float, verdict: str, because: str) -> Finding:
        place, grid = self._place(cell), self.cells.grids[self.cells.grid_of[cell]]
        row = ", ".join(filter(None, grid.rows[self.cells.row_of[cell]]))
        column, mark = grid.columns[self.cells.column_of[cell]], self.cells.figures[cell].mark
        unit = "%" if cell in self.percent else "people"
        high = None if not np.isfinite(high) else round(high, 6)
        where = (place.file, place.sheet, place.address(), row, " ".join(column.split()))
        return Finding(*where, mark, unit, round(low, 6), high, verdict, because)


def _hidden_parts(books: Sequence[Book]) -> list[Warned]:
    """Sheets, rows and columns that are in the file and not on the screen."""
    found = []
    for book in books:
        for sheet in book.sheets:
            parts = [
                ("all cells", sheet.hidden and bool(sheet.rows)),
                ("rows", bool(sheet.hidden_rows)),
                (
                    "columns",
                    any(at in sheet.hidden_columns for row in sheet.rows for at, cell in enumerate(row) if cell),
                ),
            ]
            for name, there in parts:
                if there:
                    sentence = (
                        f"In sheet “{sheet.name}” {name} cannot be seen, but anyone can unhide them. Take them out."
                    )
                    found.append(Warned(book.name, sheet.name, "hidden part", sentence, False))
    return found


def _too_fine(cells: Cells, settings: Settings) -> list[Warned]:
    found = []
    for number, grid in enumerate(cells.grids):
        for fine in too_fine(cells, number):
            place = grid.places[0][0]
            small = [count for count in fine.counts if 0 < count < (settings.smallest or 10)]
            sentence = (
                f"Percentages in “{' '.join(grid.columns[cells.column_of[fine.cells[0]]].split())}” have {fine.places} "
                f"decimal {'place' if fine.places == 1 else 'places'}; with the base beside them they give the exact "
                f"count in {len(fine.cells)} {'row' if len(fine.cells) == 1 else 'rows'}"
                + (f", {len(small)} of them a small one" if small else "")
                + f". Give {'whole per cent' if not fine.enough else f'{fine.enough} decimal places'}"
                + (", and none at all where the base is under 100." if fine.least < 100 else ".")
            )
            found.append(Warned(place.file, place.sheet, "too precise", sentence, bool(small)))
        found += _bases_told(grid)
    return found


def _bases_told(grid: Grid) -> list[Warned]:
    return [
        Warned(
            grid.places[row][0].file,
            grid.places[row][0].sheet,
            "too precise",
            f"In row “{', '.join(filter(None, grid.rows[row]))}” the percentages give the hidden base away: it is "
            f"{people} or a multiple of it. Give fewer decimal places, or hide the percentages too.",
            True,
        )
        for row, people in hidden_bases(grid)
    ]


__all__ = ["Finding", "Grid", "Report", "Settings", "Warned", "all_grids", "check_books", "check_files"]
