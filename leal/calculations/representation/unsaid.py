"""Four ways of not saying, which are never the same and never one of the values."""

from enum import StrEnum

from leal.calculations.answers.coding import WAS_NOT_ASKED


class Unsaid(StrEnum):
    """Why it is not known of a person what they are."""

    PREFERRED_NOT = "preferred not to say"
    NOT_KNOWN = "not known"
    NO_ANSWER = "no answer"
    NOT_ASKED = "not asked"


_WRITTEN = {
    Unsaid.PREFERRED_NOT: (
        "prefer not to say",
        "prefers not to say",
        "preferred not to say",
        "rather not say",
        "would rather not say",
        "i would rather not say",
        "refused",
    ),
    Unsaid.NOT_KNOWN: ("unknown", "not known", "don't know", "do not know", "not sure", "[x]"),
    Unsaid.NO_ANSWER: ("", "no answer", "not answered", "not stated", "blank"),
    Unsaid.NOT_ASKED: (WAS_NOT_ASKED, "not asked"),
}
_MEANS = {word: kind for kind, words in _WRITTEN.items() for word in words}


def unsaid(written: str) -> Unsaid | None:
    """Which way of not saying a cell is, or None when it says something.

    >>> [str(unsaid(cell)) for cell in ("Prefer not to say", "", "Don’t know", "Under 25")]
    ['preferred not to say', 'no answer', 'not known', 'None']
    """
    return _MEANS.get(" ".join(written.replace("’", "'").casefold().split()))
