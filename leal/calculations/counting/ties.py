"""Ties settled by what came before, then by lot."""

from collections.abc import Iterable
from typing import NamedTuple

from .ballots import Ballots
from .lots import Lots
from .results import Votes


class Settled(NamedTuple):
    """Who it is, and how that was decided (a sentence; "" when nobody was tied)."""

    number: int
    how: str = ""


def highest(tied: list[int], stages: Iterable[tuple[int, dict[int, Votes]]], ballots: Ballots, lots: Lots) -> Settled:
    """Of the tied, who had the most votes at the first of these stages at which they differ; else by lot.

    >>> from leal.calculations.counting import Candidate, ballots_of, lots_for
    >>> ballots = ballots_of({(1,): 1}, [Candidate(1, "Dignity"), Candidate(2, "Respect")])
    >>> highest([1, 2], [(1, {1: 4, 2: 5})], ballots, lots_for(ballots)).number
    2
    """
    return _settled(tied, stages, ballots, max, lots.first)


def lowest(tied: list[int], stages: Iterable[tuple[int, dict[int, Votes]]], ballots: Ballots, lots: Lots) -> Settled:
    """Of the tied, who had the fewest votes at the first of these stages at which they differ; else by lot.

    stages  (number of the round, votes at its end), in the order in which the rule looks at them

    >>> from leal.calculations.counting import Candidate, ballots_of, lots_for
    >>> ballots = ballots_of({(1,): 1}, [Candidate(1, "Dignity"), Candidate(2, "Respect")])
    >>> lowest([1, 2], [(1, {1: 4, 2: 5})], ballots, lots_for(ballots)).number
    1
    """
    return _settled(tied, stages, ballots, min, lots.last)


def _settled(tied, stages, ballots, best, by_lot) -> Settled:
    if len(tied) == 1:
        return Settled(tied[0])
    left, said = tied, f"{_names(tied, ballots)} have the same number of votes"
    word = "most" if best is max else "fewest"
    for number, votes in stages:
        mark = best(votes[one] for one in left)
        fewer = [one for one in left if votes[one] == mark]
        if len(fewer) < len(left):
            said += f"; at the end of round {number} {_names(fewer, ballots)} had the {word}"
            left = fewer
        if len(left) == 1:
            return Settled(left[0], said + ".")
    chosen = by_lot(left)
    alike = "no other round tells them apart" if len(left) < len(tied) else "no round tells them apart"
    drawn = "first" if best is max else "last"
    return Settled(chosen, f"{said}; {alike}, so the lots decide: {ballots.name(chosen)} was drawn {drawn} of them.")


def _names(numbers: list[int], ballots: Ballots) -> str:
    names = [ballots.name(number) for number in numbers]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
