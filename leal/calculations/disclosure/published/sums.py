"""Finds what adds up, from the figures: parts and their total, answers that make 100.

A published table seldom says which cells sum to which. Its complete rows do:
where a total has that name and the complete rows agree, the rows with a
hidden cell are taken to agree too. Without the name more rows must agree, as
any two columns of small numbers may happen to match a third.
"""

import re
from typing import NamedTuple

import numpy as np

from .figures import Figure

# Along more places than this only totals with the name of one are sought, in the places totals stand.
MANY = 40
TOTAL = re.compile(
    r"\b(totals?|all|overall|everyone|everybody|sum|any|both|combined|together|scotland|united kingdom|uk)\b",
    re.IGNORECASE,
)
BASE = re.compile(
    r"\b(bases?|n|unweighted|respondents|responses|sample|sample size|number of (?:people|responses|respondents|cases)"
    r"|population|headcount|answered|invited|denominator)\b|^n\s*=",
    re.IGNORECASE,
)
NOT_SUMMED = re.compile(r"\b(median|index|rate|score|ratio|standard deviation|change|difference)\b", re.IGNORECASE)


class Line(NamedTuple):
    """Figures along one direction of a table: many fibres, each with the same labels.

    labels   what each place along the fibre is
    summed   True for fibres of figures that add up; medians and indices do not
    shown    True where a figure is shown; one row per fibre
    hidden   True where one is hidden
    values   the figures shown, 0 elsewhere
    step     how finely each place is given
    percent  True where a place holds percentages
    fine     True where a place may stand in a sum
    """

    labels: list[str]
    summed: np.ndarray
    shown: np.ndarray
    hidden: np.ndarray
    values: np.ndarray
    step: np.ndarray
    percent: np.ndarray
    fine: np.ndarray


class Sum(NamedTuple):
    """Places along a fibre that add up: to the place `whole`, or to `constant` where it is None.

    slack  how far from exact the sum may be for each figure in it, because of rounding
    seen   how many complete fibres agree
    """

    whole: int | None
    parts: tuple[int, ...]
    constant: float
    slack: float
    seen: int


def line(labels: list[str], figures: list[list[Figure]], names: list[str]) -> Line:
    """The figures of parallel fibres, ready for finding sums; `names` are the fibres' own labels."""
    summed = np.array([not NOT_SUMMED.search(name) for name in names])
    shown = np.array([[one.kind == "shown" for one in row] for row in figures])
    hidden = np.array([[one.kind == "hidden" for one in row] for row in figures])
    values = np.array([[one.value if one.kind == "shown" else 0.0 for one in row] for row in figures])
    steps = np.array([[one.step if one.kind == "shown" else 1.0 for one in row] for row in figures])
    step = steps.min(axis=0)
    percent = np.array([_is_percent(label, [row[at] for row in figures]) for at, label in enumerate(labels)])
    fine = np.array([not NOT_SUMMED.search(label) for label in labels])
    return Line(labels, summed, shown, hidden, values, step, percent, fine)


def _is_percent(label: str, column: list[Figure]) -> bool:
    return any(one.share for one in column) or bool(re.search(r"%|per ?cent", label, re.IGNORECASE))


def totals(along: Line) -> list[Sum]:
    """Sums of parts to a place of the same fibre."""
    found: list[Sum] = []
    covered: set[int] = set()
    while True:
        places = [at for at in range(len(along.labels)) if at not in covered]
        new = [one for one in _totals_among(along, places) if not _is_known(one, found)]
        if not new:
            return found
        found += new
        inner = [one for one in new if len(one.parts) + 1 < len(places)]
        if not inner:
            return found
        # What is summed already stands in for its parts when larger totals are sought.
        covered |= {part for one in inner for part in one.parts}


def _is_known(one: Sum, found: list[Sum]) -> bool:
    return any(one.whole == other.whole and set(one.parts) == set(other.parts) for other in found)


def _totals_among(along: Line, places: list[int]) -> list[Sum]:
    named = {at for at in places if TOTAL.search(along.labels[at]) and not BASE.search(along.labels[at])}
    found = []
    for whole in places if len(places) <= MANY else sorted(named):
        if along.fine[whole]:
            runs = (_runs if len(places) <= MANY else _long_runs)(places, whole, along, named)
            found += _agreeing(along, whole, runs, whole in named)
    return found


def _alike(places: list[int], whole: int, along: Line) -> list[int]:
    alike = [at for at in places if at != whole and along.percent[at] == along.percent[whole] and along.fine[at]]
    return [at for at in alike if not BASE.search(along.labels[at])]


def _long_runs(places: list[int], whole: int, along: Line, named: set[int]) -> list[tuple[int, ...]]:
    """Where there are many places: everything, everything up to the next total on either side."""
    alike = _alike(places, whole, along)
    before = [at for at in named if at < whole]
    after = [at for at in named if at > whole]
    last, following = max(before, default=-1), min(after, default=len(along.labels))
    runs = [
        tuple(at for at in alike if at not in named),
        tuple(at for at in alike if last < at < whole),
        tuple(at for at in alike if whole < at < following),
        tuple(sorted(named - {whole})),
    ]
    return [run for run in dict.fromkeys(runs) if len(run) > 1]


def _runs(places: list[int], whole: int, along: Line, named: set[int]) -> list[tuple[int, ...]]:
    """Unbroken runs of at least two places of the whole's kind, beside it or not."""
    alike = _alike(places, whole, along)
    runs = []
    for first in range(len(alike)):
        for last in range(first + 1, len(alike)):
            run = tuple(alike[first : last + 1])
            # A run may pass over its own total and over places that never add, nothing else.
            between = [at for at in places if run[0] < at < run[-1] and at not in run and at != whole]
            if not any(along.percent[at] == along.percent[whole] and along.fine[at] for at in between):
                runs.append(run)
    return runs


def _agreeing(along: Line, whole: int, runs: list[tuple[int, ...]], named: bool) -> list[Sum]:
    """The runs that sum to the whole in every complete fibre, enough of them to be no accident."""
    cumulated = np.cumsum(np.where(along.shown, along.values, 0.0), axis=1)
    found = []
    for run in runs:
        complete = along.shown[:, [whole, *run]].all(axis=1) & along.summed
        off = np.abs(_run_sum(cumulated, along.values, run, complete) - along.values[complete, whole])
        slack = _slack(along, [whole, *run], off)
        if slack is None:
            continue
        telling = int(np.sum(along.values[complete, whole] > 0))
        # What comes near in four fibres may be an accident; what is exact in four hardly.
        if telling >= (1 if named else 4 if off.max(initial=0.0) <= 1e-6 else 8) and _is_varied(
            along, run, complete, named
        ):
            found.append(Sum(whole, run, 0.0, slack, telling))
    if not found and named:
        found = _by_name_alone(along, whole, runs)
    # Where the places left out are nought in every complete fibre, the longer run sums as well: it is the one meant.
    return [one for one in found if not any(_goes_further(other, one) for other in found)]


def _goes_further(longer: Sum, one: Sum) -> bool:
    return set(longer.parts) > set(one.parts) and longer.seen >= one.seen


def _run_sum(cumulated: np.ndarray, values: np.ndarray, run: tuple[int, ...], complete: np.ndarray) -> np.ndarray:
    if run[-1] - run[0] + 1 == len(run):
        before = cumulated[complete, run[0] - 1] if run[0] else 0.0
        return cumulated[complete, run[-1]] - before
    return values[complete][:, run].sum(axis=1)


def _slack(along: Line, places: list[int], off: np.ndarray) -> float | None:
    """How far each figure may be from exact, by how far complete fibres are off; None when too far."""
    step = float(along.step[places].max())
    if not len(off) or off.max() <= 1e-6 + (0 if step >= 1 else 1e-9):
        return step / 2 if step < 1 or along.percent[places[0]] else 0.0
    for rounding in (step, *(base for base in (5.0, 10.0, 50.0, 100.0) if base > step)):
        if rounding > step and not _are_multiples(along, places, rounding):
            continue
        if off.max() <= rounding / 2 * len(places) + 1e-6:
            return rounding / 2
    return None


def _are_multiples(along: Line, places: list[int], base: float) -> bool:
    values = along.values[:, places][along.shown[:, places]]
    return bool(np.all(np.abs(values / base - np.rint(values / base)) < 1e-9))


def _is_varied(along: Line, run: tuple[int, ...], complete: np.ndarray, named: bool) -> bool:
    """Without a name, a total must be the sum of parts that all count for something."""
    if named:
        return True
    parts = along.values[complete][:, run]
    return bool(np.all((parts > 0).sum(axis=0) >= 3)) and len(np.unique(parts.sum(axis=1))) >= 4


def _by_name_alone(along: Line, whole: int, runs: list[tuple[int, ...]]) -> list[Sum]:
    """No fibre is complete: a total is then taken to be of everything of its kind, if nothing speaks against it."""
    if not runs:
        return []
    run = max(runs, key=len)
    complete = along.shown[:, [whole, *run]].all(axis=1)
    known = along.shown[:, whole]
    parts = np.where(along.shown[:, run], along.values[:, run], 0.0).sum(axis=1)
    if complete.any() or not known.any() or np.any(parts[known] > along.values[known, whole] + 1e-6):
        return []
    # Told apart from a blank: every part is shown or hidden.
    if not (along.shown | along.hidden)[:, run].all(axis=1)[known].all():
        return []
    return [Sum(whole, run, 0.0, 0.0, 0)]


def hundreds(along: Line, groups: list[tuple[int, ...]]) -> list[Sum]:
    """Answers that make 100 (or 1): groups that belong together by name, then runs that sum so by themselves."""
    found: list[Sum] = []
    taken: set[int] = set()
    for group in groups:
        one = _hundred(along, group, 1)
        if one and not taken & set(group):
            found.append(one)
            taken |= set(group)
    percentages = _percentages(along, taken)
    for group in _candidate_runs(along, percentages):
        needed = 1 if len(group) == len(percentages) else 3
        one = None if taken & set(group) else _hundred(along, group, needed)
        if one:
            found.append(one)
            taken |= set(group)
    return found


def _percentages(along: Line, taken: set[int]) -> list[int]:
    return [
        at
        for at in range(len(along.labels))
        if at not in taken
        and along.fine[at]
        and not BASE.search(along.labels[at])
        and not TOTAL.search(along.labels[at])
        and (along.shown[:, at] | along.hidden[:, at]).any()
        and along.values[:, at].max(initial=0) <= 100.0
    ]


def _candidate_runs(along: Line, open_places: list[int]) -> list[tuple[int, ...]]:
    """Unbroken runs of places that could be answers to one question, the shortest first.

    Long for speed: in a table of 100,000 rows nearly all runs make nothing
    near 100 in any fibre, and are passed over all at once.
    """
    places = np.array(open_places)
    if len(places) < 2:
        return []
    before = np.zeros((len(along.values), 1))
    values = np.hstack([before, np.cumsum(np.where(along.shown, along.values, 0.0)[:, places], axis=1)])
    missing = np.hstack([before, np.cumsum(~along.shown[:, places], axis=1)])
    step, runs = float(along.step[places].max()), []
    for length in range(2, min(len(places), MANY if len(places) <= 500 else 12) + 1):
        sums = values[:, length:] - values[:, :-length]
        complete = (missing[:, length:] == missing[:, :-length]) & along.summed[:, None] & (sums != 0)
        near = np.minimum(np.abs(sums - 100.0), np.abs(sums - 1.0)) <= step / 2 * length + 1e-6
        unbroken = places[length - 1 :] - places[: len(places) - length + 1] <= length + 1
        for first in np.flatnonzero(complete.any(axis=0) & (near | ~complete).all(axis=0) & unbroken):
            runs.append(tuple(open_places[first : first + length]))
    return sorted(runs, key=lambda run: (len(run), run))


def _is_no_accident(along: Line, group: tuple[int, ...], sums: np.ndarray, constant: float) -> bool:
    """One row of whole numbers that comes near 100 proves nothing; one that makes it, or two rows, do."""
    telling = along.percent[list(group)].any() or along.step[list(group)].min() < 1
    return bool(telling or len(sums) > 1 or abs(sums[0] - constant) < 1e-9)


def _hundred(along: Line, group: tuple[int, ...], needed: int) -> Sum | None:
    if len(group) < 2:
        return None
    # A row of noughts is one where nobody was asked.
    complete = along.shown[:, group].all(axis=1) & along.summed & along.values[:, group].any(axis=1)
    sums = along.values[complete][:, group].sum(axis=1)
    if len(sums) < needed or not len(sums):
        return None
    step = float(along.step[list(group)].max())
    for constant in (100.0, 1.0):
        if constant == 1.0 and step > 0.1:
            continue
        near = step / 2 * len(group) + 1e-6
        if (
            np.abs(sums - constant).max() <= near
            and len(np.unique(np.round(along.values[complete][:, group], 6), axis=0)) >= needed
        ):
            return Sum(None, group, constant, step / 2, len(sums))
    return None
