"""Figures on a page: each measure’s line and table, groups worst first, and what every figure rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from leal.calculations.amounts import amount
from leal.calculations.series import Reading, Run, comparable
from leal.calculations.standing import Evidence, Finding, Level, MeasureRule, Standing, Step, Verdict
from leal.foundations.pages.charts import Bar, LinePanel, Point, Strand, Target, bars, line_panels
from leal.foundations.pages.parts import Basis, ChartFigure, Column, DataTable
from leal.foundations.pages.typography import printed

from ..reading import Thread

SAYS = {
    Finding.MISSED: "off its level",
    Finding.WORSE: "worse than it was",
    Finding.GROUP: "worse for some than for others",
    Finding.OLD: "only older figures",
    Finding.ALONE: "one figure, nothing to hold it against",
    Finding.UNSAID: "we cannot say if it changed",
    Finding.HIT_AND_MISS: "meets its level only by chance",
    Finding.HOLDS: "no change that matters",
    Finding.BETTER: "better than it was",
    Finding.MET: "meets its level",
}
MARKS = {"c": "too few to show", "z": "not asked", "x": "not available"}
COLUMNS = (Column("Period"), Column("Result", number=True), Column("Base"))


@dataclass(frozen=True)
class MeasureShown:
    """One measure on a promise’s page: its figure where there is anything to draw, else one sentence."""

    code: str
    name: str
    says: str
    steps: tuple[str, ...]
    figure: ChartFigure | None
    decides: bool


def measure_shown(thread: Thread, verdict: Verdict, *, decides: bool) -> MeasureShown:
    """A measure with its line, table and what it says."""
    rule = verdict.rule
    says = SAYS.get(verdict.finding, "")
    return MeasureShown(
        code=rule.code,
        name=rule.name,
        says=says,
        steps=tuple(step.says for step in verdict.steps),
        figure=line_figure(thread, verdict, says),
        decides=decides,
    )


def line_figure(thread: Thread, verdict: Verdict, says: str, *, level: int = 3) -> ChartFigure | None:
    """The measure’s line for everyone, never joined where it must not be; None when there is no figure."""
    rule = verdict.rule
    readings = everyone(thread.evidence.get(rule.code))
    strands = strands_of(rule, readings)
    if not strands:
        return None
    return ChartFigure(
        id=f"measure-{rule.code}",
        heading=f"{rule.name}: {says}" if says else rule.name,
        level=level,
        charts=line_panels([panel(rule, strands)], **top_of(rule)),
        basis=basis_of_measure(thread, rule.code, readings[-1]),
        table=table(thread, rule, readings),
        lead=verdict.steps[0].says if verdict.steps else "",
        note=thread.measures[rule.code].caveat if rule.code in thread.measures else "",
    )


def everyone(evidence: Evidence | None) -> list[Reading]:
    """The readings for everyone, oldest first."""
    if evidence is None:
        return []
    return sorted((it for it in evidence.readings if not it.group), key=lambda it: (it.ends_on, it.starts_on))


def strands_of(rule: MeasureRule, readings: list[Reading]) -> tuple[Strand, ...]:
    """Runs of comparable results that do not overlap in time, oldest first, each with why it does not go on."""
    series = comparable(readings, breaks=rule.breaks, better=rule.better)
    kept: list[Run] = []
    for run in sorted(series.runs, key=lambda run: (-len(run.readings), -run.readings[-1].ends_on.toordinal())):
        if all(apart_in_time(run, other) for other in kept):
            kept.append(run)
    if not kept:
        return ()
    kept.sort(key=lambda run: run.readings[0].starts_on)
    why = {id(item.reading): item.because for item in series.apart}
    because = {id(run): why.get(id(before.readings[-1]), "") for before, run in pairwise(kept)}
    return tuple(Strand(tuple(point(rule, it) for it in run.readings), because.get(id(run), "")) for run in kept)


def apart_in_time(one: Run, other: Run) -> bool:
    return (
        one.readings[-1].ends_on < other.readings[0].starts_on or other.readings[-1].ends_on < one.readings[0].starts_on
    )


def point(rule: MeasureRule, reading: Reading) -> Point:
    middle = (reading.starts_on.toordinal() + reading.ends_on.toordinal()) / 2
    return Point(middle, printed(reading.period), reading.value, shown(rule, reading))


def shown(rule: MeasureRule, reading: Reading) -> str:
    """A value as it is read."""
    if reading.value is None or reading.mark in MARKS:
        return MARKS.get(reading.mark, "no figure")
    return amount(reading.value, rule.unit, mark=reading.mark)


def panel(rule: MeasureRule, strands: tuple[Strand, ...]) -> LinePanel:
    about = f"{rule.name}, {strands[0].points[0].period} to {strands[-1].points[-1].period}"
    level: Level | None = rule.levels[-1] if rule.levels else None
    target = Target(level.value, f"Level: {amount(level.value, rule.unit)}") if level else None
    return LinePanel(f"line-{rule.code}", rule.name, about, strands, target)


def top_of(rule: MeasureRule) -> dict:
    return {"top": 100, "top_shown": "100%"} if rule.unit == "%" else {}


def table(thread: Thread, rule: MeasureRule, readings: Iterable[Reading]) -> DataTable:
    """Every result for everyone, newest first, as it was given."""
    rows = [row(rule, reading) for reading in reversed(list(readings))]
    return DataTable(f"table-{rule.code}", f"{rule.name}: every result", COLUMNS, tuple(rows))


def row(rule: MeasureRule, reading: Reading) -> tuple[str, ...]:
    rivals = "".join(f"; another source says {amount(value, rule.unit)}" for value in reading.rivals)
    return (printed(reading.period), shown(rule, reading) + rivals, base_words(reading))


def base_words(reading: Reading) -> str:
    if reading.base is not None:
        return f"{reading.base:,}"
    return reading.base_as_given or "not given"


def group_figures(thread: Thread, standing: Standing) -> Iterable[ChartFigure]:
    """Each measure that decides, group by group, worst first."""
    for verdict in standing.verdicts:
        if verdict.groups and thread.decides(standing.commitment, verdict.rule.code):
            yield group_figure(thread, verdict)


def group_figure(thread: Thread, verdict: Verdict) -> ChartFigure:
    rule, gaps = verdict.rule, verdict.groups
    drawn = [Bar(g.group, g.reading.value, shown(rule, g.reading), f"Base: {base_words(g.reading)}") for g in gaps]
    rows = tuple((g.group, *row(rule, g.reading)) for g in gaps)
    worst = next((gap for gap in gaps if gap.is_clear), None)
    says = f"{worst.group} is clearly worse off" if worst else "nobody is clearly worse off"
    return ChartFigure(
        id=f"groups-{rule.code}",
        heading=f"{rule.name}: {says}",
        level=4,
        charts=(bars(drawn, id=f"bars-{rule.code}", about=f"{rule.name}, worst first", **bar_top(rule)),),
        basis=basis_of_measure(thread, rule.code, gaps[0].reading),
        table=DataTable(f"table-groups-{rule.code}", f"{rule.name}, group by group", (Column("Group"), *COLUMNS), rows),
    )


def bar_top(rule: MeasureRule) -> dict:
    return {"top": 100} if rule.unit == "%" else {}


def basis_of(thread: Thread, step: Step) -> Basis:
    """What a step’s figure rests on."""
    measure = thread.measures.get(step.measure)
    return Basis(
        base=step.base.removeprefix("Base: ").rstrip(".") or (measure.base if measure else "not given"),
        period=thread.year.name,
        source=measure.source if measure else "see the promise’s page",
        question=measure.asks if measure else "",
    )


def basis_of_measure(thread: Thread, code: str, newest: Reading) -> Basis:
    """What a measure’s line rests on."""
    measure = thread.measures.get(code)
    base = measure.base if measure else ""
    return Basis(
        base=f"{base}; newest: {base_words(newest)}" if base else base_words(newest),
        period=newest.period,
        source=measure.source if measure else "not given",
        question=measure.asks if measure else "",
    )
