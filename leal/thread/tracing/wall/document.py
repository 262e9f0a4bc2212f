"""A sheet for the wall as a document, and on paper."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape

import segno

from leal.calculations.standing import Word
from leal.foundations.formats import (
    Block,
    Document,
    Drawn,
    Heading,
    Link,
    List,
    MoreThanASheet,
    Paragraph,
    Strong,
    poster,
)
from leal.foundations.pages.knots import knot_drawing
from leal.foundations.pages.typography import printed

from .sheets import Sheet

# From all there is to the least that a sheet is worth hanging up for.
CUTS = ((8, 30, 3), (6, 20, 3), (5, 14, 3), (4, 12, 2), (3, 8, 2), (3, 5, 1), (2, 3, 1), (1, 0, 0))


def code(address: str) -> str:
    """The code that a telephone reads an address from, as a drawing that says what it is."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=2, svgclass=None, lineclass=None)
    named = escape(f"A code for a telephone. It leads to {address}")
    return drawn.replace("<svg", f'<svg role="img" aria-label="{named}"', 1)


def document(sheet: Sheet, *, publisher: str, address: str) -> Document:
    """A sheet as a document.

    address  where all of it is read, whole: it stands under its code
    """
    return Document(
        title=f"What we promise: {printed(sheet.keeper.name)}",
        publisher=printed(publisher),
        blocks=tuple(_blocks(sheet, address)),
    )


@lru_cache(maxsize=64)
def on_paper(sheet: Sheet, publisher: str, address: str, paper: str) -> bytes:
    """The sheet as PDF on one page, with as much as fits.

    paper  “a4” or “a3”

    Raises CannotBeWritten when a sign has no font.
    """
    *cuts, last = CUTS
    for cut in cuts:
        try:
            return poster(document(sheet.cut(*cut), publisher=publisher, address=address), paper=paper)
        except MoreThanASheet:
            continue
    return poster(document(sheet.cut(*last), publisher=publisher, address=address), paper=paper)


def _blocks(sheet: Sheet, address: str) -> Iterator[Block]:
    yield Paragraph.of(Strong(printed(sheet.lead)))
    if sheet.short:
        yield Heading("Where we do not keep our word")
        for one in sheet.short:
            word = Word(one.promise.standing).words
            title = Paragraph.of(Strong(f"{printed(one.promise.title)}: {word.lower()}. "), printed(one.says))
            yield Drawn(knot_drawing(one.promise.standing), (title,))
    if sheet.others:
        yield Heading("What else we promise here")
        yield List(
            tuple(
                Paragraph.of(f"{printed(one.title)}: ", Strong(Word(one.standing).words.lower()))
                for one in sheet.others
            )
        )
    if sheet.changes:
        yield Heading("What changed because someone told us")
        yield List(tuple(Paragraph.of(printed(one.done), f" ({one.when})") for one in sheet.changes))
    if sheet.left_out:
        yield Paragraph.of(sheet.left_out)
    yield Drawn(
        code(address),
        (
            Paragraph.of(
                "Read every promise and the figures behind it, and tell us what you think: ", Link(address, address)
            ),
        ),
        description=f"A code for a telephone that leads to {address}",
        large=True,
    )
