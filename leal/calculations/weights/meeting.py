"""The sum itself: Newton's method on the dual of raking within bounds.

Each level of each group has one number; a cell's factor is e to the sum of
its levels' numbers, cut off at its bounds. The numbers are found that make
the factors meet the targets: the lowest point of a smooth hollow, as many
dimensions wide as there are levels, whatever the number of people.
"""

import numpy as np
from scipy.sparse import csr_array

from .cells import Cells

CLOSE_ENOUGH = 1e-9  # of everyone: a share off by less is met
ROUNDS = 300
OUT_OF_REACH = 300.0  # numbers past this still meeting no target never will
STEEPEST = 40.0  # e to this is past any weight worth having; keeps a first step from running over


def met(cells: Cells, *, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, int, float]:
    """Each cell's factor, the rounds it took, and the furthest any share is from its target.

    low, high  bounds of each cell's factor
    """
    hollow = _Hollow(cells, low, high)
    numbers, rounds = np.zeros(len(cells.totals)), 0
    height, slope = hollow.at(numbers)
    while rounds < ROUNDS and np.abs(slope).max() > 1e-13 * hollow.people and np.abs(numbers).max() < OUT_OF_REACH:
        step = hollow.step(numbers, slope)
        numbers, height, slope, moved = _down(hollow, numbers, step, height, slope)
        rounds += 1
        if not moved:
            break
    return hollow.factors(numbers), rounds, float(np.abs(slope).max() / hollow.people)


def _down(hollow, numbers, step, height, slope):
    """As far along the step as still leads down by a fair part of what it promises."""
    promised, size = float(step @ slope), min(1.0, STEEPEST / max(np.abs(step).max(), 1e-300))
    for _ in range(60):
        there = numbers + size * step
        new_height, new_slope = hollow.at(there)
        if new_height <= height + 1e-4 * size * promised:
            return there, new_height, new_slope, True
        # So near the bottom the heights differ by rounding only: judge by the slope.
        if np.abs(new_slope).max() < np.abs(slope).max() and abs(promised) < 1e-9 * max(1.0, abs(height)):
            return there, new_height, new_slope, True
        size /= 2
    return numbers, height, slope, False


class _Hollow:
    """The dual: its height, its slope (the miss of every target) and Newton's step down."""

    def __init__(self, cells: Cells, low: np.ndarray, high: np.ndarray):
        self.belongs, self.turned, self.totals = cells.belongs, cells.belongs.T.tocsr(), cells.totals
        self.start, self.people = cells.start * cells.people, cells.people.sum()
        self.low, self.high, self.groups = low, high, np.diff(cells.belongs.indptr)
        with np.errstate(divide="ignore"):
            self.lowest, self.highest = np.log(low), np.log(high)

    def factors(self, numbers: np.ndarray) -> np.ndarray:
        return np.clip(np.exp(np.minimum(self.belongs @ numbers, 700)), self.low, self.high)

    def at(self, numbers: np.ndarray) -> tuple[float, np.ndarray]:
        powers = self.belongs @ numbers
        factors = np.clip(np.exp(np.minimum(powers, 700)), self.low, self.high)
        beyond = powers - np.clip(powers, self.lowest, self.highest)
        # Products are summed, not multiplied as vectors: BLAS would wake its threads for so short a sum.
        height = (self.start * (factors + np.where(beyond != 0, factors * beyond, 0))).sum() - (
            self.totals * numbers
        ).sum()
        return float(height), self.turned @ (self.start * factors) - self.totals

    def step(self, numbers: np.ndarray, slope: np.ndarray) -> np.ndarray:
        powers = self.belongs @ numbers
        inside = (powers > self.lowest) & (powers < self.highest)
        bend = np.where(inside, self.start * np.exp(np.where(inside, powers, 0)), 0)
        bent = csr_array((np.repeat(bend, self.groups), self.belongs.indices, self.belongs.indptr), self.belongs.shape)
        bends = (self.turned @ bent).toarray()
        # Groups overlap in everyone, so the bend is flat along some ways: a little is added to make it none.
        bends[np.diag_indices_from(bends)] += 1e-9 * self.people
        return -np.linalg.solve(bends, slope)
