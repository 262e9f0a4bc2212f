"""Easy Read: pictures on one side, words on the other, a few pages. Written as plain lines, made into a document.

    # How we treat you

    [letter] We will write to you.
    We will use **plain words**.
    Plain words are words that most people know.

Each line of a row is one sentence.
"""

import re
from pathlib import Path

from .document import Block, Document, Heading, Paragraph, Pictured
from .pdf import compiled
from .refusals import CannotBeWritten
from .symbols import symbol
from .written_down import cleaned, runs

POINTS, SMALLEST, MOST_PAGES = 16, 14, 24

BEGINS = re.compile(r"\n\s*\n|\n(?=[#\[])")
MARK = re.compile(r"^\[[^\[\]\n]*\] *", re.MULTILINE)
"""The word of a picture, before the first sentence of a row."""
ROW = re.compile(r"\[([^\[\]]*)\]\s*(.*)", re.DOTALL)


class NotEasyRead(CannotBeWritten):
    """Rows that are not yet Easy Read: every fault, each with its row."""

    def __init__(self, faults: list[str]):
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return " ".join(self.faults)


class TooManyPages(CannotBeWritten):
    """Easy Read that is too long to be easy."""

    def __init__(self, pages: int, most: int):
        super().__init__(pages, most)
        self.pages, self.most = pages, most

    def __str__(self) -> str:
        return (
            f"It fills {self.pages} pages; Easy Read has {self.most} at most. "
            "Say less, or make two documents of it. Do not make the letters smaller."
        )


def easy_read(
    written: str, *, title: str, publisher: str, own: Path | None = None, language: str = "en-GB"
) -> Document:
    """A document from rows as people write them.

    own  a folder of an organisation’s own pictures: see `symbol`

    Raises NotEasyRead with every fault at once: a row without a picture, a picture that is not there.
    """
    blocks: list[Block] = []
    faults: list[str] = []
    pieces = [piece.strip() for piece in BEGINS.split(cleaned(written)) if piece.strip()]
    for row, piece in enumerate(pieces, start=1):
        try:
            blocks.append(Heading(piece.lstrip("# ")) if piece.startswith("#") else _row(piece, own))
        except CannotBeWritten as reason:
            faults.append(f"Row {row} (“{_beginning(piece)}”): {reason}")
    if not blocks and not faults:
        faults.append(
            "There are no rows. Write the word of a picture in square brackets, and what it is about behind it."
        )
    if faults:
        raise NotEasyRead(faults)
    return Document(title, publisher, tuple(blocks), language)


def easy_read_pdf(document: Document, *, points: int = POINTS, most_pages: int = MOST_PAGES) -> bytes:
    """Easy Read on paper, PDF/UA-1: no row is divided between two pages.

    points  the size of its letters, 14 or more

    Raises TooManyPages, and what `pdf` raises.
    """
    if points < SMALLEST:
        raise ValueError(f"Easy Read has letters of {SMALLEST} point or more, not {points}")
    return compiled(document, points, most_pages=(most_pages, TooManyPages))


def lines_of(document: Document) -> str:
    """Its headings and sentences alone, each by itself, as Markdown: to be judged whether they are easy."""
    said = []
    for block in document.blocks:
        if isinstance(block, Heading):
            said.append(f"## {block.text}")
        elif isinstance(block, Pictured):
            said += ["".join(run if isinstance(run, str) else run.text for run in line.runs) for line in block.words]
    return "\n\n".join(said) + "\n"


def _row(piece: str, own: Path | None) -> Pictured:
    found = ROW.match(piece)
    if not found or not found[1].strip():
        raise NoPicture
    if not found[2].strip():
        raise NoWords
    lines = filter(None, map(str.strip, found[2].split("\n")))
    return Pictured(symbol(found[1], own=own), tuple(Paragraph(runs(line)) for line in lines))


def _beginning(piece: str) -> str:
    first = piece.splitlines()[0]
    return first if len(first) <= 40 else first[:40].rstrip() + "…"


class NoPicture(CannotBeWritten):
    def __str__(self) -> str:
        return "It has no picture. Begin it with the word of one in square brackets, such as [letter]."


class NoWords(CannotBeWritten):
    def __str__(self) -> str:
        return "There are no words beside the picture."
