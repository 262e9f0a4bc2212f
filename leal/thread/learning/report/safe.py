"""Decide once, for all tables of a report together, what must be hidden; and prove that it cannot be worked out."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from leal.calculations.disclosure.published import Report, Settings
from leal.calculations.disclosure.published.check import check_books
from leal.calculations.files import read_book
from leal.foundations.formats import CannotBeWritten
from leal.foundations.formats.workbooks import CONFIDENTIAL, DataTable, Workbook, csvw

MOST_ROUNDS = 40


class NotSafe(CannotBeWritten):
    """Something that must be hidden can be worked out, whatever else is hidden."""

    def __init__(self, sentence: str):
        self.sentence = sentence

    def __str__(self) -> str:
        return f"This report cannot be published as it is: {self.sentence} Nothing was written."


@dataclass(frozen=True)
class Release:
    """Tables that may be published together, and the proof.

    besides  the figures hidden besides those that are too small by themselves: the title of their table, and the figure
    """

    tables: tuple[DataTable, ...]
    besides: tuple[tuple[str, str], ...]
    checked: Report

    def proof(self, about: Sequence[str] = ()) -> bytes:
        """What an attacker with every table could work out of each hidden figure: what `leal disclosure` says.

        about  what must be known before it
        """
        told = {
            **({"about": list(about)} if about else {}),
            "safe": self.checked.is_safe,
            "hidden_besides": len(self.besides),
            "files": list(self.checked.files),
            "sums": self.checked.sums,
            "hidden": [{**one._asdict(), "safe": one.is_safe} for one in self.checked.findings],
            "warnings": [one._asdict() for one in self.checked.warnings],
        }
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def released(tables: Sequence[DataTable], settings: Settings = Settings()) -> Release:  # noqa: B008 a constant tuple
    """The tables with as much more hidden as keeps every hidden figure in doubt; all other figures stay true.

    What gives a hidden figure away is hidden too: of the figures that stand
    with it, one after another, the one on fewest people first.

    Raises NotSafe when that does not help.
    """
    tables, besides = list(tables), []
    for _ in range(MOST_ROUNDS):
        report = _checked(tables, settings)
        unsafe = next((one for one in report.findings if not one.is_safe), None)
        if unsafe is None:
            break
        if (more := _hide_beside(tables, unsafe.file, unsafe.cell)) is None:
            raise NotSafe(f"{unsafe.file}, cell {unsafe.cell} is {unsafe.verdict}: {unsafe.because}.")
        besides.append(more)
    if not report.is_safe:
        raise NotSafe(next(one.sentence for one in report.warnings if one.unsafe))
    return Release(tuple(tables), tuple(besides), report)


def file_of(table: DataTable) -> str:
    """The name of a table’s CSV file."""
    return next(iter(csvw(Workbook("", "", (table,)))))


def _checked(tables: Sequence[DataTable], settings: Settings) -> Report:
    files = csvw(Workbook("", "", tuple(tables)))
    books = [read_book(content, name=name) for name, content in files.items() if name.endswith(".csv")]
    return check_books(books, settings)


def _hide_beside(tables: list[DataTable], file: str, cell: str) -> tuple[str, str] | None:
    """Hide one more figure beside a cell, in its row or in its column: its table and the figure; None without any."""
    at = next(at for at, table in enumerate(tables) if file_of(table) == file)
    table = tables[at]
    column, row = _place(cell)
    numeric = [place for place, one in enumerate(table.columns) if one.kind == "number"]
    beside = [(row, place) for place in numeric if place != column] if len(numeric) > 2 else []
    beside += [(place, column) for place in range(len(table.rows)) if place != row]
    shown = [(r, c) for r, c in beside if isinstance(table.rows[r][c], int | Decimal)]
    if not shown:
        return None
    r, c = min(shown, key=lambda place: float(table.rows[place[0]][place[1]]))
    rows = [list(each) for each in table.rows]
    figure, rows[r][c] = rows[r][c], CONFIDENTIAL
    tables[at] = replace(table, rows=tuple(map(tuple, rows)))
    return table.title, f"{figure:,f}" if isinstance(figure, Decimal) else f"{figure:,}"


def _place(cell: str) -> tuple[int, int]:
    """Column and row of “B3” in the rows of a table, which stand under one row of headers."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1, int(cell[len(letters) :]) - 2


def check_words(hidden: Iterable[tuple[str, str]], texts: Iterable[str]) -> None:
    """Raise NotSafe when a text says, beside the name of a table, a figure that the table hides.

    hidden  the title of each table, and the figure as it is said
    """
    texts = list(texts)
    for title, figure in hidden:
        told = re.compile(rf"(?<![\d.,]){re.escape(figure)}(?!\d|[.,]\d)")
        if any(title in text and told.search(text) for text in texts):
            raise NotSafe(f"“{title}” is {figure} in its words, and must be hidden in its table.")
