"""What somebody looks for: their words read, and the plain synonyms that go with them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SYNONYMS = Path(__file__).parent / "synonyms.toml"
MOST_LETTERS, MOST_WORDS = 200, 12
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
CODE = re.compile(r"([a-z]{1,6}\d{1,4})[.\s]?[a-z]?")
ENDINGS = ("ness", "ing", "es", "ed", "ly", "s", "d")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for, three ways, as PostgreSQL reads it; all empty when there is no word.

    typed  as it was written, without what lies beyond its first 200 letters
    exact  every word as it was written
    wide   every word, or what charters call it
    some   any of the words
    also   the synonyms that were looked for besides
    """

    typed: str
    words: tuple[str, ...] = ()
    exact: str = ""
    wide: str = ""
    some: str = ""
    also: tuple[str, ...] = ()
    cut: bool = False


def asked(typed: str) -> Asked:
    """Read what somebody typed: words and codes, never operators.

    >>> asked("Sacked?").exact
    "'sacked'"
    """
    typed = " ".join(typed.replace("\0", " ").split())
    short = typed[:MOST_LETTERS]
    words = tuple(WORD.findall(short.lower()))
    cut = len(typed) > MOST_LETTERS or len(words) > MOST_WORDS
    words = words[:MOST_WORDS]
    if code := CODE.fullmatch(" ".join(words)):
        words = (code[1],)  # a part, "PW2.b", stands with its promise
    if not words:
        return Asked(short, cut=cut)
    groups = list(grouped(words))
    also = dict.fromkeys(" ".join(one) for phrase, others in groups for one in others if not says(one, phrase))
    return Asked(
        typed=short,
        words=words,
        exact=" & ".join(map(quoted, words)),
        wide=" & ".join(either([phrase, *others]) for phrase, others in groups),
        some=" | ".join(map(quoted, words)),
        also=tuple(also),
        cut=cut,
    )


def grouped(words: Phrase) -> Iterable[tuple[Phrase, tuple[Phrase, ...]]]:
    """The words phrase by phrase, the longest there are synonyms for first, each with its synonyms."""
    known, at = synonyms(), 0
    while at < len(words):
        for length in (4, 3, 2, 1):
            phrase = words[at : at + length]
            if others := known.get(phrase) or (known.get((stem(phrase[0]),)) if length == 1 else None):
                break
        yield phrase, others or ()
        at += len(phrase)


def says(one: Phrase, other: Phrase) -> bool:
    return [stem(word) for word in one] == [stem(word) for word in other]


def either(phrases: Iterable[Phrase]) -> str:
    return "(" + " | ".join(" <-> ".join(map(quoted, phrase)) for phrase in phrases) + ")"


def quoted(word: str) -> str:
    """A word as to_tsquery takes it: only letters, digits and hyphens ever come here."""
    return f"'{word}'"


def stem(word: str) -> str:
    """A word without the commonest endings, to find it in the list of synonyms.

    >>> stem("rudely"), stem("delays"), stem("pay")
    ('rude', 'delay', 'pay')
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


@cache
def synonyms() -> dict[Phrase, tuple[Phrase, ...]]:
    """For each phrase that people write, also without its ending: the phrases that charters use."""
    found: dict[Phrase, tuple[Phrase, ...]] = {}
    for alike in tomllib.loads(SYNONYMS.read_text())["alike"]:
        others = tuple(tuple(WORD.findall(one)) for one in alike["find"])
        for written in alike["write"]:
            phrase = tuple(WORD.findall(written))
            for way in {phrase, (stem(phrase[0]),) if len(phrase) == 1 else phrase}:
                found[way] = tuple(dict.fromkeys((*found.get(way, ()), *others)))
    return found
