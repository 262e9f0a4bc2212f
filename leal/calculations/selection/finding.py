"""Finding panels: whole-number points near the best of a linear programme.

The linear programme over the targets takes a millisecond and its answer is
whole but for a dozen types. Rounding those and swapping a few people until
every target holds gives a good panel some hundred times faster than a proven
best one; only where proof is needed does the integer programme run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from .programme import INFINITE, PRIMAL_SIMPLEX, programme, simplex, solved, whole_best
from .space import Space

NEAR = 1e-7  # how close to a bound counts as being at it
NEIGHBOURS = 400  # types that a repair may touch: those the linear programme is least sure of
SWAPS, LINGER = 300, 100  # swaps of a search: until the first panel, and past many
INSISTENCE, FORGETTING = 0.5, 0.98  # a miss the search is stuck with weighs more each time; others come to weigh less
BRISK, LINGERING = (2, 3), (5, 5)  # paces: to the first panel, and past many
SHAKES, KEPT = 6, 6  # searches between two solutions of a mixture, and panels kept of each


@dataclass(frozen=True)
class Face:
    """The panels a lottery with given mean counts can use: what the mean meets exactly, each panel must."""

    low: np.ndarray
    high: np.ndarray
    least: np.ndarray
    most: np.ndarray


def face_of(space: Space, counts: np.ndarray) -> Face:
    """The smallest face of the relaxation that holds these mean counts."""
    held = space.rows @ counts
    at_low, at_high = held - space.low < NEAR, space.high - held < NEAR
    return Face(
        low=np.where(at_high, space.high, space.low),
        high=np.where(at_low, space.low, space.high),
        least=np.where(space.most - counts < NEAR, space.most, 0.0),
        most=np.where(counts < NEAR, 0.0, space.most),
    )


def whole(space: Space) -> Face:
    """The face that is the whole space."""
    return Face(space.low, space.high, np.zeros(len(space.most)), space.most)


class PanelFinder:
    """Finds panels on a face, good ones quickly and best ones with proof."""

    def __init__(self, space: Space, face: Face, go_on: Callable[[], bool] = lambda: True) -> None:
        self.space, self.face, self.go_on = space, face, go_on
        self.linear = simplex(
            programme(space.rows, face.low, face.high, face.most, least=face.least), strategy=PRIMAL_SIMPLEX
        )
        self.each = np.arange(len(face.most), dtype=np.int32)
        # One more column of noughts: swapping with nobody is adding or leaving out.
        self.columns = np.vstack([space.rows.T.toarray(), np.zeros(space.rows.shape[0])])
        self.single = bool(self.columns.max() <= 1)

    def near(self, weights: np.ndarray) -> np.ndarray | None:
        """A panel of high weight, or None where the search fails."""
        return next(self.around(weights, BRISK, SWAPS), None)

    def best(self, weights: np.ndarray, *, enough: float = INFINITE) -> tuple[np.ndarray, float]:
        """The panel of highest weight on the face, or one of more than enough, and a bound that none can pass.

        Raises NoAnswer when there is no panel.
        """
        face, how = self.face, {"go_on": self.go_on, "enough": enough}
        return whole_best(self.space.rows, face.low, face.high, face.most, weights, least=face.least, **how)

    def around(self, weights: np.ndarray, pace: tuple[int, int], swaps: int) -> Iterator[np.ndarray]:
        """Panels met on a search that starts from the linear programme's answer and swaps types one by one.

        pace  how long who has come or gone stays put: so many swaps, and up
              to so many more
        swaps  the most swaps

        A tabu search: each swap is the one that mends most, then costs least;
        a miss that no swap mends comes to weigh more.
        """
        self.linear.changeColsCost(len(weights), self.each, weights)
        solution = solved(self.linear).getSolution()
        price = np.array(solution.col_dual)
        counts = np.append(self.rounded(np.array(solution.col_value)), 0.0)
        near = np.append(np.sort(np.argsort(np.abs(price), kind="stable")[:NEIGHBOURS]), len(price))
        columns, here, price = self.columns[near], counts[near], np.append(price, 0.0)[near]
        least, most = np.append(self.face.least, -np.inf)[near], np.append(self.face.most, np.inf)[near]
        scale = np.abs(price).max() + 1e-12
        held, stays, weight = counts @ self.columns, np.zeros((2, len(near))), np.ones(self.columns.shape[1])
        for step in range(swaps):
            missed = (held < self.face.low) | (held > self.face.high)
            if not missed.any():
                counts[near] = here
                yield counts[:-1].copy()
            going = np.nonzero((here > least) & (stays[0] <= step))[0]
            coming = np.nonzero((here < most) & (stays[1] <= step))[0]
            mends = self.changes(held, columns[going], columns[coming], weight)
            cost = mends * scale + price[going][:, None] - price[coming][None, :]
            cost[going[:, None] == coming[None, :]] = np.inf  # like for like is no swap
            out, new = divmod(int(np.argmin(cost)), len(coming))
            if mends[out, new] >= 0:
                weight = np.where(missed, weight + INSISTENCE, 1 + (weight - 1) * FORGETTING)
            out, new = going[out], coming[new]
            here[out], here[new] = here[out] - 1, here[new] + 1
            held = held - columns[out] + columns[new]
            stays[1, out] = stays[0, new] = step + pace[0] + step % pace[1]
            stays[:, -1] = 0

    def rounded(self, counts: np.ndarray) -> np.ndarray:
        """Whole counts near these with about the right number of seats."""
        down = np.floor(counts + 1e-6)
        missing = round(float(self.face.low[0] - (self.space.rows[[0]] @ down)[0]))
        if missing > 0:
            down[np.argsort(down - counts, kind="stable")[:missing]] += 1
        return np.clip(down, self.face.least, self.face.most)

    def changes(self, held: np.ndarray, going: np.ndarray, coming: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """By how much each swap worsens the misses, weighed: a row for each who goes, a column for each who comes."""
        low, high = self.face.low, self.face.high
        if self.single:
            up = weight * np.where(held >= high, 1.0, np.where(held < low, -1.0, 0.0))
            down = weight * np.where(held <= low, 1.0, np.where(held > high, -1.0, 0.0))
            return (going @ down)[:, None] + (coming @ up)[None, :] - (going * (up + down)) @ coming.T
        after = held - going[:, None, :] + coming[None, :, :]
        misses = np.maximum(low - after, 0) + np.maximum(after - high, 0)
        return (misses - np.maximum(low - held, 0) - np.maximum(held - high, 0)) @ weight


def spread(finder: PanelFinder, wanted: np.ndarray) -> Iterator[np.ndarray | None]:
    """Panels that between them use every type about as often as wanted; None where a search failed.

    Each favours whoever is furthest behind, so that the mean over the panels
    so far stays close to the wanted one (herding). After a failure the next
    search is shaken, more each time.
    """
    given, made, step, missed = np.zeros(len(wanted)), 0, 0, 0
    scale = np.sqrt(np.maximum(wanted, 1e-3))
    while True:
        behind = ((made + 1) * wanted - given) / scale
        shake = max(0.2 * missed * behind.std(), 1e-6)
        panel = finder.near(behind + shake * scattered(len(wanted), step))
        step, missed = step + 1, missed + 1
        if panel is not None:
            given, made, missed = given + panel, made + 1, 0
        yield panel


def better(finder: PanelFinder, weights: np.ndarray, threshold: float) -> Iterator[np.ndarray]:
    """Panels of more weight than the threshold, by these weights and by weights shaken a little."""
    shake = 2 * np.abs(weights).mean() / SHAKES
    for step in range(SHAKES):
        met = finder.around(weights + step * shake * scattered(len(weights), step), LINGERING, LINGER)
        yield from islice((panel for panel in met if weights @ panel > threshold + NEAR), KEPT)


def scattered(width: int, step: int) -> np.ndarray:
    """Numbers between -1 and 1 that look random and never change: multiples of the golden ratio."""
    places = np.arange(1, width + 1, dtype=float) + 997.0 * (step + 1)
    return 2 * np.modf(places * places * 0.6180339887498949)[0] - 1
