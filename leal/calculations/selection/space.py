"""All panels that meet the targets, written as counts of people who are alike.

People alike in every target are interchangeable: any lottery over panels can
be made symmetric between them without lowering the smallest chance. So a
panel is a count per *type*, and a pool of thousands is often a few dozen
numbers.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from .pool import Pool

Unit = tuple[int, ...]  # people chosen together: one person, or a pair
Group = tuple[Unit, ...]  # units of which a panel takes at most one: a household


@dataclass(frozen=True)
class Type:
    """Groups alike in every way that matters. A panel takes one unit from some of them."""

    groups: tuple[Group, ...]

    @property
    def units(self) -> int:
        return sum(len(group) for group in self.groups)


@dataclass(frozen=True)
class Space:
    """Whole numbers x, one per type, with low <= rows @ x <= high and 0 <= x <= most.

    rows   (1 + targets + households) x types; the first row counts seats,
           the next follow `pool.targets`, the rest say "one per household"
    most   the most of each type that one panel may hold
    units  how many units share the type's chance: chance = mean of x / units
    """

    types: tuple[Type, ...]
    rows: csr_array
    low: np.ndarray
    high: np.ndarray
    most: np.ndarray
    units: np.ndarray

    def meets(self, counts: np.ndarray) -> bool:
        """Whether these counts are a panel that meets every target."""
        held = self.rows @ counts
        met = np.all((held >= self.low) & (held <= self.high))
        return bool(met and np.all((counts >= 0) & (counts <= self.most)))


def units_of(pool: Pool) -> list[Unit]:
    """People who can only be chosen together, in the order of the file."""
    together: dict[str, list[int]] = defaultdict(list)
    for i, person in enumerate(pool.people):
        together[f"pair {person.pair}" if person.pair else f"row {i}"].append(i)
    return [tuple(members) for members in together.values()]


def households_of(pool: Pool, units: list[Unit]) -> list[list[int]]:
    """For each household that matters, the places in `units` of those who live there."""
    homes: dict[str, set[int]] = defaultdict(set)
    for place, unit in enumerate(units):
        for i in unit:
            if pool.people[i].household:
                homes[pool.people[i].household].add(place)
    return [sorted(home) for home in homes.values() if len(home) > 1]


def types_of(pool: Pool, units: list[Unit], homes: list[list[int]]) -> list[Type]:
    """Units sorted into types.

    A household whose units are all alike is one group, and merges with other
    such households. Units of a mixed household stand alone: a row of their
    own keeps them apart.
    """
    values = [tuple(sorted(pool.people[i].values for i in unit)) for unit in units]
    times_home = np.bincount([place for home in homes for place in home], minlength=len(units))
    group_of = {place: (place,) for place in range(len(units))}
    for home in homes:
        alike = len({values[place] for place in home}) == 1 and all(times_home[place] == 1 for place in home)
        group_of.update({place: tuple(home) if alike else (place,) for place in home})
    merged: dict[tuple, dict[tuple[int, ...], None]] = defaultdict(dict)
    for place, group in group_of.items():
        alone = place if len(group) == 1 and times_home[place] else None
        merged[values[place], len(group), alone][group] = None
    return [Type(tuple(tuple(units[place] for place in group) for group in groups)) for groups in merged.values()]


def space_of(pool: Pool) -> Space:
    """The panels of a pool as counts by type.

    Costs no more than one pass over the people; types come in the order in
    which the file first shows them, so the same files give the same space.
    """
    units = units_of(pool)
    homes = households_of(pool, units)
    types = types_of(pool, units, homes)
    type_of = {unit: t for t, kind in enumerate(types) for group in kind.groups for unit in group}
    apart = [{type_of[units[place]] for place in home} for home in homes]
    apart = [sorted(home) for home in apart if len(home) > 1]
    rows = vstack([target_rows(pool, types), indicator_rows(apart, len(types))], format="csr")
    nought, ceilings = [0] * len(apart), [1] * len(apart)
    return Space(
        types=tuple(types),
        rows=rows,
        low=np.array(
            [pool.open_seats, *(max(t.minimum - pool.held(t), 0) for t in pool.targets), *nought], dtype=float
        ),
        high=np.array([pool.open_seats, *(t.maximum - pool.held(t) for t in pool.targets), *ceilings], dtype=float),
        most=np.array([len(kind.groups) for kind in types], dtype=float),
        units=np.array([kind.units for kind in types], dtype=float),
    )


def target_rows(pool: Pool, types: list[Type]) -> csr_array:
    """How many seats, and how many towards each target, one unit of each type takes."""
    row_of = {(target.feature, target.value): r for r, target in enumerate(pool.targets, start=1)}
    rows = np.zeros((1 + len(pool.targets), len(types)))
    for t, kind in enumerate(types):
        for i in kind.groups[0][0]:
            rows[0, t] += 1
            for feature, value in zip(pool.features, pool.people[i].values, strict=True):
                rows[row_of[feature, value], t] += 1
    return csr_array(rows)


def indicator_rows(sets: list[list[int]], width: int) -> csr_array:
    """One row per set, 1 where the set has a member."""
    where = [(r, t) for r, members in enumerate(sets) for t in members]
    r, t = zip(*where, strict=True) if where else ((), ())
    return csr_array((np.ones(len(where)), (r, t)), shape=(len(sets), width))
