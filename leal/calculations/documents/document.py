"""A document as its paragraphs, in reading order."""

import re
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


class Paragraph(NamedTuple):
    """Words that stand together; `kind` is "text", "heading", "item" or "cell"."""

    text: str
    kind: str = "text"


class Document(NamedTuple):
    """What a file says. `kind` is "text", "html" or "docx"; `notes` say what was guessed."""

    name: str
    kind: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """Every sentence, in order; headings, list items and cells are sentences too."""
        return [one for paragraph in self.paragraphs for one in sentences(paragraph.text)]
