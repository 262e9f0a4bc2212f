"""One column of answers, as whole numbers beside the words they stand for."""

from dataclasses import dataclass

import numpy as np

SKIPPED, NOT_ASKED = -1, -2
MOST_TICKS = 62  # ticks are bits of one 64-bit whole number; two codes are kept for skipped and not asked


@dataclass(frozen=True, eq=False)
class Answers:
    """What each person answered to one question, or which group they are in.

    name     as the file or the questionnaire calls it
    labels   the answers there can be, in the order they are shown
    codes    one whole number a person: the place of the answer in `labels`,
             from 0, or SKIPPED, or NOT_ASKED. Where `several`, the answers
             ticked, as bits: 5 is the first and the third; 0 is "answered,
             and ticked none"
    several  whether a person may give several answers
    values   the number each label stands for, for a mean or a median; NaN
             for a label that is no number ("Don't know"); empty when none

    Raises ValueError when a code stands for nothing.

    >>> trust = Answers("Trusted", ("Yes", "No"), [0, 0, 1, SKIPPED, NOT_ASKED])
    >>> trust.people, trust.codes.tolist()
    (5, [0, 0, 1, -1, -2])
    """

    name: str
    labels: tuple[str, ...]
    codes: np.ndarray
    several: bool = False
    values: tuple[float, ...] = ()

    def __post_init__(self):
        object.__setattr__(self, "labels", tuple(self.labels))
        object.__setattr__(self, "values", tuple(float(value) for value in self.values))
        object.__setattr__(self, "codes", _whole_numbers(self.name, self.codes))
        self._check_labels()
        self._check_codes()

    @property
    def people(self) -> int:
        return len(self.codes)

    def _check_labels(self) -> None:
        if len(set(self.labels)) != len(self.labels):
            raise ValueError(f"{self.name}: an answer is listed twice")
        if self.values and len(self.values) != len(self.labels):
            raise ValueError(f"{self.name}: {len(self.labels)} answers have {len(self.values)} values")
        if np.isinf(self.values).any():
            raise ValueError(f"{self.name}: an answer cannot stand for infinity")
        if self.several and len(self.labels) > MOST_TICKS:
            raise ValueError(
                f"{self.name}: at most {MOST_TICKS} answers can be ticked, and {len(self.labels)} are listed"
            )

    def _check_codes(self) -> None:
        if not self.people:
            return
        most = 2 ** len(self.labels) if self.several else len(self.labels)
        lowest, highest = int(self.codes.min()), int(self.codes.max())
        for code in (lowest, highest):
            if not NOT_ASKED <= code < most:
                person = int(np.flatnonzero(self.codes == code)[0]) + 1
                raise ValueError(f"{self.name}: person {person} has the code {code}, which stands for no answer")


def _whole_numbers(name: str, codes) -> np.ndarray:
    codes = np.asarray(codes)
    if codes.ndim != 1:
        raise ValueError(f"{name}: give one code a person, in one row")
    if codes.size and not np.issubdtype(codes.dtype, np.integer):
        raise ValueError(f"{name}: codes are whole numbers")
    return codes if codes.size else codes.astype(np.int8)
