"""The single transferable vote as Scottish councils are elected by it."""

from .ballots import Ballots
from .lots import Lots
from .parcels import Parcels
from .results import Count, Round, Transfer
from .ties import Settled, highest, lowest

UNIT = 100_000


def scottish_stv(ballots: Ballots, seats: int, lots: Lots) -> Count:
    """The count of one ward.

    Votes are whole numbers of hundred-thousandths: values of papers are
    worked out to five decimal places and the remainder is ignored, paper by
    paper, as the law has it.

    Source: Scottish Local Government Elections Order 2007 (SSI 2007/42),
    schedule 1, rules 45 to 52; the Order of 2011 (SSI 2011/399) has the same
    rules one number later.

    >>> from .ballots import Candidate, ballots_of
    >>> names = [Candidate(1, "Ann"), Candidate(2, "Bo"), Candidate(3, "Cy")]
    >>> ballots = ballots_of({(1, 2): 4, (2,): 2, (3,): 3}, names, seats=2)
    >>> count = scottish_stv(ballots, 2, Lots((1, 2, 3), "", ""))
    >>> count.quota, count.winners, [round.votes for round in count.rounds][-1]
    (4, (1, 3), {1: 400000, 2: 200000, 3: 300000})
    """
    return _Ward(ballots, seats, lots).counted()


class _Ward:
    """One count under way."""

    def __init__(self, ballots: Ballots, seats: int, lots: Lots):
        self.ballots, self.seats, self.lots = ballots, seats, lots
        self.quota = ballots.valid // (seats + 1) + 1  # rule 46
        self.parcels = Parcels(ballots, UNIT)
        self.votes = dict.fromkeys(ballots.standing, 0)
        self.continuing = list(ballots.standing)
        self.waiting: list[int] = []  # elected, with a surplus still to be transferred
        self.winners: list[int] = []
        self.rounds: list[Round] = []
        self.spent = self.lost = 0

    def counted(self) -> Count:
        self.credit(self.parcels.first())
        self.close("first preferences")
        while self.vacancies:
            if len(self.continuing) <= self.vacancies:
                self.close("last places", elected=self.the_rest())
            elif self.waiting:
                self.transfer_a_surplus()
            else:
                self.exclude_one()
        found = tuple(self.winners), tuple(self.rounds)
        return Count("scottish-stv", self.ballots, self.seats, *found, self.lots, UNIT, self.quota)

    @property
    def vacancies(self) -> int:
        return self.seats - len(self.winners) if self.continuing else 0

    def past(self) -> list[tuple[int, dict[int, int]]]:
        """The rounds before the one that just ended, the latest first (rules 49(2) and 51(2))."""
        return [(number, self.rounds[number - 1].votes) for number in range(len(self.rounds) - 1, 0, -1)]

    def transfer_a_surplus(self) -> None:
        """Rules 48 and 49: the largest surplus first, each paper at surplus × value / votes."""
        most = max(self.votes[number] for number in self.waiting)
        tied = [number for number in self.waiting if self.votes[number] == most]
        number, how = highest(tied, self.past(), self.ballots, self.lots)
        self.waiting.remove(number)
        surplus = most - self.quota * UNIT
        transfers = self.parcels.move(number, (surplus, most))
        self.votes[number] -= surplus
        self.lost += surplus - self.credit(transfers)
        self.close("surplus", of=number, transfers=transfers, tie=how)

    def exclude_one(self) -> None:
        """Rules 50 to 52: the lowest goes; papers keep the value at which they came."""
        number, how = self.the_lowest()
        self.continuing.remove(number)
        self.parcels.close(number)
        if len(self.continuing) == self.vacancies:
            # Rule 52(2): the last vacancies can be filled, so nothing more is transferred.
            self.close("exclusion", of=number, excluded=(number,), tie=how, elected=self.the_rest())
            return
        transfers = self.parcels.move(number)
        self.votes[number] = 0
        self.credit(transfers)
        self.close("exclusion", of=number, excluded=(number,), transfers=transfers, tie=how)

    def the_lowest(self) -> Settled:
        least = min(self.votes[number] for number in self.continuing)
        tied = [number for number in self.continuing if self.votes[number] == least]
        return lowest(tied, self.past(), self.ballots, self.lots)

    def the_rest(self) -> tuple[int, ...]:
        """Rule 52(1): those who continue, the most votes first."""
        return tuple(sorted(self.continuing, key=self.standing_order))

    def standing_order(self, number: int) -> tuple[int, int]:
        return -self.votes[number], self.lots.order.index(number)

    def credit(self, transfers: tuple[Transfer, ...]) -> int:
        """Add papers to what their new holders have; gives the votes they are worth together."""
        for transfer in transfers:
            if transfer.to:
                self.votes[transfer.to] += transfer.votes
            else:
                self.spent += transfer.votes
        return sum(transfer.votes for transfer in transfers)

    def close(self, what: str, *, elected: tuple[int, ...] = (), **told) -> None:
        """End a round: rule 47, whoever has the quota is elected."""
        if not elected:
            reached = [number for number in self.continuing if self.votes[number] >= self.quota * UNIT]
            elected = tuple(sorted(reached, key=self.standing_order))
        for number in elected:
            self.continuing.remove(number)
            self.parcels.close(number)
            self.winners.append(number)
            if self.votes[number] > self.quota * UNIT:
                self.waiting.append(number)
        self.rounds.append(Round(what, dict(self.votes), spent=self.spent, lost=self.lost, elected=elected, **told))
