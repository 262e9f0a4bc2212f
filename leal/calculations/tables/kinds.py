"""Events alike in everything any measure asks about are of one kind."""

from collections.abc import Collection, Mapping, Sequence
from math import prod
from typing import NamedTuple

import numpy as np

from leal.calculations.answers import Answers

from .strips import Pack, Strip, strips_of_all

Condition = Mapping[str, Collection[str]]  # facet by facet, the labels that meet it; a facet not named always does
BITS = 32


class Kinds(NamedTuple):
    """What kind each event is, and which conditions each kind meets.

    places   the place of each condition in the results, by its key
    facets   the facets of events, as strips
    kind     the kind of each class; a class is the facets' codes written as one number
    belongs  conditions by kinds: 1 where events of a kind meet a condition
    """

    places: dict[frozenset, int]
    facets: list[Strip]
    kind: np.ndarray
    belongs: np.ndarray

    def strip(self, rows) -> Strip:
        """Some events as a strip of kinds, whose results are one line a condition."""
        some = Pack(tuple(strip._replace(codes=strip.codes[rows]) for strip in self.facets))
        return Strip(self.kind[some.codes()], self.belongs.shape[1], np.arange(len(self.places)), self.belongs)


def kinds_of(conditions: Sequence[Condition], facets: Sequence[Answers]) -> Kinds:
    """The kinds that conditions tell apart among events of these facets."""
    asked = {key(condition): condition for condition in conditions}
    strips = strips_of_all(facets)
    meets = np.stack([_meets(condition, facets, strips) for condition in asked.values()])
    kind = np.zeros(prod(strip.levels for strip in strips), dtype=np.int64)
    for first in range(0, len(meets), BITS):
        for meet in meets[first : first + BITS]:
            kind = kind * 2 + meet
        _, someone, kind = np.unique(kind, return_index=True, return_inverse=True)
    places = {asked_for: place for place, asked_for in enumerate(asked)}
    return Kinds(places, strips, kind.astype(np.int32), meets[:, someone].astype(float))


def _meets(condition: Condition, facets: Sequence[Answers], strips: Sequence[Strip]) -> np.ndarray:
    """One truth a class: do its labels meet the condition? A label not known meets only what asks for none."""
    meets = np.ones(1, dtype=bool)
    for facet, strip in zip(facets, strips, strict=True):
        wanted = condition.get(facet.name)
        unknown = [wanted is None] * (strip.levels - len(facet.labels))
        allowed = np.array(unknown + [wanted is None or label in wanted for label in facet.labels])
        meets = (meets[:, None] & allowed).ravel()
    return meets


def both(where: Condition, among: Condition) -> Condition:
    """The condition met by what meets both."""
    narrowed = {name: set(labels) & set(among.get(name, labels)) for name, labels in where.items()}
    return {**among, **narrowed}


def key(condition: Condition) -> frozenset:
    """The same for conditions that ask for the same."""
    return frozenset((name, frozenset(labels)) for name, labels in condition.items())
