"""Passives: something is done, and who does it is left out or comes last.

No grammar of the whole sentence: a form of "to be", words that may stand
between, and a participle that is not merely a quality ("is interested").
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .grammar import grammar
from .words import DETERMINERS, MODALS, SUBJECTS, Words, pulled_apart

BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being"])
_STANDS_BETWEEN = grammar("stands_between")
_NO_ADVERB = grammar("no_adverb")
_DEGREE = grammar("degree")
_HAS = frozenset(["has", "have", "had", "having"])
_PROMISES = frozenset(["will", "shall", "must"])
_NOT_WHO = grammar("months") | grammar("days") | grammar("not_who")
_IRREGULAR = grammar("irregular_participles")
_NO_PARTICIPLE = grammar("no_participle")
_QUALITY = grammar("qualities")
_REALLY_DONE = frozenset(["undertaken", "understood", "undone", "unveiled", "uncovered", "unlocked", "united"])
_LINKED = re.compile(r"(?:re|pre|co|mis|over|under|de|double|cross)-(\w+)$")
_FIXED = {("made", "up"), ("made", "of")}


class Passive(NamedTuple):
    """A passive from word `first` to word `last`; a promise where it says what will or must be done."""

    first: int
    last: int
    is_promise: bool
    says_who: bool


def passives(words: Words) -> list[Passive]:
    """Every passive of a sentence, in order.

    Source: Social Security Scotland, writing guide; the list of qualities is ours, from a labelled set.

    >>> from .words import words_of
    >>> sentence = words_of("It will not be sent.")
    >>> [sentence.between(one.first, one.last) for one in passives(sentence)]
    ['will not be sent']
    >>> passives(words_of("She is interested, and we are tired."))
    []
    """
    found: list[Passive] = []
    if BE.isdisjoint(words.low) and "'" not in "".join(words.low):
        return found
    for place, word in enumerate(words.low):
        if found and place <= found[-1].last:
            continue
        if word in BE or ("'" in word and (pulled_apart(word)[1] == "are" or pulled_apart(word)[0] in BE)):
            last = _participle(words, place)
            if last:
                first, promised = _modal_before(words, place)
                found.append(Passive(first, last, promised, _says_who(words, last)))
    return found


def _participle(words: Words, be: int) -> int:
    """Where the participle stands that goes with a form of "to be"; 0 for none."""
    low, place = words.low, be + 1
    if be and low[be - 1] == "there":  # "there are related benefits"
        return 0
    if _is_asked(words, be) and place < len(low) and low[place] in SUBJECTS:
        place += 1
    while place < min(be + 6, len(low)) and (low[place] in BE or _may_stand_between(low[place])):
        place += 1
    if place >= min(be + 6, len(low)) or _is_parted(words, be, place) or low[place - 1] in _DEGREE:
        return 0
    if low[place : place + 2] in _FIXED or _is_used_to(low[place : place + 3]):
        return 0
    return place if is_participle(low[place]) else 0


def _is_used_to(following: tuple[str, ...]) -> bool:
    """ "Used to waiting", "used to this": a habit, where "used to pay for it" is done to something."""
    if following[:2] != ("used", "to") or len(following) < 3:
        return following == ("used", "to")
    return following[2].endswith("ing") or following[2] in DETERMINERS | {"it", "this", "that", "them", "you", "us"}


def _may_stand_between(word: str) -> bool:
    return word in _STANDS_BETWEEN or (word.endswith("ly") and word not in _NO_ADVERB and len(word) > 3)


def _is_asked(words: Words, be: int) -> bool:
    return be == 0 or words.low[be - 1] in {"why", "how", "when", "where", "what", "who", "if"}


def _is_parted(words: Words, first: int, last: int) -> bool:
    """Whether a mark parts the words: "is, informed people say, …"."""
    between = words.text[words.spans[first][1] : words.spans[last][0]]
    return any(mark in between for mark in ',;:()“”"—–/')


def is_participle(word: str) -> bool:
    """Whether a word after "to be" says that something is done.

    >>> [word for word in ("sent", "processed", "interested", "unpaid", "re-assessed", "trauma-informed", "need")
    ...  if is_participle(word)]
    ['sent', 'processed', 're-assessed']
    """
    if "-" in word:
        linked = _LINKED.match(word)
        return bool(linked) and _is_deed(linked[1])
    if word in _QUALITY or word in _NO_PARTICIPLE:
        return False
    if word.startswith("un") and word not in _REALLY_DONE:
        return False
    return _is_deed(word)


def _is_deed(word: str) -> bool:
    return word in _IRREGULAR or (len(word) > 3 and word.endswith("ed"))


def _modal_before(words: Words, be: int) -> tuple[int, bool]:
    """Where the verb begins, and whether it promises: "will not be", "must always have been", "is to be"."""
    low, first = words.low, be
    for place in range(be - 1, max(be - 6, -1), -1):
        word = low[place]
        if word in _HAS or word in BE:
            first = place
        elif word in _PROMISES or pulled_apart(word)[1] == "will":
            return place, True
        elif word == "to" and low[place + 1] == "be":
            is_to_be = place > 0 and low[place - 1] in {"is", "are"}
            return place - is_to_be, is_to_be
        elif word in MODALS:
            return place, False
        elif not _may_stand_between(word):
            break
    return first, False


def _says_who(words: Words, participle: int) -> bool:
    """Whether "by" and somebody follow before the next part of the sentence."""
    for place in range(participle + 1, min(participle + 13, len(words.low) - 1)):
        if _is_parted(words, place - 1, place):
            return False
        if words.low[place] == "by" and _is_somebody(words, place + 1):
            return True
    return False


def _is_somebody(words: Words, place: int) -> bool:
    first = words.low[place]
    head = next(_after_determiners(words, place), first)
    if first in _NOT_WHO or head in _NOT_WHO | {"end", "time", "date", "day", "deadline", "year", "month", "week"}:
        return False
    return not (first[0].isdigit() or first.endswith("ing"))


def _after_determiners(words: Words, place: int) -> Iterator[str]:
    return (word for word in words.low[place : place + 3] if word not in DETERMINERS)
