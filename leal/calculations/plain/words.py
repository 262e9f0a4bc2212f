"""A sentence as its words, in the form the rules look at them."""

import re
from typing import NamedTuple

from .grammar import grammar

_USUAL = (
    r"\d+(?:[.,:]\d+)*(?:[A-Za-z]{1,4}\b|%)?"
    r"|[^\W\d_]+(?:\d\w*|(?:['’./&-](?=[^\W_])[^\W_]+)*(?:'|’(?=\s|$))?)"  # a postcode; a word
)
# An address, or a name in code, is one word. Looked for only where there may be one: that is slow.
_WORD = re.compile(_USUAL)
_WORD_OR_ADDRESS = re.compile(rf"(?i:https?://|www\.)\S*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\w*_\w+|{_USUAL}")
MODALS = grammar("modals")
AUXILIARIES = MODALS | grammar("auxiliaries")
SUBJECTS = grammar("subjects")
DETERMINERS = grammar("determiners")
_PULLED = {"'ll": "will", "'re": "are", "'m": "am", "n't": "not"}


class Words(NamedTuple):
    """The words of a sentence.

    text   the sentence
    said   the words as they stand in it
    low    the same in lower case, with plain apostrophes
    spans  where each begins and ends
    """

    text: str
    said: tuple[str, ...]
    low: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    def between(self, first: int, last: int) -> str:
        """The text from one word to another, both included."""
        return self.text[self.spans[first][0] : self.spans[last][1]]


def words_of(sentence: str) -> Words:
    """A sentence as its words; numbers, addresses and words with hyphens are one each.

    >>> words_of("Don’t worry: re-determinations take 56 days.").low
    ("don't", 'worry', 're-determinations', 'take', '56', 'days')
    """
    special = "@" in sentence or "_" in sentence or "://" in sentence or "www." in sentence.lower()
    spans = tuple([one.span() for one in (_WORD_OR_ADDRESS if special else _WORD).finditer(sentence)])
    said = tuple([sentence[start:end] for start, end in spans])
    small = sentence.lower().replace("’", "'")
    if len(small) == len(sentence):
        return Words(sentence, said, tuple([small[start:end] for start, end in spans]), spans)
    return Words(sentence, said, tuple([word.lower().replace("’", "'") for word in said]), spans)  # a letter grew: “İ”


def pulled_apart(word: str) -> tuple[str, str]:
    """A pulled-together word as its two: "they're" is "they" and "are".

    >>> pulled_apart("they're"), pulled_apart("isn't"), pulled_apart("team's")
    (('they', 'are'), ('is', 'not'), ("team's", ''))
    """
    if "'" in word:
        for tail, full in _PULLED.items():
            if word.endswith(tail):
                return word.removesuffix(tail), full
    return word, ""
