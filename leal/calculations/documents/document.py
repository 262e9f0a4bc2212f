"""A document as its paragraphs, in reading order."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from .sentences import sentences

# Spaces of every width, and marks that have none, as one plain space or nothing.
_WIDE = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_NO_WIDTH = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def tidied(text: str) -> str:
    """Words with one plain space between them, whatever stood there.

    >>> tidied("46\\u00a0per\\u202fcent  of\\nclients")
    '46 per cent of clients'
    """
    return _WIDE.sub(" ", _NO_WIDTH.sub("", text)).strip()


def weight(text: str) -> int:
    """How many letters and marks a text has, not counting spaces: the same before and after tidying.

    >>> weight("46\\u00a0per  cent") == weight(tidied("46\\u00a0per  cent"))
    True
    """
    return len("".join(_NO_WIDTH.sub("", text).split()))


class Paragraph(NamedTuple):
    """Words that stand together; `kind` is "text", "heading", "item" or "cell".

    lines  where each line of the file begins in it: letters and marks before, and the line's number
    """

    text: str
    kind: str = "text"
    lines: tuple[tuple[int, int], ...] = ()

    def line_after(self, before: int) -> int | None:
        """The line of the file that goes on after so many letters and marks; None where files have no lines."""
        if not self.lines:
            return None
        return self.lines[max(0, bisect_right(self.lines, (before, float("inf"))) - 1)][1]


class Sentence(NamedTuple):
    """A sentence and where it stands: its paragraph counted from 1, its line where files have lines."""

    text: str
    kind: str
    paragraph: int
    line: int | None


class Document(NamedTuple):
    """What a file says. `kind` is "text", "html" or "docx"; `notes` say what was guessed."""

    name: str
    kind: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """Every sentence, in order; headings, list items and cells are sentences too."""
        return [one for paragraph in self.paragraphs for one in sentences(paragraph.text)]

    def placed_sentences(self) -> Iterator[Sentence]:
        """The same sentences, each with where it stands."""
        for number, paragraph in enumerate(self.paragraphs, start=1):
            place = before = 0
            for one in sentences(paragraph.text):
                start = paragraph.text.index(one, place)
                before += weight(paragraph.text[place:start])
                yield Sentence(one, paragraph.kind, number, paragraph.line_after(before))
                before, place = before + weight(one), start + len(one)
