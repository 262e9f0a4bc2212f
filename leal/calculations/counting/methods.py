"""Methods of counting, each with its name and where its rules are written."""

import importlib
from typing import NamedTuple

from .ballots import Ballots
from .lots import Lots
from .results import Count


class Method(NamedTuple):
    """A rule for choosing.

    does      what it does, in a line
    source    the law or paper that says how
    place     module and function that count by it
    approves  order on the paper says nothing: whoever is named is approved
    """

    does: str
    source: str
    place: str
    approves: bool = False


ORDER_2007 = "Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52"
ACT_2011 = "Parliamentary Voting System and Constituencies Act 2011, section 9 and schedule 10"
BOOK_2023 = "Lackner and Skowron, Multi-winner voting with approval preferences (2023)"
ACT_1983 = "Representation of the People Act 1983, schedule 1, rules 49 and 50"

METHODS = {
    "scottish-stv": Method(
        "Single transferable vote as councils in Scotland are elected by it", ORDER_2007, "scottish.scottish_stv"
    ),
    "irv": Method("The lowest goes until one has a majority: one seat", ACT_2011, "majority.irv"),
    "plurality": Method("The most first preferences", ACT_1983, "majority.plurality"),
    "approval": Method("Those most papers approve of", BOOK_2023, "approving.separable.approval", True),
    "sav": Method(
        "A paper shares one vote among those it approves of",
        "Brams and Kilgour, Satisfaction approval voting (2014)",
        "approving.separable.sav",
        True,
    ),
    "pav": Method(
        "Proportional approval voting: a paper gives 1, 1/2, 1/3 … for those of its candidates who are chosen",
        BOOK_2023,
        "approving.thiele.pav",
        True,
    ),
    "slav": Method("The same with 1, 1/3, 1/5 … (Sainte-Laguë)", BOOK_2023, "approving.thiele.slav", True),
    "cc": Method("As many papers as can be have someone (Chamberlin-Courant)", BOOK_2023, "approving.thiele.cc", True),
    "seqpav": Method("pav, one candidate after another", BOOK_2023, "approving.thiele.seqpav", True),
    "seqslav": Method("slav, one candidate after another", BOOK_2023, "approving.thiele.seqslav", True),
    "seqcc": Method("cc, one candidate after another", BOOK_2023, "approving.thiele.seqcc", True),
    "revseqpav": Method("pav, taking out one after another", BOOK_2023, "approving.thiele.revseqpav", True),
    "seqphragmen": Method(
        "Papers carry those they approve of, as evenly as can be (Phragmén)",
        "Brill and others, Phragmén’s voting methods and justified representation (2024)",
        "approving.phragmen.seqphragmen",
        True,
    ),
    "equal-shares": Method(
        "Papers have equal shares to pay with (Rule X), the rest by seqphragmen",
        "Peters and Skowron, Proportionality and the limits of welfarism (2020)",
        "approving.phragmen.equal_shares",
        True,
    ),
}


def count(ballots: Ballots, method: str, lots: Lots, *, seats: int = 0) -> Count:
    """The winners by one of METHODS, and every round.

    lots   settle ties; see lots_for
    seats  in place of what the ballots say

    Raises KeyError for a method that is not there.

    >>> from . import Candidate, ballots_of, lots_for
    >>> ballots = ballots_of({(1,): 3, (2, 1): 2}, [Candidate(1, "Dignity"), Candidate(2, "Respect")])
    >>> count(ballots, "plurality", lots_for(ballots)).winners
    (1,)
    """
    module, _, function = METHODS[method].place.rpartition(".")
    return getattr(importlib.import_module(f".{module}", __package__), function)(ballots, seats or ballots.seats, lots)
