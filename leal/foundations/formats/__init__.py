"""One source, many formats: a document tree, and functions that write it.

Formats know documents, not charters. A slice builds a `Document`; each format
is one pure function from the tree to bytes.
"""

from .document import (
    Block,
    Document,
    Facts,
    Figure,
    Heading,
    Link,
    List,
    Paragraph,
    Quote,
    Run,
    Strong,
    Table,
)
from .hypertext import html
from .plain import plain_text

__all__ = [
    "Block",
    "Document",
    "Facts",
    "Figure",
    "Heading",
    "Link",
    "List",
    "Paragraph",
    "Quote",
    "Run",
    "Strong",
    "Table",
    "html",
    "plain_text",
]
