"""What the report of a year rests on, read from the database once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from leal.calculations.periods import CharterYear
from leal.calculations.standing import CommitmentFacts, Evidence, Standing, Verdict, Word
from leal.foundations.database import while_unchanged
from leal.thread.charters import queries as charters
from leal.thread.charters.models import Charter, Commitment, Edition
from leal.thread.evidence import queries as evidence
from leal.thread.evidence.models import Measure, Result
from leal.thread.evidence.queries import Stood
from leal.thread.statements import queries as statements
from leal.thread.statements.models import Statement, Theme

from .. import queries as learning
from ..models import Lesson


class NothingToTell(Exception):
    """There is no report to make; the sentence says why, and for which years there is one."""


@dataclass(frozen=True)
class Account:
    """A charter in one year, and what was learned up to the day of the report.

    stood       every promise, worst first, then in the order of the text
    facts       by commitment’s code: who keeps it and how
    evidence    by measure’s code, up to the end of the year; `results` are the rows behind it, each with its sources
    years       every year there are results for, oldest first, up to this one, each with its standings by code
    answers     for each statement, by key, the codes of the promises that answer it
    """

    charter: Charter
    edition: Edition
    year: CharterYear
    on: date
    stood: tuple[Stood, ...]
    facts: dict[str, CommitmentFacts]
    evidence: dict[str, Evidence]
    measures: dict[str, Measure]
    results: dict[str, tuple[Result, ...]]
    years: dict[str, dict[str, Standing]]
    lessons: tuple[Lesson, ...]
    statements: tuple[Statement, ...]
    themes: tuple[Theme, ...]
    answers: dict[int, list[str]]

    @cached_property
    def in_order(self) -> tuple[Stood, ...]:
        """Every promise in the order of the text."""
        return tuple(sorted(self.stood, key=lambda it: (it.commitment.section.place, it.commitment.place)))

    @cached_property
    def by_word(self) -> dict[Word, tuple[Stood, ...]]:
        """The promises of each standing, worst first; standings that no promise has are there too."""
        return {word: tuple(it for it in self.stood if it.word is word) for word in Word}

    @cached_property
    def told(self) -> tuple[Measure, ...]:
        """The measures with a result, in the order of their names."""
        return tuple(sorted((self.measures[code] for code in self.results), key=lambda one: one.name.casefold()))

    def lessons_about(self, code: str) -> list[Lesson]:
        """What was learned about a promise."""
        return [one for one in self.lessons if any(about.code == code for about in one.about)]

    def decides(self, code: str, measure: str) -> bool:
        """Whether a measure decides if a promise is kept; both by code."""
        return any(serving.decides for serving in self.facts[code].servings if serving.measure == measure)

    def deciding(self, stood: Stood) -> Iterator[Verdict]:
        """What the measures say that decide about a promise, worst first, those with a figure only."""
        for verdict in stood.proposed.verdicts:
            if verdict.newest and self.decides(stood.commitment.code, verdict.rule.code):
                yield verdict


def account(*, charter: Charter, year: str, on: date) -> Account:
    """The account of a year such as "2022-23"; "" is the newest there are results for.

    on  the day of the report: what was learned up to then is told

    Raises NothingToTell, with a sentence, where there is no edition or no such year.
    """
    edition = charters.current_edition(charter=charter)
    if edition is None:
        raise NothingToTell(f"{charter.name} has no published edition yet, so there is nothing to report on.")
    there = evidence.years(charter=charter)
    if not there:
        raise NothingToTell(f"There are no results for {charter.name} yet. Take figures in first.")
    names = [one.name for one in there]
    if year and year not in names:
        raise NothingToTell(f"There is nothing for “{year}”. There are results for {', '.join(reversed(names))}.")
    named = there[names.index(year)] if year else there[0]
    key = ("report.account", charter.pk, named, on)
    earlier = tuple(one for one in reversed(there) if one <= named)
    return while_unchanged(key, lambda: _account(charter, edition, named, earlier, on))


def _account(charter: Charter, newest: Edition, year: CharterYear, years: tuple[CharterYear, ...], on: date) -> Account:
    edition = evidence.edition_in(edition=newest, year=year.name)
    known = evidence.known(edition=edition, year=year.name)
    found = evidence.standings(edition=edition, year=year.name)
    return Account(
        charter=charter,
        edition=edition,
        year=year,
        on=on,
        stood=tuple(sorted(found, key=lambda stood: stood.word.place)),
        facts={row.code: facts for row, facts in known.facts.items()},
        evidence={row.code: its for row, its in known.evidence.items()},
        measures={row.code: row for row in known.evidence},
        results=_results(list(known.evidence), year.ends_on),
        years={one.name: evidence.known(edition=edition, year=one.name).standings for one in years},
        lessons=tuple(learning.lessons(edition=edition)),
        statements=tuple(one for one in statements.of_service(service=charter.slug) if one.withdrawn_on is None),
        themes=tuple(statements.themes(service=charter.slug)),
        answers=charters.answers(edition=edition),
    )


def _results(measures: Iterable[Measure], on: date) -> dict[str, tuple[Result, ...]]:
    codes = {row.pk: row.code for row in measures}
    found: dict[str, list[Result]] = {}
    for result in evidence.results_until(measures=measures, on=on):
        found.setdefault(codes[result.measure_id], []).append(result)
    return {code: tuple(some) for code, some in found.items()}


def section_of(row: Commitment) -> str:
    """The name of the section a promise stands in."""
    return row.section.top.name
