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
from .languages import LANGUAGES, Language
from .pdf import LARGE, pdf
from .plain import plain_text
from .poster import MoreThanASheet, poster
from .programs import NotInstalled
from .refusals import CannotBeWritten, MissingPicture, NoLetterFor, UnreadablePicture
from .symbols import NoSuchSymbol, symbol
from .whole import write_whole
from .written_down import as_document, cleaned

__all__ = [
    "LANGUAGES",
    "LARGE",
    "Block",
    "CannotBeWritten",
    "Chapter",
    "Document",
    "Drawn",
    "Facts",
    "Figure",
    "Heading",
    "Language",
    "Link",
    "List",
    "MissingPicture",
    "MoreThanASheet",
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
    "as_document",
    "braille",
    "chapters",
    "cleaned",
    "easy_read",
    "easy_read_pdf",
    "epub",
    "html",
    "pdf",
    "plain_text",
    "poster",
    "symbol",
    "write_whole",
]
