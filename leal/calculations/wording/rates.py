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
