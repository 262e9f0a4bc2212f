"""A group of people, counted as the population is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from leal.calculations.answers.coding import nearest
from leal.calculations.answers.faults import Fault, Faulty
from leal.calculations.answers.written import Column, People

from .population import Breakdown, Key, Population
from .unsaid import Unsaid, unsaid

NOT_SAID = ""


class Tally(NamedTuple):
    """How many of a group have each value of a feature, or each pair of values of two.

    counts  for each value, or pair; of those who did not say, `NOT_SAID`
            stands in the place of the value
    unsaid  how many did not say, in each way of not saying; of two features
            those who did not say one of them, the first they did not say

    >>> group = Tally.of(("age",), {("Under 25",): 0, ("25 and over",): 30})
    >>> group.people, group.base
    (30, 30)
    """

    features: Key
    counts: Mapping[Key, int]
    unsaid: Mapping[Unsaid, int]

    @classmethod
    def of(cls, features: Key, counts: Mapping[Key, int], unsaid: Mapping[Unsaid, int] | None = None) -> "Tally":
        """A tally in which those who did not say are counted from `unsaid`, if `counts` has them not."""
        unsaid = {kind: (unsaid or {}).get(kind, 0) for kind in Unsaid}
        told = sum(count for key, count in counts.items() if NOT_SAID in key)
        if len(features) == 1 and not told:
            counts = {**counts, (NOT_SAID,): sum(unsaid.values())}
        elif told != sum(unsaid.values()):
            raise ValueError(f"{' and '.join(features)}: {told} did not say, and {sum(unsaid.values())} are told apart")
        return cls(features, counts, unsaid)

    @property
    def people(self) -> int:
        """Everyone in the group."""
        return sum(self.counts.values())

    @property
    def base(self) -> int:
        """Those who said."""
        return self.people - sum(self.unsaid.values())


def tallies_of(people: People, population: Population, by: Sequence[Key]) -> list[Tally]:
    r"""The group in a file of people, counted by each of these features or pairs of them.

    Raises Faulty: a column or a table that is not there; every cell that
    says what the population table does not have, with the nearest that it has.

    >>> from leal.calculations.answers.written import read_people
    >>> from .population import read_population
    >>> scotland = read_population(b"feature,value,percent,source,year\nage,Under 25,14,made up,2022\n"
    ...                            b"age,25 and over,86,made up,2022\n")
    >>> group = read_people(b"id,age\n1,25 and over\n2,Prefer not to say\n3,\n")
    >>> tally, = tallies_of(group, scotland, [("age",)])
    >>> tally.counts[("Under 25",)], tally.base, tally.unsaid[Unsaid.NO_ANSWER]
    (0, 1, 1)
    """
    breakdowns = [population.of(*features) for features in by]
    faults = [
        Fault(population.name, 0, "", f"it has no table of {' and '.join(features)}. {_there(population)}")
        for features, found in zip(by, breakdowns, strict=True)
        if found is None
    ]
    found = [breakdown for breakdown in breakdowns if breakdown]
    coded = _coded_columns(people, _values(found), faults)
    if faults:
        raise Faulty(faults)
    return [_tally(breakdown, coded) for breakdown in found]


def _there(population: Population) -> str:
    return "It has: " + "; ".join(" and ".join(features) for features in population.breakdowns) + "."


def _values(breakdowns: Iterable[Breakdown]) -> dict[str, Key]:
    return {feature: each.values(at) for each in breakdowns for at, feature in enumerate(each.features)}


class _Coded(NamedTuple):
    """A column as places among the values; from the end of them on, the ways of not saying."""

    values: Key
    codes: np.ndarray


def _coded_columns(people: People, values: Mapping[str, Key], faults: list[Fault]) -> dict[str, _Coded]:
    coded = {}
    for feature, listed in values.items():
        try:
            column = people.column(feature)
        except Faulty as wrong:
            faults += wrong.faults
            continue
        faults += _unlisted(people, column, listed)
        coded[feature] = _Coded(listed, _codes(column, listed))
    return coded


def _unlisted(people: People, column: Column, listed: Key) -> list[Fault]:
    faults = []
    for word in column.words:
        if word not in listed and unsaid(word) is None:
            near = nearest(word, listed)
            mend = f"Did you mean “{near}”?" if near else f"It has: {'; '.join(listed)}."
            what = f"“{word}” is not in the population table. {mend}"
            faults += [people.fault(person, column.name, what) for person in column.rows_with(word)]
    return faults


def _codes(column: Column, listed: Key) -> np.ndarray:
    place = {value: at for at, value in enumerate(listed)}
    kinds = {kind: len(listed) + at for at, kind in enumerate(Unsaid)}
    codes = [place[word] if word in place else kinds.get(unsaid(word), 0) for word in column.words]
    return np.array(codes, dtype=np.int64)[column.codes]


def _tally(breakdown: Breakdown, coded: Mapping[str, _Coded]) -> Tally:
    """All pairs of places counted in one pass."""
    sides = [coded[feature] for feature in breakdown.features]
    shape = [len(side.values) + len(Unsaid) for side in sides]
    flat = np.ravel_multi_index([side.codes for side in sides], shape)
    table = np.bincount(flat, minlength=int(np.prod(shape))).reshape(shape)
    labels = [(*side.values, *[NOT_SAID] * len(Unsaid)) for side in sides]
    counts: dict[Key, int] = {}
    kinds = dict.fromkeys(Unsaid, 0)
    for places, count in np.ndenumerate(table):
        key = tuple(label[at] for label, at in zip(labels, places, strict=True))
        counts[key] = counts.get(key, 0) + int(count)
        unsaid_at = [at - len(side.values) for side, at in zip(sides, places, strict=True) if at >= len(side.values)]
        if unsaid_at:
            kinds[list(Unsaid)[unsaid_at[0]]] += int(count)
    return Tally(breakdown.features, counts, kinds)
