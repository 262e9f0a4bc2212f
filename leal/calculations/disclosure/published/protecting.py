"""Tables read from files made safe: more is hidden, or all is rounded, in all files together.

Only counts are protected. Percentages are worked out from what is then shown:
protected by themselves they would have to be protected again with their bases.
"""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import highspy
import numpy as np
from scipy.sparse import csr_array

from leal.calculations.files import Book, Unreadable, read_book

from ..programme import INFINITY, quiet_solver
from ..release import Release
from ..rounding import CannotBeRounded, rounded
from ..rules import Demands
from ..suppression import CannotBeProtected, suppress
from .adding import Cells, Equation, equations, listed
from .check import Settings, all_grids
from .grids import Place
from .links import linked

MARK = "[c]"


class CannotBeMadeSafe(Exception):
    """These tables cannot be protected; the text says why and what to do."""


class Protected(NamedTuple):
    """What became of the tables.

    files    name and text of each table, CSV
    changed  how many cells read otherwise than before
    loss     people in the cells hidden besides, or how far rounded figures are from the truth
    is_best  True when it is proven that none does with less
    """

    files: dict[str, str]
    changed: int
    loss: float
    is_best: bool


def hidden_more(
    paths: Sequence[Path], settings: Settings, told: Callable[[str], None] = lambda news: None
) -> Protected:
    """The tables with as little more hidden as leaves every hidden count the range asked for.

    Hidden are the cells already marked so, counts from 1 to one less than
    `settings.smallest`, and what must be hidden besides. Every figure still
    shown is true. The same files give the same answer. Raises
    CannotBeMadeSafe, and Unreadable as `check_files` does.

    Should staff be alerted? Of 293 people 261 said yes, 12 no, 18 were not sure:

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "alert.csv"
    ...     _ = file.write_text("Answer,People\\nYes,261\\nNo,12\\nNot sure,18\\nTotal,291\\n")
    ...     hidden_more([file], Settings(smallest=15)).files["alert.csv"].splitlines()
    ['Answer,People', 'Yes,261', 'No,[c]', 'Not sure,[c]', 'Total,291']
    """
    books = [read_book(path) for path in paths]
    system = _System(books)
    values, primary = system.values(), system.hidden.copy()
    primary |= (values > 0) & (values < settings.smallest)
    if not primary.any():
        raise CannotBeMadeSafe("Nothing is hidden and no count is below --smallest: there is nothing to protect.")
    release = system.release(values)
    spread = np.where(primary, settings.spread, 0.0)
    asked = Demands(primary, np.zeros(len(values)), np.zeros(len(values)), spread)
    try:
        try:
            done = suppress(release, asked, kept=system.tops & ~primary, told=told)
        except CannotBeProtected:
            done = suppress(release, asked, kept=np.zeros(len(values), dtype=bool), told=told)
    except CannotBeProtected as reason:
        raise CannotBeMadeSafe(str(reason)) from None
    fresh = done.hidden & ~system.hidden
    changes = {cell: MARK for cell, at in system.place.items() if fresh[at]}
    besides = done.hidden & ~primary
    return Protected(system.written(changes), len(changes), float(values[besides].sum()), done.is_best)


def rounded_to(paths: Sequence[Path], base: int) -> Protected:
    """The tables with every count a multiple of `base` and every sum still true.

    Raises CannotBeMadeSafe where a figure is hidden already (its true value
    must be known) or nothing adds up, and Unreadable as `check_files` does.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "panel.csv"
    ...     _ = file.write_text("Answered,People\\nYes,293\\nNo,1957\\nTotal,2250\\n")
    ...     rounded_to([file], 5).files["panel.csv"].splitlines()
    ['Answered,People', 'Yes,295', 'No,1955', 'Total,2250']
    """
    system = _System([read_book(path) for path in paths])
    if system.hidden.any():
        raise CannotBeMadeSafe("Some figures are hidden: to round them so that sums hold, give the true ones.")
    release = system.release(system.values())
    try:
        done = rounded(release, base=base, proof=False)
    except CannotBeRounded as reason:
        raise CannotBeMadeSafe(f"{reason}.") from None
    moved = np.abs(done.values - release.values) > 1e-9
    changes = {cell: f"{done.values[at]:.0f}" for cell, at in system.place.items() if moved[at]}
    return Protected(system.written(changes), len(changes), done.loss, done.is_best)


class _System:
    """All counts of all files, once each, and what adds up among them.

    place   for each cell of the list, where its count stands
    hidden  which counts are hidden already
    tops    which are part of no larger one
    """

    def __init__(self, books: Sequence[Book]):
        self.books = books
        names = [Path(book.name).stem for book in books]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise CannotBeMadeSafe(
                f"Two files are called “{twice}”. Give each its own name, so that both can be written."
            )
        self.cells = listed(all_grids(books))
        grids = range(len(self.cells.grids))
        self.sums = [one for grid in grids for one in equations(self.cells, grid, every=True)]
        _refuse_percentages(self.cells, self.sums)
        same = linked(self.cells, self.sums)
        roots = sorted({same[at] for at, one in enumerate(self.cells.figures) if one.kind != "nothing"})
        at_root = {root: at for at, root in enumerate(roots)}
        self.place = {at: at_root[same[at]] for at, one in enumerate(self.cells.figures) if one.kind != "nothing"}
        self.matrix = _matrix(self.sums, self.place, len(roots))
        self.hidden = np.ones(len(roots), dtype=bool)
        self.known = np.zeros(len(roots))
        for cell, at in self.place.items():
            if self.cells.figures[cell].kind == "shown":
                self.hidden[at], self.known[at] = False, self.cells.figures[cell].value
        self.tops = np.asarray((self.matrix > 0).sum(axis=0)).ravel() == 0

    def values(self) -> np.ndarray:
        """The counts shown, and for hidden ones whole numbers that fit: which ones makes no difference to any range."""
        if not self.hidden.any():
            return self.known
        solver, model = quiet_solver(), highspy.HighsLp()
        model.num_row_, model.num_col_ = self.matrix.shape
        model.col_cost_ = np.zeros(len(self.known))
        model.col_lower_ = self.known
        model.col_upper_ = np.where(self.hidden, INFINITY, self.known)
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.known)
        model.row_lower_ = model.row_upper_ = np.zeros(self.matrix.shape[0])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = self.matrix.indptr, self.matrix.indices
        model.a_matrix_.value_ = self.matrix.data
        solver.passModel(model)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise CannotBeMadeSafe("The figures shown do not add up in all tables; mend the totals first.")
        return np.rint(np.array(solver.getSolution().col_value))

    def release(self, values: np.ndarray) -> Release:
        """The counts as one release."""
        names: dict[int, tuple] = {}
        for cell, at in self.place.items():
            grid = self.cells.grids[self.cells.grid_of[cell]]
            row = " ".join(filter(None, grid.rows[self.cells.row_of[cell]]))
            names.setdefault(
                at, ("people", frozenset({("cell", f"{row}; {grid.columns[self.cells.column_of[cell]]}")}))
            )
        if np.any(np.abs(self.matrix @ values) > 1e-6):
            raise CannotBeMadeSafe("The figures shown do not add up in all tables; mend the totals first.")
        return Release(tuple(names[at] for at in range(len(values))), values, self.matrix, True)

    def written(self, changes: dict[int, str]) -> dict[str, str]:
        """Every sheet with figures as CSV, the changed cells changed."""
        new: dict[tuple, str] = {}
        for cell, text in changes.items():
            grid = self.cells.grids[self.cells.grid_of[cell]]
            place: Place = grid.places[self.cells.row_of[cell]][self.cells.column_of[cell]]
            new[place] = text
        files = {}
        for book in self.books:
            for sheet in book.sheets:
                name = f"{Path(book.name).stem}{f'-{sheet.name}' if len(book.sheets) > 1 else ''}.csv"
                rows = [
                    [new.get(Place(book.name, sheet.name, row, at), text) for at, text in enumerate(texts)]
                    for row, texts in enumerate(sheet.texts())
                ]
                text = io.StringIO()
                csv.writer(text, lineterminator="\n").writerows(rows)
                files[name] = text.getvalue()
        return files


def _refuse_percentages(cells: Cells, sums: Sequence[Equation]) -> None:
    percent = {cell for one in sums if one.constant or one.slack for cell in one.cells}
    for cell, figure in enumerate(cells.figures):
        grid = cells.grids[cells.grid_of[cell]]
        counted = figure.kind != "shown" or (figure.step >= 1 and not figure.share and figure.value >= 0)
        if cell in percent or not counted or "%" in grid.columns[cells.column_of[cell]]:
            place = grid.places[cells.row_of[cell]][cells.column_of[cell]]
            raise CannotBeMadeSafe(
                f"{place.file}: cell {place.address()} is no exact count. Protect the counts, and work percentages "
                "out from what is then shown."
            )


def _matrix(sums: Sequence[Equation], place: dict[int, int], counts: int) -> csr_array:
    distinct = {
        tuple(sorted((place[cell], sign) for cell, sign in zip(one.cells, one.signs, strict=True))) for one in sums
    }
    rows = sorted(distinct)
    columns = [at for row in rows for at, _ in row]
    signs = [sign for row in rows for _, sign in row]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    return csr_array((signs, columns, starts), shape=(len(rows), counts))


__all__ = ["CannotBeMadeSafe", "Protected", "Unreadable", "hidden_more", "rounded_to"]
