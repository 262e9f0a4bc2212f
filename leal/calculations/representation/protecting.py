"""Which counts may not be shown, in all tables of a group together.

Numbers from 1 to 4 are not shown. They are called "fewer than 5", so a reader
knows that each is one of 1 to 4, that nought would have been called nobody,
and that whatever else is hidden is 5 or more. All that is put into the sums
an attacker has, before asking what else must be hidden: so each small number
keeps at least three values it may have. Where fewer than 5 are broken down by a
second feature, nothing of it is shown, noughts neither: they would tell what
these few have in common.

Source: Fischetti and Salazar (2001), as in `calculations.disclosure`; the
bounds a reader knows are what they call the external bounds of a cell.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from .counting import NOT_SAID, Tally
from .population import Key

SMALLEST = 5  # as in the sketch of the page: "Fewer than 5"; each body sets its own
Cell = tuple[Key, Key]  # features, values


class Hidden(StrEnum):
    """Whether a count is shown, and why not."""

    NOT = "shown"
    FEW = "too few to show"
    FEW_IN_ALL = "not shown: there are too few of them in all to break down"
    BESIDE = "not shown, so that another number cannot be worked out"


class Protection(NamedTuple):
    """What is hidden and why; whole tables in which even that would give a number away are withheld."""

    hidden: Mapping[Cell, Hidden]
    withheld: frozenset[Key]


def protected(tallies: Sequence[Tally], smallest: int = SMALLEST) -> Protection:
    """What to hide when all these tallies of one group are shown together.

    smallest  the smallest number of people that is shown, at least 3; nought is always shown

    The same tallies give the same answer, the second time at once.

    In a group of 30 two are from islands, and it is known how many people there are in all:

    >>> where = Tally.of(("where",), {("Islands",): 2, ("Country",): 8, ("Town",): 20, ("Abroad",): 0})
    >>> [values[0] for _, values in protected([where]).hidden]
    ['Islands', 'Country']
    """
    if smallest < 3:
        raise ValueError("Numbers below 3 cannot be told apart from what is said of them")
    return _protected(tuple((one.features, tuple(one.counts.items())) for one in tallies), smallest)


Frozen = tuple[Key, tuple[tuple[Key, int], ...]]


@lru_cache(maxsize=256)
def _protected(tables: tuple[Frozen, ...], smallest: int) -> Protection:
    """All tables at once; where that cannot be, as many as can be, those of one feature first."""
    withheld: list[Key] = []
    hidden = _hidden(tables, smallest)
    if hidden is None:
        kept: list[Frozen] = []
        for table in sorted(tables, key=lambda one: len(one[0])):
            alone = any(set(one) < set(table[0]) for one in withheld)
            found = None if alone else _hidden((*kept, table), smallest)
            if found is None:
                withheld.append(table[0])
            else:
                kept, hidden = [*kept, table], found
    return Protection(hidden or {}, frozenset(withheld))


def _hidden(tables: Iterable[Frozen], smallest: int) -> dict[Cell, Hidden] | None:
    """What must be hidden of these tables; None when hiding does not help."""
    counts = {(features, key): count for features, cells in tables for key, count in cells if NOT_SAID not in key}
    few = {cell for features, cells in tables for cell in _few_in_all(features, cells, smallest)}
    if not few and not any(0 < count < smallest for count in counts.values()):
        return {}
    # numpy, scipy and a solver: only for those who have something to hide.
    from .hiding import chosen

    places = chosen([(features, dict(cells)) for features, cells in tables], few, smallest)
    if places is None:
        return None
    return {cell: _why(cell in few, count, smallest) for cell, count in counts.items() if cell in places}


def _few_in_all(features: Key, cells: Iterable[tuple[Key, int]], smallest: int) -> Iterable[Cell]:
    """The pairs of a value that so few people have that they are not broken down."""
    if len(features) < 2:
        return
    said, whole = Counter(), Counter()
    for key, count in cells:
        for side in enumerate(key):
            whole[side] += count
            said[side] += 0 if NOT_SAID in key else count
    for key, _ in cells:
        sides = list(enumerate(key))
        # Of a value that nobody has, nobody has the pair either: that is no news.
        follows = NOT_SAID in key or not all(whole[side] for side in sides)
        if not follows and any(0 < said[side] < smallest for side in sides):
            yield features, key


def _why(is_few_in_all: bool, count: int, smallest: int) -> Hidden:
    if is_few_in_all:
        return Hidden.FEW_IN_ALL
    return Hidden.FEW if count < smallest else Hidden.BESIDE
