"""Finds words and phrases of a list in a sentence, the longest first."""

from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from .words import Words

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """What was found from word `first` to word `last`."""

    first: int
    last: int
    what: T


class Phrases(Generic[T]):
    """A list of phrases, each with what it means, looked up by its first word."""

    def __init__(self, phrases: Iterable[tuple[str, T]]):
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, what in phrases:
            words = tuple(phrase.lower().replace("’", "'").split())
            self._by_first.setdefault(words[0], []).append((words, what))
        for one in self._by_first.values():
            one.sort(key=lambda entry: -len(entry[0]))

    def found_in(self, words: Words) -> Iterator[Found[T]]:
        """Every phrase of the list in a sentence, in order; none lies over another."""
        low, done, known = words.low, 0, self._by_first
        for place, word in enumerate(low):
            if word not in known or place < done:
                continue
            for phrase, what in known[word]:
                if low[place : place + len(phrase)] == phrase:
                    done = place + len(phrase)
                    yield Found(place, done - 1, what)
                    break
