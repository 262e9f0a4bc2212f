"""Units, those who coded them, and the codes they gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

NO_CODE = -1


@dataclass(frozen=True, eq=False)
class Ratings:
    """Who gave which unit which code.

    units   what was coded: a sentence, a person's words
    coders  who coded
    codes   the different codes, in their order where they have one
    given   one row a unit, one column a coder: a place in `codes`, or -1 where a coder gave none
    """

    units: tuple[str, ...]
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    given: np.ndarray

    @property
    def pairable(self) -> int:
        """How many units two coders or more have coded."""
        return int(((self.given != NO_CODE).sum(axis=1) > 1).sum())

    def counts(self) -> np.ndarray:
        """One row a unit, one column a code: how many coders gave it."""
        return counted(self.given, len(self.codes))

    def between(self, first: str, second: str) -> "Ratings":
        """The same units by two coders alone."""
        places = [self.coders.index(first), self.coders.index(second)]
        return Ratings(self.units, (first, second), self.codes, self.given[:, places])

    def disagreements(self) -> list[dict[str, str]]:
        """Each unit on which coders differ, in their order: the unit, and what each coder gave."""
        found = []
        for unit, row in zip(self.units, self.given.tolist(), strict=True):
            told = {coder: self.codes[code] for coder, code in zip(self.coders, row, strict=True) if code != NO_CODE}
            if len(set(told.values())) > 1:
                found.append({"unit": unit} | told)
        return found


def counted(given: np.ndarray, codes: int) -> np.ndarray:
    """One row a unit, one column a code: how many coders gave it. `given` is as in Ratings.

    >>> counted(np.array([[0, 0, 1], [1, -1, 1]]), 2).tolist()
    [[2, 1], [0, 2]]
    """
    places = np.arange(len(given))[:, None] * (codes + 1) + given + 1
    return np.bincount(places.ravel(), minlength=len(given) * (codes + 1)).reshape(len(given), codes + 1)[:, 1:]


def ratings_of(by_coder: Mapping[str, Sequence[str | None]], codes: Sequence[str] = ()) -> Ratings:
    """Ratings from each coder's codes, unit by unit, None where there is none.

    codes  all codes in their order; else as they come up

    Raises ValueError when coders have different numbers of units, or give a code that is not listed.

    >>> ratings = ratings_of({"Ann": ["a", "b", None], "Bo": ["a", "a", "b"]})
    >>> ratings.codes, ratings.given.tolist(), ratings.pairable
    (('a', 'b'), [[0, 0], [1, 0], [-1, 1]], 2)
    """
    columns = list(by_coder.values())
    rows = list(zip(*columns, strict=True))
    order = tuple(codes) or tuple(dict.fromkeys(code for row in rows for code in row if code is not None))
    place = {code: at for at, code in enumerate(order)} | {None: NO_CODE}
    if unlisted := {code for row in rows for code in row} - place.keys():
        raise ValueError(f"Not among the codes: {', '.join(sorted(map(str, unlisted)))}")
    given = np.array([[place[code] for code in row] for row in rows], np.int64).reshape(len(rows), len(columns))
    return Ratings(tuple(map(str, range(1, len(rows) + 1))), tuple(by_coder), order, given)
