"""Which cells may not be published, and how wide a range must be left around them."""

from typing import NamedTuple

import numpy as np

from .attack import Attack
from .release import Release

NEAR = 1e-5


class Rules(NamedTuple):
    """The settings of one release. No number is law: each body sets its own.

    smallest   counts from 1 to one less are hidden; 0 turns the rule off
    spread     how wide the range an attacker can derive of a hidden count
               must be at least, in people
    dominance  (n, k): a sum is hidden when its n largest contributions make
               up more than k per cent of it
    p_percent  a sum is hidden when the second largest contributor could
               estimate the largest to within p per cent of it

    Source: A. Hundepool and others, 2012, "Statistical Disclosure Control",
    Wiley, chapter 4; the Scottish Government's confidentiality policy sets no
    single number, an ONS rule of thumb is 10.
    """

    smallest: int = 10
    spread: float = 5
    dominance: tuple[int, float] | None = None
    p_percent: float | None = None


class Demands(NamedTuple):
    """How far from the truth an attacker must be left, per cell of the release.

    hidden  True where the cell itself may not be published
    up      how far above the true figure the range must reach
    down    how far below
    spread  how wide the range must be in all
    """

    hidden: np.ndarray
    up: np.ndarray
    down: np.ndarray
    spread: np.ndarray

    def most(self) -> np.ndarray:
        """The largest demand on each cell."""
        return np.maximum(self.spread, np.maximum(self.up, self.down))


def demands(release: Release, rules: Rules) -> Demands:
    """What the rules ask of each cell. Nought is not a count that needs hiding.

    >>> from leal.calculations.disclosure import Dimension, Table, as_release
    >>> alert = Dimension.flat("alert staff", ["yes", "no", "not sure"])
    >>> release = as_release([Table("alert", (alert,), {("yes",): 261, ("no",): 12, ("not sure",): 18})])
    >>> demands(release, Rules(smallest=15, spread=5)).spread.tolist()
    [0.0, 5.0, 0.0, 0.0]
    """
    cells = len(release.values)
    asked = Demands(np.zeros(cells, dtype=bool), np.zeros(cells), np.zeros(cells), np.zeros(cells))
    small = (release.values > 0) & (release.values < rules.smallest)
    asked.hidden[small], asked.spread[small] = True, rules.spread
    for place, contributions in release.largest.items():
        margin = max(_dominance(release, place, contributions, rules), _p_percent(release, place, contributions, rules))
        if margin > 0:
            asked.hidden[place] = True
            asked.up[place] = margin
            # Nobody is told that a figure is below nought.
            asked.down[place] = min(margin, release.values[place])
    return asked


def withstands(release: Release, asked: Demands, proof: Attack) -> np.ndarray:
    """For each hidden cell, in the attack's order: is the range left as wide as asked?

    >>> from leal.calculations.disclosure import Dimension, Table, as_release, attack
    >>> alert = Dimension.flat("alert staff", ["yes", "no", "not sure"])
    >>> release = as_release([Table("alert", (alert,), {("yes",): 261, ("no",): 12, ("not sure",): 18})])
    >>> asked = demands(release, Rules(smallest=15))
    >>> withstands(release, asked, attack(release, asked.hidden)).tolist()
    [False]
    """
    cells, low, high = proof.cells, proof.low, proof.high
    truth, near = release.values[cells], NEAR * np.maximum(1.0, asked.most()[cells])
    reaches_up = high >= truth + asked.up[cells] - near
    reaches_down = low <= truth - asked.down[cells] + near
    return reaches_up & reaches_down & (high - low >= asked.spread[cells] - near)


def _dominance(release: Release, place: int, contributions, rules: Rules) -> float:
    """How far up the total must be able to lie for the share of the largest to be allowed."""
    if rules.dominance is None:
        return 0.0
    largest, percent = rules.dominance
    return sum(contributions[:largest]) * 100 / percent - release.values[place]


def _p_percent(release: Release, place: int, contributions, rules: Rules) -> float:
    """How far up the total must be able to lie for the second largest not to know the largest."""
    if rules.p_percent is None or not contributions:
        return 0.0
    others = release.values[place] - sum(contributions[:2])
    return contributions[0] * rules.p_percent / 100 - others
