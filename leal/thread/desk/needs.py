"""One thing that needs someone: what it is, why, since when, and the one thing to do about it.

A need goes away by being done. Nothing here is ticked off. What needs someone is told by what it is about: `promises`,
`lessons`, `wording`, `evidence`, `listening`, and what is under way in `working`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from leal.calculations.freshness import Timeliness

TAGS = {Timeliness.OVERDUE: "Overdue", Timeliness.LATE: "Readers see that it is late"}


@dataclass(frozen=True)
class Need:
    """One thing that needs someone.

    what  what is the matter, in a sentence or two
    act   what to do, as the words of the link that leads to it
    day   since when, or by when; what has none comes last
    tag   a word in a frame: how it stands, that it is overdue
    """

    title: str
    what: str
    act: str
    href: str
    day: date | None = None
    tag: str = ""
    standing: str = ""


def by_day(needs: Iterable[Need]) -> list[Need]:
    """The earliest day first."""
    return sorted(needs, key=lambda one: (one.day or date.max, one.title))
