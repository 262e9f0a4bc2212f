"""The fairest lottery over panels, exact and proven.

1. `fairest` gives the fairest chances a linear relaxation allows. No lottery
   over panels can do better, and each stage has its proof.
2. `Reach` looks for a lottery over whole panels with the smallest of those
   chances, then for one with all of them. In all but tight pools there is
   one, and we are done.
3. Where there is none, walk from a mean that panels do have towards the
   wanted one. The wall in the way is a *cut*: a bound that every panel keeps,
   proven by the integer programme. The relaxation shrinks, and we begin again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import lsmr

from .cutting import Cut, relaxation
from .fairest import Fairest, Stage, fairest, fairest_mixture
from .finding import NEAR, PanelFinder, better, scattered, whole
from .mixing import Mixture, towards
from .patience import UNTIRING, Patience
from .programme import NoAnswer, OutOfTime, programme, solved, whole_best
from .reaching import SPECK, Reach, seating
from .space import Space

ARRIVED = 1 - 1e-8  # as near to the wanted mean as makes no difference
LIFTS = 6  # how often to make room for types that the goal promises what no panel can give
PROBE, HALFWAY = 8, 0.5  # how often a walk asks what is proven, and how much of the way left a cut must take


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


def fairest_lottery(space: Space, patience: Patience = UNTIRING, *, first_stage_only: bool = False) -> TypeLottery:
    """The leximin lottery over all panels of a space.

    Exact to 1e-6 in every chance. Out of patience it returns the best lottery
    over the panels found, `exact` False, beside the bound in `goal`.

    first_stage_only  stop once the smallest chance is as large as can be; the
                      other chances are not, so `exact` is False then too

    Raises NoAnswer when no panel meets the targets, and OutOfTime when patience
    ends before a single panel is found.
    """
    return Search(space, patience).lottery(first_stage_only)


class Search:
    """The panels and cuts found so far, and the patience left to find more."""

    def __init__(self, space: Space, patience: Patience) -> None:
        self.space, self.patience = space, patience
        self.cuts: list[Cut] = []
        some, _ = whole_best(space.rows, space.low, space.high, space.most, go_on=patience.go_on)
        self.panels = [some]
        self.tried: list[Mixture] = []

    def lottery(self, first_stage_only: bool) -> TypeLottery:
        """The fairest lottery, or the best there was time for."""
        goal = fairest(self.space)
        try:
            reach = self.reach(goal)
            first = reach.first_stage()
            for _ in range(LIFTS):
                if not reach.left_out:
                    break
                self.cuts += [self.lifted(goal, t) for t in reach.left_out]
                goal = fairest(self.space, self.cuts)
                reach = self.reach(goal)
                first = reach.first_stage()
            if first_stage_only and first:
                return used(first, goal, exact=False, cuts=self.cuts)
            mixture = reach.every_stage() if first else None
            finder = self.look_around() if mixture is None else None
            while mixture is None:
                mixture = self.walk(finder, goal.counts)
                goal = fairest(self.space, self.cuts) if mixture is None else goal
            return used(mixture, goal, exact=True, cuts=self.cuts)
        except OutOfTime:
            return self.best_so_far(goal)

    def reach(self, goal: Fairest) -> Reach:
        """The search for a lottery with the chances of a goal; its mixtures are kept for when time is up."""
        found = Reach(self.space, goal, self.patience, self.panels)
        found.tried = self.tried
        return found

    def lifted(self, goal: Fairest, t: int) -> Cut:
        """The cut that makes room for type t, which fits into no panel where the goal lies.

        What the stages prove, added up, is a bound that each panel keeps. Any
        panel with t stays below it by some way, so that way can be given to t.
        """
        weights = sum(stage.weights / np.abs(stage.weights).sum() for stage in goal.stages)
        weights = weights / np.abs(weights).max()
        rows, low, high = relaxation(self.space, self.cuts)
        bound = solved(programme(rows, low, high, self.space.most, costs=weights)).getInfo().objective_function_value
        alone = np.eye(len(weights))[t]
        try:
            panel, best = whole_best(
                self.space.rows,
                self.space.low,
                self.space.high,
                self.space.most,
                weights,
                least=alone,
                go_on=self.patience.go_on,
            )
        except NoAnswer:
            return Cut(alone, 0.0)
        self.panels.append(panel)
        return Cut(weights + alone * (bound - best) / self.space.most[t], bound)

    def walk(self, finder: PanelFinder, wanted: np.ndarray) -> Mixture | None:
        """A mixture with the wanted mean; or None, and one more cut that rules this mean out.

        The duals point at the wall ahead. As soon as the bound they prove
        lies well before the wanted mean, it is cut enough.
        """
        mixture = towards(wanted, np.mean(self.panels, axis=0))
        self.tried.append(mixture)
        mixture.stop_when_told(self.patience.go_on)
        for panel in self.panels:
            mixture.add(panel)
        for step in count(1):
            way, weights, threshold = mixture.solve()
            if way >= ARRIVED:
                return mixture
            self.patience.spend(f"Proving what panels cannot do ({len(self.cuts)})", way)
            steep = np.abs(weights).max()
            found = [self.keep(panel, mixture) for panel in better(finder, weights / steep, threshold / steep)]
            if any(found) and step % PROBE:
                continue
            panel, bound = finder.best(weights / steep)
            reach = way + bound * steep - threshold  # no panels' mean lies further along the way than this
            if reach < 1 - HALFWAY * (1 - way) or not (self.keep(panel, mixture) or any(found)):
                self.cuts.append(Cut(weights / steep, touching(panel, bound, weights / steep)))
                break
        return None

    def keep(self, panel: np.ndarray, mixture: Mixture) -> bool:
        """Note a panel, and let the mixture use it. False when it already may."""
        if not mixture.add(panel):
            return False
        self.panels.append(panel)
        return True

    def look_around(self) -> PanelFinder:
        """A finder over all panels, and panels from all sides, so that a walk starts well inside.

        Types that fit into no panel at all are ruled out here, with proof.
        """
        finder = PanelFinder(self.space, whole(self.space), self.patience.go_on)
        width = len(self.space.most)
        found = [finder.near(scattered(width, step)) for step in range(width)]
        self.panels = distinct([*self.panels, *(panel for panel in found if panel is not None)])
        for t in range(width):
            if not any(panel[t] for panel in self.panels):
                self.patience.spend("Looking for everyone's place", t / width)
                panel = seating(finder, t)
                if panel is None:
                    self.cuts.append(Cut(np.eye(width)[t], 0.0))
                else:
                    self.panels.append(panel)
        return finder

    def best_so_far(self, goal: Fairest) -> TypeLottery:
        """The fairest lottery over the panels found that there is time for, when there is none to find better ones.

        At worst one that a search came by, or every panel found alike.
        """
        panels = distinct(self.panels)
        shares = fairest_mixture(self.space, panels, self.patience.linger)
        lotteries = [(panels, shares)] if shares is not None else []
        lotteries += [(one.panels, one.shares()) for one in self.tried] + [(panels, np.ones(len(panels)))]
        best = max((one for one in lotteries if one[1].sum() > SPECK), key=lambda one: fairness(self.space, *one))
        return lottery(*best, goal, cuts=self.cuts)


def touching(panel: np.ndarray, bound: float, weights: np.ndarray) -> float:
    """The bound, or the weight of the panel that reaches it but for rounding."""
    touched = float(weights @ panel)
    return touched if bound - touched < NEAR else bound


def distinct(panels: list[np.ndarray]) -> list[np.ndarray]:
    """The panels without repeats, in order."""
    return list({panel.tobytes(): panel for panel in panels}.values())


def used(mixture: Mixture, goal: Fairest, *, exact: bool, cuts: list[Cut]) -> TypeLottery:
    """The mixture as a lottery: the panels with a share worth speaking of, shares made to sum to 1."""
    found = lottery(mixture.panels, mixture.shares(), goal, cuts=cuts)
    return replace(found, shares=polished(found.panels, found.shares, goal.counts), exact=True) if exact else found


def lottery(panels: Sequence[np.ndarray], shares: np.ndarray, goal: Fairest, *, cuts: list[Cut]) -> TypeLottery:
    """These panels with these shares, made to sum to 1, beside a goal that they need not reach."""
    kept = shares > SPECK
    return TypeLottery(np.array(panels)[kept], shares[kept] / shares[kept].sum(), goal, False, tuple(cuts))


def fairness(space: Space, panels: Sequence[np.ndarray], shares: np.ndarray) -> list[float]:
    """Everyone's chance in a lottery, the smallest first: of two lotteries, the greater list is the fairer."""
    counts = shares @ np.array(panels, float) / shares.sum()
    chances = np.repeat(counts / space.units, np.asarray(space.units, int))
    return np.sort(chances.round(9)).tolist()


def polished(panels: np.ndarray, shares: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The shares with the solver's rounding taken out, as far as they stay shares."""
    rows = csr_array(np.vstack([panels.T, np.ones(len(panels))]))
    better = shares + lsmr(rows, np.append(wanted, 1.0) - rows @ shares, atol=1e-9, btol=1e-9)[0]
    return better / better.sum() if better.min() > 0 else shares
