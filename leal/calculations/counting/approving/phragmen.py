"""Rules in which papers pay for the candidates they approve of: Phragmén's, and equal shares."""

from fractions import Fraction

from ..ballots import Ballots
from ..lots import Lots
from ..results import Count
from .profile import Profile, fraction_in_words
from .steps import Choice, State, by_steps

Purse = tuple[Fraction, ...]
"""What each kind of paper carries or holds, for one paper of it."""


class Loads:
    """Choosing someone costs 1, borne by those who approve; the largest load is kept as small as can be."""

    what = "choice"

    def __init__(self, profile: Profile, seats: int):
        self.profile, self.steps = profile, seats
        self.papers = profile.papers.tolist()
        supporters = (profile.supporters(place) for place in range(len(profile.numbers)))
        self.supporters = dict(zip(profile.numbers, supporters, strict=True))
        # Whoever nobody approves of comes after all others: no load is as large as this.
        self.beyond = Fraction(seats + 1)

    def start(self) -> State:
        """No paper carries anything."""
        return State(frozenset(), (Fraction(0),) * len(self.papers))

    def choice(self, state: State) -> Choice:
        """Those whose supporters would carry least."""
        loads = {n: self.load(n, state.memory) for n in self.profile.numbers if n not in state.chosen}
        least = min(loads.values())
        why = f"If {{}} is chosen, the papers that approve carry {fraction_in_words(least)} each, which is the least."
        return Choice(loads, [number for number in loads if loads[number] == least], why)

    def after(self, state: State, number: int) -> State:
        """The candidate's supporters carry alike."""
        load, rows = self.load(number, state.memory), set(self.supporters[number])
        carried = tuple(load if row in rows else old for row, old in enumerate(state.memory))
        return State(state.chosen | {number}, carried)

    def load(self, number: int, loads: Purse) -> Fraction:
        """What each supporter would carry with this candidate."""
        rows = self.supporters[number]
        if not rows:
            return self.beyond
        return (1 + sum(self.papers[row] * loads[row] for row in rows)) / sum(self.papers[row] for row in rows)


class EqualShares(Loads):
    """Every paper has the same to spend, and supporters pay 1 together; then the rest by loads, from what is left."""

    def start(self) -> State:
        """Every paper has an equal share of the seats; True while someone can still be paid for."""
        return State(frozenset(), (True, (Fraction(self.steps, sum(self.papers)),) * len(self.papers)))

    def choice(self, state: State) -> Choice:
        """Those whose supporters pay the least at most; or, when nobody can be paid for, by loads."""
        paying, purse = state.memory
        prices = {n: self.price(n, purse) for n in self.profile.numbers if n not in state.chosen} if paying else {}
        affordable = {number: price for number, price in prices.items() if price is not None}
        if not affordable:
            carried = tuple(-left for left in purse) if paying else purse
            found = super().choice(State(state.chosen, carried))
            return found._replace(why="Nobody else can be paid for, so what papers have spent decides. " + found.why)
        least = min(affordable.values())
        why = f"Those who approve of {{}} can pay for it, each at most {fraction_in_words(least)}, which is the least."
        return Choice(affordable, [number for number in affordable if affordable[number] == least], why)

    def after(self, state: State, number: int) -> State:
        """The candidate's supporters have paid."""
        paying, purse = state.memory
        price = self.price(number, purse) if paying else None
        if price is None:
            carried = tuple(-left for left in purse) if paying else purse
            after = super().after(State(state.chosen, carried), number)
            return State(after.chosen, (False, after.memory))
        rows = set(self.supporters[number])
        left = tuple(held - min(held, price) if row in rows else held for row, held in enumerate(purse))
        return State(state.chosen | {number}, (True, left))

    def price(self, number: int, purse: Purse) -> Fraction | None:
        """The most that any supporter pays when they pay 1 together as evenly as can be; None when they cannot."""
        rows = sorted(self.supporters[number], key=purse.__getitem__)
        owed, many = Fraction(1), sum(self.papers[row] for row in rows)
        for row in rows:
            if purse[row] * many >= owed:
                return owed / many
            owed -= purse[row] * self.papers[row]
            many -= self.papers[row]
        return None


def seqphragmen(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """Phragmén's sequential rule.

    Source: E. Phragmén, 1894; M. Brill and others, "Phragmén's voting methods
    and justified representation", Mathematical Programming 203, 2024.

    >>> from ..ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> ballots = ballots_of({(1, 2): 3, (3,): 2}, names)
    >>> seqphragmen(ballots, 2, Lots((1, 2, 3), "", "")).winners
    (1, 3)
    """
    return by_steps("seqphragmen", Loads(Profile.of(ballots), seats), ballots, seats, lots)


def equal_shares(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """The method of equal shares (Rule X), completed by Phragmén's sequential rule.

    Source: D. Peters, P. Skowron, "Proportionality and the limits of welfarism", 2020.

    >>> from ..ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")]
    >>> ballots = ballots_of({(1, 2): 3, (3,): 2}, names)
    >>> equal_shares(ballots, 2, Lots((1, 2, 3), "", "")).winners
    (1, 3)
    """
    return by_steps("equal-shares", EqualShares(Profile.of(ballots), seats), ballots, seats, lots)
