"""How the promises of an edition stand in a year: what the rule proposes, what the owner and the reviewer say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from leal.calculations import standing as rule
from leal.calculations.periods import CharterYear, charter_year, charter_year_of
from leal.foundations.database import while_unchanged
from leal.thread.charters.models import Charter, Commitment, Edition
from leal.thread.charters.queries import edition_in_force, editions_published

from ..models import Finding, Measure, OwnerDecision, Result
from .gathering import evidence_by_measure, facts_by_commitment


@dataclass(frozen=True, slots=True)
class Stood:
    """One commitment in one charter year.

    proposed  by rule, with every step
    decision  the owner's newest word on it, if any
    finding   the independent reviewer's newest, if any
    """

    commitment: Commitment
    proposed: rule.Standing
    decision: OwnerDecision | None = None
    finding: Finding | None = None

    @property
    def word(self) -> rule.Word:
        """The word that leads is the rule's: an owner who overrules it stands beside it, and hides nothing."""
        return self.proposed.word


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of an edition in a year, for pages that show the whole thread.

    facts      by commitment, in the order of the text
    evidence   by measure
    standings  by commitment’s code, as the rule proposes them
    """

    year: CharterYear
    facts: dict[Commitment, rule.CommitmentFacts]
    evidence: dict[Measure, rule.Evidence]
    standings: dict[str, rule.Standing]


def known(*, edition: Edition, year: str) -> Known:
    """All that is known of an edition in a year such as "2022-23".

    Five queries, for one promise or a thousand; one, when nobody has written
    since it was last asked. What it gives is shared: read it, never change it.

    Raises ValueError for what is no year of this charter.
    """
    named = charter_year(year, starts_in=edition.charter.year_starts_in)
    return while_unchanged(("evidence.known", edition.pk, named), lambda: _known(edition, named))


def _known(edition: Edition, named: CharterYear) -> Known:
    facts = facts_by_commitment(edition=edition)
    evidence = evidence_by_measure(edition=edition, year=named)
    by_code = {measure.code: its for measure, its in evidence.items()}
    return Known(named, facts, evidence, rule.standings(facts.values(), by_code, named))


def standings(*, edition: Edition, year: str) -> list[Stood]:
    """Every commitment of an edition as it stands in a year, in the order of the text.

    year  like "2022-23"

    Seven queries, for one promise or a thousand. Raises ValueError for what
    is no year of this charter.
    """
    found = known(edition=edition, year=year)
    decisions, findings = _newest(OwnerDecision, edition, year), _newest(Finding, edition, year)
    return [Stood(row, found.standings[row.code], decisions.get(row.pk), findings.get(row.pk)) for row in found.facts]


def years(*, charter: Charter) -> list[CharterYear]:
    """The charter years that hold a whole period with results, newest first. One query."""
    return _years(_told().filter(charter=charter).values_list("starts_on", "ends_on").distinct(), charter)


def edition_and_years(*, slug: str) -> tuple[Edition, list[CharterYear]] | None:
    """The edition a charter published last, with its charter, and the years there are results for. One query.

    None where nothing is published.
    """
    return next((found for found in editions_and_years(slug=slug)), None)


def editions_and_years(*, slug: str = "") -> list[tuple[Edition, list[CharterYear]]]:
    """Of every charter, or of the one of that name, the edition published last and the years there are results for.

    One query; the charter founded first comes first.
    """
    period = JSONObject(starts_on="starts_on", ends_on="ends_on")
    told = _told().filter(charter=OuterRef("charter")).values(told=period).distinct()
    published = editions_published().filter(**{"charter__slug": slug} if slug else {})
    newest: dict[int, Edition] = {}
    for edition in published.annotate(told=ArraySubquery(told)):
        newest.setdefault(edition.charter_id, edition)
    return [(edition, _years(_days(edition.told), edition.charter)) for _, edition in sorted(newest.items())]


def _days(told: Iterable[dict[str, str]]) -> list[tuple[date, date]]:
    return [(date.fromisoformat(one["starts_on"]), date.fromisoformat(one["ends_on"])) for one in told]


def edition_in(*, edition: Edition, year: str) -> Edition:
    """The edition that the charter was held to at the end of a year; `edition` is the last published, with its charter.

    No query while there is only that one, else one. Raises ValueError for
    what is no year of this charter.
    """
    named = charter_year(year, starts_in=edition.charter.year_starts_in)
    if edition.follows_id is None or edition.published_on <= named.ends_on:
        return edition
    return edition_in_force(charter=edition.charter, on=named.ends_on) or edition


def _told() -> QuerySet[Result]:
    return Result.objects.filter(measure__isnull=False, value__isnull=False).order_by()


def _years(periods: Iterable[tuple[date, date]], charter: Charter) -> list[CharterYear]:
    ends = [(charter_year_of(ends_on, starts_in=charter.year_starts_in), starts_on) for starts_on, ends_on in periods]
    return sorted({year for year, starts_on in ends if year.starts_on <= starts_on}, reverse=True)


def newest_year(*, charter: Charter) -> CharterYear | None:
    """The newest charter year with results; None while there are none."""
    return next(iter(years(charter=charter)), None)


def _newest(
    model: type[OwnerDecision] | type[Finding], edition: Edition, year: str
) -> dict[int, OwnerDecision | Finding]:
    rows: Iterable = model.objects.filter(commitment__edition=edition, year=year).order_by("on", "pk")
    return {row.commitment_id: row for row in rows}
