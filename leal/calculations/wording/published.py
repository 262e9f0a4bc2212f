"""The table of words as a page: docs/recipes/words-for-numbers.md is this, and a test holds it to that."""

from collections.abc import Iterator

from .vocabulary import Fraction, Nearness, Span, Word, vocabulary
from .writing import phrase_for

HEAD = """# Words for numbers

“Almost half (46%)” helps more people than “46%”. But the words must fit. This is our table. We write by it, and
`leal words FILE` checks by it, in text, HTML and DOCX. It is made from `leal/calculations/wording/table.toml`: change
it there.

    leal words report.docx
    leal words page.html --json

It ends with 0 when all words fit, 1 when any do not, 2 when the file cannot be read. A sentence with a number and no
words for it is not judged, nor one with words and no number. A percentage beside its counts, “293 of 2,250 (13%)”, is
checked against them, and so is a response rate.

No fixed table was found in the reports that this one is calibrated on. Every example in use in them fits.
"""


def published_table() -> str:
    """The whole page, in Markdown.

    >>> [line for line in published_table().splitlines() if line.endswith("almost nine in ten |")]
    ['| 86 | 89 | almost nine in ten |']
    """
    parts = [
        HEAD,
        "## What we write\n",
        _table("| from | to | we write |", _written()),
        "## Words near a fraction\n",
        "In percentage points from the fraction: “almost half” may stand for 46 up to, not including, 50. For small\n"
        "fractions the distance is smaller: never more than the part of the fraction in the last column.\n",
        _table("| words | from | to | at most |", (_near(one) for one in vocabulary().nearnesses)),
        "## Fractions\n",
        "“Over” and “under” reach as far as the last column says; beyond it another word says it better. “One in\n"
        "five”, “9 in 10”, “two out of three” are understood for any numbers, and reach 10 points at most.\n",
        _table("| words | per cent | reach of over and under |", (_fraction(one) for one in vocabulary().fractions)),
        "## Words without a fraction\n",
        "“Not” turns them round: “not a majority” is half or less. Words with a star are judged only when the number\n"
        "stands in brackets close behind them.\n",
        _table("| words | may stand for |", (_word(one) for one in vocabulary().words)),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _table(head: str, rows: Iterator[str]) -> str:
    return "\n".join([head, "|" + " --- |" * (head.count("|") - 1), *rows]) + "\n"


def _written() -> Iterator[str]:
    """Runs of whole percentages that get the same words."""
    start = 0
    for percent in range(1, 102):
        if percent == 101 or phrase_for(percent) != phrase_for(start):
            yield f"| {start} | {percent - 1} | {phrase_for(start)} |"
            start = percent


def _near(one: Nearness) -> str:
    said = ", ".join(words or "(the fraction alone)" for words in one.says)
    ends = [_end(one.start, "from" in one.open), _end(one.end, "to" in one.open)]
    return f"| {said} | {ends[0]} | {ends[1]} | {f'{one.share:.0%}' if one.share < 1 else ''} |"


def _end(given: float | str, is_open: bool) -> str:
    said = "its reach" if given == "reach" else f"{given:+g}" if given else "the fraction"
    return f"{said}, not included" if is_open else said


def _fraction(one: Fraction) -> str:
    return f"| {', '.join(one.says)} | {one.percent:.4g} | {one.reach:g} |"


def _word(one: Word) -> str:
    said = ", ".join(f"{words}\\*" if one.near else words for words in one.says)
    return f"| {said} | {_span(one.span)} |"


def _span(span: Span) -> str:
    if span.low == span.high:
        return f"{span.low:g}"
    low = f"{span.low:g}" if span.includes_low else f"over {span.low:g}"
    high = f"{span.high:g}" if span.includes_high else f"under {span.high:g}"
    return f"{low} to {high}"
