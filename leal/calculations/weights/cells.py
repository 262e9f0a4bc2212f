"""People alike in every target are one cell: thirty thousand answers are a few hundred cells."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from leal.calculations.answers import Answers


class Cells(NamedTuple):
    """Who is alike, and what each level of each group ought to be.

    names    one a level of a group: the group and the level
    totals   one a level: the weights it ought to hold, added up
    belongs  cells by levels: 1 where the people of a cell are in a level
    people   how many people each cell holds
    start    the weight each of them starts from
    cell     the cell of each person
    """

    names: list[tuple[str, str]]
    totals: np.ndarray
    belongs: csr_array
    people: np.ndarray
    start: np.ndarray
    cell: np.ndarray

    def of_people(self, figures: np.ndarray) -> np.ndarray:
        """A figure a cell, given to each of its people."""
        return figures[self.cell]


NOT_KNOWN = "not known"


def cells_of(
    groups: Sequence[Answers], shares: Sequence[Sequence[float]], start: np.ndarray, *, bounded: bool
) -> Cells:
    """The cells of some people: alike in every group and, where their weights are bounded, in their start."""
    levels, names, totals, first = [], [], [], 0
    for group, wanted in zip(groups, shares, strict=True):
        level, mine, my_totals = _levels(group, np.asarray(wanted), start)
        levels.append(level + first)
        names += mine
        totals.append(my_totals)
        first += len(mine)
    # Without bounds one factor does for all who are alike, whatever they start from.
    joint = np.unique(start, return_inverse=True)[1] if bounded else np.zeros(len(start), dtype=np.int64)
    for level in levels:
        joint = np.unique(joint * first + level, return_inverse=True)[1]
    _, someone, cell, people = np.unique(joint, return_index=True, return_inverse=True, return_counts=True)
    columns = np.stack([level[someone] for level in levels], axis=1)
    pointers = np.arange(len(someone) + 1) * len(levels)
    belongs = csr_array((np.ones(columns.size), columns.ravel(), pointers), shape=(len(someone), first))
    mean_start = np.bincount(cell, weights=start) / people
    return Cells(names, np.concatenate(totals), belongs, people, mean_start, cell)


def _levels(group: Answers, shares: np.ndarray, start: np.ndarray):
    """The level of each person, with those whose level is not known in one of their own, which keeps its part."""
    names = [(group.name, label) for label in group.labels]
    unknown = group.codes < 0
    if not unknown.any():
        return group.codes.astype(np.int64), names, shares / shares.sum() * len(start)
    kept = start[unknown].sum()
    totals = np.append(shares / shares.sum() * (len(start) - kept), kept)
    level = np.where(unknown, len(names), group.codes).astype(np.int64)
    return level, [*names, (group.name, NOT_KNOWN)], totals
