"""A sentence as its words, in the form the rules look at them."""

import re
from typing import NamedTuple

from .grammar import grammar

_WORD = re.compile(
    r"(?:https?://|www\.)\S*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an address is one word
    r"|\d+(?:[.,:]\d+)*(?:[a-z]{1,4}\b|%)?"
    r"|\w*_\w+|[^\W\d_]+\d\w*"  # a name in code, a postcode
    r"|[^\W\d_]+(?:['’./&-](?=[^\W_])[^\W_]+)*(?:'|’(?=\s|$))?",
    re.IGNORECASE,
)
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
    spans = tuple([one.span() for one in _WORD.finditer(sentence)])
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
