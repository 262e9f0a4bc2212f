"""Counting a ballot by a rule that has a name.

Papers come from BLT and PrefLib files as the world writes them. Every sum is
a whole number or a fraction, lots for ties are known before the papers are
seen, and each round says what happened and why. Works on files alone.
"""

from .ballots import Ballots, Candidate, ballots_of
from .faults import Fault, Unreadable
from .lots import Lots, lots_for
from .methods import METHODS, Method, count
from .reading import read_ballots
from .results import Count, Round, Transfer

__all__ = [
    "METHODS",
    "Ballots",
    "Candidate",
    "Count",
    "Fault",
    "Lots",
    "Method",
    "Round",
    "Transfer",
    "Unreadable",
    "ballots_of",
    "count",
    "lots_for",
    "read_ballots",
]
