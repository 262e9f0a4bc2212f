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
COUNTED = 2**21  # numbers that may be counted one by one rather than sorted


def cells_of(
    groups: Sequence[Answers], shares: Sequence[Sequence[float]], start: np.ndarray, *, bounded: bool
) -> Cells:
    """The cells of some people: alike in every group and, where their weights are bounded, in their start."""
    levels, names, totals = [], [], []
    for group, wanted in zip(groups, shares, strict=True):
        level, mine, my_totals = _levels(group, np.asarray(wanted), start)
        levels.append(level)
        names.append(mine)
        totals.append(my_totals)
    told = list(zip(levels, map(len, names), strict=True))
    # Without bounds one factor does for all who are alike, whatever they start from.
    if bounded and start.min() < start.max():
        values, place = np.unique(start, return_inverse=True)
        told.append((place, len(values)))
    cell, many = _alike(told)
    people = np.bincount(cell)
    someone = np.empty(many, dtype=np.int64)
    someone[cell] = np.arange(len(cell))
    firsts = np.cumsum([0, *map(len, names[:-1])])
    columns = np.stack([level[someone] for level in levels], axis=1) + firsts
    pointers = np.arange(many + 1) * len(groups)
    belongs = csr_array((np.ones(columns.size), columns.ravel(), pointers), shape=(many, sum(map(len, names))))
    mean_start = np.bincount(cell, weights=start) / people
    return Cells([name for mine in names for name in mine], np.concatenate(totals), belongs, people, mean_start, cell)


def _alike(told: list[tuple[np.ndarray, int]]) -> tuple[np.ndarray, int]:
    """A number from 0 for all people alike in every column, and how many such numbers there are."""
    joint, many = np.zeros(len(told[0][0]), dtype=np.int64), 1
    for level, size in told:
        joint = joint * size + level
        many *= size
        if many > COUNTED:
            joint, many = _renumbered(joint, many)
    return _renumbered(joint, many)


def _renumbered(joint: np.ndarray, many: int) -> tuple[np.ndarray, int]:
    """Numbers without gaps, in the same order."""
    if many > COUNTED:
        numbers, joint = np.unique(joint, return_inverse=True)
        return joint, len(numbers)
    # Ten times as quick as sorting, while there is room to count every number there could be.
    ends = np.cumsum(np.bincount(joint, minlength=many) > 0)
    return ends[joint] - 1, int(ends[-1])


def _levels(group: Answers, shares: np.ndarray, start: np.ndarray):
    """The level of each person, with those whose level is not known in one of their own, which keeps its part."""
    names = [(group.name, label) for label in group.labels]
    unknown = group.codes < 0
    if not unknown.any():
        return group.codes, names, shares / shares.sum() * len(start)
    kept = start[unknown].sum()
    totals = np.append(shares / shares.sum() * (len(start) - kept), kept)
    return np.where(unknown, len(names), group.codes), [*names, (group.name, NOT_KNOWN)], totals
