"""Reaching a goal: lotteries over panels with the chances that a relaxation allows.

Panels are spread evenly first: each favours whoever is furthest behind. A
few more than there are types are enough as a rule, and no price has to be
found for any of them. Only what is still missing then is looked for by the
duals of the mixture (column generation).
"""

import numpy as np

from .fairest import Fairest
from .finding import NEAR, Face, PanelFinder, better, face_of, scattered, spread
from .mixing import Mixture, nearest, nobody_below
from .patience import Patience
from .programme import NoAnswer
from .space import Space

EXACT = 1e-7  # a total miss below this, in mean counts, is no miss
SPECK = 1e-8  # a chance or share below this is the solver's rounding
BATCH, MANY, TOO_MANY = 0.25, 1.25, 2.5  # panels spread, per type: between two looks; enough as a rule; the most
ENOUGH = 1e-3  # a panel this far above the threshold is worth taking before the best is known
DIRECTED = 10.0  # the weight of a type that a panel should hold, the others weighing less than 1


class Reach:
    """Panels found on the face where the goal lies, and mixtures of them.

    panels  a list that every panel found is added to
    """

    def __init__(self, space: Space, goal: Fairest, patience: Patience, panels: list[np.ndarray]) -> None:
        self.space, self.goal, self.patience, self.panels = space, goal, patience, panels
        self.finder = PanelFinder(space, face_of(space, goal.counts), patience.go_on)
        self.evenly = spread(self.finder, goal.counts)
        self.sought, self.left_out = 0.0, []
        self.tried: list[Mixture] = []
        self.found = [panel for panel in panels if on(self.finder.face, space, panel)]

    def first_stage(self) -> Mixture | None:
        """A mixture in which the smallest chance is the goal's, or None when there can be none here.

        Types that the goal gives no chance at all are left aside. Where the
        reason is that some types fit into no panel here, they are then in `left_out`.
        """
        seated = self.goal.counts > NEAR
        chance = next((stage.chance for stage in self.goal.stages if stage.chance > NEAR), 0.0)
        return self.mixed(nobody_below(np.where(seated, self.space.units, 0.0)), chance - SPECK, MANY)

    def every_stage(self) -> Mixture | None:
        """A mixture whose mean is just the goal's, or None when there can be none."""
        return self.mixed(nearest(self.goal.counts), -EXACT, TOO_MANY)

    def mixed(self, mixture: Mixture, aim: float, most: float) -> Mixture | None:
        """The mixture with panels enough to gain what is aimed at; None, with proof, when no panels do.

        most  how many panels, per type, to spread evenly before looking for special ones
        """
        self.tried.append(mixture)
        mixture.stop_when_told(self.patience.go_on)
        for panel in self.found:
            mixture.add(panel)
        gain = mixture.solve()[0]
        while gain < aim and self.sought < most:
            self.seek(BATCH, mixture)
            gain = mixture.solve()[0]
        if gain < aim and not self.seats_everyone(mixture):
            return None
        least = gain
        while gain < aim:
            self.patience.spend("Mixing panels", (gain - least) / (aim - least))
            if not self.improve(mixture):
                return None
            gain = mixture.solve()[0]
        return mixture

    def seek(self, per_type: float, mixture: Mixture) -> None:
        """So many more panels, spread evenly, for the mixture."""
        for _ in range(int(per_type * len(self.goal.counts)) + 1):
            self.patience.spend("Finding panels", self.sought / TOO_MANY)
            self.keep(next(self.evenly), mixture)
        self.sought += per_type

    def seats_everyone(self, mixture: Mixture) -> bool:
        """Whether each type the goal gives a chance fits into some panel here; the mixture gets those panels."""
        for t in np.nonzero(self.goal.counts > NEAR)[0]:
            self.patience.spend("Looking for everyone's place", t / len(self.goal.counts))
            if not any(panel[t] for panel in mixture.panels):
                panel = seating(self.finder, t)
                if panel is None:
                    self.left_out.append(int(t))
                self.keep(panel, mixture)
        return not self.left_out

    def improve(self, mixture: Mixture) -> bool:
        """Give the mixture panels that raise its gain. False, with proof, when there are none."""
        _, weights, threshold = mixture.solve()
        steep = np.abs(weights).max()
        weights, threshold = weights / steep, threshold / steep
        kept = [self.keep(panel, mixture) for panel in better(self.finder, weights, threshold)]
        if any(kept):
            return True
        try:
            panel, _ = self.finder.best(weights, enough=threshold + ENOUGH)
        except NoAnswer:
            return False
        return bool(weights @ panel > threshold + NEAR and self.keep(panel, mixture))

    def keep(self, panel: np.ndarray | None, mixture: Mixture) -> bool:
        """Note a panel, and let the mixture use it. False when it already may."""
        if panel is None or not mixture.add(panel):
            return False
        self.found.append(panel)
        self.panels.append(panel)
        return True


def on(face: Face, space: Space, panel: np.ndarray) -> bool:
    """Whether a panel lies on a face."""
    held = space.rows @ panel
    within = np.all((held >= face.low) & (held <= face.high))
    return bool(within and np.all((panel >= face.least) & (panel <= face.most)))


def seating(finder: PanelFinder, t: int) -> np.ndarray | None:
    """A panel that holds type t, or None, with proof, when there is none."""
    alone = np.eye(len(finder.space.most))[t]
    panel = finder.near(DIRECTED * alone + scattered(len(alone), t))
    if panel is not None and panel[t]:
        return panel
    try:
        panel, _ = finder.best(alone)
    except NoAnswer:
        return None
    return panel if panel[t] else None
