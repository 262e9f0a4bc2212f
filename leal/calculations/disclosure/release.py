"""A release: all the tables published together, seen as one system of sums.

A cell that stands in two tables is one cell here. So what is hidden in one
table is hidden in all, and an attacker may use every table at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

Key = tuple[str, ...]
Identity = tuple[str, frozenset[tuple[str, str]]]


class Dimension(NamedTuple):
    """One way a table is broken down, with how its classes add up.

    `total` is the class of everyone; `parts` says of each class that has
    parts which classes they are.

    >>> Dimension.flat("heard of the charter", ["Yes", "No", "Not sure"]).parts["All"]
    ('Yes', 'No', 'Not sure')
    """

    name: str
    total: str
    parts: Mapping[str, tuple[str, ...]]

    @classmethod
    def flat(cls, name: str, classes: Iterable[str], total: str = "All") -> "Dimension":
        """A dimension of one level: the total and its classes."""
        return cls(name, total, {total: tuple(classes)})

    def classes(self) -> list[str]:
        """Every class, wholes before their parts."""
        found = [self.total]
        for one in found:
            found.extend(self.parts.get(one, ()))
        return found

    def leaves(self) -> list[str]:
        """The classes that have no parts."""
        return [one for one in self.classes() if one not in self.parts]


class Table(NamedTuple):
    """Counts, or sums, by one or more dimensions.

    `values` has one number for each combination of classes, in the order of
    the dimensions; combinations of classes without parts that are missing
    count as nought, and totals that are missing are summed. `largest` holds,
    for sums, the largest contributions to a cell, largest first. `measure`
    says what is counted: cells of different measures are never the same.
    """

    name: str
    dimensions: tuple[Dimension, ...]
    values: Mapping[Key, float]
    measure: str = "people"
    largest: Mapping[Key, Sequence[float]] = {}

    def identity(self, key: Key) -> Identity:
        """What the cell is, whichever table it stands in."""
        parts = zip(self.dimensions, key, strict=True)
        return self.measure, frozenset((by.name, one) for by, one in parts if one != by.total)


class TablesDisagree(Exception):
    """Two figures that must be the same, or must add up, do not."""


class Release(NamedTuple):
    """The cells of all tables, once each, and the sums that tie them.

    cells      what each cell is
    values     one number per cell, not below 0
    sums       one row per sum, one column per cell: 1 for a part, -1 for the
               whole; every row times `values` is 0
    whole      True when every value is a whole number, and is known to be
    largest    for sums: the largest contributions to each cell
    """

    cells: tuple[Identity, ...]
    values: np.ndarray
    sums: csr_array
    whole: bool
    largest: Mapping[int, Sequence[float]] = {}

    def place(self, table: Table, key: Key) -> int:
        """Where a cell of a table stands among `cells`."""
        return self.cells.index(table.identity(key))

    def names(self) -> list[str]:
        """Each cell in words, for messages and records."""
        return [", ".join(sorted(one for _, one in parts)) or "everyone" for _, parts in self.cells]


def as_release(tables: Sequence[Table]) -> Release:
    """All tables of one release as one system.

    Raises TablesDisagree when a cell differs between tables or a total is not
    the sum of its parts, and ValueError for a negative figure.

    Of 2,250 panel members 293 answered:

    >>> answered = Dimension.flat("answered", ["yes", "no"])
    >>> release = as_release([Table("panel", (answered,), {("yes",): 293, ("no",): 1957})])
    >>> release.names(), release.values.tolist()
    (['yes', 'no', 'everyone'], [293.0, 1957.0, 2250.0])
    """
    found: dict[Identity, int] = {}
    values: list[float] = []
    sums: dict[tuple[int, tuple[int, ...]], None] = {}
    largest: dict[int, Sequence[float]] = {}
    for table in tables:
        complete = _complete(table)
        for key, value in complete.items():
            place = found.setdefault(table.identity(key), len(found))
            _keep(values, place, value, table, key)
            if key in table.largest:
                largest[place] = table.largest[key]
        for whole, parts in _sums(table):
            places = tuple(sorted(found[table.identity(part)] for part in parts))
            sums.setdefault((found[table.identity(whole)], places))
    array = np.array(values, dtype=float)
    matrix = _matrix(list(sums), len(values))
    _check_sums(matrix, array, found)
    return Release(tuple(found), array, matrix, bool(np.all(array == np.rint(array))), largest)


def _keep(values: list[float], place: int, value: float, table: Table, key: Key) -> None:
    if value < 0:
        raise ValueError(f"{table.name}: {', '.join(key)} is {value:g}; a figure cannot be below nought")
    if place == len(values):
        values.append(float(value))
    elif abs(values[place] - value) > 1e-9 * max(1.0, abs(value)):
        raise TablesDisagree(
            f"{table.name}: {', '.join(key)} is {value:g} here and {values[place]:g} in a table before it"
        )


def _complete(table: Table) -> dict[Key, float]:
    """Every cell of the table: leaves as given or nought, totals as given or summed."""
    leaves = [dimension.leaves() for dimension in table.dimensions]
    known = {key: float(table.values.get(key, 0)) for key in product(*leaves)}
    for place, dimension in enumerate(table.dimensions):
        wholes = [one for one in reversed(dimension.classes()) if one in dimension.parts]
        others = [leaves[at] if at > place else by.classes() for at, by in enumerate(table.dimensions)]
        for whole in wholes:
            for key in product(*(others[:place] + [[whole]] + others[place + 1 :])):
                known[key] = sum(known[_with(key, place, part)] for part in dimension.parts[whole])
    for key, value in table.values.items():
        if key not in known:
            raise ValueError(f"{table.name}: there is no cell {', '.join(key)}")
        if abs(known[key] - value) > 1e-6 * max(1.0, abs(value)):
            raise TablesDisagree(f"{table.name}: the parts of {', '.join(key)} sum to {known[key]:g}, not {value:g}")
    return known


def _with(key: Key, place: int, one: str) -> Key:
    return (*key[:place], one, *key[place + 1 :])


def _sums(table: Table) -> Iterator[tuple[Key, list[Key]]]:
    """Each whole of the table with its parts, along each dimension."""
    every = [dimension.classes() for dimension in table.dimensions]
    for place, dimension in enumerate(table.dimensions):
        for whole, parts in dimension.parts.items():
            for key in product(*(every[:place] + [[whole]] + every[place + 1 :])):
                yield key, [_with(key, place, part) for part in parts]


def _matrix(sums: list[tuple[int, tuple[int, ...]]], cells: int) -> csr_array:
    columns = [column for whole, parts in sums for column in (*parts, whole)]
    signs = [sign for _, parts in sums for sign in (*([1.0] * len(parts)), -1.0)]
    starts = np.cumsum([0, *(len(parts) + 1 for _, parts in sums)])
    return csr_array((signs, columns, starts), shape=(len(sums), cells))


def _check_sums(sums: csr_array, values: np.ndarray, found: Mapping[Identity, int]) -> None:
    wrong = np.abs(sums @ values) > 1e-6 * np.maximum(1.0, np.abs(sums) @ values)
    if wrong.any():
        row = sums[[int(np.argmax(wrong))], :].tocoo()
        whole = list(found)[int(row.col[row.data < 0][0])]
        name = ", ".join(sorted(one for _, one in whole[1])) or "everyone"
        raise TablesDisagree(f"The parts of {name} do not sum to it across the tables of the release")
