"""Why no weights meet the targets, and what would."""

import math

import numpy as np
from scipy.sparse import csr_array, eye_array, hstack

from .cells import Cells

ONLY_BY_NOUGHT = (
    "The targets can only be met by giving some people a weight of nearly 0. Join small levels to a neighbour, "
    "or drop a target"
)
ONLY_JUST = "The targets are only just within reach of weights from {lowest:g} to {highest:g}. Allow a little more room"


def why_not(cells: Cells, *, lowest: float, highest: float) -> str:
    """What to do: the bound that would leave the targets within reach, or else which levels clash.

    lowest, highest  bounds of every person's weight, whose mean is 1
    """
    kinds = _Kinds(cells)
    if clashes := kinds.clashes():
        return "No weights meet all targets together. " + ". ".join(clashes)
    if (most := kinds.greatest_lowest()) < lowest:
        most = math.floor(most * 1000) / 1000
        return f"No weights of {lowest:g} or more meet the targets. The greatest lowest weight that can be is {most:g}"
    least = kinds.least_highest(lowest)
    if math.isfinite(highest) and least > highest:
        return (
            f"No weights from {lowest:g} to {highest:g} meet the targets. "
            f"The least highest weight that does is {math.ceil(least * 100) / 100:.2f}"
        )
    return ONLY_JUST.format(lowest=lowest, highest=highest) if lowest else ONLY_BY_NOUGHT


def _solved(*programme, **told):
    """scipy's, loaded when first needed: it takes half a second, and most targets can be met."""
    from scipy.optimize import linprog

    return linprog(*programme, **told)


class _Kinds:
    """People alike in every group, whatever they start from, and what weights they could have between them."""

    def __init__(self, cells: Cells):
        groups = cells.belongs.indices.reshape(len(cells.people), -1)
        kinds, kind = np.unique(groups, axis=0, return_inverse=True)
        pointers = np.arange(len(kinds) + 1) * kinds.shape[1]
        belongs = csr_array((np.ones(kinds.size), kinds.ravel(), pointers), shape=(len(kinds), len(cells.totals)))
        self.belongs = belongs.T.tocsr()
        self.people = np.bincount(kind.ravel(), weights=cells.people)
        self.there, self.totals, self.names = self.belongs @ self.people, cells.totals, cells.names

    def clashes(self) -> list[str]:
        """Each level that must miss its target, when all misses together are made as small as can be."""
        levels, kinds = len(self.totals), len(self.people)
        misses = hstack([self.belongs, eye_array(levels), -eye_array(levels)])
        found = _solved(np.repeat([0, 1], [kinds, 2 * levels]), A_eq=misses, b_eq=self.totals)
        short, over = found.x[kinds:].reshape(2, levels)
        whole = self.people.sum()
        return [
            f"{group}: “{level}” ought to be {total / whole:.1%} and can be {(total - miss) / whole:.1%}"
            for (group, level), total, miss in zip(self.names, self.totals, short - over, strict=True)
            if abs(miss) > 1e-6 * whole
        ]

    def greatest_lowest(self) -> float:
        """The largest bound below that leaves the targets within reach."""
        found = _solved(
            np.append(np.zeros(len(self.people)), -1),
            A_eq=hstack([self.belongs, csr_array(self.there[:, None])]),
            b_eq=self.totals,
        )
        return float(found.x[-1])

    def least_highest(self, lowest: float) -> float:
        """The smallest bound above that leaves the targets within reach of weights of `lowest` or more.

        Weights above `lowest` are written as parts of the room up to the
        highest: then no row is needed for each kind of person, and the
        programme is ten times as quick.
        """
        wanted = self.totals - lowest * self.there
        found = _solved(
            np.append(np.zeros(len(self.people)), -1),
            A_eq=hstack([self.belongs, csr_array(-wanted[:, None])]),
            b_eq=np.zeros(len(self.totals)),
            bounds=[*((0, many) for many in self.people), (0, None)],
        )
        return lowest + 1 / float(found.x[-1]) if found.status == 0 and found.x[-1] > 0 else math.inf
