"""The files the page of open data leads to, each with its size: what a phone's owner must know before."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec
from django.urls import reverse

from leal.foundations.formats.workbooks import NotATable
from leal.foundations.pages.parts import Download
from leal.thread.charters.models import Charter
from leal.thread.evidence.models import Citation, Result
from leal.thread.learning.charter_file import tables_out, writing
from leal.thread.learning.charter_file.schema import schema

from . import had, tabled
from .described import described as openapi
from .lists import LISTS, TABLES

# A list of a million rows is weighed by its first thousands.
LOOKED_AT = 5000


class ListFiles(NamedTuple):
    """One list in all its forms, and why one is missing."""

    about: str
    files: list[Download]
    refused: str = ""


def lists(charter: Charter) -> list[ListFiles]:
    """Every list, with the size of each of its files."""
    abouts = {name: listed.about for name, listed in LISTS.items()} | {
        name: told for name, (told, *_) in TABLES.items()
    }
    return [_list(charter, name, about) for name, about in abouts.items()]


def _list(charter: Charter, name: str, about: str) -> ListFiles:
    texts = [_file(charter, name, "CSV", had.as_csv), _file(charter, name, "JSON", had.as_json)]
    try:
        books = [_book(charter, name, kind) for kind in tabled.KINDS]
    except NotATable as refusal:
        return ListFiles(about, texts, str(refusal))
    return ListFiles(about, [*books, *texts])


def _book(charter: Charter, name: str, kind: str) -> Download:
    size = tabled.weight(charter, name, kind, counted(charter, name) if name in TABLES else 0)
    return Download(name.capitalize(), _address(charter, name, kind), kind.upper(), size)


def _address(charter: Charter, name: str, kind: str) -> str:
    return reverse(f"tracing:data-{kind}", kwargs={"slug": charter.slug, "name": name})


def whole(charter: Charter) -> Download:
    """The whole charter as one file."""
    small = len(msgspec.json.format(msgspec.json.encode(writing.charter_file(charter=charter)), indent=1))
    size = small + sum(_scaled(rows, counted(charter, name)) for name, _, rows in tables_out.tables(charter, LOOKED_AT))
    return Download(charter.name, reverse("tracing:data-whole", args=[charter.slug]), "JSON", size)


def described() -> list[Download]:
    """What programs read first."""
    return [
        Download(
            "What each field of a charter file means", reverse("tracing:charter-schema"), "JSON", _length(schema())
        ),
        Download("Every address, as OpenAPI 3.1", reverse("tracing:openapi"), "JSON", _length(openapi())),
    ]


def _file(charter: Charter, name: str, kind: str, made: Callable[..., Iterator[bytes]]) -> Download:
    rows = counted(charter, name) if name in TABLES else 0
    return Download(
        name.capitalize(), _address(charter, name, kind.lower()), kind, _scaled(made(charter, name, LOOKED_AT), rows)
    )


def counted(charter: Charter, name: str) -> int:
    """How many rows a large table has."""
    if name == "results":
        return Result.objects.filter(charter=charter).count()
    return Citation.objects.filter(result__charter=charter).count()


def _scaled(pieces: Iterator[bytes], rows: int) -> int:
    size = sum(len(piece) for piece in pieces)
    return size * rows // LOOKED_AT if rows > LOOKED_AT else size


def _length(told: dict) -> int:
    return len(msgspec.json.encode(told))
