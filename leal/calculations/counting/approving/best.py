"""The sets of candidates that score most: all of them, exactly.

Branch and bound: what a set can still gain is at most what its best
candidates would add now, since each adds less the more are chosen. Where
there are very many sets, an integer programme finds a best one first, so
that nearly all branches are cut.
"""

from fractions import Fraction
from math import comb
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .profile import Chosen
from .tied import MOST_SETS

if TYPE_CHECKING:
    from .thiele import Scores

MANY_SETS = 50_000


class Best(NamedTuple):
    """The best sets and their score; `is_whole` is False when there are more than are listed."""

    score: Fraction
    sets: set[Chosen]
    is_whole: bool


def best_sets(scores: "Scores") -> Best:
    """Every set of `scores.seats` candidates that scores most."""
    search = _Search(scores)
    search.offer(_one_by_one(scores))
    if comb(len(scores.profile.numbers), scores.seats) > MANY_SETS:
        from .programme import one_best

        search.offer(one_best(scores))
    search.visit(0, [], np.zeros(len(scores.papers), np.int64), 0)
    numbers = np.array(scores.profile.numbers)[search.order]
    sets = {frozenset(numbers[list(columns)].tolist()) for columns in search.found}
    return Best(Fraction(int(search.best), scores.scale), sets, search.is_whole)


def _one_by_one(scores: "Scores") -> list[int]:
    """A good set to begin with: the columns of those who add most, one after another."""
    counts, columns = np.zeros(len(scores.papers), np.int64), []
    for _ in range(scores.seats):
        gains = scores.gains(counts)
        gains[columns] = -1
        columns.append(int(gains.argmax()))
        counts = counts + scores.profile.approves[:, columns[-1]]
    return columns


class _Search:
    """Depth first through sets of columns, the most approved first."""

    def __init__(self, scores: "Scores"):
        self.order = np.argsort(-(scores.profile.papers @ scores.profile.approves), kind="stable")
        self.scores, self.best, self.is_whole = scores, 0, True
        self.approves, self.counted = scores.approves[:, self.order], scores.profile.approves[:, self.order]
        self.found: list[tuple[int, ...]] = []

    def offer(self, columns: list[int]) -> None:
        """A set to beat, in columns of the profile."""
        worths = self.scores.worths.cumsum()
        counts = self.scores.profile.approves[:, columns].sum(axis=1)
        value = (self.scores.papers * np.where(counts > 0, worths[counts - 1], 0)).sum()
        self.best = max(self.best, int(value))

    def visit(self, start: int, chosen: list[int], counts: np.ndarray, score: int) -> None:
        left = self.scores.seats - len(chosen)
        if not left:
            self.keep(tuple(chosen), score)
            return
        gains = ((self.scores.papers * self.scores.worths[counts]) @ self.approves[:, start:]).tolist()
        for place in range(len(gains) - left + 1):
            rest = sum(sorted(gains[place + 1 :], reverse=True)[: left - 1])
            if score + gains[place] + rest >= self.best and self.is_whole:
                column = start + place
                self.visit(column + 1, [*chosen, column], counts + self.counted[:, column], score + gains[place])

    def keep(self, columns: tuple[int, ...], score: int) -> None:
        if score > self.best:
            self.best, self.found = score, []
        if score == self.best:
            self.found.append(columns)
            self.is_whole = len(self.found) <= MOST_SETS
