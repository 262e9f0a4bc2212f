"""What a mark means in the file it stands in: its legend says so, else the sums do.

".." is a figure not available in one office and one kept back in the next, "-"
nought here and hidden there. Where a total is larger than all that is shown,
the mark hides something; where it is not, it does not.

Source: Government Analysis Function, "Using symbols and shorthand in
spreadsheets": [c] confidential, [x] not available, [z] not applicable.
"""

import re
from collections.abc import Iterable, Sequence

from leal.calculations.files import Book

from .adding import Cells, Equation, equations, listed
from .figures import NOTHING, Figure
from .grids import Grid

UNSURE = {"..", "...", "…", ":", ".", "-", "–", "—"}
_SYMBOL = r"\[\w{1,5}\]|\(\w\)|[a-z]|[^\w\s,;()\"'“”‘’]{1,3}"
_DEFINED = re.compile(
    rf"(?:^|(?<=[\s;,(\"'“‘]))(?P<mark>{_SYMBOL})[\"'”’]?\s*"
    r"(?:=|:|\||-|–|—|means?|indicates?|denotes?|shows?|represents?|stands? for|refers? to|is|are)\s+"
    r"(?P<meaning>[^;.|\n]{3,160})",
    re.IGNORECASE,
)
_HIDES = re.compile(
    r"suppress|confidential|disclos|withh?eld|redact|too (?:small|few|low)|(?:fewer|less) than|"
    r"small (?:numbers?|counts?|bases?|cells?|sample)|protect|privacy|identif|not shown|not published|hidden|kept back",
    re.IGNORECASE,
)
_HAS_NONE = re.compile(
    r"not (?:available|applicable|collected|asked|recorded|relevant|held)|no data|no figure|unavailable|missing|nil\b|"
    r"zero|nought|none\b|rounds? to|significan|provisional|revised|estimate",
    re.IGNORECASE,
)


def legend(books: Iterable[Book]) -> dict[str, bool]:
    """What the files themselves say of their marks: True for one that hides, False for one that does not.

    >>> from leal.calculations.files import Cell, Sheet
    >>> line = (Cell("* = suppressed, fewer than 5; - = nil", None, "text"),)
    >>> legend([Book("f.csv", "csv", "", (Sheet("f", (line,)),), ())])
    {'*': True, '-': False}
    """
    found: dict[str, bool] = {}
    for book in books:
        for sheet in book.sheets:
            for row in sheet.rows:
                texts = [cell.text.strip() for cell in row if cell]
                # A legend stands in one cell, or as a row of two: the mark and what it means.
                line = f"{texts[0]} = {texts[1]}" if len(texts) == 2 else " | ".join(texts)
                if len(line) <= 600:
                    found |= _defined(line)
    return found


def _defined(line: str) -> dict[str, bool]:
    found = {}
    # "* suppressed": a sign at the beginning of a line needs no word between.
    line = re.sub(r"^([^\w\s]{1,3}|\[\w{1,5}\])\s+(?=[A-Za-z])", r"\1 = ", line)
    for match in _DEFINED.finditer(line):
        if _HIDES.search(match["meaning"]):
            found[match["mark"].lower()] = True
        elif _HAS_NONE.search(match["meaning"]):
            found[match["mark"].lower()] = False
    return found


def told_apart(grids: Sequence[Grid], meanings: dict[str, bool]) -> list[Grid]:
    """The same grids, every mark that may mean either now one that hides or one that does not."""
    return [_by_sums(_by_legend(grid, meanings), meanings) for grid in grids]


def _by_legend(grid: Grid, meanings: dict[str, bool]) -> Grid:
    return grid._replace(figures=[[_as_defined(one, meanings) for one in row] for row in grid.figures])


def _as_defined(one: Figure, meanings: dict[str, bool]) -> Figure:
    hides = meanings.get(one.mark.lower()) if one.mark else None
    if hides and one.kind != "hidden":
        return Figure("hidden", mark=one.mark)
    if hides is False and one.kind == "hidden" and one.kept is None:
        return NOTHING._replace(mark=one.mark)
    return one


def _by_sums(grid: Grid, meanings: dict[str, bool]) -> Grid:
    open_ = {
        (row, at)
        for row, figures in enumerate(grid.figures)
        for at, one in enumerate(figures)
        if one.mark in UNSURE and one.kind != "hidden" and one.mark not in meanings
    }
    if not open_:
        return grid
    asked = _with(grid, open_)
    return _with(grid, _short(listed([asked]), open_))


def _with(grid: Grid, hidden: set[tuple[int, int]]) -> Grid:
    """The grid with these cells hidden."""
    figures = [list(row) for row in grid.figures]
    for row, at in hidden:
        figures[row][at] = Figure("hidden", mark=figures[row][at].mark)
    return grid._replace(figures=figures)


def _short(cells: Cells, open_: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """The open cells whose sums lack something; one that is nought by another sum is none of them."""
    lacking, nought = set(), set()
    for one in equations(cells, 0):
        places = {(cells.row_of[cell], cells.column_of[cell]) for cell in one.cells}
        marked = places & open_
        lacks = _lacks(cells, one, open_) if marked else None
        if lacks is not None:
            (lacking if lacks else nought).update(marked)
    return lacking - nought


def _lacks(cells: Cells, one: Equation, open_: set[tuple[int, int]]) -> bool | None:
    """Whether the shown figures of a sum leave something over; None when others are hidden too."""
    left, sign_of_open = one.constant, 0.0
    for cell, sign in zip(one.cells, one.signs, strict=True):
        figure = cells.figures[cell]
        if (cells.row_of[cell], cells.column_of[cell]) in open_:
            sign_of_open = sign
        elif figure.kind == "hidden":
            return None
        else:
            left -= sign * figure.value
    return left * sign_of_open > one.slack * len(one.cells) + 1e-6
