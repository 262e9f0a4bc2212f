"""Plain text and Markdown: blank lines part paragraphs, bullets begin items."""

import re
from collections.abc import Iterator

from .document import Paragraph, tidied, weight

_LINE = re.compile(r"\r\n|\r|\n")
_BULLET = re.compile(r"^\s*(?:[•‣◦▪●·*+–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+")
_HEADING = re.compile(r"^\s*#{1,6}\s+(.*?)\s*#*\s*$")
_MARKS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|`)")

# What is Markdown's own and no words: code, rules of tables, comments, where links lead.
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
_RULE = re.compile(r"^[\s|:=-]+$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|<!--.*?-->|<https?:[^>]*>")


def paragraphs_of_text(text: str, *, markdown: bool = False) -> list[Paragraph]:
    """The paragraphs of a text; a line that stands within one goes on with it.

    markdown  leave out code and where links lead; cells of tables stand alone
    """
    lines = list(enumerate(_LINE.split(text), start=1))
    made = _Paragraphs()
    for number, line in _without_code(lines) if markdown else lines:
        row = markdown and _ROW.match(line)
        if row and _RULE.match(line):
            made.close()
        elif row:
            made.close()
            for cell in row[1].split("|"):
                made.add(cell, number, "cell")
        else:
            made.take(line, number)
    made.close()
    return made.found


def _without_code(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines that are words. Code stands between fences, or four spaces in after a blank line."""
    fenced, blank, coded = False, True, False
    for number, line in lines:
        if _FENCE.match(line):
            fenced = not fenced
            line = ""
        coded = not fenced and line.startswith(("    ", "\t")) and (blank or coded)
        blank = not line.strip()
        yield number, "" if fenced or coded else _LINK.sub(r"\1", line).lstrip("> ")


class _Paragraphs:
    """Paragraphs as they are put together, line by line."""

    def __init__(self):
        self.found: list[Paragraph] = []
        self.begin("text")

    def begin(self, kind: str) -> None:
        self.pieces: list[str] = []
        self.starts: list[tuple[int, int]] = []
        self.kind, self.weight = kind, 0

    def take(self, line: str, number: int) -> None:
        """One line of the text."""
        heading, bullet = _HEADING.match(line), _BULLET.match(line)
        if heading:
            self.close()
            self.add(heading[1], number, "heading")
            return
        if bullet or not line.strip():
            self.close("item" if bullet else "text")
        if line.strip():
            self.go_on(line[bullet.end() :] if bullet else line, number)

    def add(self, line: str, number: int, kind: str) -> None:
        """A paragraph of one line."""
        self.begin(kind)
        self.go_on(line, number)
        self.close()

    def go_on(self, line: str, number: int) -> None:
        words = _MARKS.sub("", line)
        self.pieces.append(words)
        self.starts.append((self.weight, number))
        self.weight += weight(words)

    def close(self, kind: str = "text") -> None:
        """The paragraph is whole; one of a kind begins."""
        words = tidied(" ".join(self.pieces))
        if words:
            self.found.append(Paragraph(words, self.kind, tuple(self.starts)))
        self.begin(kind)
