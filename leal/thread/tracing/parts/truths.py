"""People and figures disagree: what was felt beside what was counted, neither hiding the other."""

from dataclasses import replace

from leal.calculations.series import Reading
from leal.calculations.standing import MeasureRule, Standing, Verdict, Word
from leal.foundations.pages.charts import line_panels
from leal.foundations.pages.parts import Column, DataTable, Truth, TwoTruths
from leal.foundations.pages.typography import printed

from ..reading import Thread
from .figures import basis_of_measure, everyone, panel, shown, strands_of, top_of


def two_truths(thread: Thread, standing: Standing) -> TwoTruths | None:
    """The felt measure and the counted one that point apart; None when none do."""
    if standing.word is not Word.DISAGREE:
        return None
    told = standing.steps[0].says
    pair = [it for it in standing.verdicts if it.is_fresh and it.steps and it.steps[0].says in told]
    felt = next((it for it in pair if it.rule.feeling), None)
    counted = next((it for it in pair if not it.rule.feeling), None)
    if felt is None or counted is None:
        return None
    return TwoTruths(truth(thread, felt), truth(thread, counted), both(thread, felt, counted))


def truth(thread: Thread, verdict: Verdict) -> Truth:
    rule = verdict.rule
    readings = everyone(thread.evidence[rule.code])
    drawn = panel(rule, strands_of(rule, readings))
    measure = thread.measures[rule.code]
    return Truth(
        heading=saying(rule, verdict.newest),
        asked=measure.asks,
        chart=line_panels([replace(drawn, id=f"truth-{rule.code}")], **top_of(rule))[0],
        basis=basis_of_measure(thread, rule.code, readings[-1]),
    )


def saying(rule: MeasureRule, newest: Reading) -> str:
    return f"{rule.name}: {shown(rule, newest)}"


def both(thread: Thread, felt: Verdict, counted: Verdict) -> DataTable:
    """The two beside each other, period by period, newest first."""
    values: dict[str, dict[str, str]] = {}
    for verdict in (felt, counted):
        for reading in reversed(everyone(thread.evidence[verdict.rule.code])):
            values.setdefault(printed(reading.period), {})[verdict.rule.code] = shown(verdict.rule, reading)
    codes = (felt.rule.code, counted.rule.code)
    rows = tuple((period, *(said.get(code, "no figure") for code in codes)) for period, said in values.items())
    columns = (Column("Period"), Column(felt.rule.name, number=True), Column(counted.rule.name, number=True))
    return DataTable("table-both-truths", "What people said, and what was counted", columns, rows)
