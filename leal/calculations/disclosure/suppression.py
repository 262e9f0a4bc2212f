"""Which cells to hide besides, so that no hidden cell can be worked out, at the least loss.

A programme chooses cells; attackers' programmes say where the choice is not
safe; what they say comes back as cuts; until no attack succeeds. As the
programme knows only some of the cuts, its best choice loses no more than any
safe choice must: so a choice that withstands every attack is proven best, and
one found on the way is proven near it.

Source: M. Fischetti and J. J. Salazar, 2001, "Solving the cell suppression
problem on tabular data with linear constraints", Management Science 47(7).
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

import highspy
import numpy as np

from .attack import Attack, attack
from .programme import INFINITY, Unsolved, quiet_solver
from .release import Release
from .rules import Demands, withstands
from .separation import EXACT, Cut, Separation
from .start import Mender, Thinner

FEASIBLE = highspy.SolutionStatus.kSolutionStatusFeasible
# How often a choice that is not yet safe is mended, to have something to show for the work.
MEND_EVERY = 12
# From which share on a cell that the rounds leave open is hidden to begin with.
LIKELY = 0.3
# How often a piece is chosen anew before it is left as it was.
PIECE_TRIES = 15


class Loss(StrEnum):
    """What is lost by hiding a cell: the people in it and one more, or one cell."""

    PEOPLE = "people"
    CELLS = "cells"


class Effort(NamedTuple):
    """How long to look for the best choice. Counted in steps, never in seconds,
    so that the same release gives the same answer on every machine.

    rounds  rounds of cuts before cells are chosen whole
    tries   choices of whole cells
    nodes   places each of these may look
    open    cells that may stand undecided after the rounds; with more, all is
            not settled at once but piece by piece
    sweeps  how many sums wide the pieces are, sweep by sweep
    """

    rounds: int = 60
    tries: int = 40
    nodes: int = 400
    open: int = 150
    sweeps: tuple[int, ...] = (2,)


USUAL = Effort()


class CannotBeProtected(Exception):
    """The cells that must be shown give away a cell that must be hidden."""


class Suppression(NamedTuple):
    """What to hide, what it costs, and the proof.

    hidden    one truth per cell of the release
    primary   those that the rules ask for
    attack    the range an attacker derives of each hidden cell
    loss      what the cells hidden besides cost
    at_least  no safe choice costs less than this
    """

    hidden: np.ndarray
    primary: np.ndarray
    attack: Attack
    loss: float
    at_least: float

    @property
    def is_best(self) -> bool:
        """True when it is proven that no safe choice loses less."""
        return self.loss <= self.at_least + 1e-6 * max(1.0, self.loss)

    @property
    def gap(self) -> float:
        """How much less the best choice could lose at most, as a share."""
        return 0.0 if self.is_best else (self.loss - self.at_least) / self.loss


def suppress(
    release: Release,
    demands: Demands,
    *,
    loss: Loss | np.ndarray = Loss.PEOPLE,
    kept: np.ndarray | None = None,
    effort: Effort = USUAL,
    told: Callable[[str], None] = lambda news: None,
) -> Suppression:
    """The cells to hide so that every demand is met, losing as little as can be.

    loss  a number per cell, above 0, or one of the usual measures
    kept  cells that must be shown; by default the total of everyone
    told  is told how far the work is

    The same input gives the same answer. Raises CannotBeProtected when the
    cells that must be shown give a hidden one away.

    Should staff be alerted? Of 293 people 89, 4 and 6 per cent said yes, no
    and not sure. To hide the 12 who said no, 18 more must be hidden:

    >>> from leal.calculations.disclosure import Dimension, Rules, Table, as_release, demands
    >>> alert = Dimension.flat("alert staff", ["yes", "no", "not sure"])
    >>> release = as_release([Table("alert", (alert,), {("yes",): 261, ("no",): 12, ("not sure",): 18})])
    >>> done = suppress(release, demands(release, Rules(smallest=15)))
    >>> [name for name, hidden in zip(release.names(), done.hidden) if hidden], done.is_best
    (['no', 'not sure'], True)
    >>> done.attack.low.tolist(), done.attack.high.tolist()
    ([0.0, 0.0], [30.0, 30.0])
    """
    kept = _everyone(release) if kept is None else kept
    weights = _weights(release, loss)
    search = _Search(release, demands, weights, kept, told)
    search.improve(effort)
    bounds = search.least, min(search.at_least, search.least)
    if loss is Loss.CELLS:
        bounds = tuple(float(np.floor(one + 1e-6)) for one in bounds)
    return Suppression(search.best, demands.hidden, search.proof, *bounds)


def _everyone(release: Release) -> np.ndarray:
    return np.array([not parts for _, parts in release.cells])


def _weights(release: Release, loss: Loss | np.ndarray) -> np.ndarray:
    if isinstance(loss, np.ndarray):
        return loss.astype(float)
    if loss is Loss.CELLS:
        # Of equally few cells those with the fewest people; ties would cost ten times the search.
        return 1.0 + release.values / (release.values.sum() + 1.0)
    # One more per cell: to hide a nought also costs a cell.
    return release.values + 1.0


class _Search:
    """The best safe choice so far, and the proof of how good any can be."""

    def __init__(self, release, demands, weights, kept, told):
        self.release, self.demands, self.weights, self.kept, self.told = release, demands, weights, kept, told
        self.separation = Separation(release, demands)
        self.mender = Mender(self.separation, weights, kept)
        self.thinner = Thinner(self.separation, weights)
        self.choice = _Choice(weights, demands.hidden, kept)
        self.best, self.proof, self.at_least, self.least = None, None, 0.0, INFINITY

    def improve(self, effort: Effort) -> None:
        """Look for the best choice, and for proof of how good it is, within `effort`."""
        choice = self._rounds(self.demands.hidden.astype(float), effort.rounds)
        if np.sum(np.abs(choice - np.rint(choice)) > EXACT) > effort.open:
            self._near_choices(choice, effort)
        else:
            self._whole_choices(choice, effort)
        if self.best is None:
            self._kept_or_refused(~self.kept)
        if self.best is None:
            raise self._cannot()

    def _whole_choices(self, choice: np.ndarray, effort: Effort) -> None:
        """Choose whole cells, attack, heed, until a choice withstands: then it is the best there is."""
        self.choice.be_whole(effort.nodes)
        for attempt in range(effort.tries):
            choice = self._made()
            short = self.separation.short(choice)
            cuts = self.separation.cuts(choice, short)
            if not short:
                cuts = self._kept_or_refused(choice > 0.5)
            elif attempt % MEND_EVERY == MEND_EVERY - 1:
                self._consider(choice > 0.5)
            self.told(
                f"choice {attempt + 1}: at least {self.at_least:,.0f}, best {self.least:,.0f}, {len(short)} short"
            )
            if self._is_settled():
                return
            self.choice.heed(cuts)
        self._consider(choice > 0.5)

    def _near_choices(self, choice: np.ndarray, effort: Effort) -> None:
        """Start from the choice the rounds lean to; then settle one sum's surroundings after another anew.

        Where the rounds leave too much open to settle all at once, each piece
        is small enough to settle exactly while the rest stays as it is.
        """
        mended = self.mender.mended((choice > LIKELY) | self.demands.hidden)
        if mended is not None:
            self._kept_or_refused(mended)
        if self.best is None:
            return
        self.choice.be_whole(effort.nodes)
        for number, steps in enumerate(effort.sweeps):
            for piece in self._pieces(steps):
                self._settle(piece)
            self.told(f"sweep {number + 1}: at least {self.at_least:,.0f}, best {self.least:,.0f}")
            if self._is_settled():
                return

    def _pieces(self, steps: int) -> Iterator[np.ndarray]:
        """Surroundings of hidden cells, so many sums wide, until each has been in one; the dearest first."""
        sums, by_cell = self.release.sums, self.separation.by_cell
        seen = np.zeros(len(self.best), dtype=bool)
        besides = np.flatnonzero(self.best & ~self.demands.hidden)
        for cell in sorted(besides, key=lambda one: (-self.weights[one], one)):
            if seen[cell] or not self.best[cell]:
                continue
            cells = np.array([cell])
            for _ in range(steps):
                cells = np.unique(sums[np.unique(by_cell[:, cells].indices), :].indices)
            # What lies on the same sums as the cell has had its turn; what lies further may have one of its own.
            seen[sums[np.unique(by_cell[:, [cell]].indices), :].indices] = True
            yield cells

    def _settle(self, piece: np.ndarray) -> None:
        """The best choice among those that differ from the best so far only within the piece."""
        free = np.zeros(len(self.best), dtype=bool)
        free[piece] = True
        fixed = np.where(free, self.demands.hidden, self.best)
        self.choice.decide(fixed, free | fixed)
        for _ in range(PIECE_TRIES):
            choice = self.choice.made() > 0.5
            if self.weights[choice & ~self.demands.hidden].sum() >= self.least - 1e-9:
                return
            short = self.separation.short(choice.astype(float))
            cuts = self.separation.cuts(choice.astype(float), short) if short else self._kept_or_refused(choice)
            if not cuts:
                return
            self.choice.heed(cuts)

    def _rounds(self, choice: np.ndarray, rounds: int) -> np.ndarray:
        """Cuts for fractional choices, until they hardly help any more."""
        bounds = [0.0]
        for number in range(rounds):
            short = self.separation.short(choice)
            cuts = self.separation.cuts(choice, short)
            if not cuts or (number > 5 and bounds[-1] < bounds[-5] * 1.0005):
                break
            self.choice.heed(cuts)
            choice = self._made()
            bounds.append(self.choice.bound)
            self.told(f"round {number + 1}: at least {bounds[-1]:,.1f}, {len(short)} short, {len(cuts)} cuts")
        return choice

    def _made(self) -> np.ndarray:
        try:
            choice = self.choice.made()
        except Unsolved:
            raise self._cannot() from None
        self.at_least = max(self.at_least, self._next_possible(self.choice.bound))
        return choice

    def _next_possible(self, bound: float) -> float:
        """Where every cell's loss is a whole number, so is any choice's."""
        return float(np.ceil(bound - 1e-6)) if np.all(self.weights == np.rint(self.weights)) else bound

    def _cannot(self) -> CannotBeProtected:
        given_away = np.flatnonzero(self.kept & self.demands.hidden)
        if not len(given_away):
            given_away = [one.cell for one in self.separation.short((~self.kept).astype(float))]
        names = self.release.names()
        return CannotBeProtected(
            "These cells follow from totals that must be shown; hide the totals too or join classes: "
            + "; ".join(names[cell] for cell in given_away[:10])
        )

    def _consider(self, hidden: np.ndarray) -> None:
        mended = self.mender.mended(hidden | self.demands.hidden)
        if mended is not None and self._kept_or_refused(self.thinner.thinned(mended)):
            self._kept_or_refused(mended)

    def _kept_or_refused(self, hidden: np.ndarray) -> list[Cut]:
        """Keep a safe choice if it is the best so far; nothing to heed unless it is not safe after all.

        Only here are attackers asked who know that figures are whole numbers.
        What does not withstand them does not either when less is hidden: so
        one of the cells still shown must be hidden.
        """
        cost = float(self.weights[hidden & ~self.demands.hidden].sum())
        if cost >= self.least - 1e-9:
            return []
        proof = attack(self.release, hidden)
        if not withstands(self.release, self.demands, proof).all():
            shown = np.flatnonzero(~hidden).astype(np.int32)
            return [Cut(shown, np.ones(len(shown)))]
        self.best, self.proof, self.least = hidden, proof, cost
        return []

    def _is_settled(self) -> bool:
        return self.least < INFINITY and self.least <= self.at_least + 1e-6 * max(1.0, self.least)


class _Choice:
    """The programme that chooses what to hide: the cheapest that heeds every cut so far."""

    def __init__(self, weights: np.ndarray, hidden: np.ndarray, kept: np.ndarray):
        self.cells, self.solver = len(weights), quiet_solver()
        self.paid = float(weights[hidden].sum())
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.cells, 0
        model.col_cost_ = weights
        self.highest = (~kept).astype(float)
        model.col_lower_, model.col_upper_ = hidden.astype(float), self.highest
        model.a_matrix_.start_ = np.zeros(self.cells + 1, dtype=np.int32)
        self.solver.passModel(model)
        self.bound, self.whole = 0.0, False

    def heed(self, cuts: list[Cut]) -> None:
        """Every choice to come keeps these cuts."""
        if not cuts:
            return
        lengths = [len(cut.cells) for cut in cuts]
        starts = np.cumsum([0, *lengths[:-1]]).astype(np.int32)
        cells, weights = np.concatenate([c.cells for c in cuts]), np.concatenate([c.weights for c in cuts])
        ones, infinite = np.ones(len(cuts)), np.full(len(cuts), INFINITY)
        self.solver.addRows(len(cuts), ones, infinite, sum(lengths), starts, cells, weights)

    def decide(self, hidden: np.ndarray, may_be: np.ndarray) -> None:
        """Until told otherwise hide these cells, and no others than those that may be."""
        every = np.arange(self.cells, dtype=np.int32)
        self.solver.changeColsBounds(self.cells, every, hidden.astype(float), self.highest * may_be)

    def be_whole(self, nodes: int) -> None:
        """From now on a cell is hidden or shown, nothing between."""
        every = np.arange(self.cells, dtype=np.int32)
        kinds = np.array([highspy.HighsVarType.kInteger] * self.cells)
        self.solver.changeColsIntegrality(self.cells, every, kinds)
        for option, value in (("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-6), ("mip_max_nodes", nodes)):
            self.solver.setOptionValue(option, value)
        self.whole = True

    def made(self) -> np.ndarray:
        """The choice; afterwards `bound` is what any choice that heeds the cuts must cost.

        Raises Unsolved when no choice heeds them all.
        """
        self.solver.run()
        if self.solver.getInfo().primal_solution_status != FEASIBLE:
            raise Unsolved(self.solver.modelStatusToString(self.solver.getModelStatus()))
        info = self.solver.getInfo()
        self.bound = (info.mip_dual_bound if self.whole else info.objective_function_value) - self.paid
        choice = np.array(self.solver.getSolution().col_value)
        return np.rint(choice) if self.whole else choice
