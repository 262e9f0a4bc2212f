"""Counts beside their percentage: is 293 of 2,250 thirteen per cent?"""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from .numbers import COUNT, COUNTS, Share, percentages, worth
from .phrases import Phrase

_RATE = re.compile(r"\b(?:response|completion|return|participation|turnout|take-?up)[\s-]rate\b", re.IGNORECASE)
_AROUND = re.compile(
    r"\b(?:around|about|approximately|approx\.?|roughly|nearly|almost|over|just over|just under)\s*$", re.IGNORECASE
)
_ALONE = re.compile(
    rf"(?<![\w.,£$€/-])(?:{COUNT})(?![\w%/]|[.,]\d|\s?(?:%|per\s?cent|percent|in\s+\w|pages?|minutes?|years?|weeks?|months?|days?|times?|%))"
)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_BESIDE = re.compile(
    r"^[\s,:=–—-]*\(?\s*(?:or\s+|around\s+|about\s+|i\.e\.,?\s+|equivalent to\s+)?$|^[^.;%]{0,60}\($", re.IGNORECASE
)
_WORDS = r"(?:\s+[^\s\d().;%]+)"
_OF_ALL = r"(?:the\s+|all\s+(?:the\s+)?|our\s+|these\s+|those\s+|a\s+total\s+of\s+)?"
_PART_FIRST = re.compile(
    rf"(?<![\w.,£$€/-])(?P<part>{COUNT}){_WORDS}{{0,5}}\s+(?:out\s+of|from|of)\s+{_OF_ALL}(?P<whole>{COUNT}){_WORDS}{{0,5}}\s*\($",
    re.IGNORECASE,
)
_PART_LAST = re.compile(rf"(?<![\w.,£$€/-])(?P<part>{COUNT}){_WORDS}{{0,6}}\s*\($", re.IGNORECASE)
_WHOLE = re.compile(
    rf"\b(?:of|to|asked|invited|from)\s+{_OF_ALL}(?P<whole>{COUNT})(?![\w%/]|[.,]\d|\s?(?:per\s?cent|percent))",
    re.IGNORECASE,
)
_BRACKET_ENDS = re.compile(r"^\s*[),;]")


class Rate(NamedTuple):
    """A percentage that stands with its counts."""

    words: str
    percent: float
    fits: bool
    better: str


def rates(sentence: str, shares: list[Share], phrases: list[Phrase], before: str = "") -> Iterator[Rate]:
    """Percentages beside "N of M", and response rates with the counts they are of.

    phrases  words for shares in the sentence: "nine out of ten" is no count
    before   the sentences before it in its paragraph: the counts may stand there
    """
    percents = [one for one in shares if one.step and len(one.percents) == 1]
    used = set()
    spoken = [one for one in phrases if not one.percent]
    for match in COUNTS.finditer(sentence):
        if any(one.start < match.end() and match.start() < one.end for one in spoken):
            continue
        share = _beside(sentence, match, percents)
        part, whole = worth(match["part"]), worth(match["whole"])
        if share and share not in used and 0 < whole >= part:
            used.add(share)
            yield _judged(match[0], share, part, whole, _is_about(sentence, share))
    for share in percents:
        pair = _apart(sentence, share, spoken) if share not in used else None
        if pair:
            used.add(share)
            yield _judged(f"{pair[0]:,.0f} of {pair[1]:,.0f}", share, *pair, _is_about(sentence, share))
    if _RATE.search(sentence):
        rate = next((one for one in percents if one not in used), None)
        if rate:
            yield from _response_rate(sentence, rate, before)


def _beside(sentence: str, match: re.Match, percents: list[Share]) -> Share | None:
    """The percentage right behind the counts, or right before them."""
    for one in percents:
        if one.start >= match.end() and _BESIDE.match(sentence[match.end() : one.start]):
            return one
        between = sentence[one.end : match.start()]
        if one.end <= match.start() and re.fullmatch(
            r"\s*(?:\(|,|–|—|\bor\b|:)\s*(?:that is,?\s*|i\.e\.,?\s*)?", between
        ):
            return one
    return None


def _apart(sentence: str, share: Share, spoken: list[Phrase]) -> tuple[float, float] | None:
    """Counts that stand apart: "Of the 2,250 members, 293 replied (13%)"; None where it is not sure which they are."""
    if not _BRACKET_ENDS.match(sentence[share.end :]):
        return None
    before = sentence[: share.start]
    match = _PART_FIRST.search(before) or _PART_LAST.search(before)
    if match is None or any(one.start <= match.start() < one.end for one in spoken):
        return None
    if match.re is _PART_FIRST:
        part, whole = worth(match["part"]), worth(match["whole"])
        return (part, whole) if part < whole and not _YEAR.match(match["whole"]) else None
    wholes = [one["whole"] for one in _WHOLE.finditer(before[: match.start()])]
    wholes = {worth(one) for one in wholes if not _YEAR.match(one)}
    if not wholes:
        return None
    part, counts = worth(match["part"]), _counts(before[: match.start()])
    percent = share.percents[0]
    # Of several counts before it, it may be a share of any.
    fitting = [one for one in counts if one > part and abs(100 * part / one - percent) <= share.step / 2 + 1e-9]
    larger = [one for one in counts if one > part]
    one = fitting[0] if fitting else larger[0] if len(larger) == 1 and larger[0] in wholes else None
    return (part, one) if one else None


def _is_about(sentence: str, share: Share) -> bool:
    return bool(_AROUND.search(sentence[: share.start]))


def _judged(words: str, share: Share, part: float, whole: float, about: bool) -> Rate:
    true = 100 * part / whole
    percent = share.percents[0]
    fits = abs(true - percent) <= (1.0 if about else share.step / 2) + 1e-9
    places = 0 if share.step >= 1 else len(f"{share.step:g}".partition(".")[2])
    return Rate(words, percent, fits, "" if fits else f"{true:.{places}f}%")


def _response_rate(sentence: str, rate: Share, before: str) -> Iterator[Rate]:
    counts = _counts(sentence)
    words = sentence
    if len(counts) < 2 and before:
        counts, words = _counts(before) + counts, f"{before} {sentence}"
    pairs = [(min(pair), max(pair)) for pair in combinations(counts, 2) if min(pair) != max(pair)]
    if not pairs:
        return
    about = _is_about(sentence, rate)
    judged = [_judged(f"response rate, {part:,.0f} of {whole:,.0f}", rate, part, whole, about) for part, whole in pairs]
    best = next((one for one in judged if one.fits), None)
    if best or len(pairs) == 1:
        yield best or judged[0]
    else:
        part, whole = _asked_and_answered(words, counts)
        yield _judged(f"response rate, {part:,.0f} of {whole:,.0f}", rate, part, whole, about)


def _counts(words: str) -> list[float]:
    shares = [match.span() for match in percentages(words)]
    return [
        worth(match[0])
        for match in _ALONE.finditer(words)
        if not _YEAR.match(match[0]) and not any(start <= match.start() < end for start, end in shares)
    ]


def _asked_and_answered(words: str, counts: list[float]) -> tuple[float, float]:
    """The counts nearest to words for answering and for being asked; else the smallest and the largest."""
    answered = re.search(
        rf"({COUNT})\s+(?:[\w’']+\s+){{0,3}}?(?:responded|replied|answered|completed|took part|returned|responses)",
        words,
    )
    asked = re.search(rf"(?:sent to|invited|issued to|asked|mailed to)\s+(?:[\w’']+\s+){{0,3}}?({COUNT})", words)
    part = worth(answered[1]) if answered else min(counts)
    whole = worth(asked[1]) if asked else max(counts)
    return (part, whole) if part <= whole else (min(counts), max(counts))
