"""Sentences that pages share: counts in words, days, roles."""

from collections.abc import Iterable
from datetime import date

from leal.calculations.periods import day_words

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(count: int, one: str, many: str = "") -> str:
    """A count and its noun: small ones in words.

    >>> counted(1, "promise"), counted(7, "promise"), counted(26, "promise")
    ('one promise', 'seven promises', '26 promises')
    """
    return f"{in_words(count)} {one if count == 1 else many or one + 's'}"


def in_words(count: int) -> str:
    """A count, in words below ten."""
    return SMALL[count] if count < len(SMALL) else f"{count:,}"


def sentence(text: str) -> str:
    """Text with a capital first and a full stop last."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "”")) else ".")


def in_a_sentence(name: str) -> str:
    """A name as it reads within a sentence: its article is a small one.

    >>> in_a_sentence("The core group"), in_a_sentence("A day in Oban"), in_a_sentence("Theatre"), in_a_sentence("A")
    ('the core group', 'a day in Oban', 'Theatre', 'A')
    """
    article, space, rest = name.partition(" ")
    return f"{article.lower()} {rest}" if space and article in ("The", "A", "An") else name


def listed(names: Iterable[str]) -> str:
    """Names as one says them.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    names = list(names)
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def on_day(day: date | None) -> str:
    """A day as it is read; nothing for none."""
    return day_words(day) if day else ""
