"""Who approves of whom, as arrays."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ..ballots import Ballots
from ..lots import Lots

Chosen = frozenset[int]


@dataclass(frozen=True, eq=False)
class Profile:
    """Papers that approve of the same candidates, held once.

    numbers   the candidates who can be chosen
    approves  one row a kind of paper, one column a candidate in the order of `numbers`: 1 or 0
    papers    how many papers each row stands for
    """

    numbers: tuple[int, ...]
    approves: np.ndarray
    papers: np.ndarray

    @classmethod
    def of(cls, ballots: Ballots) -> "Profile":
        """The approvals of ballots; a paper approves of everyone it names."""
        numbers = tuple(ballots.standing)
        kinds = ballots.approvals()
        rows = [[int(number in named) for number in numbers] for named, _ in kinds]
        approves = np.array(rows, np.int64).reshape(len(kinds), len(numbers))
        return cls(numbers, approves, np.array([papers for _, papers in kinds], np.int64))

    def supporters(self, place: int) -> list[int]:
        """The rows that approve of the candidate in this column."""
        return np.flatnonzero(self.approves[:, place]).tolist()

    def approvals(self) -> dict[int, int]:
        """How many papers approve of each candidate."""
        return dict(zip(self.numbers, (self.papers @ self.approves).tolist(), strict=True))


def first_by_lots(sets: Iterable[Chosen], lots: Lots) -> tuple[int, ...]:
    """Of sets that do equally well, the one with the candidate drawn first in which they differ.

    >>> first_by_lots([frozenset({1, 2}), frozenset({2, 3})], Lots((3, 2, 1), "", ""))
    (3, 2)
    """
    place = {number: at for at, number in enumerate(lots.order)}
    return min((tuple(sorted(chosen, key=place.__getitem__)) for chosen in sets), key=lambda c: [place[n] for n in c])


def fraction_in_words(value: Fraction) -> str:
    """A score as a whole number, a fraction with its size beside it, or its size alone where the fraction is long.

    >>> fraction_in_words(Fraction(4)), fraction_in_words(Fraction(7, 3)), fraction_in_words(Fraction(1, 4272))
    ('4', '7/3 (2.333)', '0.0002341')
    """
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{value} ({float(value):.4g})" if value.denominator < 1000 else f"{float(value):.4g}"
