"""Words as people type and paste them: as a document, and without the signs that no reader sees."""

import re

from .document import Block, Document, Heading, List, Paragraph, Strong
from .languages import Language

# Control signs, and those that turn round what follows: a reader could be shown other words than a voice reads out.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
APART = re.compile(r"\n\s*\n|\n(?=#)")
ITEM = re.compile(r"^[*•-] +")
STRONG = re.compile(r"\*\*(.+?)\*\*")


def cleaned(written: str) -> str:
    """The words with one kind of line end and no control signs."""
    return UNSEEN.sub("", written.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")).strip()


def as_document(written: str, *, title: str, publisher: str, language: Language) -> Document:
    """Typed words as a document: an empty line between paragraphs, # before a heading, * before each item of a list."""
    blocks = (_block(piece.strip()) for piece in APART.split(cleaned(written)) if piece.strip("# \n"))
    return Document(title, publisher, tuple(blocks), language.code, language.direction)


def runs(line: str) -> tuple:
    """A line with its **words in bold**."""
    return tuple(Strong(run) if at % 2 else run for at, run in enumerate(STRONG.split(line)) if run)


def _block(piece: str) -> Block:
    if piece.startswith("#"):
        return Heading(piece.lstrip("# "))
    lines = [line.strip() for line in piece.split("\n")]
    if all(map(ITEM.match, lines)):
        return List(tuple(Paragraph(runs(ITEM.sub("", line))) for line in lines))
    return Paragraph(runs(" ".join(lines)))
