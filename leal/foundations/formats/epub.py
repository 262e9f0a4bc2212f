"""A document as a book for e-readers: EPUB 3, one text with its contents, nothing fetched."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from .document import Block, Document, Drawn, Figure, Heading, Link, List, Paragraph, Pictured, Run, Sheet
from .hypertext import written
from .packing import packed
from .pictures import namespaced

# XML knows no other control signs; a text that holds one is not read at all.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
OUTSIDE = ("https://", "http://", "mailto:", "tel:")
KIND = "application/epub+zip"

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""

PACKAGE = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:publisher>{publisher}</dc:publisher>
<dc:language>{language}</dc:language>
<meta property="dcterms:modified">{modified}T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
<manifest>
<item id="nav" href="contents.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"{drawn}/>
<item id="style" href="book.css" media-type="text/css"/>
</manifest>
<spine{direction}><itemref idref="text"/></spine>
</package>
"""

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="{language}" xml:lang="{language}" dir="{direction}">
<head><title>{title}</title><link rel="stylesheet" href="book.css"/></head>
<body>
{body}
</body>
</html>
"""


def epub(document: Document, *, modified: date) -> bytes:
    """The whole document as EPUB 3, the same bytes for the same document.

    modified  the day its words were last changed

    Raises MissingPicture and UnreadablePicture when a picture cannot be shown.
    """
    parts = _parts(document)
    named = {
        "language": escape(document.language),
        "direction": escape(document.direction),
        "title": _text(document.title),
    }
    text, contents = _body(document, parts), _contents(document, parts)
    package = PACKAGE.format(
        **named | {"direction": ' page-progression-direction="rtl"' if document.direction == "rtl" else ""},
        identifier=uuid5(NAMESPACE_URL, text),
        publisher=_text(document.publisher),
        modified=modified.isoformat(),
        drawn=' properties="svg"' if "<svg" in text else "",
    )
    files = {
        "META-INF/container.xml": CONTAINER,
        "book/package.opf": package,
        "book/contents.xhtml": PAGE.format(**named, body=contents),
        "book/text.xhtml": PAGE.format(**named, body=text),
        "book/book.css": _style(),
    }
    return packed(((name, UNREADABLE.sub("", content)) for name, content in files.items()), kind=KIND)


@lru_cache(maxsize=1)
def _style() -> str:
    return (Path(__file__).parent / "book.css").read_text()


def _text(words: str) -> str:
    return escape(words, quote=False)


def _parts(document: Document) -> list[list[Block]]:
    """The blocks, parted before each heading of the second level."""
    parts: list[list[Block]] = [[]]
    for block in document.blocks:
        if isinstance(block, Heading | Figure) and block.level == 2:
            parts.append([])
        parts[-1].append(block)
    return parts


def _body(document: Document, parts: list[list[Block]]) -> str:
    head = f'<h1>{_text(document.title)}</h1>\n<p class="publisher">{_text(document.publisher)}</p>\n'
    sections = (
        f'<section id="part-{at}">\n' + "\n".join(written(_inside(block)) for block in part) + "\n</section>"
        for at, part in enumerate(parts)
    )
    return head + "\n".join(sections)


def _contents(document: Document, parts: list[list[Block]]) -> str:
    # A document with no heading still needs one line in its contents: its title.
    lines = [f'<li><a href="text.xhtml">{_text(document.title)}</a></li>']
    for at, part in enumerate(parts[1:], start=1):
        name = part[0].text if isinstance(part[0], Heading) else part[0].heading
        lines.append(f'<li><a href="text.xhtml#part-{at}">{_text(name)}</a></li>')
    return f'<nav epub:type="toc"><h1>{_text(document.title)}</h1><ol>{"".join(lines)}</ol></nav>'


def _inside(block: Block) -> Block:
    """The block as it can stand in a book: a link that leads nowhere from there is words, a drawing says what it is."""
    if isinstance(block, Paragraph):
        return Paragraph(tuple(map(_run, block.runs)))
    if isinstance(block, List):
        return replace(block, items=tuple(Paragraph(tuple(map(_run, item.runs))) for item in block.items))
    if isinstance(block, Pictured):
        return replace(block, words=tuple(Paragraph(tuple(map(_run, line.runs))) for line in block.words))
    if isinstance(block, Figure | Drawn) and block.svg:
        block = replace(block, svg=namespaced(block.svg))
    if isinstance(block, Drawn):
        return replace(block, words=tuple(Paragraph(tuple(map(_run, words.runs))) for words in block.words))
    if isinstance(block, Sheet):
        return replace(block, blocks=tuple(map(_inside, block.blocks)))
    return block


def _run(run: Run) -> Run:
    return run.text if isinstance(run, Link) and not run.href.startswith(OUTSIDE) else run
