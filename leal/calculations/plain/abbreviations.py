"""Short forms in capitals, and whether the text says what they stand for."""

import re
from collections.abc import Iterator

from .faults import Fault, fault
from .grammar import grammar
from .words import Words

_SHORT = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Za-z]{0,4}[A-Z]s?")
_TWO_CAPITALS = re.compile(r"[A-Z](?:\.|[A-Za-z]{0,4})[A-Z]")
_ROMAN = re.compile(r"[IVXLC]+")
# Better known than what they stand for, or no abbreviation to a reader.
WELL_KNOWN = grammar("known_short_forms")
_SHOUTED = grammar("shouted")


def short_forms(words: Words) -> Iterator[tuple[int, str]]:
    """Where short forms stand that not everyone knows, each without the s of more than one.

    >>> from .words import words_of
    >>> [short for _, short in short_forms(words_of("Ask the DWP, the NHS or two ROIs: do NOT wait."))]
    ['DWP', 'ROI']
    """
    if not _TWO_CAPITALS.search(words.text):  # most sentences have none
        return
    shouted = sum(one.isupper() and len(one) > 1 for one in words.said)
    if shouted > 0.6 * len(words.said) and len(words.said) > 2:
        return
    for place, said in enumerate(words.said):
        if not _SHORT.fullmatch(said) or said in WELL_KNOWN or said in _SHOUTED or _ROMAN.fullmatch(said):
            continue
        short = (said.removesuffix("s") if said[-2:-1].isupper() else said).replace(".", "")
        capitals = sum(letter.isupper() for letter in short)
        if short not in WELL_KNOWN and capitals >= 2 and capitals >= len(short) - capitals:
            yield place, short


def is_explained(short: str, sentence: str, following: str = "") -> bool:
    """Whether a sentence, or the one after it, says what a short form stands for.

    >>> is_explained("DWP", "Ask the Department for Work and Pensions (DWP).")
    True
    >>> is_explained("DWP", "Ask the DWP.", "DWP means the Department for Work and Pensions.")
    True
    >>> is_explained("DWP", "Ask your adviser (DWP).")
    False
    """
    given = re.escape(short)
    before = re.search(rf"([^.()]*)\(\s*(?:the |or )?[“\"]?{given}s?[”\"]?\s*\)", sentence)
    if before and _begins_words(short, before[1]):
        return True
    if re.search(rf"\b{given}s?\b\s*\((?:the |or )?([^)]*\s[^)]*)\)", sentence):
        return True
    said = rf"\b{given}s?\b[”\"]?\s+(?:is|are|means?|stands?\s+for|is\s+short\s+for)\s+(?:the\s+|an?\s+)?\w+"
    return any(re.search(said, one) for one in (sentence, following)) or _this_means(following)


def _begins_words(short: str, before: str) -> bool:
    """Whether the words before begin with the letters of a short form, in its order."""
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]\w*", before)[-12:]).lower()
    place = 0
    for letter in short.lower():
        place = initials.find(letter, place) + 1
        if not place:
            return False
    return True


def _this_means(following: str) -> bool:
    return bool(re.match(r"(?:This|That|It) (?:means|stands for|is short for)\b", following))


def not_explained(words: Words, following: str, met: set[str]) -> Iterator[Fault]:
    """Each short form the first time a text uses it, unless the text says what it stands for.

    met  short forms met before; grows
    """
    for place, short in short_forms(words):
        if short not in met:
            met.add(short)
            if not is_explained(short, words.text, following):
                yield fault("abbreviation", words.said[place])
