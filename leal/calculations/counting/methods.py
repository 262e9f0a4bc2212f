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
ACT_1983 = "Representation of the People Act 1983, schedule 1, rules 49 and 50"

METHODS = {
    "scottish-stv": Method(
        "Single transferable vote as councils in Scotland are elected by it", ORDER_2007, "scottish.scottish_stv"
    ),
    "irv": Method("The lowest goes until one has a majority: one seat", ACT_2011, "majority.irv"),
    "plurality": Method("The most first preferences", ACT_1983, "majority.plurality"),
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
