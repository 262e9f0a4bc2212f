"""Raking: weights that make the people who answered add up to the people there are.

Every weight is moved as little as can be (least relative entropy) while
every target is met and no weight leaves its bounds. Cutting large weights
off after raking, as is often done, breaks the targets again; here the bounds
are part of the sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from leal.calculations.answers import Answers

from .cells import Cells, cells_of
from .checks import checked_weights
from .meeting import CLOSE_ENOUGH, met
from .reach import why_not

OFF = 1e-6  # targets may sum to 1 but for this: they are often typed as percentages
NEARLY_NOUGHT = 1e-6  # a smaller part of the average stands for nobody


class CannotBeMet(ValueError):
    """No weights within the bounds meet the targets; the text says which clash and what would do."""


@dataclass(frozen=True, eq=False)
class Target:
    """What part of everyone each level of a group ought to be.

    group   who is in which level, one answer a person
    shares  one a level, above 0, that sum to 1

    Raises ValueError for shares that are none.
    """

    group: Answers
    shares: tuple[float, ...]

    def __post_init__(self):
        object.__setattr__(self, "shares", tuple(float(share) for share in self.shares))
        name, labels = self.group.name, self.group.labels
        if self.group.several:
            raise ValueError(f"{name}: a target needs a group a person is in once")
        if len(self.shares) != len(labels):
            raise ValueError(f"{name}: {len(labels)} levels have {len(self.shares)} targets")
        for label, share in zip(labels, self.shares, strict=True):
            if not 0 < share <= 1 + OFF:
                raise ValueError(f"{name}: the target for “{label}” is {share:g}, and must be above 0 and at most 1")
        if abs(sum(self.shares) - 1) > OFF:
            raise ValueError(f"{name}: the targets sum to {sum(self.shares):.6g}, not 1")


@dataclass(frozen=True, eq=False)
class Raked:
    """Weights that meet their targets.

    weights  one a person, averaging 1
    start    what they started from, averaging 1
    lowest, highest  the bounds they were kept in
    rounds   how often all weights were moved
    miss     the furthest any share is from its target, as a share
    """

    weights: np.ndarray
    start: np.ndarray
    lowest: float
    highest: float
    rounds: int
    miss: float

    @property
    def effective_base(self) -> float:
        """How many people, all of one weight, would tell as much (Kish)."""
        return effective_base(self.weights)

    @property
    def design_effect(self) -> float:
        """How many times larger the weights make the variance of a share, by rule of thumb (Kish)."""
        return len(self.weights) / self.effective_base

    @property
    def at_bounds(self) -> tuple[int, int]:
        """How many people have the lowest and the highest weight allowed."""
        return (
            int((self.weights <= self.lowest * (1 + 1e-9)).sum()) if self.lowest else 0,
            int((self.weights >= self.highest * (1 - 1e-9)).sum()),
        )


def effective_base(weights: np.ndarray) -> float:
    """How many people, all of one weight, would tell as much as these.

    weights  one a person, finite and not negative
    returns  between 1 and the number of people; NaN for nobody
    Source: L. Kish, "Survey Sampling", 1965, 11.7: (sum w)^2 / sum w^2.

    >>> effective_base(np.array([1.0, 1.0, 2.0])).__round__(2)
    2.67
    """
    weights = np.asarray(weights, dtype=np.float64)
    largest = weights.max(initial=0)
    # Divided by the largest first, so that no square is too large or too small to hold.
    return float((weights / largest).sum() ** 2 / ((weights / largest) ** 2).sum()) if largest else np.nan


def rake(
    targets: Sequence[Target],
    *,
    start: Sequence[float] | None = None,
    lowest: float = 0,
    highest: float = np.inf,
) -> Raked:
    """Weights, averaging 1, with which every group has the make-up it ought to have.

    targets   groups of the same people, with their shares; people whose
              group is not known keep the part of the whole they start with
    start     weights to start from (chances of being drawn); by default all
              alike
    lowest, highest   no weight leaves these, and the targets are still met;
              the mean is 1, so 5 means five times the average

    Raises ValueError for what is no target or weight, and CannotBeMet, which
    says what clashes and the least highest weight that would do.
    Source: J.-C. Deville and C.-E. Särndal, 1992, "Calibration estimators in
    survey sampling", JASA 87(418), 376-382, with the raking distance within
    bounds; without bounds that is iterative proportional fitting (W. E.
    Deming and F. F. Stephan, 1940).

    To the end of 2019, 111,115 people applied for Best Start Grant and Foods
    online and 9,370 by phone or paper; 4,619 and 854 of them left a rating.

    >>> came = Answers("Came by", ("online", "phone or paper"), [0] * 4619 + [1] * 854)
    >>> everyone = 111_115 + 9_370
    >>> found = rake([Target(came, (111_115 / everyone, 9_370 / everyone))])
    >>> found.weights[[0, -1]].round(2).tolist(), round(found.effective_base)
    ([1.09, 0.5], 5230)
    """
    people = _people(targets)
    if not 0 <= lowest <= 1 <= highest:
        raise ValueError(f"weights average 1, so they cannot all lie between {lowest:g} and {highest:g}")
    start = checked_weights(np.ones(people) if start is None else start, people=people)
    if not start.all():
        raise ValueError(f"person {int(np.argmin(start)) + 1} starts from a weight of 0; leave them out instead")
    start = start * (people / start.sum())
    groups, shares = [target.group for target in targets], [target.shares for target in targets]
    cells = cells_of(groups, shares, start, bounded=lowest > 0 or np.isfinite(highest))
    _check_somebody_is_there(cells)
    factors, rounds, miss = met(cells, low=lowest / cells.start, high=highest / cells.start)
    if miss > CLOSE_ENOUGH or factors.min() < NEARLY_NOUGHT:
        raise CannotBeMet(why_not(cells, lowest=lowest, highest=highest))
    return Raked(cells.of_people(factors) * start, start, lowest, highest, rounds, miss)


def _people(targets: Sequence[Target]) -> int:
    if not targets:
        raise ValueError("there is no target to meet")
    first = targets[0].group
    for target in targets:
        if target.group.people != first.people:
            raise ValueError(
                f"{first.name!r} has {first.people} people and {target.group.name!r} has {target.group.people}"
            )
    if not first.people:
        raise ValueError("there is nobody to weight")
    return first.people


def _check_somebody_is_there(cells: Cells) -> None:
    whole = cells.people.sum()
    for (group, level), people, total in zip(cells.names, cells.belongs.T @ cells.people, cells.totals, strict=True):
        if not people:
            raise CannotBeMet(
                f"{group}: “{level}” ought to be {total / whole:.1%}, and nobody who answered is. "
                "Join it to a neighbouring level"
            )
