"""One source, many formats: a document tree, and functions that write it.

Formats know documents, not charters. A slice builds a `Document`; each format
is one pure function from the tree to bytes.
"""

from .aloud import Chapter, Recording, aloud, chapters
from .braille import braille
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
from .easy_read import NotEasyRead, TooManyPages, easy_read, easy_read_pdf
from .epub import epub
from .hypertext import html
from .pdf import LARGE, pdf
from .plain import plain_text
from .programs import NotInstalled
from .refusals import CannotBeWritten, MissingPicture, NoLetterFor, UnreadablePicture
from .symbols import NoSuchSymbol, symbol
from .whole import write_whole

__all__ = [
    "LARGE",
    "Block",
    "CannotBeWritten",
    "Chapter",
    "Document",
    "Drawn",
    "Facts",
    "Figure",
    "Heading",
    "Link",
    "List",
    "MissingPicture",
    "NoLetterFor",
    "NoSuchSymbol",
    "NotEasyRead",
    "NotInstalled",
    "Paragraph",
    "Picture",
    "Pictured",
    "Quote",
    "Recording",
    "Run",
    "Sheet",
    "Strong",
    "Table",
    "TooManyPages",
    "UnreadablePicture",
    "aloud",
    "braille",
    "chapters",
    "easy_read",
    "easy_read_pdf",
    "epub",
    "html",
    "pdf",
    "plain_text",
    "symbol",
    "write_whole",
]
