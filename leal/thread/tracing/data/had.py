"""One list of a charter, as the bytes of a file."""

from collections.abc import Iterator
from itertools import islice

import msgspec

from leal.foundations.database import while_unchanged
from leal.thread.charters.models import Charter

from . import spelling
from .lists import LISTS, TABLES


def as_json(charter: Charter, name: str, first: int | None = None) -> Iterator[bytes]:
    """A list as JSON, a piece at a time; with `first`, only so many of its rows."""
    told = {"list": name, "charter": charter.slug, "licence": charter.licence}
    if name in TABLES:
        columns, rows = TABLES[name][2](charter)
        return spelling.as_json(told, columns, islice(rows, first))
    return iter([msgspec.json.format(msgspec.json.encode(told | {"items": items(charter, name)}), indent=1) + b"\n"])


def as_csv(charter: Charter, name: str, first: int | None = None) -> Iterator[bytes]:
    """A list as CSV, a piece at a time; with `first`, only so many of its rows."""
    if name in TABLES:
        columns, rows = TABLES[name][2](charter)
        return spelling.as_csv(columns, islice(rows, first))
    columns = spelling.columns(LISTS[name].item)
    return spelling.as_csv(columns, ([getattr(item, column) for column in columns] for item in items(charter, name)))


def items(charter: Charter, name: str) -> list:
    """The items of a list; worked out once, until somebody writes."""
    return while_unchanged(("data", charter.pk, name), lambda: LISTS[name].items(charter))
