"""Facts made short for these tests."""

from datetime import date

from leal.calculations.change import Line
from leal.calculations.periods import CharterYear, charter_year
from leal.calculations.series import Break, Reading
from leal.calculations.standing import (
    CommitmentFacts,
    Evidence,
    Level,
    MeasureRule,
    PracticeFact,
    Serving,
    Standing,
    standing,
)

IN_PLACE = (PracticeFact("Phone lines", "in_place"),)
YEAR = charter_year("2022-23")
A_TARGET = (Level(90, date(2020, 4, 1), "The board"),)


def of_year(name: str, value: float | None, **more) -> Reading:
    year = charter_year(name)
    return Reading(year.starts_on, year.ends_on, value, **more)


def counted(code: str = "on-time", *readings: Reading, **rule) -> Evidence:
    return Evidence(MeasureRule(code, "Paid on time", base="payments", **rule), readings)


def felt(code: str = "kindness", *readings: Reading, **rule) -> Evidence:
    rule = {"population": "census", "feeling": True, **rule}
    return Evidence(MeasureRule(code, "Treated with kindness", base="people in contact", **rule), readings)


def call_wait(*readings: Reading, breaks: tuple[Break, ...] = ()) -> Evidence:
    line = Line(relative=0.2)
    return Evidence(
        MeasureRule("call-wait", "How long callers wait", "mean", "seconds", "lower", line, breaks=breaks), readings
    )


def proposed(*evidence: Evidence, year: CharterYear = YEAR, beside: Evidence | None = None, **facts) -> Standing:
    """The standing of a promise with its practice in place, which all this evidence decides."""
    servings = tuple(Serving(it.rule.code) for it in evidence)
    if beside:
        servings, evidence = (*servings, Serving(beside.rule.code, decides=False)), (*evidence, beside)
    made = CommitmentFacts("PS9", **{"servings": servings, "practices": IN_PLACE, **facts})
    return standing(made, {it.rule.code: it for it in evidence}, year)
