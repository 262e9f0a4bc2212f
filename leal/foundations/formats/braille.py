"""A document in Braille, for an embosser or a Braille display: BRF, translated by liblouis, laid out here."""

from collections.abc import Iterable, Iterator

from .document import Document
from .programs import run
from .refusals import CannotBeWritten
from .stretches import Said, stretches

CELLS, LINES = 40, 25

# Gaelic is written uncontracted by the Unified English rules, which have signs for its accents: the Gaelic table of
# liblouis is an eight-dot computer code after a report of 1954, and has none.
TABLES = {
    "en": ("en-ueb-g1.ctb", "en-ueb-g2.ctb"),
    "gd": ("en-ueb-g1.ctb", "en-ueb-g1.ctb"),
    "cy": ("cy-cy-g1.utb", "cy-cy-g2.ctb"),
    "ar": ("ar-ar-g1.utb", "ar-ar-g1.utb"),
    "ur": ("ur-pk-g1.utb", "ur-pk-g1.utb"),
    "fa": ("fa-ir-g1.utb", "fa-ir-g1.utb"),
}
# North American Braille computer code: what embossers read, cell by cell in the order of Unicode.
ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
FIRST = 0x2800
DIGITS = str.maketrans("1234567890", "ABCDEFGHIJ")
UNKNOWN = "⠄⡳⠭"  # how liblouis begins what it has no cells for
NEW_PAGE = "\f"


class NoBrailleFor(CannotBeWritten):
    """A sign that Braille has no cells for."""

    def __init__(self, sign: str, within: str):
        super().__init__(sign, within)
        self.sign, self.within = sign, within

    def __str__(self) -> str:
        return f"“{self.sign}” in “{self.within}” cannot be written in Braille. Say it in words."


class NoRulesFor(CannotBeWritten):
    """A language whose Braille we cannot write."""

    def __init__(self, language: str):
        super().__init__(language)
        self.language = language

    def __str__(self) -> str:
        return f"We have no rules for Braille in this language ({self.language})."


def braille(document: Document, *, grade: int = 2, cells: int = CELLS, lines: int = LINES) -> bytes:
    """The whole document as BRF: pages of so many lines of so many cells, the last of them with the page’s number.

    grade  1 is letter for letter, 2 is contracted; where a language has only one, it is that

    Raises NotInstalled where there is no liblouis, NoRulesFor a language, NoBrailleFor a sign.
    """
    if grade not in (1, 2) or cells < 20 or lines < 10:
        raise ValueError("Braille is of grade 1 or 2, on pages of 20 cells by 10 lines or more")
    language = document.language.split("-")[0]
    if language not in TABLES:
        raise NoRulesFor(document.language)
    said = list(stretches(document))
    translated = _translated([one.text for one in said], TABLES[language][grade - 1])
    pieces = [one._replace(text=text) for one, text in zip(said, translated, strict=True)]
    return "".join(_pages(pieces, cells, lines)).encode("ascii")


def _translated(texts: list[str], table: str) -> list[str]:
    given = "\n".join(texts) + "\n"
    answer = run("lou_translate", "--forward", f"unicode.dis,{table}", given=given.encode(), **LIBLOUIS).decode()
    found = answer.splitlines()
    for text, line in zip(texts, found, strict=True):
        if any(ord(cell) > FIRST + 63 for cell in line):
            raise NoBrailleFor(_sign_without_cells(text, table), _near(text))
    return ["".join(map(_as_ascii, line)).rstrip() for line in found]


LIBLOUIS = {"makes": "Braille", "package": "liblouis"}


def _as_ascii(cell: str) -> str:
    at = ord(cell) - FIRST
    return ASCII[at] if 0 <= at < 64 else " "


def _sign_without_cells(text: str, table: str) -> str:
    signs = sorted({sign for sign in text if not sign.isascii()}) or [text[:1]]
    given = "\n".join(signs) + "\n"
    answer = run("lou_translate", "--forward", f"unicode.dis,{table}", given=given.encode(), **LIBLOUIS).decode()
    return next((sign for sign, line in zip(signs, answer.splitlines(), strict=False) if UNKNOWN in line), signs[0])


def _near(text: str) -> str:
    return text if len(text) <= 60 else text[:60].rstrip() + "…"


def _pages(pieces: list[Said], cells: int, lines: int) -> Iterator[str]:
    """Whole pages: what must hold together is moved to the next page together."""
    page: list[str] = []
    number = 1
    for group in _together(pieces):
        made = [line for piece in group for line in ([""] if piece.apart else []) + _lines(piece, cells)]
        if len(page) + len(made) > lines - 1 and (len(made) <= lines // 2 or group[0].holds) and page:
            yield _page(page, number, cells, lines)
            page, number = [], number + 1
        for line in made:
            if len(page) == lines - 1:
                yield _page(page, number, cells, lines)
                page, number = [], number + 1
            if line or page:
                page.append(line)
    if page:
        yield _page(page, number, cells, lines)


def _together(pieces: Iterable[Said]) -> Iterator[list[Said]]:
    group: list[Said] = []
    for piece in pieces:
        group.append(piece)
        if not piece.holds:
            yield group
            group = []
    if group:
        yield group


def _page(page: list[str], number: int, cells: int, lines: int) -> str:
    named = f"#{str(number).translate(DIGITS)}"
    rows = [*page, *[""] * (lines - 1 - len(page)), named.rjust(cells)]
    return "\r\n".join(rows) + "\r\n" + NEW_PAGE


def _lines(piece: Said, cells: int) -> list[str]:
    """A piece as lines; a word longer than a line is divided, with a hyphen at each end of a line."""
    middle = piece.first is None
    first, rest = (3, 3) if middle else (piece.first, piece.rest)
    made, line, room = [], " " * first, cells - (3 if middle else 0)
    for word in piece.text.split():
        while word:
            gap = "" if not line.strip() else " "
            if len(line) + len(gap) + len(word) <= room:
                line, word = line + gap + word, ""
            elif line.strip():
                made.append(line)
                line = " " * rest
            else:
                fits = room - len(line) - 1
                made.append(line + word[:fits] + "-")
                line, word = " " * rest, word[fits:]
    made.append(line)
    return [one.strip().center(cells).rstrip() for one in made] if middle else made
