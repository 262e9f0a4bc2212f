"""Tables as CSV files with the metadata that tells programs what every column means (W3C, CSV on the Web)."""

import csv
import io
import json
import re
from typing import Any
from unicodedata import normalize

from .cells import Cell, grid, readable
from .tree import Column, DataTable, Kind, NotATable, Workbook, marks_of

# A spreadsheet takes a cell that begins so for a sum to be worked out.
SUMS = ("=", "+", "-", "@", "\t", "\r")
METADATA = "csv-metadata.json"  # where the standard has programs look, beside the files
GUARD = "Words that a spreadsheet would work out as a sum begin with an apostrophe."
DATATYPES: dict[Kind, Any] = {
    "text": "string",
    "number": "decimal",
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "truth": {"base": "boolean", "format": "Yes|No"},
}


def csvw(workbook: Workbook) -> dict[str, bytes]:
    """Each table as a CSV file by its name, UTF-8, with one header row; and “csv-metadata.json” of them all.

    Raises NotATable when two names of sheets make the same name of a file.
    """
    numbers = workbook.notes
    files: dict[str, bytes] = {}
    for table in workbook.tables:
        if (name := _file(table)) in files:
            raise NotATable(f"Two files would be called “{name}”. Give “{table.name}” a name of its own.")
        files[name] = _csv(table, numbers)
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": workbook.language}],
        "dc:title": readable(workbook.title),
        "dc:publisher": readable(workbook.publisher),
        **_said("dc:description", " ".join(map(readable, workbook.about))),
        **_said("dc:contact", readable(workbook.contact)),
        **_said("dc:license", workbook.licence),
        **_said("dc:issued", workbook.published and workbook.published.isoformat()),
        "dc:language": workbook.language,
        "dialect": {"encoding": "utf-8", "header": True},
        "tables": [_described(table, numbers) for table in workbook.tables],
    }
    return files | {METADATA: (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()}


def _file(table: DataTable) -> str:
    return f"{_plain(table.name, '-') or 'table'}.csv"


def _plain(words: str, between: str) -> str:
    """Letters and digits that every program and file system knows.

    >>> _plain("Déjà vu (%)", "_")
    'deja_vu'
    """
    ascii_only = normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", between, ascii_only.lower()).strip(between)


def _said(name: str, what: str | None) -> dict[str, str]:
    return {name: what} if what else {}


def _csv(table: DataTable, numbers: dict[str, int]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([guarded(readable(column.header)) for column in table.columns])
    writer.writerows([_value(cell) for cell in row] for row in grid(table, numbers).rows)
    return out.getvalue().encode()


def _value(cell: Cell) -> str:
    if cell.number is not None:
        return f"{cell.number:f}"
    return cell.day.isoformat() if cell.day else guarded(cell.text)


def guarded(words: str) -> str:
    """Words as they may stand in a CSV file: what a spreadsheet would work out begins with an apostrophe.

    >>> guarded("=1+1"), guarded("-5"), guarded("ask")
    ("'=1+1", '-5', 'ask')
    """
    return f"'{words}" if words.startswith(SUMS) and not _is_number(words) else words


def _is_number(words: str) -> bool:
    try:
        float(words)
    except ValueError:
        return False
    return True


def _described(table: DataTable, numbers: dict[str, int]) -> dict[str, Any]:
    noted = dict.fromkeys(table.noted)
    notes = [{"dc:identifier": f"[note {numbers[note]}]", "dc:description": readable(note)} for note in noted]
    nulls = ["", *(str(mark) for mark in sorted(marks_of(table), key=str))]
    signs = " ".join(f"{mark}: {mark.meaning}" for mark in sorted(marks_of(table), key=str))
    about = " ".join(filter(None, [*map(readable, table.lines), signs, GUARD]))
    return {
        "url": _file(table),
        "dc:title": readable(table.title),
        "dc:description": about,
        **_said("dc:source", readable(table.source)),
        **({"notes": notes} if notes else {}),
        "tableSchema": {"columns": _columns(table, nulls)},
    }


def _columns(table: DataTable, nulls: list[str]) -> list[dict[str, Any]]:
    names: list[str] = []
    for at, column in enumerate(table.columns, start=1):
        name = _plain(column.header, "_") or f"column_{at}"
        names.append(name if name not in names else f"{name}_{at}")
    return [_column(column, name, nulls) for column, name in zip(table.columns, names, strict=True)]


def _column(column: Column, name: str, nulls: list[str]) -> dict[str, Any]:
    about = " ".join(filter(None, [readable(column.about), *map(readable, column.notes)]))
    return {
        "name": name,
        "titles": guarded(readable(column.header)),
        "datatype": DATATYPES[column.kind],
        "null": nulls,
        **_said("dc:description", about),
        **_said("schema:unitText", readable(column.unit)),
    }
