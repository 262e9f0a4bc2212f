"""A group beside the population: what would match, how far off it is, who is missing first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import floor

from .counting import NOT_SAID, Tally
from .population import Breakdown, Key, Population
from .protecting import SMALLEST, Hidden, protected
from .unsaid import Unsaid

HALF = 0.5  # whoever is there less than half as often as in the population is missing


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a feature, or a pair of values of two, in the group and in the population.

    count       how many are in the group; None when it is not shown
    hidden      whether it is shown, and why not
    most        the most it may be, as far as is shown; None when that is not said
    base        how many of the group said
    population  its share of the population, from 0 to 1
    words       what one says of these people, after "people": "under 25"
    """

    features: Key
    values: Key
    count: int | None
    hidden: Hidden
    most: int | None
    base: int
    population: float
    words: str

    @property
    def match(self) -> float:
        """How many of the group it would be, were the group like the population."""
        return self.population * self.base

    @property
    def match_whole(self) -> int:
        """The same as whole people."""
        return floor(self.match + 0.5)

    @property
    def share(self) -> float | None:
        """Its share of those who said; None when that is not shown or nobody said."""
        return self.count / self.base if self.count is not None and self.base else None

    @property
    def gap(self) -> float | None:
        """How many more people would match: below 0 where there are more than that. None when not shown."""
        return None if self.count is None else self.match - self.count

    @property
    def nobody(self) -> bool:
        """That nobody is here though at least one would match."""
        return self.count == 0 and self.match_whole >= 1

    @property
    def is_missing(self) -> bool:
        """That they are surely here less than half as often as in the population."""
        return self.match_whole >= 1 and self.most is not None and self.most < HALF * self.match

    def order(self) -> tuple[int, float]:
        """Nobody first, then how much of the group is lacking; only what is shown counts, or the order would tell."""
        if self.most is None or not self.base:
            return (2, 0.0)
        return (0 if self.nobody else 1, self.most / self.base - self.population)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A group beside one table of the population.

    people    everyone in the group
    base      those who said
    unsaid    how many did not, in each way; only for one feature
    lines     who is missing first; none when the table is withheld
    withheld  that so few people cannot be broken down like this at all
    """

    features: Key
    people: int
    base: int
    unsaid: tuple[tuple[Unsaid, int], ...]
    source: str
    year: str
    lines: tuple[Line, ...]
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class MakeUp:
    """The make-up of a group: every comparison that is shown together.

    smallest  the smallest number that is shown; nought is always shown
    """

    people: int
    smallest: int
    comparisons: tuple[Comparison, ...]

    def gaps(self) -> tuple[Line, ...]:
        """Every value of one feature, over all features, who is missing first."""
        lines = [line for one in self.comparisons if len(one.features) == 1 for line in one.lines]
        return tuple(sorted(lines, key=Line.order))

    def missing(self) -> tuple[Line, ...]:
        """All who are missing, of two features too, worst first."""
        lines = [line for one in self.comparisons for line in one.lines if line.is_missing]
        return tuple(sorted(lines, key=Line.order))


def make_up(tallies: Sequence[Tally], population: Population, *, smallest: int = SMALLEST) -> MakeUp:
    """A group beside the population, in all these tables, of which none gives away what another hides.

    tallies   counts of one and the same group
    smallest  the smallest number that is shown, at least 3

    Raises ValueError: groups of unlike size, a table the population has not,
    values that are not its values.

    The second core group that worked on the charter's measures: 11 men and 9
    women (research, domain 3), beside Scotland in 2015.

    >>> from .population import read_population
    >>> scotland = read_population(b"feature,value,count,source,year\\ngender,Women,2762531,NRS,2015\\n"
    ...                            b"gender,Men,2610469,NRS,2015\\n")
    >>> group = Tally.of(("gender",), {("Women",): 9, ("Men",): 11})
    >>> made = make_up([group], scotland)
    >>> [(line.values[0], line.count, line.match_whole, round(line.gap, 1)) for line in made.gaps()]
    [('Women', 9, 10, 1.3), ('Men', 11, 10, -1.3)]
    """
    sizes = {tally.people for tally in tallies}
    if len(sizes) > 1:
        raise ValueError(f"These tallies are of groups of {' and '.join(map(str, sorted(sizes)))} people")
    found = protected(tallies, smallest)
    comparisons = []
    for tally in tallies:
        breakdown = population.of(*tally.features)
        if breakdown is None or breakdown.features != tally.features:
            raise ValueError(f"The population has no table of {' and '.join(tally.features)}")
        withheld = tally.features in found.withheld
        lines = () if withheld else _lines(tally, breakdown, population, found.hidden, smallest)
        comparisons.append(_comparison(tally, breakdown, lines, withheld))
    return MakeUp(max(sizes, default=0), smallest, tuple(comparisons))


def _comparison(tally: Tally, breakdown: Breakdown, lines: tuple[Line, ...], withheld: bool) -> Comparison:
    unsaid = tuple(tally.unsaid.items()) if len(tally.features) == 1 else ()
    source, year = breakdown.source, breakdown.year
    return Comparison(tally.features, tally.people, tally.base, unsaid, source, year, lines, withheld)


def _lines(tally: Tally, breakdown: Breakdown, population: Population, hidden, smallest: int) -> tuple[Line, ...]:
    every = set(product(*({*breakdown.values(at)} for at in range(len(tally.features)))))
    counted = {key for key in tally.counts if NOT_SAID not in key}
    if counted != every:
        strange = ", ".join(sorted(counted ^ every)[0])
        raise ValueError(f"{' and '.join(tally.features)}: “{strange}” is in one of group and population only")
    lines = []
    for key, share in breakdown.shares.items():
        why = hidden.get((tally.features, key), Hidden.NOT)
        count = tally.counts[key] if why is Hidden.NOT else None
        most = {Hidden.NOT: count, Hidden.BESIDE: None}.get(why, smallest - 1)
        words = words_of(tally.features, key, population)
        lines.append(Line(tally.features, key, count, why, most, tally.base, share, words))
    return tuple(sorted(lines, key=Line.order))


def words_of(features: Key, values: Key, population: Population) -> str:
    """What one says of such people after "people".

    >>> nowhere = Population("", "", {}, {("ethnicity", "Minority ethnic"): "from a minority ethnic group"})
    >>> words_of(("ethnicity", "gender"), ("Minority ethnic", "Woman"), nowhere)
    'from a minority ethnic group whose gender is “Woman”'
    >>> words_of(("age",), ("Under 25",), nowhere), words_of(("age",), ("65 and over",), nowhere)
    ('under 25', 'aged 65 and over')
    """
    first, *second = (_words(*part, population) for part in zip(features, values, strict=True))
    return first + "".join(f"{' ' if one.startswith('who') else ' and '}{one}" for one in second)


def _words(feature: str, value: str, population: Population) -> str:
    said = population.words.get((feature, value))
    if said:
        return said
    if value[:1].isdigit() and "age" in feature.casefold().split():
        return f"aged {value}"
    if value.split(" ")[0] in ("Under", "Over", "Aged", "From", "With", "Without", "Living"):
        return value[:1].lower() + value[1:]
    return f"whose {feature[:1].lower() + feature[1:]} is “{value}”"
