"""What is looked for in any sentence: each rule is a function from its words to the faults."""

from collections.abc import Callable, Iterator

from .faults import Fault, fault
from .grammar import grammar
from .lists import hard_words, hidden_verbs, unmeasured_words
from .negatives import double_negatives
from .passive import BE, passives
from .words import AUXILIARIES, DETERMINERS, SUBJECTS, Words, pulled_apart

MOST_WORDS = 25
_THERE_WILL_BE = {(modal, "be") for modal in ("will", "must", "shall")}
_BEFORE_PARTICIPLES = BE | {"has", "have", "had", "having", "not", "we've", "you've", "they've"}
Check = Callable[[Words], Iterator[Fault]]


def long_sentences(words: Words, most: int = MOST_WORDS, rule: str = "long-sentence") -> Iterator[Fault]:
    """More words than people can hold."""
    if len(words.low) > most:
        yield fault(rule, words.between(0, 4) + " …", count=len(words.low), most=most)


def hard(words: Words) -> Iterator[Fault]:
    """Words and phrases of the list, with plainer ones."""
    for found in hard_words().found_in(words):
        if not _is_in_a_name(words, found.first, found.last):
            said = words.between(found.first, found.last)
            plainer = found.what.words
            if found.what.after_is and found.first and words.low[found.first - 1] in _BEFORE_PARTICIPLES:
                plainer = found.what.after_is
            do = f"Leave out “{said}”." if plainer.startswith("(") else ""
            yield fault("hard-word", said, do=do, plainer=plainer, source=found.what.source)


def _is_in_a_name(words: Words, first: int, last: int) -> bool:
    """Whether the words are a part of a name: capitals within the sentence, beside another capital."""
    if first == 0 or not words.said[first][0].isupper():
        return False
    beside = [words.said[place] for place in (first - 1, last + 1) if 0 < place < len(words.said)]
    return any(one[0].isupper() for one in beside)


def passive_or_without_actor(words: Words) -> Iterator[Fault]:
    """What is done, with nobody doing it; worst where it is promised."""
    for one in passives(words):
        rule = "promise-without-actor" if one.is_promise and not one.says_who else "passive"
        yield fault(rule, words.between(one.first, one.last))
    yield from _there_will_be(words)


def _there_will_be(words: Words) -> Iterator[Fault]:
    """ "There will be an investigation": a deed without anybody, though no passive."""
    low, deeds = words.low, hidden_verbs().verb_of
    for place, word in enumerate(low):
        if word == "there" and low[place + 1 : place + 3] in _THERE_WILL_BE:
            last = next((n for n in range(place + 3, min(place + 6, len(low))) if low[n] in deeds), 0)
            if last:
                yield fault("promise-without-actor", words.between(place, last))


_PROMISING = grammar("promising")


def unmeasured(words: Words) -> Iterator[Fault]:
    """Words by which nobody can say whether a promise was kept."""
    for found in unmeasured_words().found_in(words):
        if found.what.do and (not found.what.only_in_promises or _promises(words)):
            yield fault("cannot-be-measured", words.between(found.first, found.last), do=found.what.do)


def _promises(words: Words) -> bool:
    return any(word in _PROMISING or pulled_apart(word)[1] == "will" for word in words.low)


# -- several ideas

_JOINS = frozenset(["and", "but", "or", "so", "yet"])
_TURNS = frozenset(["which", "whereas", "although", "though", "whilst"])
_JOINS_OR_TURNS = _JOINS | _TURNS
_NEEDS_VERB = frozenset(["this", "that", "these", "those", "people", "everyone", "anyone", "someone"])
TOO_MANY_JOINS = 3


def joins(words: Words) -> list[int]:
    """Where another thought begins: after "and" or a semicolon with its own subject and verb, "which", "although"."""
    low, found = words.low, []
    if not _JOINS_OR_TURNS.isdisjoint(low):
        found = [place for place in range(1, len(low)) if _begins_another(low, place)]
    if ";" in words.text:
        found += [place for place in range(1, len(low)) if _after_semicolon(words, place) and _has_subject(low, place)]
    return sorted(found)


def _begins_another(low: tuple[str, ...], place: int) -> bool:
    if low[place] in _TURNS:
        return low[place - 1] not in {"in", "of", "on", "for", "to", "even", "as", "from", "at", "by", "decide", "with"}
    if low[place] not in _JOINS or place + 2 >= len(low) or low[place : place + 2] == ("so", "that"):
        return False
    return low[place + 1] in AUXILIARIES or _has_subject(low, place + 1)


def _has_subject(low: tuple[str, ...], place: int) -> bool:
    """Whether somebody who does something stands here: "we ask", "they’ll", "the office will"."""
    word = low[place]
    if word in SUBJECTS and word not in _NEEDS_VERB:
        return True
    if word in SUBJECTS or word in DETERMINERS:
        return bool(AUXILIARIES.intersection(low[place + 1 : place + 5]))
    return bool(pulled_apart(word)[1])


def _after_semicolon(words: Words, place: int) -> bool:
    return ";" in words.text[words.spans[place - 1][1] : words.spans[place][0]]


def several_ideas(words: Words) -> Iterator[Fault]:
    """More thoughts than one sentence should hold."""
    found = joins(words)
    if len(found) >= TOO_MANY_JOINS or (len(found) == TOO_MANY_JOINS - 1 and len(words.low) > MOST_WORDS):
        yield fault("several-ideas", ", ".join(words.said[place] for place in found), count=len(found) + 1)


# -- verbs in nouns

_IDLE = dict.fromkeys(grammar("idle_verbs"), 1) | dict.fromkeys(grammar("idle_verbs_of_two"), 2)
_QUALIFIES = ("al", "ive", "ed", "full", "ough")
_AFTER = {"carry": "out", "carries": "out", "carried": "out", "carrying": "out", "take": "into", "takes": "into"}
_AFTER |= {"took": "into", "taking": "into"}


def verbs_in_nouns(words: Words) -> Iterator[Fault]:
    """ "The provision of", "conduct an assessment": a noun does the work of a verb."""
    lists, low = hidden_verbs(), words.low
    if lists.verb_of.keys().isdisjoint(low):
        return
    for place, word in enumerate(low):
        verb = lists.verb_of.get(word)
        if not verb:
            continue
        before_of = low[place + 1 : place + 2] == ("of",) and low[place - 1] in {"the", "an", "a"}
        idle = _idle_before(low, place) if word not in lists.ordinary else None
        if idle is not None and word in lists.left_alone_before_of and not low[idle].startswith("ma"):
            idle = None  # "give the application" to somebody
        if place and before_of and word not in lists.left_alone_before_of and idle is None:
            yield fault("hidden-verb", words.between(place - 1, place + 1), plainer=verb)
        elif idle is not None:
            yield fault("hidden-verb", words.between(idle, place), plainer=verb)


def _idle_before(low: tuple[str, ...], noun: int) -> int | None:
    """Where a verb that does no work stands at most two words before a noun."""
    for start in range(max(0, noun - 4), noun):
        width = _IDLE.get(low[start])
        if not width or (width == 2 and low[start + 1] != _AFTER[low[start]]):
            continue
        between = low[start + width : noun]
        if len(between) <= 2 and all(
            one in DETERMINERS or one.endswith(("al", "ive", "ed", "full")) for one in between
        ):
            return start
    return None


PLAIN_RULES: tuple[Check, ...] = (
    hard,
    passive_or_without_actor,
    unmeasured,
    several_ideas,
    double_negatives,
    verbs_in_nouns,
)
