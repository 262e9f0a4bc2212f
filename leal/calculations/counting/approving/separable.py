"""Candidates scored one by one, the highest chosen: approval voting, and its shares."""

from fractions import Fraction
from itertools import combinations
from math import comb

from ..ballots import Ballots
from ..lots import Lots
from ..results import Count, Round
from .profile import Profile
from .tied import MOST_SETS, others

Scores = dict[int, Fraction]


def approval(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Approval voting: those most papers approve of.

    Source: S. J. Brams, P. C. Fishburn, "Approval voting", American Political
    Science Review 72(3), 1978; M. Lackner, P. Skowron, "Multi-winner voting
    with approval preferences", 2023, rule 1.

    >>> from ..ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> approval(ballots_of({(1, 2): 3, (3,): 2, (2, 3): 2}, names), 2, Lots((1, 2, 3), "", "")).winners
    (2, 3)
    """
    scores = {number: Fraction(many) for number, many in Profile.of(ballots).approvals().items()}
    return _highest("approval", ballots, seats, lots, scores)


def sav(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Satisfaction approval voting: a paper shares one vote among those it approves of.

    Source: S. J. Brams, D. M. Kilgour, "Satisfaction approval voting", 2014.

    >>> from ..ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> sav(ballots_of({(1, 2): 3, (3,): 2}, names), 1, Lots((1, 2, 3), "", "")).winners
    (3,)
    """
    scores = dict.fromkeys(ballots.standing, Fraction(0))
    for named, papers in ballots.approvals():
        for number in named:
            scores[number] += Fraction(papers, len(named))
    return _highest("sav", ballots, seats, lots, scores)


def _highest(method: str, ballots: Ballots, seats: int, lots: Lots, scores: Scores) -> Count:
    ranked = sorted(scores, key=lambda number: (-scores[number], lots.order.index(number)))
    winners = tuple(ranked[:seats])
    line = scores[winners[-1]]
    sure = frozenset(number for number in scores if scores[number] > line)
    level = [number for number in scores if scores[number] == line]
    free = seats - len(sure)
    tie = ""
    if len(level) > free:
        names = ", ".join(map(ballots.name, level))
        tie = f"{names} have the same score for {free} place{'s' * (free > 1)}; the lots decide between them."
    if comb(len(level), free) <= MOST_SETS:
        sets = {sure | set(chosen) for chosen in combinations(level, free)}
    else:
        sets = None
    told = Round("totals", scores, elected=winners, tie=tie)
    return Count(method, ballots, seats, winners, (told,), lots, **others(sets, winners))
