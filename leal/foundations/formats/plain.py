"""A document as plain text: for a screen, a terminal, a text message or a reader of one's own."""

import textwrap
from functools import singledispatch

from .document import (
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

WIDTH = 72


def plain_text(document: Document) -> bytes:
    """The whole document, UTF-8, lines of at most 72 letters but for words that are longer.

    Nothing is drawn with signs: a voice would read each of them out. What begins a part stands after two empty lines.
    """
    blocks = [_wrapped(document.title), document.publisher, *(written(block) for block in document.blocks)]
    return ("\n\n".join(blocks) + "\n").encode()


def _headed(text: str, level: int) -> str:
    return ("\n" if level == 2 else "") + _wrapped(text)


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _runs(stretch: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in stretch)


def _run(run: Run) -> str:
    if isinstance(run, Link):
        return f"{run.text} ({run.href})"
    return run.text if isinstance(run, Strong) else run


@singledispatch
def written(block) -> str:
    """One block of a document as plain text."""
    raise TypeError(f"{type(block).__name__} is no block of a document")


@written.register
def _(heading: Heading) -> str:
    return _headed(heading.text, heading.level)


@written.register
def _(paragraph: Paragraph) -> str:
    return _wrapped(_runs(paragraph.runs))


@written.register
def _(items: List) -> str:
    marks = [f"{at}. " if items.numbered else "* " for at in range(1, len(items.items) + 1)]
    return "\n".join(
        _wrapped(_runs(item.runs), mark, " " * len(mark)) for mark, item in zip(marks, items.items, strict=True)
    )


@written.register
def _(quote: Quote) -> str:
    return _wrapped(f"“{quote.words}”", "    ", "    ") + "\n" + _wrapped(f"– {quote.credit}", "    ", "      ")


@written.register
def _(facts: Facts) -> str:
    return "\n".join(_wrapped(f"{name}: {said}", "", "  ") for name, said in facts.rows)


@written.register
def _(table: Table) -> str:
    """Each row as its header and its cells with their columns' names: it can be read aloud."""
    _, *columns = table.columns
    rows = ["\n".join([_wrapped(head), *_cells(columns, cells)]) for head, *cells in table.rows]
    note = [_wrapped(table.note)] if table.note else []
    return "\n\n".join([_wrapped(f"Table: {table.caption}"), *rows, *note])


def _cells(columns: list[str], cells: list[str]) -> list[str]:
    return [_wrapped(f"{column}: {cell}", "  ", "    ") for column, cell in zip(columns, cells, strict=True)]


@written.register
def _(figure: Figure) -> str:
    parts = [_headed(figure.heading, figure.level), _wrapped(figure.description), _wrapped(figure.basis)]
    return "\n\n".join([*parts, written(figure.table)])


@written.register
def _(picture: Picture) -> str:
    credit = [_wrapped(picture.credit)] if picture.credit else []
    return "\n".join([_wrapped(f"Picture: {picture.description}"), *credit])


@written.register
def _(row: Pictured) -> str:
    """The words alone: what the picture shows is said in them already."""
    credit = [_wrapped(row.picture.credit)] if row.picture.credit else []
    return "\n".join([_wrapped(_runs(paragraph.runs)) for paragraph in row.words] + credit)


@written.register
def _(drawn: Drawn) -> str:
    said = [_wrapped(f"Picture: {drawn.description}")] if drawn.description else []
    return "\n\n".join([*said, *(_wrapped(_runs(paragraph.runs)) for paragraph in drawn.words)])


@written.register
def _(sheet: Sheet) -> str:
    return "\n\n".join(map(written, sheet.blocks))
