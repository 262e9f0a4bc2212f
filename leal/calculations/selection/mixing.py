"""Lotteries over panels found so far: the programmes that column generation feeds.

Each is a linear programme with one column per panel, its share. Its duals say
which panels not yet found would help: those of more weight than the threshold.
"""

from collections.abc import Callable, Iterable

import numpy as np

from .programme import INFINITE, MAXIMISE, PRIMAL_SIMPLEX, quiet, simplex, solved, stopping


class Mixture:
    """Shares of panels whose mean is `mean`, give or take what the side columns allow.

    side  the columns that are not panels: (gain of one, most of it, its part
          in the mean of each type, its part in the sum of shares)
    """

    def __init__(self, mean: np.ndarray, side: Iterable[tuple[float, float, np.ndarray, float]]) -> None:
        self.panels: list[np.ndarray] = []
        self.known: set[bytes] = set()
        self.latest = np.array([])
        self.model = simplex(quiet(), strategy=PRIMAL_SIMPLEX)
        self.model.changeObjectiveSense(MAXIMISE)
        for total in [*mean, 1.0]:
            self.model.addRow(total, total, 0, np.array([], np.int32), np.array([]))
        self.sides = 0
        for gain, most, part, share in side:
            self.column(gain, most, np.append(part, share))
            self.sides += 1

    def column(self, gain: float, most: float, entries: np.ndarray) -> None:
        """One more column of the programme."""
        where = np.nonzero(entries)[0].astype(np.int32)
        self.model.addCol(gain, 0.0, most, len(where), where, entries[where])

    def add(self, panel: np.ndarray) -> bool:
        """Let the lottery use this panel. False when it already may."""
        key = panel.astype(np.int32).tobytes()
        if key in self.known:
            return False
        self.known.add(key)
        self.panels.append(panel)
        self.column(0.0, INFINITE, np.append(panel, 1.0))
        return True

    def solve(self) -> tuple[float, np.ndarray, float]:
        """The best gain, and which panels would raise it: those with weights @ panel > threshold."""
        solution = solved(self.model).getSolution()
        duals, self.latest = np.array(solution.row_dual), np.array(solution.col_value)[self.sides :]
        return self.model.getInfo().objective_function_value, -duals[:-1], duals[-1]

    def shares(self) -> np.ndarray:
        """One share per panel, as last solved; panels added since have none."""
        return np.append(self.latest, np.zeros(len(self.panels) - len(self.latest)))

    def stop_when_told(self, go_on: Callable[[], bool]) -> None:
        """From now on `solve` asks often whether to go on, and raises OutOfTime when it is told not to."""
        stopping(self.model, go_on)


def nobody_below(units: np.ndarray) -> Mixture:
    """The mixture whose smallest chance is as large as can be: gain = that chance.

    units  how many share the chance of each type
    """
    chance = (1.0, INFINITE, -units, 0.0)
    spare = [(0.0, INFINITE, -part, 0.0) for part in np.eye(len(units))]
    nobody = (-1.0, INFINITE, np.zeros(len(units)), 1.0)  # until there are panels
    return Mixture(np.zeros(len(units)), [chance, *spare, nobody])


def nearest(wanted: np.ndarray) -> Mixture:
    """The mixture whose mean misses the wanted one by least, counted over all types: gain = -miss.

    Its weights lie between -1 and 1, which keeps column generation steady:
    no panel can look infinitely good.
    """
    each = np.eye(len(wanted))
    misses = [(-1.0, INFINITE, sign * part, 0.0) for part in each for sign in (1.0, -1.0)]
    nobody = (-10.0 * (1 + wanted.sum()), INFINITE, np.zeros(len(wanted)), 1.0)  # dearer than any panel's miss
    return Mixture(wanted, [*misses, nobody])


def towards(wanted: np.ndarray, inside: np.ndarray) -> Mixture:
    """The mixture whose mean lies as far as can be on the way from `inside` to `wanted`: gain 0 to 1.

    inside  the mean of some mixture of panels that are added before solving
    """
    return Mixture(inside, [(1.0, 1.0, inside - wanted, 0.0)])
