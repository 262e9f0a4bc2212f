"""The words of a Word document (DOCX), without what was struck out, with footnotes."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from leal.calculations.files import Limits, Unreadable
from leal.calculations.files.package import attributes, elements, local, open_package

from .document import Paragraph, tidied

PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
# Words struck out while changes are tracked, and what programs keep for themselves.
SILENT = {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "AlternateContent", "pict", "drawing"}


def paragraphs_of_word(content: bytes, limits: Limits) -> list[Paragraph]:
    """The paragraphs of the body, then of the notes."""
    package = open_package(content)
    names = set(package.namelist())
    if PARTS[0] not in names:
        raise Unreadable("This is not a Word document. Give text, HTML or DOCX.")
    return [one for part in PARTS if part in names for one in _paragraphs(package, part, limits)]


def _paragraphs(package, part: str, limits: Limits) -> Iterator[Paragraph]:
    cells = 0
    for event, element in elements(package, part, limits, ("start", "end")):
        name = local(element.tag)
        if name == "tc":
            cells += 1 if event == "start" else -1
        elif name == "p" and event == "end":
            text = tidied("".join(_words(element)))
            if text:
                yield Paragraph(text, "cell" if cells else _kind(element))
            element.clear()


def _kind(paragraph: Element) -> str:
    for item in paragraph.iter():
        name = local(item.tag)
        if name == "pStyle" and attributes(item).get("val", "").lower().startswith(("heading", "title")):
            return "heading"
        if name == "numPr":
            return "item"
    return "text"


def _words(element: Element) -> Iterator[str]:
    for item in element:
        name = local(item.tag)
        if name == "t":
            yield item.text or ""
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        elif name not in SILENT:
            yield from _words(item)
