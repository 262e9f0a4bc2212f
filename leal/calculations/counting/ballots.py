"""The papers of one ballot, alike papers held once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

MOST_PAPERS = 900_000_000
"""So that surplus × value, both in hundred-thousandths, is never too large for a 64-bit whole number."""


MOST_CANDIDATES = 10_000
"""No paper is longer; a larger number on the first line is a slip."""


class Candidate(NamedTuple):
    """Someone or something that can be chosen. Numbers count from 1, in the order of the paper."""

    number: int
    name: str
    party: str = ""
    withdrawn: bool = False


@dataclass(frozen=True, eq=False)
class Ballots:
    """What was voted.

    seats       how many are to be chosen
    candidates  in the order of the paper, the withdrawn included
    rankings    one row for papers that are alike: numbers of candidates, the first preference first, then 0
    papers      how many papers each row stands for
    blank       papers with no preference that counts; they are not valid
    lots        the order in which lots were drawn, where the file says so
    notes       what was passed over or guessed in reading, as sentences
    """

    title: str
    seats: int
    candidates: tuple[Candidate, ...]
    rankings: np.ndarray
    papers: np.ndarray
    blank: int = 0
    lots: tuple[int, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def valid(self) -> int:
        """How many papers have a first preference."""
        return int(self.papers.sum())

    @property
    def standing(self) -> list[int]:
        """The numbers of the candidates who have not withdrawn, in the order of the paper."""
        return [candidate.number for candidate in self.candidates if not candidate.withdrawn]

    def name(self, number: int) -> str:
        """A candidate's name."""
        return self.candidates[number - 1].name

    def approvals(self) -> list[tuple[frozenset[int], int]]:
        """Which candidates a paper names, and how many papers name just those, in one fixed order."""
        counted: Counter[frozenset[int]] = Counter()
        for row, papers in zip(self.rankings.tolist(), self.papers.tolist(), strict=True):
            counted[frozenset(row) - {0}] += papers
        return sorted(counted.items(), key=lambda item: sorted(item[0]))


def ballots_of(
    rankings: Mapping[tuple[int, ...], int] | Iterable[tuple[tuple[int, ...], int]],
    candidates: Iterable[Candidate],
    *,
    seats: int = 1,
    title: str = "",
    blank: int = 0,
    lots: tuple[int, ...] = (),
    notes: tuple[str, ...] = (),
) -> Ballots:
    """Ballots from rankings (numbers of candidates, the first preference first) and how many papers say each.

    Withdrawn candidates are struck from every paper, and those after them
    move up. A paper that names nobody else is blank.

    Raises ValueError for a number that is no candidate, or is named twice.

    >>> names = [Candidate(1, "Dignity"), Candidate(2, "Respect"), Candidate(3, "Fairness", withdrawn=True)]
    >>> ballots = ballots_of({(1, 2): 4, (3, 2): 2, (2,): 1, (3,): 5}, names)
    >>> ballots.rankings.tolist(), ballots.papers.tolist(), ballots.blank
    ([[1, 2], [2, 0]], [4, 3], 5)
    """
    candidates = tuple(candidates)
    gone = {candidate.number for candidate in candidates if candidate.withdrawn}
    known = {candidate.number for candidate in candidates}
    counted: dict[tuple[int, ...], int] = {}
    for ranking, papers in rankings.items() if isinstance(rankings, Mapping) else rankings:
        if len(set(ranking)) < len(ranking) or not known.issuperset(ranking):
            raise ValueError(f"{ranking} names someone twice, or someone who is no candidate")
        if gone and not gone.isdisjoint(ranking):
            ranking = tuple(number for number in ranking if number not in gone)
        counted[ranking] = counted.get(ranking, 0) + papers
    blank += counted.pop((), 0)
    rows, papers = _arrays(counted)
    return Ballots(title, seats, candidates, rows, papers, blank, lots, notes)


def _arrays(counted: dict[tuple[int, ...], int]) -> tuple[np.ndarray, np.ndarray]:
    longest = max(map(len, counted), default=0)
    blanks = [(0,) * place for place in range(longest + 1)]
    rows = np.array([ranking + blanks[longest - len(ranking)] for ranking in counted], dtype=np.int32)
    return rows.reshape(len(counted), longest), np.fromiter(counted.values(), np.int64, len(counted))
