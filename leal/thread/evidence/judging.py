"""What someone who judges a standing sees first: what the rule proposes and why, the figures, what people said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from leal.calculations.standing import Standing, Verdict
from leal.calculations.standing.sentences import base_words
from leal.foundations.pages.parts import Column, DataTable, Link, Opinion, Quote, StandingHeading
from leal.thread.charters.models import Commitment
from leal.thread.statements.models import Statement

from .opinions import deciding_steps, earlier, further_steps, heading, opinions
from .queries import Judgement, Judgements

COLUMNS = (Column("Measure"), Column("Newest figure", number=True), Column("For"), Column("What it says"))


@dataclass(frozen=True)
class Judged:
    """One promise in one year, as whoever judges it sees it.

    said  what owner and reviewer have said so far
    """

    commitment: Commitment
    standing: Standing
    heading: StandingHeading
    steps: tuple[str, ...]
    further: tuple[str, ...]
    figures: DataTable | None
    statements: tuple[Statement, ...]
    quotes: tuple[Quote, ...]
    said: Judgements
    years: tuple[Link, ...]

    @property
    def opinions(self) -> tuple[Opinion, ...]:
        return opinions(self.standing, self.said)

    @property
    def earlier(self) -> tuple[Opinion, ...]:
        return earlier(self.said)


def judged(
    commitment: Commitment, standing: Standing, said: Judgements, statements: Iterable[Statement], years: Iterable[str]
) -> Judged:
    """What is known of a promise in a year, for the page of whoever judges it."""
    statements = tuple(statements)
    return Judged(
        commitment=commitment,
        standing=standing,
        heading=heading(standing, said.decision),
        steps=deciding_steps(standing),
        further=further_steps(standing),
        figures=figures(commitment, standing.verdicts),
        statements=statements,
        quotes=tuple(Quote(**quote | {"year": str(quote["year"])}) for one in statements for quote in one.said),
        said=said,
        years=tuple(Link(year, f"?year={year}", current=year == standing.year) for year in years),
    )


def figures(commitment: Commitment, verdicts: Iterable[Verdict]) -> DataTable | None:
    """Every measure of a promise with its newest figure and its base, what decides and is worst first."""
    rows = tuple(figure(verdict) for verdict in verdicts)
    return DataTable(f"figures-{commitment.code}", "Every measure, worst first", COLUMNS, rows) if rows else None


def figure(verdict: Verdict) -> tuple[str, ...]:
    newest, rule = verdict.newest, verdict.rule
    if newest is None:
        return rule.name, "none", "no period", f"{verdict.finding.capitalize()}. {rule.gap}".strip()
    says = f"{verdict.finding.capitalize()}. {base_words(rule, newest)}"
    return rule.name, newest.said(rule.unit), newest.period, says


def with_word(shown: Judged, given: Judgement) -> Judged:
    """The same as readers will see it once a word is published; it takes the newest place, and what was there stays."""
    said = shown.said
    if given.agrees is None:
        said = said._replace(finding=given, earlier=(*filter(None, [said.finding]), *said.earlier))
    else:
        said = said._replace(decision=given, earlier=(*filter(None, [said.decision]), *said.earlier))
    return replace(shown, said=said, heading=heading(shown.standing, said.decision))
