"""60 tables as one workbook: ours beside gptables, both with cover, contents and notes; and ODS beside odfpy."""

import tempfile
from io import BytesIO
from pathlib import Path

import gptables
import pandas
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from leal.foundations.formats.workbooks import Column, DataTable, Workbook, csvw, ods, xlsx

from .beside import row, say, seconds

TABLES, ROWS = 60, 20
YEARS = [f"{year}–{year % 100 + 1}" for year in range(2018, 2025)]
NOTE, SOURCE = "Those who answered this question.", "Client survey"
LIMIT = 3.0  # times as fast, at least


def figures(number: int) -> list[list]:
    """The cells of one table: a group, then its share in each year."""
    return [[f"Group {at}", *(at * number * year % 997 / 10 for year in range(1, 8))] for at in range(1, ROWS + 1)]


def main() -> None:
    """Print our seconds, the peer's and how they compare."""
    held = {number: figures(number) for number in range(1, TABLES + 1)}
    ours, theirs = seconds(lambda: xlsx(_ours(held)), lambda: _gptables(held), runs=3)
    row(f"{TABLES} tables of {ROWS} rows, XLSX", ours, "gptables", theirs)
    say(f"{theirs / ours:.1f} times as fast as gptables, where {LIMIT:.0f} times is asked")
    as_ods, theirs, as_csv = seconds(lambda: ods(_ours(held)), lambda: _odfpy(held), lambda: csvw(_ours(held)), runs=3)
    row(f"{TABLES} tables of {ROWS} rows, ODS", as_ods, "odfpy, bare cells", theirs)
    say(f"the same as CSV with metadata: {as_csv:.3f} s")
    columns = (Column("Name"), *(Column(str(at), "number") for at in range(9)))
    long = DataTable("Long", "Long", columns, tuple((f"Row {at}", *range(at, at + 9)) for at in range(5000)))
    as_xlsx, as_ods = seconds(
        lambda: xlsx(Workbook("t", "p", (long,))), lambda: ods(Workbook("t", "p", (long,))), runs=3
    )
    say(f"a table of 5,000 rows and 10 columns: XLSX {as_xlsx:.2f} s, ODS {as_ods:.2f} s")


def _ours(held: dict[int, list[list]]) -> Workbook:
    columns = (Column("Group"), *(Column(year, "number", "%", places=1, notes=(NOTE,)) for year in YEARS))
    tables = (
        DataTable(f"Table {number}", f"Answers to question {number}", columns, tuple(map(tuple, cells)), source=SOURCE)
        for number, cells in held.items()
    )
    return Workbook("Client survey", "The Agency", tuple(tables), about=("All tables.",), contact="Ask us.")


def _gptables(held: dict[int, list[list]]) -> None:
    sheets = {
        f"Table {number}": gptables.GPTable(
            table=pandas.DataFrame(cells, columns=["Group", *YEARS]),
            table_name=f"table_{number}_data",
            title=f"Answers to question {number}",
            table_notes=dict.fromkeys(YEARS, "$$base$$"),
            source=SOURCE,
        )
        for number, cells in held.items()
    }
    notes = pandas.DataFrame({"Note reference": ["base"], "Note text": [NOTE]})
    cover = gptables.Cover(title="Client survey", about=["All tables."], contact=["Ask us."])
    with tempfile.TemporaryDirectory() as folder:
        gptables.write_workbook(str(Path(folder) / "peer.xlsx"), sheets, cover=cover, notes_table=notes)


def _odfpy(held: dict[int, list[list]]) -> None:
    book = OpenDocumentSpreadsheet()
    for number, cells in held.items():
        table = Table(name=f"Table {number}")
        for line in cells:
            written = TableRow()
            for value in line:
                kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
                cell = TableCell(**kind)
                cell.addElement(P(text=str(value)))
                written.addElement(cell)
            table.addElement(written)
        book.spreadsheet.addElement(table)
    book.write(BytesIO())


if __name__ == "__main__":
    main()
