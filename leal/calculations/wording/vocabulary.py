"""The published table of words: what each may stand for."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_name("table.toml")


class Span(NamedTuple):
    """The percentages that words may stand for; an end that is not `includes_…` is left out."""

    low: float
    high: float
    includes_low: bool = True
    includes_high: bool = True

    def holds(self, percent: float) -> bool:
        """Whether a percentage lies in it."""
        above = percent > self.low + NEAR or (self.includes_low and percent > self.low - NEAR)
        below = percent < self.high - NEAR or (self.includes_high and percent < self.high + NEAR)
        return above and below


NEAR = 1e-6


class Fraction(NamedTuple):
    """A plain share, and how far "over" and "under" it reach, in points."""

    percent: float
    reach: float
    says: tuple[str, ...] = ()


class Nearness(NamedTuple):
    """A way to come near a fraction."""

    says: tuple[str, ...]
    start: float | str
    end: float | str
    share: float
    open: tuple[str, ...]

    def around(self, fraction: Fraction) -> Span:
        """What these words with this fraction may stand for."""
        low, high = self._point(self.start, fraction, -1), self._point(self.end, fraction, 1)
        return Span(max(0.0, low), min(100.0, high), "from" not in self.open, "to" not in self.open)

    def _point(self, given: float | str, fraction: Fraction, sign: int) -> float:
        if given == "reach":
            return fraction.percent + sign * fraction.reach
        most = self.share * fraction.percent
        return fraction.percent + max(-most, min(most, float(given)))


class Word(NamedTuple):
    """A word for a share that names no fraction."""

    says: tuple[str, ...]
    span: Span
    near: bool


class Vocabulary(NamedTuple):
    """The whole table."""

    fractions: tuple[Fraction, ...]
    nearnesses: tuple[Nearness, ...]
    words: tuple[Word, ...]
    write: dict

    def nearness(self, said: str) -> Nearness:
        """The nearness that has these words; the bare one for none."""
        return next(one for one in self.nearnesses if said in one.says)


@cache
def vocabulary() -> Vocabulary:
    """The table as it stands in table.toml."""
    read = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return Vocabulary(
        tuple(Fraction(one["percent"], one["reach"], tuple(one["says"])) for one in read["fraction"]),
        tuple(
            Nearness(tuple(one["says"]), one["from"], one["to"], one.get("share", 1.0), tuple(one.get("open", ())))
            for one in read["nearness"]
        ),
        tuple(Word(tuple(one["says"]), _span(one), one.get("near", False)) for one in read["word"]),
        read["write"],
    )


def _span(one: dict) -> Span:
    shut = one.get("open", ())
    return Span(one["from"], one["to"], "from" not in shut, "to" not in shut)


def in_every(part: int, whole: int) -> Fraction:
    """The fraction "N in M".

    >>> in_every(9, 10)
    Fraction(percent=90.0, reach=10.0, says=())
    """
    percent = 100 * part / whole
    return Fraction(percent, 16.6 if 2 * part == whole else min(10.0, 100 / whole))
