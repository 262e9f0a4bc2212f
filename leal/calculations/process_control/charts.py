"""The XmR chart: individual values, their moving ranges, and limits of usual variation."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from .signals import Signal, signals

FEWEST = 12
"""Fewer points than this are not judged. (NHSRplotthedots draws "trial" limits there; we draw none.)"""

LIMITS = 2.66
RANGE_LIMIT = 3.267


class TooFewPoints(ValueError):
    """There are not enough points to know what is usual."""

    def __init__(self, points: int):
        super().__init__(points)
        self.points = points

    def __str__(self) -> str:
        return f"{self.points} results are too few to know what is usual. We start at {FEWEST}."


class Rebase(NamedTuple):
    """From the point `at` on the limits are worked out anew, for a written reason."""

    at: int
    because: str


@dataclass(frozen=True, slots=True)
class Phase:
    """The points from `start` up to and not with `end`, and what is usual among them.

    mean, low, high  in the unit of the values; None while there are fewer than twelve points
    because          why the limits were worked out anew; "" for the first phase
    """

    start: int
    end: int
    because: str
    mean: float | None = None
    range: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def is_judged(self) -> bool:
        return self.mean is not None


@dataclass(frozen=True, slots=True)
class Chart:
    """Values in order of time, their phases, and each point that chance does not explain."""

    values: tuple[float, ...]
    phases: tuple[Phase, ...]
    signals: tuple[Signal, ...]

    @property
    def now(self) -> Phase:
        return self.phases[-1]

    def variation(self, better: str) -> str:
        """What the newest point shows: "improvement", "concern", "high", "low", "usual" or "too few".

        better  "higher", "lower", or "neither", for which high and low are only said
        """
        if not self.now.is_judged:
            return "too few"
        side = next((signal.side for signal in self.signals if signal.at == len(self.values) - 1), 0)
        return named(side, better)

    def assurance(self, target: float, better: str) -> str:
        """Whether the target is met as a rule: "consistently passing", "consistently failing",
        "hit and miss", or "" where there is no better way or too few points.

        By the limits of the newest phase: a target inside them will be met
        in some periods and missed in others, by chance alone.
        """
        if better == "neither" or not self.now.is_judged:
            return ""
        if self.now.low <= target <= self.now.high:
            return "hit and miss"
        above = self.now.low > target
        return "consistently passing" if above == (better == "higher") else "consistently failing"


def named(side: int, better: str) -> str:
    """A signal's side (+1 or -1; 0 for none) in words.

    >>> named(1, "lower"), named(-1, "lower"), named(1, "neither"), named(0, "higher")
    ('concern', 'improvement', 'high', 'usual')
    """
    if side == 0:
        return "usual"
    if better == "neither":
        return "high" if side > 0 else "low"
    return "improvement" if (side > 0) == (better == "higher") else "concern"


def chart(values: Sequence[float], *, rebases: Sequence[Rebase] = (), screened: bool = False) -> Chart:
    """An XmR chart of values in order of time.

    values    at least twelve, of one comparable series
    rebases   each with its written reason, in order
    screened  leave moving ranges beyond their own limit out of the average,
              so that one wild point does not widen the limits (L. S. Nelson,
              1982, Journal of Quality Technology 14(3), 172-173). The Excel
              tools of Making Data Count do not; NHSRplotthedots does

    Limits are the mean, less and plus 2.66 average moving ranges (D. J.
    Wheeler, "Making Sense of Data"). A moving range never reaches over a
    rebase. A phase of fewer than twelve points has no limits and no signals.

    Raises TooFewPoints under twelve values; ValueError for a rebase with no
    reason or in no place.

    >>> waits = [4.2, 4.6, 4.4, 4.9, 5.1, 4.7, 4.5, 4.8, 4.3, 4.6, 5.0, 9.8]
    >>> found = chart(waits)
    >>> round(found.now.mean, 2), [(signal.at, signal.rule.value) for signal in found.signals]
    (5.08, [(11, 'outside the usual limits')])
    """
    if len(values) < FEWEST:
        raise TooFewPoints(len(values))
    _check(rebases, len(values))
    starts = [0, *(rebase.at for rebase in rebases)]
    reasons = ["", *(rebase.because for rebase in rebases)]
    ends = [*starts[1:], len(values)]
    phases = tuple(
        _phase(values, start, end, because, screened) for start, end, because in zip(starts, ends, reasons, strict=True)
    )
    return Chart(tuple(values), phases, tuple(signal for phase in phases for signal in _signals(values, phase)))


def _check(rebases: Sequence[Rebase], points: int) -> None:
    places = [0, *(rebase.at for rebase in rebases), points]
    if any(later <= earlier for earlier, later in zip(places, places[1:], strict=False)):
        raise ValueError("A rebase starts after the first point, after the one before it, and before the last.")
    if not all(rebase.because.strip() for rebase in rebases):
        raise ValueError("Limits are worked out anew only for a written reason. Say why.")


def _phase(values: Sequence[float], start: int, end: int, because: str, screened: bool) -> Phase:
    if end - start < FEWEST:
        return Phase(start, end, because)
    points = values[start:end]
    mean = fmean(points)
    ranges = [abs(later - earlier) for earlier, later in zip(points, points[1:], strict=False)]
    average = fmean(ranges)
    if screened:
        average = fmean([it for it in ranges if it <= RANGE_LIMIT * average])
    return Phase(start, end, because, mean, average, mean - LIMITS * average, mean + LIMITS * average)


def _signals(values: Sequence[float], phase: Phase) -> list[Signal]:
    if not phase.is_judged:
        return []
    found = signals(values[phase.start : phase.end], mean=phase.mean, low=phase.low, high=phase.high)
    return [signal._replace(at=signal.at + phase.start) for signal in found]
