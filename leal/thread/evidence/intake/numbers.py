"""What a cell says a value or a base is: the number, how exactly, and the words as given."""

import re
from decimal import Decimal
from typing import NamedTuple

from leal.calculations.files import Cell

# What stands where a number was suppressed, not asked for, or not available
# (the Government Statistical Service's shorthand).
STANDS_FOR_NO_NUMBER = {"[c]": "c", "[z]": "z", "[x]": "x"}
NOT_EXACT = {
    "approx": r"(?:approx\.?|approximately|about|around|circa|c\.|~)",
    "over": r"(?:over|more than|above|at least|>)",
    "under": r"(?:under|less than|fewer than|below|at most|<)",
}
NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
PLACES = Decimal("1e-9")


class NotANumber(ValueError):
    """The cell holds no number we can take; the text says why and how to mend it."""


class Number(NamedTuple):
    """A number as published.

    number    None when it was suppressed ("c"), not asked ("z") or not available ("x")
    mark      "", "c", "z", "x", "approx", "over" or "under"
    step      the unit it was rounded to, by its decimals: 0.001 for 74.357
    as_given  the words in the cell
    """

    number: Decimal | None
    mark: str
    step: Decimal
    as_given: str


def read_number(cell: Cell, *, scale: int = 1) -> Number:
    """The number in a cell, with a percent sign left off: "85%" and a spreadsheet's 0.85 shown as "85%" are 85.

    scale  100 where shares are written as fractions of 1 without saying so

    Raises NotANumber with a sentence.

    >>> read_number(Cell("over 34,000", "over 34,000", "text"))[:2]
    (Decimal('34000'), 'over')
    """
    if cell.kind in ("number", "percentage"):
        scale = 100 if cell.kind == "percentage" else scale
        return _number(Decimal(repr(cell.value)).normalize(), scale, "", cell.text)
    if cell.kind in ("date", "time"):
        raise NotANumber(
            f"A spreadsheet has turned this number into a date (“{cell.text}”). "
            "Format the column as a number and write it again."
        )
    return _from_words(" ".join(cell.text.split()), scale)


def _from_words(words: str, scale: int) -> Number:
    if not words:
        raise NotANumber("This is empty. Write the number, or [c] for suppressed, [z] for not asked.")
    if mark := STANDS_FOR_NO_NUMBER.get(words.casefold()):
        return Number(None, mark, PLACES, words)
    for mark, before in {"": "", **NOT_EXACT}.items():
        if match := re.fullmatch(rf"{before}\s*({NUMBER})\s*%?", words.replace("−", "-"), re.IGNORECASE):
            return _number(Decimal(match[1].replace(",", "")), 1 if "%" in words else scale, mark, words)
    raise NotANumber(
        f"“{words}” is not a number. Write digits, like 93 or 74.357, or [c] for suppressed, [z] for not asked."
    )


def _number(number: Decimal, scale: int, mark: str, as_given: str) -> Number:
    """A number and its step; a fraction of 1 that ends in a nought (0.70) is no rougher than its neighbours."""
    if abs(number) >= Decimal("1e15"):
        raise NotANumber(f"“{as_given}” is too large to be a figure. Check it.")
    step = min(Decimal(1), Decimal(1).scaleb(min(0, number.as_tuple().exponent)) * scale)
    return Number(plain(number * scale), mark, max(plain(step), PLACES), as_given)


def plain(number: Decimal) -> Decimal:
    """A number without noughts at the end, at most nine decimals.

    >>> plain(Decimal("76.17600000000001")), plain(Decimal("70.00"))
    (Decimal('76.176'), Decimal('70'))
    """
    number = number.quantize(PLACES).normalize()
    return number.quantize(Decimal(1)) if number.as_tuple().exponent > 0 else number


class Base(NamedTuple):
    """How many a figure rests on: the number where one was given, and the words as given."""

    number: int | None
    mark: str
    as_given: str


def read_base(cell: Cell) -> Base:
    """The base in a cell: a number ("9370"), a rough one ("over 700") or words ("of those who applied").

    Raises NotANumber for a number that cannot be a count of people or cases.
    """
    words = " ".join(cell.text.split())
    if not words:
        return Base(None, "", "")
    try:
        found = read_number(cell)
    except NotANumber:
        if cell.kind in ("date", "time"):
            raise
        return Base(None, "", words)
    if found.number is None:
        return Base(None, found.mark, words)
    if found.number < 0 or found.number != int(found.number) or "%" in words:
        raise NotANumber(f"“{words}” cannot be a base. Write how many people or cases the figure rests on.")
    return Base(int(found.number), found.mark, words)
