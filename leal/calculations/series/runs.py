"""Runs of results that may be joined into one line."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from leal.calculations.periods import day_words

from .merging import merged
from .readings import NOT_ASKED, SUPPRESSED, Break, Reading

LIKE_LENGTH = 4 / 3
"""A period up to a third longer than another is of like length; nine months and a year are not."""
ABOUT_A_MONTH = range(20, 63)
"""Days of a month, or of the weeks in which a yearly survey is open: all of like length."""

_UNUSABLE = {
    SUPPRESSED: "is not shown, because too few people answered",
    NOT_ASKED: "has no figure, because it was not asked",
    "": "has no figure",
}


class Run(NamedTuple):
    """Readings of one group that may stand on one line: earliest first, none overlapping."""

    group: str
    readings: tuple[Reading, ...]

    def inside(self, starts_on: date, ends_on: date) -> tuple[Reading, ...]:
        """The readings whose whole period lies inside these days."""
        return tuple(it for it in self.readings if starts_on <= it.starts_on and it.ends_on <= ends_on)

    def reaches(self, starts_on: date, ends_on: date) -> bool:
        return bool(self.inside(starts_on, ends_on))


class Apart(NamedTuple):
    """A reading that is on no line with the others, and why: one sentence."""

    reading: Reading
    because: str


class Series(NamedTuple):
    """Runs in order of group and then of their newest day, and what stands apart."""

    runs: tuple[Run, ...]
    apart: tuple[Apart, ...]

    def main(self, group: str = "", *, within: tuple[date, date] | None = None) -> Run | None:
        """The longest run of that group; of two alike, the one that reaches the newest day.

        within  only runs with a reading that lies wholly inside these days
        """
        runs = [run for run in self.runs if run.group == group and (within is None or run.reaches(*within))]
        return max(runs, key=lambda run: (len(run.readings), run.readings[-1].ends_on), default=None)


class _Kind(NamedTuple):
    """What readings must share to stand on one line."""

    group: str
    question: str
    length: int
    stretch: int


def comparable(readings: Iterable[Reading], *, breaks: Sequence[Break] = (), better: str = "neither") -> Series:
    """Every reading either in the longest runs that may be joined, or apart with its reason.

    readings  any order, any groups, of one measure
    breaks    reviewed breaks in the series
    better    decides which of two conflicting sources leads (see `merged`)

    A run holds one group, one question, periods of like length, no break
    inside, no two periods that overlap. Among overlapping periods as many as
    can be are kept, the newest first. Of periods that start on the same day
    (cumulative figures) the fullest is kept.

    >>> from datetime import date
    >>> seconds = {2021: 351, 2022: 1337}
    >>> waits = [Reading(date(year, 4, 1), date(year + 1, 3, 31), many) for year, many in seconds.items()]
    >>> [run] = comparable(waits, better="lower").runs
    >>> [reading.value for reading in run.readings]
    [351, 1337]
    """
    usable, apart = _usable(readings)
    cuts = sorted((cut for cut in breaks if cut.cuts), key=lambda cut: cut.on)
    kinds: dict[_Kind, list[Reading]] = defaultdict(list)
    whole, across = _across(merged(usable, better=better), cuts)
    lengths = _lengths(whole)
    days = [cut.on for cut in cuts]
    for reading in whole:
        length = lengths[reading.group, reading.days]
        kinds[_Kind(reading.group, reading.question, length, _stretch(reading, days))].append(reading)
    runs = []
    for kind, alike in kinds.items():
        kept, overlapping = _without_overlap(alike)
        runs.append(Run(kind.group, kept))
        apart += overlapping
    runs.sort(key=lambda run: (run.group, run.readings[-1].ends_on, len(run.readings)))
    main = {run.group: run for run in runs}
    split = [item for run in runs if run is not main[run.group] for item in _parted(run, main[run.group], cuts)]
    return Series(tuple(runs), tuple(sorted(apart + across + split, key=_place)))


def _usable(readings: Iterable[Reading]) -> tuple[list[Reading], list[Apart]]:
    usable, apart = [], []
    for reading in readings:
        if reading.has_value:
            usable.append(reading)
        else:
            apart.append(Apart(reading, f"{reading.period} {_UNUSABLE.get(reading.mark, _UNUSABLE[''])}."))
    return usable, apart


def _across(readings: Iterable[Reading], cuts: Sequence[Break]) -> tuple[list[Reading], list[Apart]]:
    """Readings that lie within one stretch, and those that run across a break."""
    whole, across = [], []
    for reading in readings:
        crossed = next((cut for cut in cuts if reading.starts_on < cut.on < reading.ends_on), None)
        if crossed is None:
            whole.append(reading)
        else:
            because = f"{reading.period} runs across {day_words(crossed.on)}. {crossed.reason}"
            across.append(Apart(reading, because))
    return whole, across


def _stretch(reading: Reading, days: list[date]) -> int:
    # A period that ends on the day of the break lies before it: the lines
    # closed that evening, and the figures run to that day.
    return bisect_left(days, reading.ends_on)


def _lengths(readings: Iterable[Reading]) -> dict[tuple[str, int], int]:
    """For each group and number of days, the class of like lengths it belongs to."""
    classes: dict[tuple[str, int], int] = {}
    shortest = {}
    for group, days in sorted({(reading.group, reading.days) for reading in readings}):
        if days in ABOUT_A_MONTH:
            classes[group, days] = ABOUT_A_MONTH.start
        elif days <= shortest.get(group, 0) * LIKE_LENGTH:
            classes[group, days] = shortest[group]
        else:
            classes[group, days] = shortest[group] = days
    return classes


def _without_overlap(alike: list[Reading]) -> tuple[tuple[Reading, ...], list[Apart]]:
    """As many periods as can be without overlap, the latest first; and those left out.

    Taking the latest start each time leaves the most room before it, so no
    other choice keeps more.
    """
    kept: list[Reading] = []
    left_out = []
    for reading in sorted(alike, key=lambda reading: (reading.starts_on, reading.ends_on), reverse=True):
        if not kept or reading.ends_on < kept[-1].starts_on:
            kept.append(reading)
        else:
            left_out.append(Apart(reading, _overlap(reading, kept[-1])))
    return tuple(reversed(kept)), left_out


def _overlap(reading: Reading, kept: Reading) -> str:
    if reading.starts_on == kept.starts_on:
        return f"{reading.period} is counted from the same first day as {kept.period}, so it is part of it."
    return f"{reading.period} overlaps {kept.period}, so the two are not on one line."


def _parted(run: Run, main: Run, cuts: Sequence[Break]) -> list[Apart]:
    """Why a whole run is not on the main line, said of each of its readings."""
    return [Apart(reading, _difference(reading, main.readings[-1], cuts)) for reading in run.readings]


def _difference(reading: Reading, newest: Reading, cuts: Sequence[Break]) -> str:
    if reading.question != newest.question:
        return f"{reading.period} asked another question, so it is not on the same line."
    cut = next((cut for cut in cuts if reading.ends_on <= cut.on <= newest.ends_on), None)
    if cut:
        return f"{reading.period} is before {day_words(cut.on)}, where the line breaks. {cut.reason}"
    return f"{reading.period} covers {_span(reading)}, {newest.period} {_span(newest)}: not on the same line."


def _span(reading: Reading) -> str:
    months = round(reading.days / 30.44)
    if months >= 1:
        return "1 month" if months == 1 else f"{months} months"
    return "1 day" if reading.days == 1 else f"{reading.days} days"


def _place(apart: Apart) -> tuple:
    return apart.reading.group, apart.reading.ends_on, apart.reading.starts_on
