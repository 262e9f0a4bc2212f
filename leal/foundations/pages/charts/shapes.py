"""What a chart is told, and what it gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chart:
    """A finished drawing.

    svg     safe markup with a title and a description
    narrow  the same for a phone, when it is drawn otherwise there; else ""
    notes   sentences that belong under the drawing: where a line is broken and why, what a mark means
    """

    svg: str
    narrow: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One result.

    at         its place in time, in any unit that grows evenly: an ordinal day, a year with a fraction
    period     the words for it: "2021–22"
    value      None when it is suppressed or was not asked; then `shown` says so
    shown      the value as it is read: "76%", "22 min 17 s", "too few to show"
    low, high  an interval, in the unit of the value
    """

    at: float
    period: str
    value: float | None
    shown: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Strand:
    """Points that may be joined. `because`: why the line does not go on from the strand before."""

    points: tuple[Point, ...]
    because: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A published level: where it lies and the words for it ("Target: 90%")."""

    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class LinePanel:
    """One small panel: a title set on it, what it shows in full for those who cannot see it, its strands."""

    id: str
    title: str
    about: str
    strands: tuple[Strand, ...]
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One group or period as a length.

    value  None when it may not be shown; then `shown` says why
    base   the words for how many it rests on: "Base: 283"
    """

    label: str
    value: float | None
    shown: str
    base: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """A share of people as dots one can count: `per_hundred` of a hundred."""

    label: str
    per_hundred: int
    shown: str
