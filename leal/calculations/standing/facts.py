"""What the rule is told: plain values, handed in by whoever read them from the database."""

from dataclasses import dataclass
from datetime import date

from leal.calculations.change import Line
from leal.calculations.series import Break, Reading


@dataclass(frozen=True, slots=True)
class Level:
    """A target, or a level that the owner has set: its value in the measure's unit, from when, by whose authority."""

    value: float
    from_on: date
    authority: str = ""


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """What a reviewed measure says about how its results are to be read.

    kind            "share", "mean", "median", "count", "rate", "duration" or "example"
    unit            "%" for shares; "seconds", or a plural noun
    better          "higher", "lower" or "neither"
    line            the difference from which on a change matters
    population      "all", "census", "sample" or "self-selected"
    feeling         True for what people say they felt, False for what was counted
    smallest_base   results on fewer people are not read
    good_for_years  for how many charter years after its own a result may still speak
    gap             of a measure known to be needed, of which nothing is known: why; "" for any other
    """

    code: str
    name: str
    kind: str = "share"
    unit: str = "%"
    better: str = "higher"
    line: Line = Line(points=5)
    population: str = "all"
    feeling: bool = False
    smallest_base: int = 10
    base: str = ""
    levels: tuple[Level, ...] = ()
    breaks: tuple[Break, ...] = ()
    good_for_years: int = 0
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Cases:
    """How many good and bad cases a measure of kind "example" holds for the year."""

    good: int = 0
    bad: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A measure and all its results, in any order, of any period and group."""

    rule: MeasureRule
    readings: tuple[Reading, ...] = ()
    cases: Cases = Cases()


@dataclass(frozen=True, slots=True)
class Serving:
    """That a measure serves a commitment, or one part of it ("" for the whole); deciding, or only shown beside."""

    measure: str
    part: str = ""
    decides: bool = True


@dataclass(frozen=True, slots=True)
class PartFact:
    """One of several promises in one sentence."""

    letter: str
    wording: str


@dataclass(frozen=True, slots=True)
class PracticeFact:
    """Something done, being built or promised to keep a commitment or a part of it ("" for the whole).

    state    "in_place", "being_built" or "promised"
    since    None when no date is known: then it counts for every year
    wording  what is done, for the page; the rule does not read it
    """

    name: str
    state: str
    part: str = ""
    since: date | None = None
    ended_on: date | None = None
    wording: str = ""

    def is_going_on(self, on: date) -> bool:
        """Begun, as far as anyone knows, and not ended."""
        return (self.since is None or self.since <= on) and (self.ended_on is None or self.ended_on > on)

    def is_in_place(self, on: date) -> bool:
        begun = self.since is None or self.since <= on
        return self.state == "in_place" and begun and (self.ended_on is None or self.ended_on > on)


@dataclass(frozen=True, slots=True)
class OwnerFact:
    """Who must keep a commitment, or a part of it ("" for the whole)."""

    role: str
    body: str
    part: str = ""
    since: date | None = None
    ended_on: date | None = None

    def is_owner(self, on: date) -> bool:
        begun = self.since is None or self.since <= on
        return begun and (self.ended_on is None or self.ended_on > on)


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """A promise and all that hangs on it. `binds` names the bodies that must keep it; `statements` counts the
    statements it answers."""

    code: str
    title: str = ""
    statements: int = 0
    binds: tuple[str, ...] = ()
    parts: tuple[PartFact, ...] = ()
    owners: tuple[OwnerFact, ...] = ()
    practices: tuple[PracticeFact, ...] = ()
    servings: tuple[Serving, ...] = ()
