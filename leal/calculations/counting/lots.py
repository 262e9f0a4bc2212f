"""Lots for ties, drawn before the papers are seen.

One order of all candidates settles every tie of a count: whoever comes first
in it is served first and excluded last. A recount with the same order has
the same winners.
"""

from dataclasses import dataclass
from hashlib import sha256

from .ballots import Ballots


@dataclass(frozen=True)
class Lots:
    """The order in which candidates were drawn, and where it comes from."""

    order: tuple[int, ...]
    seed: str
    source: str

    def first(self, tied: list[int]) -> int:
        """Of these, the one drawn first."""
        return min(tied, key=self.order.index)

    def last(self, tied: list[int]) -> int:
        """Of these, the one drawn last."""
        return max(tied, key=self.order.index)


def lots_for(ballots: Ballots, order: tuple[int, ...] = (), seed: str = "") -> Lots:
    """The lots of a ballot.

    order   numbers of candidates as they were drawn, each of them once
    seed    words or numbers that were made public; else, unless the file
            names an order, the title and names on the paper are the seed:
            they are fixed before anyone votes

    A seed orders candidates by the SHA-256 of the seed, a line feed and the
    candidate's number: `printf '%s\\n%s' SEED NUMBER | sha256sum`, the
    smallest first. Raises ValueError when the order is not each candidate once.

    >>> from leal.calculations.counting import Candidate, ballots_of
    >>> ballots = ballots_of({(1,): 1}, [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness")])
    >>> lots_for(ballots, seed="3 14 15 26 35 58").order
    (1, 3, 2)
    """
    if order or (ballots.lots and not seed):
        given = tuple(order or ballots.lots)
        if sorted(given) != sorted(ballots.standing):
            raise ValueError("The lots must name each candidate who has not withdrawn once, by number")
        return Lots(given, "", "the order you gave" if order else "the order in the file")
    source = "the seed you gave" if seed else "the title and names on the paper, known before anyone votes"
    seed = seed or _of_the_paper(ballots)
    drawn = sorted(ballots.standing, key=lambda number: sha256(f"{seed}\n{number}".encode()).hexdigest())
    return Lots(tuple(drawn), seed, source)


def _of_the_paper(ballots: Ballots) -> str:
    names = [ballots.title, *(candidate.name for candidate in ballots.candidates)]
    return sha256("\n".join(names).encode()).hexdigest()
