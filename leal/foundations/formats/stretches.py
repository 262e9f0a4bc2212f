"""A document as stretches of words one after another: for lines of Braille, and for a voice."""

import re
from collections.abc import Iterator
from functools import singledispatch
from typing import NamedTuple

from .document import (
    Block,
    Document,
    Drawn,
    Facts,
    Figure,
    Heading,
    Link,
    List,
    Paragraph,
    Picture,
    Pictured,
    Quote,
    Run,
    Sheet,
    Strong,
    Table,
)

OUTSIDE = ("https://", "http://", "mailto:", "tel:")
BLANKS = re.compile(r"\s+")


class Said(NamedTuple):
    """A stretch of text and how it stands.

    first, rest  how many cells its first line and the others are set in; None for a line in the middle
    apart        whether an empty line goes before
    holds        whether it stays on one page with what comes after
    """

    text: str
    first: int | None
    rest: int
    apart: bool = False
    holds: bool = False


def _one(text: str, first: int | None, rest: int, **how: bool) -> Said:
    return Said(BLANKS.sub(" ", text).strip(), first, rest, **how)


def stretches(document: Document) -> Iterator[Said]:
    """Every stretch of a document that says something, its title first."""
    yield from filter(lambda one: one.text, _all(document))


def _all(document: Document) -> Iterator[Said]:
    yield _one(document.title, None, 0, holds=True)
    yield _one(document.publisher, None, 0)
    for block in document.blocks:
        yield from written(block)


def runs(stretch: tuple[Run, ...]) -> str:
    """A stretch of text as one string. The address of a page of ours leads nowhere from there: its words stay."""
    return "".join(map(_run, stretch))


def _run(run: Run) -> str:
    if isinstance(run, Link):
        return f"{run.text} ({run.href})" if run.href.startswith(OUTSIDE) and run.href != run.text else run.text
    return run.text if isinstance(run, Strong) else run


@singledispatch
def written(block: Block) -> Iterator[Said]:
    """One block of a document as its stretches."""
    raise TypeError(f"{type(block).__name__} is no block of a document")


@written.register
def _(heading: Heading) -> Iterator[Said]:
    # As on most Braille pages: in the middle, then from the fifth cell, then from the first.
    first = {2: None, 3: 4}.get(heading.level, 0)
    yield _one(heading.text, first, first or 0, apart=True, holds=True)


@written.register
def _(paragraph: Paragraph) -> Iterator[Said]:
    yield _one(runs(paragraph.runs), 2, 0)


@written.register
def _(items: List) -> Iterator[Said]:
    for at, item in enumerate(items.items, start=1):
        yield _one(f"{at}. {runs(item.runs)}" if items.numbered else runs(item.runs), 0, 2)


@written.register
def _(quote: Quote) -> Iterator[Said]:
    yield _one(f"“{quote.words}”", 4, 2, holds=True)
    yield _one(quote.credit, 4, 4)


@written.register
def _(facts: Facts) -> Iterator[Said]:
    for name, said in facts.rows:
        yield _one(f"{name}: {said}", 0, 2)


@written.register
def _(table: Table) -> Iterator[Said]:
    """Row by row, each cell with the name of its column: a table of print does not fit a line of Braille."""
    yield _one(f"Table: {table.caption}", 0, 2, apart=True, holds=True)
    _, *columns = table.columns
    for head, *cells in table.rows:
        yield _one(head, 0, 2, holds=bool(cells))
        for column, cell in zip(columns, cells, strict=True):
            yield _one(f"{column}: {cell}", 2, 4)
    if table.note:
        yield _one(table.note, 2, 0)


@written.register
def _(figure: Figure) -> Iterator[Said]:
    yield from written(Heading(figure.heading, figure.level))
    yield _one(figure.description, 2, 0)
    yield _one(figure.basis, 2, 0)
    yield from written(figure.table)


@written.register
def _(picture: Picture) -> Iterator[Said]:
    yield _one(f"Picture: {picture.description}", 2, 0)
    if picture.credit:
        yield _one(picture.credit, 2, 0)


@written.register
def _(row: Pictured) -> Iterator[Said]:
    for paragraph in row.words:
        yield _one(runs(paragraph.runs), 2, 0)
    if row.picture.credit:
        yield _one(row.picture.credit, 2, 0)


@written.register
def _(drawn: Drawn) -> Iterator[Said]:
    if drawn.description:
        yield _one(f"Picture: {drawn.description}", 2, 0)
    for paragraph in drawn.words:
        yield _one(runs(paragraph.runs), 2, 0)


@written.register
def _(sheet: Sheet) -> Iterator[Said]:
    for block in sheet.blocks:
        yield from written(block)
