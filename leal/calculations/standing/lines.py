"""One measure's line of comparable results, as seen from one charter year."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from leal.calculations.change import DIRECTION, Change, Line, Saying, change
from leal.calculations.periods import CharterYear, years_before
from leal.calculations.process_control import FEWEST, Chart, Rebase, chart
from leal.calculations.process_control.charts import named
from leal.calculations.series import Apart, Reading, Run, comparable

from .facts import MeasureRule


@dataclass(frozen=True, slots=True)
class YearLine:
    """The line up to one year.

    points    the year's own results on the line
    now       the newest of them; from twelve results on, their average
    previous  the change since the last year before with results
    first     the change since the first result of the line, where that is another; from twelve on, the first year
    chart     the limits of usual variation, from twelve results on
    apart     what is not on the line, with the reason
    """

    points: tuple[Reading, ...]
    now: Reading
    previous: Change | None
    first: Change | None
    chart: Chart | None
    apart: tuple[Apart, ...]
    better: str

    def _signals(self, word: str) -> bool:
        """Whether, of twelve results or more, one in this year is a signal of that kind; with fewer, always."""
        if self.chart is None:
            return True
        since = len(self.chart.values) - len(self.points)
        return any(named(signal.side, self.better) == word for signal in self.chart.signals if signal.at >= since)

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(it for it in (self.previous, self.first) if it is not None)

    def lean(self, line: Line) -> float:
        """How far the year leans to better (above 0) or worse since the one before: 1 is just enough to matter.

        Where it is worse by what matters, the worst it is.
        """

        def leaning(moved: Change) -> float:
            steady = moved.saying is Saying.SAME
            return 0.0 if steady else moved.difference * DIRECTION[self.better] / (line.size(moved.before.value) or 1.0)

        worse = [leaning(it) for it in self.changes if it.is_worse(self.better)]
        return min(worse, default=leaning(self.changes[0]) if self.changes else 0.0)

    @property
    def is_worse(self) -> bool:
        """Worse, by what matters, than the last year or than the first."""
        return self._signals("concern") and any(it.is_worse(self.better) for it in self.changes)

    @property
    def is_better(self) -> bool:
        return self._signals("improvement") and any(it.is_better(self.better) for it in self.changes)


def year_line(rule: MeasureRule, readings: Iterable[Reading], year: CharterYear) -> YearLine | None:
    """The line of one group's readings as seen from a year, or None when no result lies inside the year.

    readings  of one group; none that ends after the year
    """
    series = comparable(readings, breaks=rule.breaks, better=rule.better)
    group = series.runs[0].group if series.runs else ""
    since = years_before(year.starts_on, rule.good_for_years)
    run = series.main(group, within=(since, year.ends_on))
    if run is None:
        return None
    years = _by_year(run, year.starts_on.month)
    limits = _chart(rule, run)
    sides = _averaged(years) if limits and len(years) > 1 else _newest(run, years)
    since_previous, since_first = (_change(rule, before, sides.now) if before else None for before in sides[1:])
    return YearLine(years[-1], sides.now, since_previous, since_first, limits, series.apart, rule.better)


class _Sides(NamedTuple):
    """What is held against what."""

    now: Reading
    previous: Reading | None
    first: Reading | None


def _averaged(years: list[tuple[Reading, ...]]) -> _Sides:
    """Year against year, each by the average of its results."""
    return _Sides(average(years[-1]), average(years[-2]), average(years[0]) if len(years) > 2 else None)


def _newest(run: Run, years: list[tuple[Reading, ...]]) -> _Sides:
    """Result against result as published: too few to average, and an average of medians is no median."""
    now, previous = years[-1][-1], years[-2][-1] if len(years) > 1 else None
    first = run.readings[0]
    return _Sides(now, previous, None if first in (now, previous) else first)


def average(points: tuple[Reading, ...]) -> Reading:
    """Several results of a year as one: their plain average over the whole time, on all their bases together."""
    if len(points) == 1:
        return points[0]
    bases = [point.base for point in points]
    return points[-1]._replace(
        starts_on=points[0].starts_on,
        value=sum(point.value for point in points) / len(points),
        as_given="",
        base=None if None in bases else sum(bases),
        base_as_given="",
        sources=tuple(dict.fromkeys(source for point in points for source in point.sources)),
        averaged=len(points),
    )


def _by_year(run: Run, starts_in: int) -> list[tuple[Reading, ...]]:
    years = groupby(run.readings, key=lambda it: it.ends_on.year - (it.ends_on.month < starts_in))
    return [tuple(points) for _, points in years]


def _change(rule: MeasureRule, before: Reading, after: Reading) -> Change:
    return change(before, after, line=rule.line, population=rule.population, share=rule.unit == "%")


def _chart(rule: MeasureRule, run: Run) -> Chart | None:
    if len(run.readings) < FEWEST:
        return None
    firsts = [reading.starts_on for reading in run.readings]
    rebases = []
    for cut in sorted(rule.breaks, key=lambda cut: cut.on):
        at = sum(first < cut.on for first in firsts)
        if not cut.cuts and 0 < at < len(firsts) and at not in {rebase.at for rebase in rebases}:
            rebases.append(Rebase(at, cut.reason))
    return chart([reading.value for reading in run.readings], rebases=rebases)
