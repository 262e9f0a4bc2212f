"""Rules that give a paper less for each further candidate it likes: PAV and its kin.

A paper with j of its candidates chosen is worth w(1) + … + w(j). The optimal
rules find the sets worth most in all; the sequential ones add (or take out)
one candidate at a time.

Source: T. N. Thiele, "Om flerfoldsvalg", 1895; M. Lackner, P. Skowron,
"Multi-winner voting with approval preferences", 2023, chapter 2.
"""

from collections.abc import Callable
from fractions import Fraction
from math import lcm

import numpy as np

from ..ballots import Ballots
from ..lots import Lots
from ..results import Count, Round
from .best import best_sets
from .profile import Profile, first_by_lots, fraction_in_words
from .steps import Choice, State, by_steps
from .tied import others

Worth = Callable[[int], Fraction]


def harmonic(place: int) -> Fraction:
    """1, 1/2, 1/3 …: proportional approval voting."""
    return Fraction(1, place)


def odd(place: int) -> Fraction:
    """1, 1/3, 1/5 …: Sainte-Laguë approval voting."""
    return Fraction(1, 2 * place - 1)


def once(place: int) -> Fraction:
    """1, then nothing: Chamberlin and Courant's rule for approvals."""
    return Fraction(place == 1)


class Scores:
    """What candidates add, in whole numbers: worths times `scale`."""

    def __init__(self, profile: Profile, seats: int, worth: Worth):
        worths = [worth(place) for place in range(1, seats + 1)]
        self.profile, self.seats = profile, seats
        self.scale = lcm(*(each.denominator for each in worths))
        whole = [int(each * self.scale) for each in worths] + [0]
        # 64-bit whole numbers where they are large enough, else Python's own, which always are.
        most = sum(whole) * int(profile.papers.sum()) * max(1, len(profile.numbers))
        kind = np.int64 if most < 2**62 else object
        self.worths = np.array(whole, kind)
        self.approves, self.papers = profile.approves.astype(kind), profile.papers.astype(kind)

    def gains(self, counts: np.ndarray, columns: slice = slice(None)) -> np.ndarray:
        """What each candidate would add where so many of each paper's candidates are chosen."""
        return (self.papers * self.worths[counts]) @ self.approves[:, columns]


class OneByOne:
    """Adds the candidate who adds most."""

    what = "choice"

    def __init__(self, profile: Profile, seats: int, worth: Worth):
        self.scores, self.steps = Scores(profile, seats, worth), seats

    def start(self) -> State:
        """Nobody is chosen."""
        return State(frozenset())

    def choice(self, state: State) -> Choice:
        """Those who add most."""
        left, gained = self._gained(state, [n for n in self.scores.profile.numbers if n not in state.chosen], 0)
        most = max(gained.values())
        return Choice(gained, [n for n in left if gained[n] == most], f"{{}} adds most: {fraction_in_words(most)}.")

    def after(self, state: State, number: int) -> State:
        """With one more."""
        return State(state.chosen | {number})

    def _gained(self, state: State, asked: list[int], without: int) -> tuple[list[int], dict[int, Fraction]]:
        profile = self.scores.profile
        places = [place for place, number in enumerate(profile.numbers) if number in state.chosen]
        counts = profile.approves[:, places].sum(axis=1) - without
        gains = self.scores.gains(np.maximum(counts, 0)).tolist()
        scale = self.scores.scale
        return asked, {n: Fraction(gains[profile.numbers.index(n)], scale) for n in asked}


class OneLess(OneByOne):
    """Starts with everyone and takes out the candidate who is missed least."""

    what = "removal"

    def __init__(self, profile: Profile, seats: int, worth: Worth):
        self.scores = Scores(profile, len(profile.numbers), worth)
        self.steps = len(profile.numbers) - seats

    def start(self) -> State:
        """Everyone is chosen."""
        return State(frozenset(self.scores.profile.numbers))

    def choice(self, state: State) -> Choice:
        """Those who would be missed least."""
        left, gained = self._gained(state, sorted(state.chosen), 1)
        least = min(gained.values())
        return Choice(gained, [n for n in left if gained[n] == least], f"{{}} adds least: {fraction_in_words(least)}.")

    def after(self, state: State, number: int) -> State:
        """With one less."""
        return State(state.chosen - {number})


def _optimal(method: str, worth: Worth, ballots: Ballots, seats: int, lots: Lots) -> Count:
    profile = Profile.of(ballots)
    found = best_sets(Scores(profile, seats, worth))
    winners = first_by_lots(found.sets, lots)
    score = fraction_in_words(found.score)
    why = (f"The papers give this set {score} in all. No set of {seats} is given more.",)
    tie = f"{len(found.sets):,} sets are given as much; the lots decide." if len(found.sets) > 1 else ""
    told = Round("totals", dict(profile.approvals()), elected=winners, tie=tie, why=why)
    return Count(method, ballots, seats, winners, (told,), lots, **others(found.sets, winners, found.is_whole))


def pav(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Proportional approval voting: 1, 1/2, 1/3 …

    >>> from ..ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> pav(ballots_of({(1, 2): 5, (3,): 3}, names), 2, Lots((1, 2, 3), "", "")).winners
    (1, 3)
    """
    return _optimal("pav", harmonic, ballots, seats, lots)


def slav(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Sainte-Laguë approval voting: 1, 1/3, 1/5 …

    >>> from ..ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> slav(ballots_of({(1, 2): 5, (3,): 2}, names), 2, Lots((1, 2, 3), "", "")).winners
    (1, 3)
    """
    return _optimal("slav", odd, ballots, seats, lots)


def cc(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Chamberlin and Courant's rule: as many papers as can be have one of theirs chosen.

    >>> from ..ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> cc(ballots_of({(1, 2): 5, (3,): 1}, names), 2, Lots((1, 2, 3), "", "")).winners
    (1, 3)
    """
    return _optimal("cc", once, ballots, seats, lots)


def seqpav(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Proportional approval voting, one candidate after another.

    >>> from ..ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> seqpav(ballots_of({(1, 2): 5, (3,): 3}, names), 2, Lots((1, 2, 3), "", "")).winners
    (1, 3)
    """
    return by_steps("seqpav", OneByOne(Profile.of(ballots), seats, harmonic), ballots, seats, lots)


def seqslav(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Sainte-Laguë approval voting, one candidate after another.

    >>> from ..ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> seqslav(ballots_of({(1, 2): 5, (3,): 2}, names), 2, Lots((1, 2, 3), "", "")).winners
    (1, 3)
    """
    return by_steps("seqslav", OneByOne(Profile.of(ballots), seats, odd), ballots, seats, lots)


def seqcc(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Chamberlin and Courant's rule, one candidate after another.

    >>> from ..ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> seqcc(ballots_of({(1, 2): 5, (3,): 1}, names), 2, Lots((1, 2, 3), "", "")).winners
    (1, 3)
    """
    return by_steps("seqcc", OneByOne(Profile.of(ballots), seats, once), ballots, seats, lots)


def revseqpav(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Proportional approval voting, taking out one candidate after another.

    >>> from ..ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> revseqpav(ballots_of({(1, 2): 5, (3,): 3}, names), 2, Lots((1, 2, 3), "", "")).winners
    (1, 3)
    """
    return by_steps("revseqpav", OneLess(Profile.of(ballots), seats, harmonic), ballots, seats, lots)
