"""Measures as reviewed files (`measures/*.toml`): what each asks, of whom, and which promises it serves."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from leal.calculations.freshness import MONTHS

from .models import Break, Measure
from .reviewed import Fault, Fields, Misread, read_toml

MEASURES = Path(__file__).parent / "measures"
LONGEST_WAIT = 730
SET_ASIDE = Path(__file__).parent / "unmapped.toml"


@dataclass(frozen=True)
class Serving:
    """A promise that a measure serves: a commitment's code, and a part's letter or ""."""

    commitment: str
    part: str
    decides: bool


@dataclass(frozen=True)
class Held:
    """A target or level, from a day, by whose authority and where it was published."""

    value: Decimal
    from_on: date
    authority: str
    source: str


@dataclass(frozen=True)
class Broken:
    """A day on which the series stops being one line."""

    on: date
    kind: str
    reason: str


@dataclass(frozen=True)
class Definition:
    """One measure as its file defines it; field names are those of `Measure`.

    labels  what it has been published as; codes  its question's reviewed codes
    answer  of a share published answer by answer, the one that is counted
    every, published_after  how often there is a result, and how many days after its period it is published
    digest  SHA-256 of the file, to tell a changed definition
    """

    code: str
    name: str
    number: str
    asks: str
    kind: str
    unit: str
    feeling: bool
    base: str
    population: str
    source: str
    better: str
    matters_points: Decimal | None
    matters_relative: Decimal | None
    smallest_base: int | None
    good_for_years: int
    every: str
    published_after: int | None
    rounding: Decimal | None
    why_it_matters: str
    caveat: str
    gap: str
    labels: tuple[str, ...]
    codes: tuple[str, ...]
    answer: str
    serves: tuple[Serving, ...]
    levels: tuple[Held, ...]
    breaks: tuple[Broken, ...]
    digest: str


def read_definitions(folder: Path = MEASURES) -> tuple[Definition, ...]:
    """Every measure of a folder, in order of their codes.

    Raises Misread with every fault of every file: file, field, what is wrong, how to mend it.
    """
    faults: list[Fault] = []
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        faults.append(Fault(folder.name, "", "The folder holds no measure (no file ends in .toml). Check the folder."))
    definitions = tuple(filter(None, (_definition(path, faults) for path in paths)))
    faults += _claimed_twice(definitions)
    if faults:
        raise Misread(faults)
    return definitions


def _definition(path: Path, faults: list[Fault]) -> Definition | None:
    before = len(faults)
    fields = read_toml(path, faults)
    if len(faults) > before:
        return None
    code = fields.text("code")
    if code and code != path.stem:
        fields.fault(
            "code", f"“{code}” is not the file’s own name. Call the file {code}.toml, or the code “{path.stem}”."
        )
    if not re.fullmatch(r"[a-z0-9-]{1,60}", path.stem):
        fields.fault("code", "A code is at most 60 small letters, digits and hyphens. Rename the file and its code.")
    definition = Definition(
        code=code,
        name=_short(fields, "name", 120),
        number=_short(fields, "number", 10, ""),
        labels=fields.texts("labels"),
        codes=fields.texts("codes"),
        answer=fields.text("answer", ""),
        serves=_serves(fields),
        breaks=_breaks(fields),
        caveat=fields.text("caveat", ""),
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
        **_asked(fields, gap=fields.text("gap", "")),
    )
    fields.finished()
    return definition


def _asked(fields: Fields, gap: str) -> dict:
    """What only a measure with figures, or with examples, must say; a gap may leave it open."""
    kind = fields.one_of("kind", Measure.Kind.values, *([""] if gap else []))
    # A gap and a kind "example" have no number, so nothing to count in, compare or round.
    open_ = [""] if gap or kind == "example" else []
    points, relative = _matters(fields, needed=not open_)
    better = fields.one_of("better", Measure.Better.values, *(["neither"] if open_ else []))
    return {
        "gap": gap,
        "kind": kind,
        "asks": fields.text("asks", *([""] if gap else [])),
        "unit": _short(fields, "unit", 40, *open_),
        "feeling": fields.truth("feeling", *([False] if open_ else [])),
        "base": fields.text("base", *open_),
        "population": fields.one_of("population", Measure.Population.values, *open_),
        "source": fields.text("source", *open_),
        "why_it_matters": fields.text("why_it_matters", *([""] if gap else [])),
        "better": better,
        "matters_points": points,
        "matters_relative": relative,
        "smallest_base": fields.whole("smallest_base", None),
        **_rhythm(fields, good_for_years=(years := _years(fields))),
        "good_for_years": years,
        "rounding": _above_nought(fields, "rounding"),
        "levels": _levels(fields, better),
    }


def _years(fields: Fields) -> int:
    years = fields.whole("good_for_years", 0) or 0
    if not 0 <= years <= 10:
        fields.fault("good_for_years", f"{years} is not a number of years from 0 to 10. Use 0, or leave it out.")
    return years


def _rhythm(fields: Fields, good_for_years: int) -> dict:
    """How often a result is due; a measure that is published now and then, or no more, says nothing."""
    every, after = fields.one_of("every", Measure.Every.values, ""), fields.whole("published_after", None)
    if every in MONTHS and after is None and "published_after" not in fields:
        fields.fault("published_after", "Say within how many days of the end of a period its result is published.")
    if after is not None and not every:
        fields.fault("every", f"Say how often there is a result: one of {', '.join(MONTHS)}.")
    if after is not None and not 0 <= after <= LONGEST_WAIT:
        fields.fault("published_after", f"{after} is not a number of days from 0 to {LONGEST_WAIT}.")
    # Else a result that nobody has promised for this year would be called out of date in it.
    between = MONTHS.get(every, 0) // 12 - 1
    if good_for_years < between:
        why = f"A result that comes every {every} speaks for the years between. Set it to {between} or more."
        fields.fault("good_for_years", why)
    return {"every": every, "published_after": after}


def _short(fields: Fields, name: str, longest: int, *default: str) -> str:
    words = fields.text(name, *default)
    if len(words) > longest:
        fields.fault(name, f"This is {len(words)} characters long and may be {longest}. Shorten it.")
    return words


def _above_nought(fields: Fields, name: str) -> Decimal | None:
    number = fields.number(name, None)
    if number is not None and number <= 0:
        fields.fault(name, f"This should be more than 0, and is {number}.")
    return number


def _matters(fields: Fields, needed: bool) -> tuple[Decimal | None, Decimal | None]:
    matters = fields.fields("matters")
    if matters is None:
        if needed:
            fields.fault("matters", "This field is missing. Add the difference that matters, like { points = 5 }.")
        return None, None
    points, relative = _above_nought(matters, "points"), _above_nought(matters, "relative")
    if (points is None) == (relative is None):
        fields.fault("matters", "Say it one way: { points = 5 } or { relative = 0.20 }.")
    matters.finished()
    return points, relative


def _serves(fields: Fields) -> tuple[Serving, ...]:
    served = []
    for each in fields.each("serves"):
        part = each.text("part", "")
        if part and not re.fullmatch(r"[a-z]{1,2}", part):
            each.fault("part", f'“{part}” is not a part’s letter. Write a small letter, like "a".')
        served.append(Serving(each.text("commitment"), part, each.truth("decides")))
        each.finished()
    for promise in {(s.commitment, s.part) for s in served}:
        if [(s.commitment, s.part) for s in served].count(promise) > 1:
            fields.fault("serves", f"{' '.join(filter(None, promise))} is served twice. Keep one of the two.")
    return tuple(served)


def _breaks(fields: Fields) -> tuple[Broken, ...]:
    breaks = []
    for each in fields.each("breaks"):
        breaks.append(Broken(each.day("on"), each.one_of("kind", Break.Kind.values), each.text("reason")))
        each.finished()
    return tuple(breaks)


def _levels(fields: Fields, better: str) -> tuple[Held, ...]:
    target = fields.fields("target")
    levels = []
    for each in ([target] if target else []) + fields.each("levels"):
        levels.append(Held(each.number("value"), each.day("from"), each.text("authority"), each.text("source")))
        each.finished()
        if better == "neither":
            each.fault(
                "value", "A level needs better or worse. Set `better` to “higher” or “lower”, or leave the level out."
            )
    if len({level.from_on for level in levels}) < len(levels):
        fields.fault("levels", "Two levels begin on the same day. Give each its own.")
    return tuple(levels)


def _claimed_twice(definitions: Iterable[Definition]) -> Iterable[Fault]:
    """A label or code that two measures claim would make it a matter of luck where a figure goes."""
    owners: dict[tuple[str, str, str], str] = {}
    for definition in definitions:
        for field, names in (("labels", definition.labels), ("codes", definition.codes)):
            for name in dict.fromkeys(map(same_label, names)):
                owner = owners.setdefault((field, name, definition.answer), definition.code)
                if owner != definition.code:
                    why = (
                        f"“{name}” already belongs to {owner}. A figure goes to one measure: keep it in one of the two."
                    )
                    yield Fault(f"{definition.code}.toml", field, why)


def same_label(label: str) -> str:
    """A label without what does not matter: case and spaces."""
    return " ".join(label.split()).casefold()


def read_set_aside(path: Path = SET_ASIDE) -> dict[str, str]:
    """Labels that were reviewed and are about no promise, each with why.

    Raises Misread.
    """
    faults: list[Fault] = []
    fields = read_toml(path, faults)
    found = {}
    for each in fields.each("unmapped"):
        found[same_label(each.text("label"))] = each.text("why")
        each.finished()
    fields.finished()
    if faults:
        raise Misread(faults)
    return found
