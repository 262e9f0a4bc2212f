"""Which number belongs to which words: "almost half of the respondents (46 per cent)"."""

import re
from collections.abc import Iterator

from .numbers import Share
from .phrases import Phrase

# Words on the way from phrase to number that begin another thought.
_ANOTHER = re.compile(r";|\b(?:while|whilst|whereas|but|although|though|compared|versus|however)\b", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[](?:[^()%]*[,;:]\s*|[^()%]{0,24}\s|n\s?=\s?[\d,]+[,;]\s*)?$")
_JOINED = re.compile(
    r"(?:\bat|\bor|\bi\.?e\.?,?|\bnamely|\bthat is,?|\bequivalent to|\bequal to|\brepresenting|\bmaking up)\s*$",
    re.IGNORECASE,
)
_SET_OFF = re.compile(r"[,:–—]\s*$|\s-\s*$")
_CLOSED = re.compile(r"^\s*(?:[,.;:)–—!?]|-\s|$)")
_OF_OTHERS = re.compile(r"^\s+of\s+(?:whom|which)\b", re.IGNORECASE)
_TURNED = re.compile(
    r"^\s*(?P<of>of\s+(?:[\w’'-]+\s+){0,5}?[\w’'-]+\s*)?"
    r"(?P<mark>,|–|—|\s-\s|\(|\bor\b|\bis\b|\bwas\b|\bthat is\b|\bi\.e\.)\s*"
    r"(?:or\s+|that is,?\s+|i\.e\.,?\s+|which is\s+)?$",
    re.IGNORECASE,
)
# "All", "some" and the like say too much else to be judged by any but a number right behind them.
_RIGHT_BEHIND = re.compile(r"^(?:\s+of)?(?:\s+(?:the|our|these|those|their))?(?:\s+[\w’'-]+){0,3}\s*\($")
FARTHEST = 160


def pairs(sentence: str, phrases: list[Phrase], shares: list[Share]) -> Iterator[tuple[Phrase, Share]]:
    """Each phrase with the number that says the same, where there is one; no number twice.

    A percentage that is itself the words ("around 40 per cent") is no number to
    judge those by, but may be one for others: "over a third (around 40 per cent)".
    """
    own = {share: one for one in phrases if one.percent for share in shares if one.start <= share.start < one.end}
    taken: set[Share] = set()
    for place, phrase in enumerate(phrases):
        others = [one for one in shares if not (phrase.percent and one in own)]
        share = _behind(sentence, phrase, others, phrases[place + 1 :], own, taken)
        share = share or _before(sentence, phrase, others, taken)
        if share:
            taken.add(share)
            yield phrase, share


def _behind(sentence: str, phrase: Phrase, shares: list[Share], following, own: dict, taken: set) -> Share | None:
    share = next((one for one in shares if one.start >= phrase.end and one not in taken), None)
    if share is None or _is_count_of_percent(phrase, share):
        return None
    begins = own[share].start if share in own else share.start
    way = sentence[phrase.end : begins]
    if _ANOTHER.search(_outside_brackets(way)) or len(way) > FARTHEST or _leaves_its_bracket(way):
        return None
    # Another word for a share stands between: the number is that one's, unless it begins in the same bracket.
    if any(one.start < begins for one in following):
        return None
    after = sentence[share.end :]
    if _OF_OTHERS.match(after):
        return None
    if phrase.near:
        return share if _RIGHT_BEHIND.match(way) else None
    set_off = _SET_OFF.search(way) and _CLOSED.match(after)
    return share if _BRACKET.search(way) or _JOINED.search(way) or set_off else None


def _outside_brackets(way: str) -> str:
    """A bracket that holds the number is part of the thought: "almost half (n=135; 46%)"."""
    return way[: way.rfind("(")] if way.rfind("(") > way.rfind(")") else way


def _leaves_its_bracket(way: str) -> bool:
    """ "(59%, over half) than men (33%)": words inside a bracket go with a number inside it."""
    return 0 <= way.find(")") < (way.find("(") if "(" in way else len(way))


def _before(sentence: str, phrase: Phrase, shares: list[Share], taken: set) -> Share | None:
    """46 per cent, almost half, said so."""
    share = next((one for one in reversed(shares) if one.end <= phrase.start and one not in taken), None)
    if share is None or phrase.near or _is_count_of_percent(phrase, share):
        return None
    turned = _TURNED.match(sentence[share.end : phrase.start])
    if not turned:
        return None
    after = sentence[phrase.end :]
    set_off = turned["mark"] in (",", "(", "–", "—") or turned["mark"].strip() == "-"
    if turned["of"] and set_off and not _CLOSED.match(after):
        # "46% of women, almost half of men": two groups, two thoughts.
        return None
    return share


def _is_count_of_percent(phrase: Phrase, share: Share) -> bool:
    """ "Around 18% (436 of 2,456)" is a percentage with its counts, judged as such."""
    return phrase.percent is not None and share.step == 0
