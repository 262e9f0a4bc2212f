"""Double negatives: two denials in one part of a sentence."""

from collections.abc import Iterator

from .faults import Fault, fault
from .grammar import grammar
from .words import Words, pulled_apart

_DENIES, _DENIES_IN_ITSELF, _BEGINS = (grammar(name) for name in ("denies", "denies_in_itself", "begins_a_part"))
_AT_LEAST = {("no", "fewer", "than"), ("no", "less", "than"), ("not", "less", "than"), ("not", "fewer", "than")}
_OF_A_THING = frozenset(["no", "nothing", "none"])
_INSTEAD = {"unless": "Say “only if”.", "until": "Say “only when”.", "except": "Say “only”."}


def double_negatives(words: Words) -> Iterator[Fault]:
    """ "Not uncommon", "is not … unless", "no fewer than": what is so, said by denying it twice."""
    if _DENIES.isdisjoint(words.low) and "n't" not in "".join(words.low):  # most sentences deny nothing
        return
    for part in _parts(words):
        first = next((place for place in part if _denies(words.low[place])), None)
        if first is None or words.low[first + 1 : first + 2] == ("only",):
            continue
        if words.low[first] in _OF_A_THING and first != part.start and words.low[first : first + 3] not in _AT_LEAST:
            continue  # "a letter with no name is not opened" denies two things
        if words.low[first : first + 3] in _AT_LEAST:
            yield fault("double-negative", words.between(first, first + 2), do="Say “at least”.")
            continue
        second = next((place for place in part if place > first and _turns(words.low, first, place)), None)
        if second is not None:
            yield fault("double-negative", words.between(first, second), do=_INSTEAD.get(words.low[second], ""))


def _parts(words: Words) -> Iterator[range]:
    """The places between words such as "and" or "if", and between commas and the like."""
    start = 0
    for place in range(1, len(words.low)):
        between = words.text[words.spans[place - 1][1] : words.spans[place][0]]
        if words.low[place] in _BEGINS or any(mark in between for mark in ",;:()—–"):
            yield range(start, place)
            start = place
    yield range(start, len(words.low))


def _denies(word: str) -> bool:
    return (word in _DENIES and word != "without") or pulled_apart(word)[1] == "not"


def _turns(low: tuple[str, ...], first: int, place: int) -> bool:
    """Whether a word turns an earlier denial round."""
    word = low[place]
    if word == "without":
        return place == first + 1
    if word == "until":
        return low[first] == "cannot" or low[first - 1] in {"may", "can"}
    if word == "no":
        return low[first] != "no"
    return word in _DENIES_IN_ITSELF or word in _INSTEAD or _denies(word)
