"""Rules that choose one candidate after another, and every way in which their ties can fall."""

from collections.abc import Hashable
from typing import NamedTuple, Protocol

from ..ballots import Ballots
from ..lots import Lots
from ..results import Count, Round, Votes
from .profile import Chosen
from .tied import MOST_SETS, others


class State(NamedTuple):
    """How far a rule has come: who is chosen, and what else the rule remembers."""

    chosen: Chosen
    memory: Hashable = None


class Choice(NamedTuple):
    """What a rule makes of a state: a measure for each candidate, those who are best, and why, with {} for the name."""

    measures: dict[int, Votes]
    best: list[int]
    why: str


class Rule(Protocol):
    """One step after another."""

    what: str
    steps: int

    def start(self) -> State: ...
    def choice(self, state: State) -> Choice: ...
    def after(self, state: State, number: int) -> State: ...


def by_steps(method: str, rule: Rule, ballots: Ballots, seats: int, lots: Lots) -> Count:
    """The winners, each tie settled by lot, and every other set the ties could have led to."""
    state, rounds, order = rule.start(), [], []
    removing = rule.what == "removal"
    for _ in range(rule.steps):
        found = rule.choice(state)
        number = (lots.last if removing else lots.first)(found.best)
        names = ", ".join(map(ballots.name, found.best))
        tie = f"{names} do equally well here; the lots decide." if len(found.best) > 1 else ""
        part = {"excluded": (number,)} if removing else {"elected": (number,)}
        why = (found.why.format(ballots.name(number)),)
        rounds.append(Round(rule.what, found.measures, of=number, tie=tie, why=why, **part))
        order.append(number)
        state = rule.after(state, number)
    winners = tuple(n for n in lots.order if n in state.chosen) if removing else tuple(order)
    return Count(method, ballots, seats, winners, tuple(rounds), lots, **others(every_set(rule), winners))


def every_set(rule: Rule) -> set[Chosen] | None:
    """Every set the rule can end with, whichever way ties fall; None when there are too many to follow."""
    states = {rule.start()}
    for _ in range(rule.steps):
        states = {rule.after(state, number) for state in states for number in rule.choice(state).best}
        if len(states) > MOST_SETS:
            return None
    return {state.chosen for state in states}
