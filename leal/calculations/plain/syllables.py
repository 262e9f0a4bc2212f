"""How many syllables a word has: a rule, and a pinned table of the words the rule gets wrong."""

import csv
import re
from functools import cache, lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("syllables.csv")
_VOWELS = re.compile(r"[aeiouy]+")
# Written as one group of vowels and said as two, and the other way round.
_ONE_MORE = re.compile(r"i[aou](?!us\b)|eo(?!u)|[^q]ua(?!r)|[aeiou]ing$|[^aeiou]les?$|ism$|[^s]ier$|[^cgt]eous$|uity$")
_ONE_LESS = re.compile(
    r"(?:[^aeiouylr]|[aeiouy][lr]|[^aeiou]r)e$|[^aeioutd]ed$|[^aeiou]eless|[^aeiou]ely$|[^aeiou]eful|[^aeiou]ement"
    r"|[^aeioucgszx]es$|[ct]ia[nl]|[cst]io[nu]|[cg]iou"
)
# British endings and the American ones that the dictionary has.
_BRITISH = (
    (re.compile(r"is(?=(?:e[drs]?|ing|ations?)$)"), "iz"),
    (re.compile(r"our"), "or"),
    (re.compile(r"ys(?=e[drs]?$)"), "yz"),
)


def by_rule(word: str) -> int:
    """The syllables of a lower-case word of letters alone, by its spelling.

    >>> by_rule("dignity"), by_rule("timely"), by_rule("strengths")
    (3, 2, 1)
    """
    groups = len(_VOWELS.findall(word))
    return max(1, groups + len(_ONE_MORE.findall(word)) - len(_ONE_LESS.findall(word)))


@cache
def exceptions() -> dict[str, int]:
    """Every word of the pronouncing dictionary that the rule gets wrong, with its syllables."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {word: int(row["syllables"]) for row in csv.DictReader(lines) for word in row["words"].split()}


@lru_cache(maxsize=100_000)
def syllables(word: str) -> int:
    """The syllables of a word; its parts are added up where it has hyphens.

    word  letters, with hyphens and apostrophes; nought letters have nought syllables

    Source: the Carnegie Mellon Pronouncing Dictionary 0.7b as of 2025 (syllables.csv), first pronunciation;
    American spelling is looked up for British. Words that are not in it go by a rule of spelling.

    >>> syllables("re-determination"), syllables("organisation"), syllables("client’s"), syllables("42")
    (6, 5, 2, 0)
    """
    parts = re.findall(r"[a-z]+(?:'[a-z]+)?", word.lower().replace("’", "'"))
    return sum(_of_part(part) for part in parts)


def _of_part(part: str) -> int:
    stem, _, tail = part.partition("'")
    more = (tail == "s" and stem.endswith(("s", "x", "z", "ch", "sh", "ce", "ge", "se"))) or (
        tail == "t" and stem[-2:] in {"dn", "sn", "tn"}
    )
    known = exceptions()
    if stem not in known:
        for british, american in _BRITISH:
            if found := known.get(british.sub(american, stem)):
                return found + more
    return known.get(stem, by_rule(stem)) + more
