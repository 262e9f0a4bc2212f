"""Who holds which papers, and where they go next."""

import numpy as np

from .ballots import Ballots
from .results import Transfer


class Parcels:
    """The papers of a count as they stand: for each row of rankings, its holder and the value of one paper.

    Long for speed: rows are moved together, and the next preference of all
    of them is found at once.
    """

    def __init__(self, ballots: Ballots, unit: int):
        rows = len(ballots.papers)
        # A last column of noughts: whoever has no further preference goes to 0, nobody.
        self.rankings = np.hstack([ballots.rankings, np.zeros((rows, 1), np.int32)])
        self.papers = ballots.papers
        self.holder = np.zeros(rows, np.int32)
        self.value = np.full(rows, unit, np.int64)
        self.most = 2 * unit
        self.open = np.zeros(len(ballots.candidates) + 1, bool)
        self.open[[0, *ballots.standing]] = True

    def close(self, number: int) -> None:
        """The candidate takes no more papers."""
        self.open[number] = False

    def first(self) -> tuple[Transfer, ...]:
        """Give every paper to its first preference."""
        return self._hand_over(np.arange(len(self.papers)))

    def move(self, number: int, share: tuple[int, int] | None = None) -> tuple[Transfer, ...]:
        """Give a candidate's papers to the next preference still open.

        share  (surplus, total): a paper is then worth surplus × value / total,
               the remainder left off; without it papers keep their value
        """
        rows = np.flatnonzero(self.holder == number)
        if share:
            surplus, total = share
            self.value[rows] = surplus * self.value[rows] // total
        return self._hand_over(rows)

    def _hand_over(self, rows: np.ndarray) -> tuple[Transfer, ...]:
        ranked = self.rankings[rows]
        # Whoever was passed over stays closed, so the first that is open is the next preference.
        place = self.open[ranked].argmax(axis=1)
        to = ranked[np.arange(len(rows)), place]
        self.holder[rows] = to
        kinds, kind = np.unique(to * np.int64(self.most) + self.value[rows], return_inverse=True)
        papers = np.bincount(kind, weights=self.papers[rows], minlength=len(kinds))
        parcels: dict[int, list[tuple[int, int]]] = {}
        for key, many in zip(kinds.tolist(), papers.tolist(), strict=True):
            number, value = divmod(key, self.most)
            parcels.setdefault(number, []).insert(0, (value, int(many)))
        if 0 in parcels:
            parcels[0] = parcels.pop(0)  # last, after those who gain
        return tuple(_transfer(number, tuple(held)) for number, held in parcels.items())


def _transfer(number: int, parcels: tuple[tuple[int, int], ...]) -> Transfer:
    papers = sum(many for _, many in parcels)
    return Transfer(number, papers, sum(value * many for value, many in parcels), parcels)
