"""Choosing a panel fairly.

From people who could be chosen and targets that a panel must meet, the
lottery over panels that makes the smallest chance as large as can be, then
the next, and so on; exact, with a proof. The draw is public and repeatable.
Works on files alone.
"""

from .choosing import CannotBeMet, Lottery, fair_lottery
from .clashes import Clash, clash_of
from .faults import Fault, Unreadable
from .patience import Patience
from .pool import Person, Pool, Target
from .reading import read_pool

__all__ = [
    "CannotBeMet",
    "Clash",
    "Fault",
    "Lottery",
    "Patience",
    "Person",
    "Pool",
    "Target",
    "Unreadable",
    "clash_of",
    "fair_lottery",
    "read_pool",
]
