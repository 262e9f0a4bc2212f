"""The seven words for a standing, in the order in which the first that fits decides."""

from enum import StrEnum


class Word(StrEnum):
    """How a commitment stands in a year. The order is the rule's: worst first."""

    FALLING_SHORT = "falling_short"
    NOT_IN_PLACE = "not_in_place"
    DISAGREE = "disagree"
    OUT_OF_DATE = "out_of_date"
    NOT_KNOWN = "not_known"
    PARTLY_KEPT = "partly_kept"
    KEPT = "kept"

    @property
    def words(self) -> str:
        """As the page says it.

        >>> Word.DISAGREE.words
        'People and figures disagree'
        """
        return _WORDS[self]

    @property
    def place(self) -> int:
        """0 for the worst: sorts standings worst first."""
        return list(Word).index(self)


_WORDS = {
    Word.FALLING_SHORT: "Falling short",
    Word.NOT_IN_PLACE: "Not in place yet",
    Word.DISAGREE: "People and figures disagree",
    Word.OUT_OF_DATE: "Evidence out of date",
    Word.NOT_KNOWN: "Not known",
    Word.PARTLY_KEPT: "Partly kept",
    Word.KEPT: "Kept",
}
