"""What is looked for besides in Easy Read."""

import re
from collections.abc import Iterator

from .abbreviations import short_forms
from .faults import Fault, fault
from .grammar import grammar, grammar_in_order
from .lists import hard_words
from .plain_rules import joins, long_sentences
from .syllables import syllables
from .words import Words, pulled_apart

MOST_WORDS = 15
MOST_SYLLABLES = 3
_ONES, _TENS = (grammar_in_order(name) for name in ("ones", "tens"))
_NUMBERS = {word: str(number) for number, word in enumerate(_ONES, start=2)}
_NUMBERS |= {word: str(10 * number) for number, word in enumerate(_TENS, start=3)}
_SHARE = re.compile(
    r"\d(?:[\d.,]*\d)?\s?(?:%|per\s?cent\b)|\b\w+ per ?cent\b|\b\d{1,3}(?:,\d{3})+\b|\b\d{5,}\b(?! ?\d)"
    r"|\b(?:\d+|one|two|three) (?:m|b)illion\b",
    re.IGNORECASE,
)
_PHONE_OR_MONEY = re.compile(r"(?:\+?\d[\d ]{8,}\d)|£\s?[\d,.]+")
_HARD_MARK = re.compile(r"[;&<§#…\[\]{}]|—|\s–\s|\.\.\.|(?<=\w)/(?=\w)|\([^)]*\)?")
_FULL = {"can't": "cannot", "won't": "will not", "shan't": "shall not", "let's": "let us", "it's": "it is"}
_FULL |= {"that's": "that is", "there's": "there is", "what's": "what is", "who's": "who is", "here's": "here is"}
_FULL |= {"he's": "he is", "she's": "she is", "how's": "how is", "where's": "where is"}
_LATIN = {"e.g", "eg", "i.e", "ie", "etc", "nb", "approx", "incl", "no", "tel"}
_KNOWN = grammar("long_but_known")
_EXPLAINS = re.compile(r"(?:This|That|It|They|These) (?:means?|is when|are when|is someone|is a|is the|is an|are)\b")


def one_idea(words: Words) -> Iterator[Fault]:
    """A second thought in the sentence."""
    found = joins(words)
    if found:
        yield fault("easy-read-one-idea", words.between(found[0], min(found[0] + 2, len(words.low) - 1)))


def numbers_in_words(words: Words) -> Iterator[Fault]:
    """Numbers that should be figures; "one" is left alone."""
    for place, word in enumerate(words.low):
        if word in _NUMBERS:
            yield fault("easy-read-number", words.said[place], plainer=_NUMBERS[word])


def shares_and_big_numbers(words: Words) -> Iterator[Fault]:
    """Percentages, and numbers of a thousand and more; money and telephone numbers are left alone."""
    text = _PHONE_OR_MONEY.sub(lambda found: " " * len(found[0]), words.text)
    for found in _SHARE.finditer(text):
        yield fault("easy-read-percentage", found[0])


def short_forms_of_any_kind(words: Words, following: str) -> Iterator[Fault]:
    """Capitals and cut-off words that the next sentence does not explain."""
    for place, short in short_forms(words):
        if not re.search(rf"\b{re.escape(short)}\b.* (?:means|stands for|is short for|is the)\b", following):
            yield fault("easy-read-abbreviation", words.said[place])
    for place, word in enumerate(words.low):
        if word in _LATIN and (word not in {"no", "tel"} or words.text[words.spans[place][1] :][:1] == "."):
            last = place == len(words.low) - 1
            if not (word == "no" and last):
                yield fault("easy-read-abbreviation", words.said[place])


def pulled_together(words: Words) -> Iterator[Fault]:
    """Contractions."""
    for place, word in enumerate(words.low):
        first, second = pulled_apart(word)
        full = _FULL.get(word) or (f"{first} {second}" if second else "")
        if full:
            yield fault("easy-read-contraction", words.said[place], plainer=full)


def hard_marks(words: Words) -> Iterator[Fault]:
    """Punctuation and signs that make a sentence harder."""
    for found in _HARD_MARK.finditer(words.text):
        yield fault("easy-read-punctuation", found[0].strip())


def hard_words_not_explained(words: Words, following: str) -> Iterator[Fault]:
    """Long words that the next sentence does not explain; names are left alone.

    Words on the list of hard ones are a fault of their own already.
    """
    listed = {place for found in hard_words().found_in(words) for place in range(found.first, found.last + 1)}
    for place, word in enumerate(words.low):
        if (
            place in listed
            or word in _KNOWN
            or not word.replace("-", "").isalpha()
            or (place and words.said[place][0].isupper())
        ):
            continue
        if syllables(word) > MOST_SYLLABLES and not _explains(following, word):
            yield fault("easy-read-hard-word", words.said[place])


def _explains(following: str, word: str) -> bool:
    stem = re.escape(word[: max(5, len(word) - 3)])
    return bool(_EXPLAINS.match(following) or re.search(rf"\b{stem}\w* (?:means?|is|are)\b", following, re.IGNORECASE))


def easy_read_faults(words: Words, following: str) -> Iterator[Fault]:
    """Every fault by the rules of Easy Read alone."""
    yield from long_sentences(words, MOST_WORDS, "easy-read-long-sentence")
    for rule in (one_idea, numbers_in_words, shares_and_big_numbers, pulled_together, hard_marks):
        yield from rule(words)
    yield from short_forms_of_any_kind(words, following)
    yield from hard_words_not_explained(words, following)
