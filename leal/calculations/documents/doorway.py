"""Decides what a document is by its first bytes, and reads it."""

import re
from pathlib import Path

from leal.calculations.files import Limits, Unreadable
from leal.calculations.files.doorway import bytes_of
from leal.calculations.files.encodings import decoded
from leal.calculations.files.limits import USUAL

from .document import Document, Paragraph
from .plain_text import paragraphs_of_text
from .web_page import paragraphs_of_page
from .word import paragraphs_of_word

NOT_WORDS = (
    (b"%PDF", "This is a PDF. Give the document it was made from: text, HTML or DOCX."),
    (b"\x89PNG", "This is a picture. Give the words as text, HTML or DOCX."),
    (b"\xff\xd8\xff", "This is a picture. Give the words as text, HTML or DOCX."),
    (b"{\\rtf", "This is an RTF document. Save it as DOCX, HTML or text."),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_MARKED_UP = re.compile(r"<(?:p|div|h[1-6]|ul|ol|li|table|section|article|br|span)\b[^<>]*>", re.I)


def read_document(source: Path | bytes, *, name: str = "", limits: Limits = USUAL) -> Document:
    """The paragraphs of a text file, a web page or a Word document.

    source  a path, or the bytes of the file
    name    what to call it; by default the file's own name

    Raises Unreadable, whose text is a sentence for the reader.

    >>> read_document(b"We will listen to you. We will act.").sentences()
    ['We will listen to you.', 'We will act.']
    """
    name = name or (source.name if isinstance(source, Path) else "the file")
    content = bytes_of(source, name, limits)
    try:
        return _read(content, name, limits)
    except Unreadable as reason:
        raise Unreadable(f"{name}: {reason}") from reason.__cause__


def _read(content: bytes, name: str, limits: Limits) -> Document:
    if not content.strip():
        raise Unreadable("The file is empty.")
    for start, sentence in NOT_WORDS:
        if content.startswith(start):
            raise Unreadable(sentence)
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable("The file is locked with a password. Save a copy without one.")
        raise Unreadable("This is an old Word file (.doc). Save it as .docx.")
    if content.startswith(b"PK"):
        return _finished(name, "docx", paragraphs_of_word(content, limits), [])
    text, notes = decoded(content)
    looks_so = name.lower().endswith((".html", ".htm")) or text.lstrip().startswith("<")
    is_page = _PAGE.match(text) or (looks_so and _MARKED_UP.search(text))
    if is_page:
        return _finished(name, "html", paragraphs_of_page(text), notes)
    markdown = name.lower().endswith((".md", ".markdown"))
    return _finished(name, "text", paragraphs_of_text(text, markdown=markdown), notes)


def _finished(name: str, kind: str, paragraphs: list[Paragraph], notes: list[str]) -> Document:
    if not paragraphs:
        raise Unreadable("There are no words in the file.")
    return Document(name, kind, tuple(paragraphs), tuple(notes))
