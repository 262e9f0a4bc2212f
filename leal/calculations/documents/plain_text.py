"""Plain text and Markdown: blank lines part paragraphs, bullets begin items."""

import re

from .document import Paragraph, tidied

_BULLET = re.compile(r"^\s*(?:[•‣◦▪●·*+–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
_HEADING = re.compile(r"^\s*#{1,6}\s+(.*?)\s*#*\s*$")
_MARKS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`)")


def paragraphs_of_text(text: str) -> list[Paragraph]:
    """The paragraphs of a text; a line that stands within one goes on with it."""
    found: list[Paragraph] = []
    lines: list[str] = []
    kind = "text"
    for line in [*text.splitlines(), ""]:
        heading, bullet = _HEADING.match(line), _BULLET.match(line)
        if not line.strip() or heading or bullet:
            _close(found, lines, kind)
            lines, kind = [], "item" if bullet else "text"
        if heading:
            found.append(Paragraph(tidied(_MARKS.sub("", heading[1])), "heading"))
        elif bullet:
            lines = [line[bullet.end() :]]
        elif line.strip():
            lines.append(line)
    return [one for one in found if one.text]


def _close(found: list[Paragraph], lines: list[str], kind: str) -> None:
    if lines:
        found.append(Paragraph(tidied(_MARKS.sub("", " ".join(lines))), kind))
