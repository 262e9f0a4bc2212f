"""Reading ages by known formulas. They count words and syllables; they do not know whether anybody understands."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from .syllables import syllables
from .words import Words, words_of

ENOUGH_WORDS, ENOUGH_SENTENCES = 100, 30


class Counts(NamedTuple):
    """What the formulas are made from; words without letters, such as figures, are left out."""

    sentences: int
    words: int
    syllables: int
    letters: int
    characters: int
    long_words: int


NOTHING = Counts(0, 0, 0, 0, 0, 0)


class ReadingAge(NamedTuple):
    """What one formula says.

    value  the formula's own number
    grade  years of school in the United States; None for a formula that gives none
    age    the age of that grade in years: grade and five
    note   why not to lean on it; empty when there are words enough
    """

    formula: str
    value: float
    grade: float | None
    age: float | None
    note: str
    source: str


SOURCES = {
    "Flesch reading ease": "R. Flesch, 1948, A new readability yardstick, J. Applied Psychology 32, 221-233",
    "Flesch-Kincaid": "J. P. Kincaid and others, 1975, Research Branch Report 8-75, US Naval Training Command",
    "SMOG": "G. H. McLaughlin, 1969, SMOG grading, J. Reading 12(8), 639-646",
    "Gunning fog": "R. Gunning, 1952, The technique of clear writing, McGraw-Hill",
    "Automated readability index": "E. A. Smith and R. J. Senter, 1967, AMRL-TR-66-220, US Air Force",
    "Coleman-Liau": "M. Coleman and T. L. Liau, 1975, A computer readability formula, J. Appl. Psych. 60, 283-284",
}


def counts(sentences: Iterable[str]) -> Counts:
    """Count sentences, words, syllables, letters and words of three syllables or more.

    Source: syllables.csv for syllables.

    >>> counts(["We pay you on time.", "You can ask for a re-determination."])
    Counts(sentences=2, words=11, syllables=16, letters=42, characters=42, long_words=1)
    """
    return total(counts_of(words_of(one)) for one in sentences)


def counts_of(words: Words) -> Counts:
    """The counts of one sentence."""
    each = [measures for word in words.low if (measures := _measures(word))[0]]
    if not each:
        return NOTHING
    said, letters, characters = zip(*each, strict=True)
    return Counts(1, len(each), sum(said), sum(letters), sum(characters), sum([one >= 3 for one in said]))


def total(counted: Iterable[Counts]) -> Counts:
    """The counts of several sentences together."""
    return Counts(*map(sum, zip(NOTHING, *counted, strict=True)))


@lru_cache(maxsize=100_000)
def _measures(word: str) -> tuple[int, int, int]:
    """Syllables, letters, and letters with figures."""
    return syllables(word), sum(map(str.isalpha, word)), sum(map(str.isalnum, word))


def reading_ages(counted: Counts) -> list[ReadingAge]:
    """What each formula says of a text; none for a text without words.

    counted  as `counts` gives them

    Source: SOURCES, each formula by its author. Dale and Chall's is left out: its list of words is not free.

    >>> for one in reading_ages(Counts(100, 1500, 2100, 6600, 6700, 150))[:2]:
    ...     print(one.formula, round(one.value, 1), one.age and round(one.age, 1))
    Flesch reading ease 73.2 None
    Flesch-Kincaid 6.8 11.8
    """
    return list(_ages(counted)) if counted.words else []


def _ages(c: Counts) -> Iterator[ReadingAge]:
    length, spoken = c.words / c.sentences, c.syllables / c.words
    yield _age("Flesch reading ease", 206.835 - 1.015 * length - 84.6 * spoken, c, has_grade=False)
    yield _age("Flesch-Kincaid", 0.39 * length + 11.8 * spoken - 15.59, c)
    yield _age("SMOG", 1.0430 * sqrt(c.long_words * 30 / c.sentences) + 3.1291, c, least_sentences=ENOUGH_SENTENCES)
    yield _age("Gunning fog", 0.4 * (length + 100 * c.long_words / c.words), c)
    yield _age("Automated readability index", 4.71 * c.characters / c.words + 0.5 * length - 21.43, c)
    hundred = 100 / c.words
    yield _age("Coleman-Liau", 0.0588 * c.letters * hundred - 0.296 * c.sentences * hundred - 15.8, c)


def _age(name: str, value: float, c: Counts, *, has_grade: bool = True, least_sentences: int = 1) -> ReadingAge:
    grade = max(0.0, value) if has_grade else None
    note = ""
    if c.words < ENOUGH_WORDS:
        note = f"Only {c.words} words: too few to lean on. The formulas were made for {ENOUGH_WORDS} or more."
    elif c.sentences < least_sentences:
        note = f"Only {c.sentences} sentences: this formula was made for {least_sentences}."
    return ReadingAge(name, value, grade, None if grade is None else grade + 5, note, SOURCES[name])
