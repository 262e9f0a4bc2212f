"""A reader who tries to work out what is hidden: whole-number programmes over the group itself, not over our sums."""

from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from leal.calculations.representation import Hidden, MakeUp


def ranges(made: MakeUp, values: dict[str, tuple[str, ...]]) -> dict[tuple, tuple[int, int]]:
    """The fewest and the most people each hidden number may stand for, to a reader of all that is shown.

    The unknowns are how many people gave each combination of answers, with
    "" for those who did not say; every printed word bounds a sum of them.
    """
    names = list(values)
    people = list(product(*((*values[name], "") for name in names)))
    sums, low, high, hidden = [], [], [], {}

    def told(row, least, most):
        sums.append(row), low.append(least), high.append(most)

    def of(features, key):
        return np.array(
            [all(one[names.index(f)] == k for f, k in zip(features, key, strict=True)) for one in people], float
        )

    def said(features):
        return np.array([all(one[names.index(f)] for f in features) for one in people], float)

    told(np.ones(len(people)), made.people, made.people)
    for one in made.comparisons:
        told(said(one.features), one.base, one.base)
        for line in one.lines:
            row = of(line.features, line.values) * said(line.features)
            bounds = {
                Hidden.NOT: (line.count, line.count),
                Hidden.FEW: (1, made.smallest - 1),
                Hidden.FEW_IN_ALL: (0, made.smallest - 1),
                Hidden.BESIDE: (made.smallest, made.people),
            }[line.hidden]
            told(row, *bounds)
            if line.hidden is not Hidden.NOT:
                hidden[line.features, line.values] = row
    limits = LinearConstraint(np.array(sums), low, high)
    return {cell: _range(row, limits) for cell, row in hidden.items()}


def _range(row: np.ndarray, limits: LinearConstraint) -> tuple[int, int]:
    ends = []
    for sign in (1, -1):
        found = milp(sign * row, constraints=limits, integrality=np.ones(len(row)), bounds=Bounds(0, np.inf))
        assert found.success, found.message
        ends.append(round(sign * found.fun))
    return ends[0], ends[1]
