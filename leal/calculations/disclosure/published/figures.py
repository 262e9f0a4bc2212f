"""What a printed cell tells: a figure and how finely it is given, a mark that hides one, or nothing."""

import re
from functools import lru_cache
from typing import NamedTuple

from leal.calculations.files import Cell

# Marks that stand for a figure kept back (Government Statistical Service,
# "Using symbols and shorthand in tables", and what tables had before it).
HIDING = {
    "[c]",
    "c",
    "(c)",
    "[conf]",
    "confidential",
    "[s]",
    "suppressed",
    "supp",
    "[suppressed]",
    "s",
    "x",
    "×",
    "hidden",
}
HIDING |= {"*", "**", "***", "[*]", "~", "#", "redacted", "withheld", "disclosive", "[d]", "dc"}
# Marks that say a figure is nought, or rounds to it.
NOUGHT = {"-", "–", "—", "nil", "none"}
LOW = {"[low]", "0~"}
# Marks that say there is no figure to hide: not asked, not applicable, not available.
ABSENT = {
    "[z]",
    "z",
    "[x]",
    "..",
    ":",
    "...",
    "…",
    "n/a",
    "na",
    "[u]",
    "[w]",
    "not asked",
    "not applicable",
    "not available",
    ".",
}

_NUMBER = re.compile(r"^[£$€]?\s*([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?|[+-]?\.\d+)\s*(%|per cent)?$")
# "45*" is a figure with a footnote; "†" alone may be a mark that the legend explains.
_FOOTNOTED = re.compile(r"(?<=[\d%])([%]?)\s?[*†‡§^]{1,3}$")
_SYMBOL = re.compile(r"^[^\w\s]{1,3}$")
_BELOW = re.compile(r"^(?:<|less than|fewer than|under|below)\s*(\d+)\s*(%|per cent)?$")
_BETWEEN = re.compile(r"^(\d+)\s*(?:-|–|to)\s*(\d+)$")
_NOTES = re.compile(r"\s*(?:\[(?:note|notes|r|p|e)\b[^\]]*\]|\((?:r|p|e|\d)\))", re.IGNORECASE)


class Figure(NamedTuple):
    """One cell of figures.

    kind   "shown", "hidden" or "nothing"
    value  the figure shown; percentages as printed, 33 for 33%
    step   how finely it is given: 1 for whole numbers, 0.001 for three places
    share  True for a percentage written as one
    low, high  what the mark itself tells of a hidden figure ("<5": 0 to 4)
    mark   the mark as printed, of a hidden figure or of none
    kept   the figure the file still holds behind the mark, if it does
    """

    kind: str
    value: float = 0.0
    step: float = 1.0
    share: bool = False
    low: float = 0.0
    high: float = float("inf")
    mark: str = ""
    kept: float | None = None


NOTHING = Figure("nothing")


def figure(cell: Cell) -> Figure:
    """The figure in a cell.

    >>> figure(Cell("1,445", "1,445", "text")).value
    1445.0
    >>> figure(Cell("[c]", "[c]", "text")).kind, figure(Cell("<5", "<5", "text")).high
    ('hidden', 4.0)
    """
    if cell.kind not in ("number", "percentage") or not isinstance(cell.value, int | float):
        return _told(cell.text)
    hidden = _hidden(_bare(cell.text))
    return hidden._replace(kept=float(cell.value)) if hidden else _held(cell)


# The same few words and numbers stand in most cells of a long table.
@lru_cache(maxsize=100_000)
def _told(text: str) -> Figure:
    bare = _bare(text)
    return _hidden(bare) or _written(bare)


def _bare(text: str) -> str:
    return _NOTES.sub("", text.replace("\u00a0", " ")).strip()


def _hidden(text: str) -> Figure | None:
    low = text.lower()
    if low in HIDING:
        return Figure("hidden", mark=text)
    if match := _BELOW.match(low):
        high = float(match[1])
        return Figure("hidden", mark=text, share=bool(match[2]), high=high if match[2] else max(0.0, high - 1))
    if match := _BETWEEN.match(low):
        return Figure("hidden", mark=text, low=float(match[1]), high=float(match[2]))
    return None


def _held(cell: Cell) -> Figure:
    """A figure that a spreadsheet holds: what it holds counts, not what its format shows."""
    if cell.kind == "percentage":
        value = float(cell.value) * 100
        return Figure("shown", round(value, 9), _step(f"{value:.9f}".rstrip("0")), share=True)
    return Figure("shown", float(cell.value), _step(f"{float(cell.value):.10f}".rstrip("0")))


def _written(text: str) -> Figure:
    low = text.lower()
    if low in NOUGHT or low in LOW:
        return Figure("shown", 0.0, 1.0, mark=text)
    if low in ABSENT:
        return Figure("nothing", mark=text)
    match = _NUMBER.match(_FOOTNOTED.sub(r"\1", low))
    if not match:
        return NOTHING._replace(mark=text) if _SYMBOL.match(text) else NOTHING
    digits = match[1].replace(",", "")
    return Figure("shown", float(digits), _step(digits), share=bool(match[2]))


def _step(digits: str) -> float:
    """How finely a number is written.

    >>> _step("32.836"), _step("33")
    (0.001, 1.0)
    """
    return 10.0 ** -len(digits.partition(".")[2])
