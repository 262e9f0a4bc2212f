"""Shares in a sentence: per cent in figures or words, and counts of counts."""

import re
from typing import NamedTuple

from .either import either

ONES = "nought zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
ONES += "seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
WORTH = {"nought": 0, "zero": 0} | {word: number for number, word in enumerate(ONES.split()[2:], 1)}
WORTH |= {word: 10 * number for number, word in enumerate(TENS.split(), 2)}
WORTH |= {"a hundred": 100, "one hundred": 100, "hundred": 100, "thousand": 1000}

_SPOKEN = [*WORTH, *(f"{ten}{join}{one}" for ten in TENS.split() for join in "- " for one in ONES.split()[2:11])]
IN_WORDS = either(_SPOKEN)
FIGURE = r"\d{1,3}(?:[.·]\d+)?"
SIGN = r"\s?(?:%|per\s?cent\b|percent\b|pc\b)"
# What stands before is asked after the first digit: a pattern that begins with a digit is found ten times as fast.
_DIGITS = r"\d(?<![\w.,£$€±+{}]\d)\d{{0,2}}(?:[.·]\d+)?"
IN_FIGURES = re.compile(
    rf"(?P<first>{_DIGITS.format('/-')})(?P<sign>{SIGN})?\s?(?P<join>-|–|—|\bto\b|\band\b|\bor\b)\s?(?P<second>{FIGURE}){SIGN}"
    rf"|(?P<one>{_DIGITS.format('-')}){SIGN}",
    re.IGNORECASE,
)
SPELT_OUT = re.compile(
    rf"\b(?P<first>{IN_WORDS})\s+(?P<join>to|and)\s+(?P<second>{IN_WORDS}){SIGN}|\b(?P<one>{IN_WORDS}){SIGN}",
    re.IGNORECASE,
)
_PER_CENT = re.compile(r"per\s?cent", re.IGNORECASE)
LONGEST_BEFORE = 48
COUNT = r"\d{1,3}(?:,\d{3})+|\d+"
COUNTS = re.compile(
    rf"(?<![\w.,£$€])(?P<part>{COUNT})\s+(?:out\s+)?of\s+(?:the\s+|all\s+|a total of\s+|our\s+)?"
    rf"(?P<whole>{COUNT})(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)

# What follows or goes before a percentage that is no share of people.
_POINTS_AFTER = re.compile(r"^[\s-]*(?:percentage[\s-])?(?:points?\b|pp\b|ppts?\b)", re.IGNORECASE)
_CHANGE_AFTER = re.compile(
    r"^\s*(?:more|less|fewer|higher|lower|increase|decrease|rise|fall|drop|growth|reduction|discount|cut|faster|slower|"
    r"up\b|down\b|greater|larger|smaller|increases|off\b|confidence|CI\b|credible|significance|level\b|uplift|pay\b)",
    re.IGNORECASE,
)
_CHANGE_BEFORE = re.compile(
    r"(?:\b(?:increased?|decreased?|rose|risen|rises?|rising|fell|fallen|falls?|falling|grew|grown|dropped|drops?|cut|up|"
    r"down|reduced?|improved?|gone up|gone down|went up|went down|uprated?|raised?)\s+(?:by\s+)?(?:about\s+|around\s+|"
    r"almost\s+|nearly\s+|over\s+|more than\s+|just\s+)?|(?:\bby|±|\+/-|margin of error (?:of|is)|plus or minus)\s*)$",
    re.IGNORECASE,
)


class Share(NamedTuple):
    """A share as written: where, its percentage or two of them, and how finely it is given."""

    start: int
    end: int
    percents: tuple[float, ...]
    step: float


def worth(written: str) -> float:
    """The number that figures or words stand for.

    >>> worth("46"), worth("forty-six"), worth("42.7")
    (46.0, 46.0, 42.7)
    """
    low = " ".join(written.lower().replace("-", " ").split())
    if low in WORTH:
        return float(WORTH[low])
    if low[:1].isdigit():
        return float(low.replace(",", "").replace("·", "."))
    return float(sum(WORTH[word] for word in low.split()))


def percentages(sentence: str) -> list[re.Match]:
    """Every percentage as written, in figures or spelt out."""
    found = list(IN_FIGURES.finditer(sentence))
    return found + list(SPELT_OUT.finditer(sentence)) if _PER_CENT.search(sentence) else found


def shares(sentence: str) -> list[Share]:
    """Every share of people in the sentence, in order; changes, points and margins of error are none."""
    found = [one for match in percentages(sentence) for one in _taken(sentence, match)]
    covered = [(one.start, one.end) for one in found]
    for match in COUNTS.finditer(sentence):
        part, whole = worth(match["part"]), worth(match["whole"])
        if 0 <= part <= whole and whole > 0 and not any(a <= match.start() < b for a, b in covered):
            found.append(Share(match.start(), match.end(), (100 * part / whole,), 0.0))
    return sorted(found)


def _taken(sentence: str, match: re.Match) -> list[Share]:
    # A pattern that must end here is sought from a little before, not from where the sentence begins.
    before = sentence[max(0, match.start() - LONGEST_BEFORE) : match.start()]
    after = sentence[match.end() :]
    if _POINTS_AFTER.match(after) or _CHANGE_AFTER.match(after) or _CHANGE_BEFORE.search(before):
        return []
    written = _written(match, before)
    percents = tuple(worth(one) for one in written)
    if any(percent > 100 for percent in percents):
        return []
    return [Share(match.start(), match.end(), percents, max(_step(one) for one in written))]


def _written(match: re.Match, before: str) -> list[str]:
    """One number or two: "aged 5 and 46%" is one, "between 5 and 46%" two."""
    if match["one"]:
        return [match["one"]]
    signed = match.groupdict().get("sign") or before.lower().rstrip().endswith(("between", "either"))
    is_range = match["join"].lower() not in ("and", "or") or signed
    return [match["first"], match["second"]] if is_range else [match["second"]]


def _step(written: str) -> float:
    return 10.0 ** -len(re.split(r"[.·]", written)[1]) if re.search(r"\d[.·]\d", written) else 1.0
