"""One list of a charter as a workbook: for people who would rather have a spreadsheet."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple, get_args

import msgspec

from leal.foundations.database import while_unchanged
from leal.foundations.formats.workbooks import AS_GIVEN, Column, DataTable, NotATable, Workbook, ods, xlsx
from leal.foundations.pages.typography import printed
from leal.thread.charters.models import Charter

from . import had, spelling
from .lists import LISTS, TABLES

KINDS = {
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", ods),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx),
}
# A workbook is made whole while its reader waits: a second or two for so many rows.
MOST_ROWS = 20_000
WEIGHED_BY = 200
# Numbers that a charter file keeps as text, digit for digit as they were published.
PUBLISHED_NUMBERS = {"value"}
BLANK = "Where a cell is blank, nothing is known or there is nothing to tell."


class Form(NamedTuple):
    """How the values of one field stand in their column."""

    column: Column
    number: bool


def as_workbook(charter: Charter, name: str, kind: str) -> bytes:
    """A list as “ods” or “xlsx”; made once, until somebody writes.

    Raises NotATable when it is too long to be made while its reader waits.
    """
    return while_unchanged(("workbook", charter.pk, name, kind), lambda: KINDS[kind][1](workbook(charter, name)))


def weight(charter: Charter, name: str, kind: str, rows: int) -> int:
    """How many bytes a list of so many rows is as a workbook: a long one is weighed by its first rows, as it is slow.

    Raises NotATable when it is too long.
    """
    if name not in TABLES or rows <= WEIGHED_BY:
        return len(as_workbook(charter, name, kind))
    if rows > MOST_ROWS:
        raise _too_long(name)
    return len(KINDS[kind][1](workbook(charter, name, WEIGHED_BY))) * rows // WEIGHED_BY


def workbook(charter: Charter, name: str, first: int | None = None) -> Workbook:
    """A list as a workbook of one table, with what it is and under which licence; with `first`, only so many rows.

    Raises NotATable when it has more rows than are made while a reader waits.
    """
    if name in TABLES:
        about, item, read = TABLES[name]
        columns, rows = read(charter)
        rows = islice(rows, first or MOST_ROWS + 1)
    else:
        about, item = LISTS[name].about, LISTS[name].item
        columns = spelling.columns(item)
        rows = ([getattr(one, column) for column in columns] for one in had.items(charter, name))
    table = _table(name, about, [_form(item, column) for column in columns], rows)
    return Workbook(
        title=f"{printed(charter.name)}: {about.lower()}",
        publisher=printed(charter.body),
        tables=(table,),
        about=("One list of the open data of this charter, the same as its CSV and JSON files.",),
        contact=charter.contact,
        licence=charter.licence,
    )


def _table(name: str, about: str, forms: Sequence[Form], rows: Iterable[Sequence]) -> DataTable:
    held = tuple(tuple(map(_value, forms, row)) for row in rows)
    if len(held) > MOST_ROWS:
        raise _too_long(name)
    return DataTable(name.capitalize(), about, tuple(form.column for form in forms), held, blank=None, said=BLANK)


def _too_long(name: str) -> NotATable:
    return NotATable(f"“{name}” has more than {MOST_ROWS:,} rows: too many for a spreadsheet. Choose CSV.")


def _form(item: type[msgspec.Struct], name: str) -> Form:
    held = next(field.type for field in msgspec.structs.fields(item) if field.name == name)
    kinds = set(get_args(held) or (held,)) - {type(None)}
    header = name.replace("_", " ").capitalize()
    if name in PUBLISHED_NUMBERS:
        return Form(Column(header, "number", places=AS_GIVEN), number=True)
    for kind, types in (("number", {int}), ("date", {date}), ("truth", {bool})):
        if kinds == types:
            return Form(Column(header, kind), number=False)
    return Form(Column(header), number=False)


def _value(form: Form, value: Any) -> Any:
    if value is None or value == "":
        return None
    if form.number:
        return Decimal(value)
    return spelling.words(value) if form.column.kind == "text" else value
