"""Seating people at small tables, over one round or several.

Each table should be as mixed as the whole: of every value of every feature as
many as its share of the seats, rounded down or up. Then, over all rounds, as
many different people as can be should meet. People can be kept apart, or
together, or at tables that suit them. A search swaps people two at a time (annealing); bounds say how far
the best found may be from the best there is.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, exp, floor

import numpy as np
from scipy.sparse import csr_array

from .programme import INFINITE, programme
from .standing_by import uniforms

SWAPS, STARTS = 20_000, 2
WARM, COLD = 3.0, 0.05  # of the annealing: what a swap may cost at first, and at last
TOLD_EVERY = 1_000
NODES = 500  # of the integer programme that bounds how mixed tables can be


@dataclass(frozen=True)
class Tables:
    """Who sits where, and how good that is.

    rounds       for each round the table of each person, counted from 1
    parted       pairs kept apart or together that are not, people at no table that suits them; 0 where there is a way
    missed       people by which tables miss being as mixed as the whole, all rounds together
    missed_least what no seating can be below
    met          pairs who meet at least once
    met_most     what no seating can be above
    """

    rounds: tuple[tuple[int, ...], ...]
    parted: int
    missed: int
    missed_least: int
    met: int
    met_most: int

    @property
    def exact(self) -> bool:
        """Whether no seating is better: proven by the bounds."""
        return (self.parted, self.missed, self.met) == (0, self.missed_least, self.met_most)


def tables(
    people: Sequence[Sequence[str]],
    size: int,
    rounds: int = 1,
    *,
    apart: Sequence[tuple[int, int]] = (),
    together: Sequence[tuple[int, int]] = (),
    only: Mapping[int, Collection[int]] | None = None,
    seed: str = "",
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> Tables:
    """Seat people at tables of at most `size`, as even as can be.

    people    for each their values of the features that should be mixed
    apart     pairs (places in `people`) who must not share a table in any round
    together  pairs who must in every round
    only      for a place in `people` the tables, counted from 1, that suit them: they must sit at one in every round
    tell      told now and then how many swaps were tried, of how many; may raise to end the search

    Deterministic given the seed. Raises ValueError when a size or a number of rounds is not positive, or there is
    nobody.

    >>> found = tables([("old",), ("old",), ("young",), ("young",)], size=2, rounds=2, seed="1")
    >>> found.missed, found.met, found.exact
    (0, 4, True)
    """
    if size < 1 or rounds < 1 or not people:
        raise ValueError("Tables need people, a size and at least one round")
    room = Room(people, size, rounds, apart, together, only or {})
    found = [
        room.search(f"{seed} {start}", lambda done, before=start * SWAPS: tell(before + done, STARTS * SWAPS))
        for start in range(STARTS)
    ]
    parted, missed, repeats, seats = min(found, key=lambda each: each[:3])
    met_most = room.met_most()
    least = 0 if missed == 0 else rounds * room.missed_least()
    return Tables(tuple(tuple(t + 1 for t in row) for row in seats), parted, missed, least, room.met(seats), met_most)


class Room:
    """People, tables and rounds by numbers, and the search over who sits where."""

    def __init__(self, people, size: int, rounds: int, apart, together, only=()) -> None:
        self.number, self.rounds = len(people), rounds
        self.count = ceil(self.number / size)
        self.sizes = [self.number // self.count + (t < self.number % self.count) for t in range(self.count)]
        self.marks = [tuple(enumerate(values)) for values in people]
        self.held = Counter(mark for marks in self.marks for mark in marks)
        self.apart, self.together = neighbours(apart, self.number), neighbours(together, self.number)
        suits = dict(only)
        self.suits = [frozenset(suits.get(i, range(1, self.count + 1))) for i in range(self.number)]
        self.pairs = set(map(frozenset, together)), {frozenset(pair) for pair in apart}
        self.wanted = {
            (mark, size): (floor(held * size / self.number), ceil(held * size / self.number))
            for mark, held in self.held.items()
            for size in set(self.sizes)
        }
        self.meetings = rounds * sum(size * (size - 1) // 2 for size in self.sizes)
        self.weights = (100.0 * (self.meetings + 1), 10.0 if rounds > 1 else 1.0, 1.0)

    # -- bounds

    def met_most(self) -> int:
        """More pairs than this cannot meet."""
        for_good = len(closure(self.pairs[0])) * (self.rounds - 1)
        everyone = self.number * (self.number - 1) // 2
        return min(everyone - len(self.pairs[1]), self.meetings - for_good)

    def missed_least(self) -> int:
        """In one round tables cannot miss less than this: the bound of an integer programme over people alike."""
        kinds = Counter(self.marks)
        width, marks = len(kinds) * self.count, list(self.held)
        rows, low, high = [], [], []
        for k, number in enumerate(kinds.values()):
            rows.append({k * self.count + t: 1.0 for t in range(self.count)})
            low, high = [*low, number], [*high, number]
        for t, size in enumerate(self.sizes):
            rows.append({k * self.count + t: 1.0 for k in range(len(kinds))})
            low, high = [*low, size], [*high, size]
        for t, size in enumerate(self.sizes):
            for m, mark in enumerate(marks):
                least, most = self.wanted[mark, size]
                row = {k * self.count + t: 1.0 for k, kind in enumerate(kinds) if mark in kind}
                miss = width + 2 * (t * len(marks) + m)
                rows.append(row | {miss: 1.0, miss + 1: -1.0})
                low, high = [*low, least], [*high, most]
        total = width + 2 * self.count * len(marks)
        model = programme(
            matrix(rows, total),
            np.array(low, float),
            np.array(high, float),
            np.full(total, float(self.number)),
            costs=-np.r_[np.zeros(width), np.ones(total - width)],
            whole=True,
        )
        model.setOptionValue("mip_max_nodes", NODES)
        model.run()
        bound = model.getInfo().mip_dual_bound
        return max(0, ceil(-bound - 1e-6)) if abs(bound) < INFINITE else 0

    # -- the search

    def search(self, seed: str, tell: Callable[[int], None]) -> tuple[int, int, int, list[list[int]]]:
        """One annealing: pairs parted, people missed, pairs met again, and the tables of each round."""
        luck = iter(uniforms(seed, "tables", 4 * SWAPS).tolist())
        self.seats = [self.first(uniforms(seed, f"round {r}", self.number)) for r in range(self.rounds)]
        self.begin()
        best = (self.cost(), [list(row) for row in self.seats])
        cooling = (COLD / WARM) ** (1 / SWAPS)
        heat, floor_cost = WARM, float(self.meetings - self.met_most())
        for swaps in range(SWAPS):
            if swaps % TOLD_EVERY == 0:
                tell(swaps)
            if best[0] <= floor_cost:
                break
            heat *= cooling
            r = int(next(luck) * self.rounds)
            i, j = int(next(luck) * self.number), int(next(luck) * self.number)
            if self.seats[r][i] == self.seats[r][j]:
                next(luck)
                continue
            before = self.cost()
            self.swap(r, i, j)
            change = self.cost() - before
            if change > 0 and next(luck) >= exp(-change / heat):
                self.swap(r, i, j)
            elif self.cost() < best[0]:
                best = (self.cost(), [list(row) for row in self.seats])
        self.seats = best[1]
        self.begin()
        return self.parted, self.missed, self.repeats, self.seats

    def first(self, order: np.ndarray) -> list[int]:
        """Tables filled in an order drawn by lot."""
        seats = [0] * self.number
        places = [t for t, size in enumerate(self.sizes) for _ in range(size)]
        for place, i in enumerate(np.argsort(order, kind="stable")):
            seats[int(i)] = places[place]
        return seats

    def begin(self) -> None:
        """Count everything anew."""
        self.at = [[set() for _ in self.sizes] for _ in range(self.rounds)]
        self.shown = [[Counter() for _ in self.sizes] for _ in range(self.rounds)]
        self.meet = [Counter() for _ in range(self.number)]
        self.parted = self.repeats = 0
        self.missed = self.rounds * sum(self.wanted[mark, size][0] for size in self.sizes for mark in self.held)
        for r, row in enumerate(self.seats):
            self.parted += sum(len(others) for others in self.together) // 2
            for i, t in enumerate(row):
                self.sit(r, i, t)

    def cost(self) -> float:
        """What a seating is judged by: wishes not granted, people missed, pairs who meet again."""
        parted, missed, repeats = self.weights
        return parted * self.parted + missed * self.missed + repeats * self.repeats

    def swap(self, r: int, i: int, j: int) -> None:
        """Two people change places in one round."""
        first, second = self.seats[r][i], self.seats[r][j]
        self.rise(r, i, first)
        self.rise(r, j, second)
        self.sit(r, i, second)
        self.sit(r, j, first)

    def sit(self, r: int, i: int, t: int) -> None:
        """Someone sits down."""
        table = self.at[r][t]
        for j in table:
            self.repeats += self.meet[i][j] > 0
            self.meet[i][j] += 1
            self.meet[j][i] += 1
        self.parted += len(self.apart[i] & table) - len(self.together[i] & table) + (t + 1 not in self.suits[i])
        table.add(i)
        self.seats[r][i] = t
        self.count_marks(r, i, t, 1)

    def rise(self, r: int, i: int, t: int) -> None:
        """Someone gets up."""
        table = self.at[r][t]
        table.discard(i)
        for j in table:
            self.meet[i][j] -= 1
            self.meet[j][i] -= 1
            self.repeats -= self.meet[i][j] > 0
        self.parted -= len(self.apart[i] & table) - len(self.together[i] & table) + (t + 1 not in self.suits[i])
        self.count_marks(r, i, t, -1)

    def count_marks(self, r: int, i: int, t: int, step: int) -> None:
        """Someone's values come to a table or go from it."""
        shown, size = self.shown[r][t], self.sizes[t]
        for mark in self.marks[i]:
            least, most = self.wanted[mark, size]
            now = shown[mark]
            shown[mark] = now + step
            self.missed += off(now + step, least, most) - off(now, least, most)

    def met(self, seats: Sequence[Sequence[int]]) -> int:
        """How many pairs meet at least once."""
        return len({(i, j) for row in seats for i, j in combinations(range(self.number), 2) if row[i] == row[j]})


def off(number: int, least: int, most: int) -> int:
    """By how many a number misses a range.

    >>> off(1, 2, 3), off(2, 2, 3), off(5, 2, 3)
    (1, 0, 2)
    """
    return max(least - number, 0) + max(number - most, 0)


def neighbours(pairs: Sequence[tuple[int, int]], number: int) -> list[set[int]]:
    """For each the others they are paired with.

    >>> neighbours([(0, 2)], 3)
    [{2}, set(), {0}]
    """
    found: list[set[int]] = [set() for _ in range(number)]
    for i, j in pairs:
        found[i].add(j)
        found[j].add(i)
    return found


def closure(pairs: set[frozenset[int]]) -> set[frozenset[int]]:
    """All pairs who sit together when these do: whoever sits with a friend of a friend.

    >>> sorted(map(sorted, closure({frozenset({1, 2}), frozenset({2, 3})})))
    [[1, 2], [1, 3], [2, 3]]
    """
    clubs: list[set[int]] = []
    for pair in pairs:
        joined = [club for club in clubs if club & pair]
        clubs = [club for club in clubs if not club & pair] + [set(pair).union(*joined)]
    return {frozenset(two) for club in clubs for two in combinations(sorted(club), 2)}


def matrix(rows: Sequence[dict[int, float]], width: int) -> csr_array:
    """Rows given as column and number."""
    where: dict[str, list] = defaultdict(list)
    for r, row in enumerate(rows):
        for column, number in row.items():
            where["row"].append(r)
            where["column"].append(column)
            where["number"].append(number)
    return csr_array((where["number"], (where["row"], where["column"])), shape=(len(rows), width))
