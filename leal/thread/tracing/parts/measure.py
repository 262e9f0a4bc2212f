"""One measure’s page: what it asks, every result as it was given, what is not joined and why, each source."""

from collections.abc import Iterable
from dataclasses import dataclass

from leal.calculations.freshness import Timeliness, was_due
from leal.calculations.periods import day_words
from leal.calculations.series import comparable
from leal.calculations.standing import Evidence
from leal.foundations.pages.parts import Column, DataTable, Link, Row
from leal.foundations.pages.typography import printed
from leal.thread.evidence.models import Measure, Result, Source
from leal.thread.evidence.queries import Fresh, fresh

from ..reading import Thread
from .figures import everyone, line_figure
from .home import address

COLUMNS = (Column("Period"), Column("Group"), Column("As given", number=True), Column("Base"), Column("Source"))


@dataclass(frozen=True)
class MeasurePage:
    """Everything known of one measure."""

    measure: Measure
    facts: tuple[Row, ...]
    figure: object
    apart: tuple[str, ...]
    results: DataTable | None
    serves: tuple[Link, ...]
    late: str


def measure(thread: Thread, code: str, *, results: Iterable[Result]) -> MeasurePage:
    """The page of one measure."""
    row, evidence = thread.measures[code], thread.evidence.get(code)
    verdicts = {v.rule.code: v for s in thread.standings.values() for v in s.verdicts}
    verdict = verdicts.get(code)
    next_ = fresh(measure=row, evidence=evidence, on=thread.on) if evidence and thread.is_newest else None
    return MeasurePage(
        measure=row,
        facts=(*facts(row), *coming(row, next_)),
        figure=line_figure(thread, verdict, "", level=2) if verdict else None,
        apart=tuple(sorted({item.because for item in apart(evidence)})) if evidence else (),
        results=every_result(results),
        serves=tuple(
            Link(c.title, address(thread, c))
            for c in thread.commitments
            if any(v.rule.code == code for v in thread.standings[c.code].verdicts)
        ),
        late=next_.sentence if next_ and next_.at is Timeliness.LATE else "",
    )


def apart(evidence: Evidence) -> tuple:
    return comparable(everyone(evidence), breaks=evidence.rule.breaks, better=evidence.rule.better).apart


def facts(row: Measure) -> tuple[Row, ...]:
    """What the measure says of itself."""
    said = {
        "It asks": row.asks,
        "Of whom": row.base,
        "Who was counted": row.get_population_display() if row.population else "",
        "Where from": row.source,
        "Why it matters": row.why_it_matters,
        "What it cannot tell": row.caveat,
        "Why nothing is here": row.gap,
        "Number in the framework": row.number,
    }
    return tuple(Row(key, value) for key, value in said.items() if value)


def coming(row: Measure, next_: Fresh | None) -> tuple[Row, ...]:
    """How often there is a result, and when the next is due."""
    if row.rhythm is None:
        return ()
    often = Row("How often", f"{row.rhythm.words}.")
    if next_ is None:
        return (often,)
    if next_.is_overdue:
        return often, Row("The next result", was_due(next_.due))
    return often, Row("The next result", f"The result for {next_.due.period} is due by {day_words(next_.due.by)}.")


def every_result(results: Iterable[Result]) -> DataTable | None:
    """Every result as it was given, newest first, each with where it was published."""
    rows = tuple(result_row(result) for result in results)
    return DataTable("table-results", "Every result, as it was given", COLUMNS, rows) if rows else None


def result_row(result: Result) -> tuple[str | Link, ...]:
    sources = list({source.pk: source for source in result.sources.all()}.values())
    named = source_link(sources[0]) if len(sources) == 1 else "; ".join(source.name for source in sources)
    group = "; ".join(filter(None, (result.group, result.answer and f"answer: {result.answer}"))) or "everyone"
    given = result.as_given + ("%" if result.unit == "%" and result.as_given[-1:].isdigit() else f" {result.unit}")
    return (
        printed(result.period_as_given),
        group,
        given.removesuffix(" %"),
        result.base_as_given or "not given",
        named,
    )


def source_link(source: Source) -> str | Link:
    return Link(printed(source.name), source.address) if source.address.startswith("http") else source.name
