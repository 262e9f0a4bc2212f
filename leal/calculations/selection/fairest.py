"""The fairest chances a relaxation allows, stage by stage, each stage proven by its dual weights.

*Leximin*: make the smallest chance as large as it can be; find who cannot
have more; hold them there; do the same for the rest. Over a polytope each
stage is one linear programme, and its dual is the proof.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csr_array, eye_array, hstack, vstack

from .cutting import Cut, relaxation
from .programme import INFINITE, NoAnswer, OutOfTime, programme, simplex, solved, stopping
from .space import Space

ROUNDING = 1e-8  # by how much a type may miss its own earlier chance, when rounding would otherwise forbid it
PINNED = 1e-8  # a dual weight above this says: at most this chance, whatever the lottery


@dataclass(frozen=True)
class Stage:
    """One step of leximin: `pinned` types cannot have a better chance than this.

    weights  one number per type. Over every panel x, weights @ x is at most
             some bound; as the chances reach that bound, no lottery does better
    """

    chance: float
    pinned: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True)
class Fairest:
    """counts: the mean of x under the fairest lottery; stages: how it was reached."""

    counts: np.ndarray
    stages: tuple[Stage, ...]


def fairest(space: Space, cuts: Sequence[Cut] = ()) -> Fairest:
    """Leximin over the linear relaxation of the panels.

    Source: Flanigan, Goelz, Gupta, Hennig, Procaccia, 2021, "Fair algorithms
    for selecting citizens' assemblies", Nature 596, for leximin over panels.
    Raises NoAnswer when nothing meets the rows and cuts.
    """
    found = list(stages_of(space, cuts, stage_programme(space, cuts, ())))
    counts = found[-1][1][: len(space.most)]
    return Fairest(np.clip(counts, 0.0, space.most), tuple(stage for stage, _ in found))


def fairest_mixture(space: Space, panels: Sequence[np.ndarray], go_on: Callable[[], bool]) -> np.ndarray | None:
    """Leximin over mixtures of panels, as many stages of it as there is time for: a share for each panel.

    None when there was not even time for the smallest chance.
    """
    shares, model = None, stopping(stage_programme(space, (), panels), go_on)
    try:
        for _, columns in stages_of(space, (), model):
            shares = np.clip(columns[len(space.most) + 1 :], 0.0, None)
    except OutOfTime:
        pass
    return shares


def stages_of(space: Space, cuts: Sequence[Cut], model: highspy.Highs) -> Iterator[tuple[Stage, np.ndarray]]:
    """Stage by stage, with the columns of the programme as they then stand."""
    width, first = len(space.most), space.rows.shape[0] + len(cuts)
    held = np.full(width, np.nan)
    while np.isnan(held).any():
        solution = solved_holding(model, held).getSolution()
        columns = np.array(solution.col_value)
        stage = stage_from(space, cuts, np.array(solution.row_dual), held, columns[width])
        yield stage, columns
        for t in stage.pinned:
            held[t] = min(max(stage.chance, 0.0) * space.units[t], space.most[t])
            model.changeColBounds(int(t), held[t], held[t])
            model.changeRowBounds(int(first + t), -INFINITE, INFINITE)


def solved_holding(model: highspy.Highs, held: np.ndarray) -> highspy.Highs:
    """The stage solved; where rounding makes the chances already held impossible, by a hair's breadth less."""
    try:
        return solved(model)
    except NoAnswer:
        for t in np.nonzero(~np.isnan(held))[0]:
            model.changeColBounds(int(t), max(held[t] - ROUNDING, 0.0), held[t] + ROUNDING)
        return solved(model)


def stage_programme(space: Space, cuts: Sequence[Cut], panels: Sequence[np.ndarray]) -> highspy.Highs:
    """Maximise z with x / units >= z for every type, x in the relaxation.

    Columns: x, z, then a share for each of `panels`.
    Rows: the space's, the cuts', one chance row per type, then x = mixture.
    """
    width, shares = len(space.most), len(panels)
    limits, low, high = relaxation(space, cuts)
    blocks = [
        hstack([limits, csr_array((limits.shape[0], 1 + shares))]),
        hstack([csr_array(np.diag(1 / space.units)), csr_array(-np.ones((width, 1))), csr_array((width, shares))]),
    ]
    low, high = [*low, *np.zeros(width)], [*high, *np.full(width, INFINITE)]
    if shares:
        mixture = hstack([-eye_array(width), csr_array((width, 1)), csr_array(np.array(panels, float).T)])
        whole = hstack([csr_array((1, width + 1)), csr_array(np.ones((1, shares)))])
        blocks += [mixture, whole]
        low, high = [*low, *np.zeros(width), 1], [*high, *np.zeros(width), 1]
    most = np.concatenate([space.most, [INFINITE], np.full(shares, INFINITE)])
    costs = np.zeros(len(most))
    costs[width] = 1
    return simplex(programme(vstack(blocks, format="csr"), low, high, most, costs=costs))


def stage_from(space: Space, cuts: Sequence[Cut], duals: np.ndarray, held: np.ndarray, chance: float) -> Stage:
    """Read a stage off the duals: whom it pins, and the weights that prove it.

    For a type not yet held the weight is its chance row's dual, spread over
    its units; for one already held, whatever the rows' duals make of it.
    """
    rows = space.rows.shape[0]
    first = rows + len(cuts)
    free = np.isnan(held)
    of_chance = np.where(free, np.abs(duals[first : first + len(held)]), 0.0)
    of_chance[free & (chance * space.units > space.most - 1e-9)] += 1.0  # x <= most is proof enough
    pinned = np.nonzero(of_chance > PINNED)[0]
    priced = space.rows.T @ duals[:rows] + sum(
        (dual * cut.weights for dual, cut in zip(duals[rows:first], cuts, strict=True)), np.zeros(len(held))
    )
    weights = np.where(free, np.where(of_chance > PINNED, of_chance, 0.0) / space.units, priced)
    return Stage(chance, pinned, weights)
