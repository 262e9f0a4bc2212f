"""What one measure says in one charter year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from leal.calculations.change import Change, Saying
from leal.calculations.periods import CharterYear
from leal.calculations.series import Apart, Reading
from leal.calculations.series.readings import SUPPRESSED

from .facts import Evidence, MeasureRule
from .groups import GroupGap, group_gaps
from .levels import Meets, level_in, meets
from .lines import YearLine, year_line
from .sentences import (
    Step,
    alone_step,
    cases_step,
    change_step,
    chart_step,
    group_step,
    hidden_step,
    level_step,
    nothing_step,
    old_step,
)


class Finding(StrEnum):
    """What a measure says, worst first."""

    MISSED = "off its level"
    WORSE = "worse by what matters"
    GROUP = "a group is clearly worse off"
    OLD = "only older figures"
    NONE = "no figure"
    ALONE = "nothing to hold it against"
    UNSAID = "cannot say"
    HIT_AND_MISS = "meets its level on average only"
    HOLDS = "not worse"
    BETTER = "better by what matters"
    MET = "meets its level"
    CASES = "cases"


_PLACES = {finding: place for place, finding in enumerate(Finding)}
FALLS = frozenset({Finding.MISSED, Finding.WORSE, Finding.GROUP})
UNTOLD = frozenset({Finding.OLD, Finding.NONE, Finding.CASES})
"""There is no result of the year."""
HOLDS = frozenset({Finding.HIT_AND_MISS, Finding.HOLDS, Finding.BETTER, Finding.MET})


@dataclass(frozen=True, slots=True)
class Verdict:
    """One measure in one year.

    finding    the worst of what it says
    moved      -1 worse, +1 better or holding, 0 when nothing can be said: for "people and figures disagree"
    meets      whether its level is met; None without a level
    is_fresh   its figure is of the year itself
    newest     the newest figure with a value up to the end of the year, if any
    """

    rule: MeasureRule
    finding: Finding
    moved: int = 0
    meets: Meets | None = None
    is_fresh: bool = False
    newest: Reading | None = None
    line: YearLine | None = None
    groups: tuple[GroupGap, ...] = ()
    apart: tuple[Apart, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def place(self) -> int:
        """0 for the worst finding: sorts verdicts worst first."""
        return _PLACES[self.finding]

    @property
    def lean(self) -> float:
        """How far its line leans to better (above 0) or worse; 1 is just enough to matter."""
        return self.line.lean(self.rule.line) if self.line else 0.0

    @property
    def falls(self) -> bool:
        return self.finding in FALLS

    @property
    def holds(self) -> bool:
        return self.finding in HOLDS


def judged(evidence: Evidence, year: CharterYear) -> Verdict:
    """What a measure's results say of a year. Results from after the year are not looked at.

    A result counts for the year when its whole period lies inside it. The
    figure for everyone decides; a group decides when it is clearly worse
    off. Where a measure has no figure for everyone at all, each group's own
    line is read and the worst decides.

    >>> from datetime import date
    >>> from ..periods import charter_year
    >>> wait = MeasureRule("wait", "Call wait", kind="duration", unit="seconds", better="lower")
    >>> first = Reading(date(2021, 4, 1), date(2022, 3, 31), 351)
    >>> then = Reading(date(2022, 4, 1), date(2023, 3, 31), 1337)
    >>> judged(Evidence(wait, (first, then)), charter_year("2022-23")).finding.value
    'worse by what matters'
    """
    rule = evidence.rule
    if rule.kind == "example":
        return Verdict(rule, Finding.CASES, steps=(cases_step(rule, evidence.cases, year),))
    everyone, groups = _by_group(rule, evidence.readings, year.ends_on)
    if everyone:
        return _judged_line(rule, everyone, [it for its in groups.values() for it in its], year)
    if groups:
        worst, *others = sorted((_judged_line(rule, its, (), year) for its in groups.values()), key=lambda it: it.place)
        return replace(worst, steps=worst.steps + tuple(step for it in others for step in it.steps[:1]))
    return Verdict(rule, Finding.NONE, steps=(nothing_step(rule, year),))


def _by_group(
    rule: MeasureRule, readings: tuple[Reading, ...], until: date
) -> tuple[list[Reading], dict[str, list[Reading]]]:
    """What was known by the end of the year, for everyone and for each group; small bases blanked."""
    everyone: list[Reading] = []
    groups: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.ends_on > until:
            continue
        if reading.base is not None and reading.base < rule.smallest_base:
            reading = reading._replace(value=None, mark=SUPPRESSED)
        if reading.group:
            groups.setdefault(reading.group, []).append(reading)
        else:
            everyone.append(reading)
    return everyone, groups


def _judged_line(rule: MeasureRule, readings: list[Reading], groups: Sequence[Reading], year: CharterYear) -> Verdict:
    line = year_line(rule, readings, year)
    if line is None:
        return _without_line(rule, readings, year)
    gaps = group_gaps(rule, _shown_in(groups, line), line.points if line.chart else (line.now,))
    level = level_in(rule, year)
    found = meets(rule, line, level) if level else None
    steps = [*_change_steps(rule, line, level is not None), *(group_step(rule, gap) for gap in gaps if gap.is_clear)]
    if level:
        steps.insert(0, level_step(rule, line.now, level, found))
    return Verdict(
        rule,
        finding=_finding(line, found, gaps),
        moved=_moved(line, found),
        meets=found,
        is_fresh=line.now.starts_on >= year.starts_on,
        newest=line.now,
        line=line,
        groups=gaps,
        apart=line.apart,
        steps=tuple(steps),
    )


def _shown_in(groups: Sequence[Reading], line: YearLine) -> list[Reading]:
    since = line.points[0].starts_on
    return [it for it in groups if it.has_value and it.starts_on >= since]


def _change_steps(rule: MeasureRule, line: YearLine, has_level: bool) -> list[Step]:
    """Against the year before and against the first: both are said, what is worse first."""
    if not line.changes:
        return [alone_step(rule, line.now, has_level)]
    told = sorted(line.changes, key=lambda moved: not moved.is_worse(rule.better))
    steps = [change_step(rule, moved, line, is_first=moved is line.first) for moved in told]
    chart = chart_step(rule, line)
    return [*steps, chart] if chart else steps


def _finding(line: YearLine, found: Meets | None, gaps: tuple[GroupGap, ...]) -> Finding:
    fits = {
        Finding.MISSED: found is Meets.MISSED,
        Finding.WORSE: line.is_worse,
        Finding.GROUP: any(gap.is_clear for gap in gaps),
        Finding.HIT_AND_MISS: found is Meets.HIT_AND_MISS,
        Finding.MET: found is Meets.MET,
        Finding.ALONE: not line.changes,
        Finding.UNSAID: all(_is_unsaid(it) for it in line.changes),
        Finding.BETTER: line.is_better,
    }
    return next((finding for finding, is_so in fits.items() if is_so), Finding.HOLDS)


def _moved(line: YearLine, found: Meets | None) -> int:
    if line.is_worse or found is Meets.MISSED:
        return -1
    return 0 if all(_is_unsaid(it) for it in line.changes) and found is not Meets.MET else 1


def _is_unsaid(moved: Change) -> bool:
    return moved.saying is Saying.UNSAID


def _without_line(rule: MeasureRule, readings: list[Reading], year: CharterYear) -> Verdict:
    """No result lies inside the year: only older ones, ones that reach outside it, or none."""
    known = [it for it in readings if it.has_value]
    before = [it for it in known if it.ends_on < year.starts_on]
    newest = max(known, key=lambda it: it.ends_on, default=None)
    hidden = next((it for it in readings if it.mark == SUPPRESSED and it.starts_on >= year.starts_on), None)
    if before:
        old = max(before, key=lambda it: it.ends_on)
        steps = old_step(rule, old, year), hidden_step(rule, hidden) if hidden else None
        return Verdict(rule, Finding.OLD, newest=old, steps=tuple(step for step in steps if step))
    if newest:
        says = f"{rule.name}: the figure for {newest.period} reaches outside {year.name}, so it does not count for it."
        return Verdict(rule, Finding.NONE, newest=newest, steps=(Step(says, "", rule.code),))
    return Verdict(rule, Finding.NONE, steps=(hidden_step(rule, hidden) if hidden else nothing_step(rule, year),))
