"""What a count found, round by round."""

from dataclasses import dataclass, field
from fractions import Fraction

from .ballots import Ballots
from .lots import Lots

Votes = int | Fraction


@dataclass(frozen=True)
class Transfer:
    """Papers that went to one candidate, or to nobody.

    to       a candidate's number; 0 for papers with no further preference
    papers   how many
    votes    what they are worth together, in the count's unit
    parcels  (value of each paper in the unit, how many papers), the dearest first
    """

    to: int
    papers: int
    votes: int
    parcels: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Round:
    """One stage of a count.

    what        "first preferences", "surplus", "exclusion", "last places"; "totals", "choice" or
                "removal" in counts of approvals
    of          the candidate it is about, if any
    votes       each candidate's votes at its end, in the count's unit
    spent       votes on papers with no further preference, so far
    lost        votes lost by leaving fractions off, so far
    elected     who is chosen in it, in order
    tie         how a tie was settled, as a sentence
    why         sentences that only the method can say
    """

    what: str
    votes: dict[int, Votes]
    of: int = 0
    transfers: tuple[Transfer, ...] = ()
    spent: int = 0
    lost: int = 0
    elected: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    tie: str = ""
    why: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Count:
    """A whole count.

    unit      how many units make one vote: 100,000 where five decimal places are kept
    quota     votes that are enough, in votes; None where the method has none
    tied      other sets of winners that do as well, before lots; empty when there are none
    """

    method: str
    ballots: Ballots
    seats: int
    winners: tuple[int, ...]
    rounds: tuple[Round, ...]
    lots: Lots
    unit: int = 1
    quota: int | None = None
    tied: tuple[tuple[int, ...], ...] = field(default=())
    notes: tuple[str, ...] = field(default=())
