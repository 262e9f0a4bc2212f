"""The fairest lottery over panels, exact and proven.

1. `fairest` gives the fairest chances a linear relaxation allows. No lottery
   over panels can do better, and each stage has its proof.
2. Column generation looks for a lottery over whole panels with just those
   chances. In all but small, tight pools there is one, and we are done.
3. Where there is none, walk from a mean that panels do have towards the
   wanted one. The wall in the way is a *cut*: a bound that every panel keeps,
   proven by the integer programme. The relaxation shrinks, and we begin again.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import lsmr

from .cutting import Cut
from .fairest import Fairest, Stage, fairest
from .finding import NEAR, PanelFinder, better, face_of, scattered, spread, whole
from .mixing import Mixture, nearest, towards
from .programme import NoAnswer, OutOfTime, whole_best
from .space import Space

EXACT = 1e-7  # a total miss below this, in mean counts, is no miss
SPECK = 1e-8  # a share below this is the solver's rounding
ARRIVED = 1 - 1e-8  # as near to the wanted mean as makes no difference
BATCHES = (1.2, 0.4, 0.4, 0.4)  # panels spread evenly, per type, before looking for special ones


@dataclass(frozen=True)
class TypeLottery:
    """Panels as counts by type (one row each), their shares (sum 1), and the proof.

    goal   what no lottery can beat: the last relaxation's chances and stages
    exact  whether this lottery reaches them
    cuts   the cuts that the relaxation needed
    """

    panels: np.ndarray
    shares: np.ndarray
    goal: Fairest
    exact: bool
    cuts: tuple[Cut, ...]

    @property
    def stages(self) -> tuple[Stage, ...]:
        return self.goal.stages


@dataclass(frozen=True)
class Patience:
    """What the caller lets us do: go on (asked often), and tell of progress (step, share done)."""

    go_on: Callable[[], bool] = lambda: True
    tell: Callable[[str, float], None] = lambda step, share: None

    def spend(self, step: str, share: float) -> None:
        """Tell how far we are. Raises OutOfTime when we should stop."""
        self.tell(step, share)
        if not self.go_on():
            raise OutOfTime


UNTIRING = Patience()


def fairest_lottery(space: Space, patience: Patience = UNTIRING) -> TypeLottery:
    """The leximin lottery over all panels of a space.

    Exact to 1e-6 in every chance. Out of patience it returns the best lottery
    over the panels found, `exact` False, beside the bound in `goal`.

    Raises NoAnswer when no panel meets the targets, and OutOfTime when patience
    ends before a single panel is found.
    """
    return Search(space, patience).lottery()


class Search:
    """The panels and cuts found so far, and the patience left to find more."""

    def __init__(self, space: Space, patience: Patience) -> None:
        self.space, self.patience = space, patience
        self.cuts: list[Cut] = []
        some, _ = whole_best(space.rows, space.low, space.high, space.most, go_on=patience.go_on)
        self.panels = [some]

    def lottery(self) -> TypeLottery:
        """The fairest lottery, or the best there was time for."""
        goal = fairest(self.space)
        try:
            mixture = self.on_face(goal.counts)
            if mixture is None:
                finder = self.look_around()
            while mixture is None:
                mixture = self.walk(finder, goal.counts)
                goal = fairest(self.space, self.cuts) if mixture is None else goal
            return used(mixture, goal, exact=True, cuts=self.cuts)
        except OutOfTime:
            return self.best_so_far(goal)

    def on_face(self, wanted: np.ndarray) -> Mixture | None:
        """A mixture of panels with just the wanted mean, or None when there can be none."""
        finder = PanelFinder(self.space, face_of(self.space, wanted), self.patience.go_on)
        mixture, least = nearest(wanted), None
        panels = spread(finder, wanted)
        for number in BATCHES:
            for step in range(int(number * len(wanted)) + 1):
                self.patience.spend("Finding panels", step / len(wanted) / 2.4)
                self.keep(next(panels), mixture)
            miss, weights, threshold = mixture.solve()
            if miss >= -EXACT:
                return mixture
        while miss < -EXACT:
            least = max(least or -miss, -miss)
            self.patience.spend("Mixing panels", 1 + miss / least)
            if not self.improve(finder, mixture, weights, threshold):
                return None
            miss, weights, threshold = mixture.solve()
        return mixture

    def walk(self, finder: PanelFinder, wanted: np.ndarray) -> Mixture | None:
        """A mixture with the wanted mean; or None, and one more cut that rules this mean out."""
        mixture = towards(wanted, np.mean(self.panels, axis=0))
        for panel in self.panels:
            mixture.add(panel)
        while True:
            way, weights, threshold = mixture.solve()
            if way >= ARRIVED:
                return mixture
            self.patience.spend(f"Proving what panels cannot do ({len(self.cuts)})", way)
            steep = np.abs(weights).max()
            if not self.improve(finder, mixture, weights / steep, threshold / steep):
                self.cuts.append(wall(finder, weights / steep))
                return None

    def improve(self, finder: PanelFinder, mixture: Mixture, weights: np.ndarray, threshold: float) -> bool:
        """Give the mixture panels of more weight than the threshold. False, with proof, when there are none."""
        found = [self.keep(panel, mixture) for panel in better(finder, weights, threshold)]
        if any(found):
            return True
        try:
            panel, _ = finder.best(weights)
        except NoAnswer:
            return False
        return bool(weights @ panel > threshold + NEAR and self.keep(panel, mixture))

    def keep(self, panel: np.ndarray | None, mixture: Mixture) -> bool:
        """Note a panel, and let the mixture use it. False when it already may."""
        if panel is None or not mixture.add(panel):
            return False
        self.panels.append(panel)
        return True

    def look_around(self) -> PanelFinder:
        """A finder over all panels, and a few of them from all sides, so that a walk starts well inside."""
        finder = PanelFinder(self.space, whole(self.space), self.patience.go_on)
        width = len(self.space.most)
        found = [finder.near(scattered(width, step))[0] for step in range(width)]
        self.panels = distinct([*self.panels, *(panel for panel in found if panel is not None)])
        return finder

    def best_so_far(self, goal: Fairest) -> TypeLottery:
        """The fairest lottery over the panels found, for when there is no time to find better ones."""
        panels = distinct(self.panels)
        mixture = nearest(fairest(self.space, panels=panels).counts)
        for panel in panels:
            mixture.add(panel)
        mixture.solve()
        return used(mixture, goal, exact=False, cuts=self.cuts)


def wall(finder: PanelFinder, weights: np.ndarray) -> Cut:
    """The cut that no panel passes and, unless rounding forbids, some panel touches."""
    panel, bound = finder.best(weights)
    touched = float(weights @ panel)
    return Cut(weights, touched if bound - touched < NEAR else bound)


def distinct(panels: list[np.ndarray]) -> list[np.ndarray]:
    """The panels without repeats, in order."""
    return list({panel.tobytes(): panel for panel in panels}.values())


def used(mixture: Mixture, goal: Fairest, *, exact: bool, cuts: list[Cut]) -> TypeLottery:
    """The mixture as a lottery: the panels with a share worth speaking of, shares made to sum to 1."""
    shares = mixture.shares()
    kept = shares > SPECK
    panels = np.array(mixture.panels)[kept]
    shares = shares[kept] / shares[kept].sum()
    return TypeLottery(panels, polished(panels, shares, goal.counts) if exact else shares, goal, exact, tuple(cuts))


def polished(panels: np.ndarray, shares: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The shares with the solver's rounding taken out, as far as they stay shares."""
    rows = csr_array(np.vstack([panels.T, np.ones(len(panels))]))
    better = shares + lsmr(rows, np.append(wanted, 1.0) - rows @ shares, atol=1e-9, btol=1e-9)[0]
    return better / better.sum() if better.min() > 0 else shares
