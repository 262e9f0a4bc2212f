"""Words for shares in a sentence: "almost half", "nine in ten", "the majority"."""

import re
from functools import cache
from typing import NamedTuple

from .either import either
from .numbers import FIGURE, IN_WORDS, SIGN, worth
from .vocabulary import Fraction, Nearness, Span, Word, in_every, vocabulary

# A fraction is no share of people when these follow or go before it.
_NOT_AFTER = re.compile(
    r"^(?:[\s-]+(?:an?\s+(?!of\b)|day|days|hour|hours|term|year|years|yearly|way|price|past|million|billion|marathon|"
    r"part(?:y|ies)|person|option|survey|stage|phase|time|edition|reading|sector|group|theme|category|reason|factor|"
    r"response|visit|round|workshop|question|respondent|participant|point|step|example|issue|area|finding|day|"
    r"minutes?|seconds?|weeks?|months?|decades?|centur(?:y|ies)|of (?:the|a|this|last|next) "
    r"(?:year|month|week|day|hour|century|decade)|of 20\d\d|of 19\d\d|20\d\d|19\d\d)\b|[\w-])",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:first|second|latter|early|late|last|next|previous|final|this|each|per)|\d and|\w and a|[£$€/.])$", re.I
)
_OF_TIME = re.compile(r"^\s+(?:minutes?|hours?|days?|weeks?|months?|years?|parts?|sections?)\b", re.IGNORECASE)
_NOT_MOST = re.compile(
    r"^\s+(?!(?:of|people|who|said|felt|thought|agreed|wanted|had|were|would|also|clients|respondents|participants|"
    r"staff|women|men|adults|children|young|older|disabled|carers|members|colleagues|panel|applicants|callers|others)\b)"
    r"\w",
    re.IGNORECASE,
)


# Beyond ten, "one in twenty" is a way of speaking and "one in seventeen" a count.
ROUND = {12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000}


class Phrase(NamedTuple):
    """Words for a share as written: where, what they may stand for; `near` ones want their number close."""

    start: int
    end: int
    words: str
    span: Span
    near: bool
    percent: Fraction | None = None


@cache
def _patterns() -> tuple[re.Pattern, re.Pattern, dict[str, Nearness], dict[str, Fraction], dict[str, Word]]:
    table = vocabulary()
    nears = {said: one for one in table.nearnesses for said in one.says}
    fractions = {said: one for one in table.fractions for said in one.says}
    words = {said: one for one in table.words for said in one.says}
    before = either(said for said in nears if said and not said.startswith("or "))
    after = either(said for said in nears if said.startswith("or "))
    number = rf"(?:\d{{1,4}}|a hundred|{IN_WORDS})"
    every = r"[\s-](?:in|out\s+of|in\s+every|out\s+of\s+every)[\s-]"

    def core(place: int) -> str:
        return rf"(?P<name{place}>{either(fractions)})|(?P<part{place}>{number}){every}(?P<whole{place}>{number})"

    percent = rf"(?P<percent>{FIGURE}|{IN_WORDS}){SIGN}"
    fraction = re.compile(
        rf"(?<![\w-])(?:between\s+|from\s+)?(?:{core(1)})\s+(?P<to>and|to)\s+(?:{core(2)})(?!\w)"
        rf"|(?<![\w-])(?:(?P<near>{before})\s+(?:an?\s+)?(?:{core(3)}|{percent})|{core(4)})"
        rf"(?:\s+(?P<after>{after}))?(?!\w)",
        re.IGNORECASE,
    )
    vague = re.compile(rf"(?<![\w-])(?P<not>not\s+)?(?P<word>{either(words)})(?![\w-])", re.IGNORECASE)
    return fraction, vague, nears, fractions, words


def phrases(sentence: str) -> list[Phrase]:
    """Every word for a share in the sentence, in order; of two that overlap the longer."""
    fraction, vague, *_ = _patterns()
    found = [one for match in fraction.finditer(sentence) if (one := _fraction(sentence, match))]
    found += [one for match in vague.finditer(sentence) if (one := _vague(sentence, match))]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Phrase] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _fraction(sentence: str, match: re.Match) -> Phrase | None:
    after, before = sentence[match.end() :], sentence[: match.start()].rstrip()
    if match["percent"] is None and (_NOT_AFTER.match(after) or _NOT_BEFORE.search(before)):
        return None
    if match["to"]:
        ends = [_core(match, "1"), _core(match, "2")]
        if None in ends:
            return None
        low, high = sorted(one.percent for one in ends)
        return Phrase(match.start(), match.end(), match[0], Span(low - 1, high + 1), False)
    return _single(match, after)


def _single(match: re.Match, after: str) -> Phrase | None:
    *_, nears, _, _ = _patterns()
    said = _plain(match["near"] or "") or _plain(match["after"] or "")
    percent = None
    if match["percent"]:
        value = worth(match["percent"])
        percent = core = Fraction(value, 10.0)
    else:
        core = _core(match, "3") or _core(match, "4")
    if core is None or ((match["whole3"] or match["whole4"]) and _OF_TIME.match(after)):
        return None
    return Phrase(match.start(), match.end(), match[0], nears[said].around(core), False, percent)


def _core(match: re.Match, number: str) -> Fraction | None:
    if match["name" + number]:
        return _patterns()[3][_plain(match["name" + number])]
    if match["part" + number]:
        part, whole = worth(match["part" + number]), worth(match["whole" + number])
        # "9 in 2019" is a year, "30 in 20" nothing, "38 out of 120" a count.
        return in_every(int(part), int(whole)) if 0 < part < whole and (whole <= 10 or whole in ROUND) else None
    return None


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _vague(sentence: str, match: re.Match) -> Phrase | None:
    word = _patterns()[4][_plain(match["word"])]
    after, before = sentence[match.end() :], sentence[: match.start()].lower().rstrip()
    if word.near and re.search(r"\b(?:in|at|after|not|of|for|as|how|so|too|no|a|quite a|the)$", before):
        return None
    if "most" in word.says and _plain(match["word"]) == "most":
        if before.endswith((" the", " at", " second", " third", " next", " fourth", " fifth")) or before in (
            "the",
            "at",
        ):
            return None
        if _NOT_MOST.match(after):
            return None
    span = word.span
    if match["not"]:
        # Not the majority: whatever the majority is not.
        span = Span(0.0, span.low, True, not span.includes_low) if span.high >= 99 else Span(span.high, 100.0)
    return Phrase(match.start(), match.end(), match[0], span, word.near)
