"""What the rule for standings is told, read from the database in four queries whatever the size of the charter.

Small things (parts, owners, practices, levels) come as JSON inside the row
they belong to. One query for each kind of them would be plainer, and would
spend on them all the queries that a page may make.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, FloatField, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, JSONObject

from leal.calculations.change import Line
from leal.calculations.periods import CharterYear, charter_year_of
from leal.calculations.series import Break as SeriesBreak
from leal.calculations.series import Reading
from leal.calculations.standing import (
    Cases,
    CommitmentFacts,
    Evidence,
    Level,
    MeasureRule,
    OwnerFact,
    PartFact,
    PracticeFact,
    Serving,
)
from leal.thread.charters.models import Body, Commitment, Edition, Lineage, Part
from leal.thread.charters.queries import promises_of
from leal.thread.practice.models import Keeping, Ownership

from ..models import Break, Example, Measure, Result, Service
from ..models import Level as SetLevel

NO_LINE = Line(points=0)
NOT_PUBLISHED = (Result.Mark.NOT_ASKED, Result.Mark.NOT_AVAILABLE)


def facts_by_commitment(*, edition: Edition) -> dict[Commitment, CommitmentFacts]:
    """Every commitment of an edition, in the order of its text, with all that hangs on it. One query.

    Owners, practices and measures of the same promise in other editions hang on it too.
    """
    rows = {row.pk: row for row in _rows(edition)}
    return {row: _facts(row, _same(row, rows)) for row in rows.values() if row.edition_id == edition.pk}


def _rows(edition: Edition) -> QuerySet[Commitment]:
    """The commitments of an edition, and those of others that are the same promises, each with what hangs on it."""
    return (
        Commitment.objects.filter(pk__in=promises_of(edition=edition))
        .select_related("section__within")
        .annotate(
            statements=_counted(Commitment.answers.through.objects.filter(commitment=OuterRef("pk")), "commitment"),
            parts_told=_told(Part, "commitment", order="letter", letter="letter", wording="wording"),
            binds_told=ArraySubquery(Body.objects.filter(commitments=OuterRef("pk")).order_by("pk").values("name")),
            owners_told=_told(Ownership, "commitment", role="role", body="body__name", **_timed()),
            practices_told=_told(
                Keeping,
                "commitment",
                name="practice__name",
                state="practice__state",
                wording="practice__wording",
                **_timed("practice__"),
            ),
            servings_told=_told(
                Service,
                "commitment",
                only=_in_use("measure__"),
                measure="measure__code",
                part="part__letter",
                decides="decides",
            ),
            earlier_told=ArraySubquery(_lineage(edition, later=OuterRef("pk")).values("earlier")),
            later_told=ArraySubquery(_lineage(edition, earlier=OuterRef("pk")).values("later")),
        )
    )


def _lineage(edition: Edition, **end) -> QuerySet[Lineage]:
    """Where the same promise stands in other editions; what a draft says counts for that draft alone."""
    told = Q(edition__published_on__isnull=False) | Q(edition=edition)
    return Lineage.objects.filter(told, same_promise=True, **end).order_by("pk")


def _same(row: Commitment, rows: dict[int, Commitment]) -> list[Commitment]:
    """The same promise in earlier editions, then in later ones; not what was merged into it, or came of it, beside."""
    return [rows[key] for way in ("earlier_told", "later_told") for key in _reached(row, rows, way)]


def _reached(row: Commitment, rows: dict[int, Commitment], way: str) -> list[int]:
    found: dict[int, None] = {}
    ahead = list(getattr(row, way))
    while ahead:
        key = ahead.pop(0)
        if key in rows and key not in found:
            found[key] = None
            ahead += getattr(rows[key], way)
    return list(found)


def evidence_by_measure(*, edition: Edition, year: CharterYear) -> dict[Measure, Evidence]:
    """Every measure that serves an edition, with its results up to the end of a year. Three queries."""
    measures = list(_measures(edition, year))
    readings = _readings(measures, year)
    return {row: Evidence(_rule(row), tuple(readings[row.pk]), Cases(row.good, row.bad)) for row in measures}


def _timed(through: str = "") -> dict[str, str]:
    return {"part": "part__letter", "since": f"{through}since", "ended_on": f"{through}ended_on"}


def _in_use(through: str = "") -> Q:
    return Q(**{f"{through}retired_on__isnull": True})


def _told(
    model: type[Model], belongs_to: str, *, only: Q | None = None, order: str = "pk", **fields: str
) -> ArraySubquery:
    """The rows of a model that belong to the row in hand, each as one object."""
    rows = model.objects.filter(only or Q(), **{belongs_to: OuterRef("pk")}).order_by(order)
    return ArraySubquery(rows.values(told=JSONObject(**fields)))


def _counted(rows: QuerySet, belongs_to: str) -> Coalesce:
    """How many rows belong to the row in hand, without joining them to it."""
    return Coalesce(Subquery(rows.order_by().values(belongs_to).annotate(n=Count("pk")).values("n")), 0)


def _facts(row: Commitment, same: Sequence[Commitment]) -> CommitmentFacts:
    letters = {told["letter"] for told in row.parts_told}

    def hanging(name: str) -> Iterator[dict[str, Any]]:
        """On the promise itself first; once each. A part that has no letter here is the whole."""
        seen = []
        for one in (row, *same):
            for told in getattr(one, name):
                here = told | {"part": told["part"] if told["part"] in letters else ""}
                if here not in seen:
                    seen.append(here)
                    yield here

    return CommitmentFacts(
        row.code,
        row.title,
        statements=row.statements,
        binds=tuple(row.binds_told),
        parts=tuple(PartFact(**told) for told in row.parts_told),
        owners=tuple(OwnerFact(**_days(told)) for told in hanging("owners_told")),
        practices=tuple(PracticeFact(**_days(told)) for told in hanging("practices_told")),
        servings=tuple(Serving(**told) for told in hanging("servings_told")),
    )


def _days(told: dict[str, Any]) -> dict[str, Any]:
    """JSON knows no dates and says null for the whole."""
    days = {name: told[name] and date.fromisoformat(told[name]) for name in ("since", "ended_on")}
    return told | days


def _measures(edition: Edition, year: CharterYear) -> QuerySet[Measure]:
    serving = Service.objects.filter(commitment__in=promises_of(edition=edition)).values("measure")
    cases = Example.objects.filter(measure=OuterRef("pk"), year=year.name)
    return Measure.objects.filter(_in_use(), pk__in=serving).annotate(
        levels_told=_told(SetLevel, "measure", value="value", from_on="from_on", authority="authority"),
        breaks_told=_told(Break, "measure", on="on", reason="reason", kind="kind"),
        good=_counted(cases.filter(kind=Example.Kind.GOOD), "measure"),
        bad=_counted(cases.filter(kind=Example.Kind.BAD), "measure"),
        newest_told=_newest(),
    )


def _newest() -> Subquery:
    """The period that began last of those with a result, hidden ones too: when the next is due hangs on it."""
    there = Result.objects.filter(measure=OuterRef("pk")).exclude(mark__in=NOT_PUBLISHED)
    period = JSONObject(starts_on="starts_on", ends_on="ends_on", as_given="period_as_given")
    return Subquery(there.order_by("-starts_on", "-ends_on").values(told=period)[:1])


def _rule(row: Measure) -> MeasureRule:
    return MeasureRule(
        row.code,
        row.name,
        kind=row.kind,
        unit=row.unit,
        better=row.better,
        line=_line(row),
        population=row.population,
        feeling=row.feeling,
        smallest_base=row.smallest_base or 0,
        base=row.base,
        levels=tuple(
            Level(float(told["value"]), date.fromisoformat(told["from_on"]), told["authority"])
            for told in row.levels_told
        ),
        breaks=tuple(SeriesBreak(**told | {"on": date.fromisoformat(told["on"])}) for told in row.breaks_told),
        good_for_years=row.good_for_years,
        gap=row.gap,
    )


def _line(row: Measure) -> Line:
    if row.matters_points is not None:
        return Line(points=float(row.matters_points))
    return Line(relative=float(row.matters_relative)) if row.matters_relative is not None else NO_LINE


AS_READ = (
    *("measure_id", "starts_on", "ends_on", Cast("value", FloatField()), "group"),
    *("period_as_given", "mark", "base", "base_as_given", Cast("step", FloatField())),
)


def _readings(measures: list[Measure], year: CharterYear) -> dict[int, list[Reading]]:
    """Results as readings, by measure: for everyone all there are up to the end of the year; for groups only those
    that the year is judged by, which are few among many.

    A measure is one reviewed question, so its results need no code to tell
    them apart; where it was reworded, a reviewed break says so.
    """
    rounding = {row.pk: float(row.rounding or 0) for row in measures}
    known = Result.objects.filter(measure__in=rounding, ends_on__lte=year.ends_on).order_by()
    found: dict[int, list[Reading]] = {measure: [] for measure in rounding}

    def take(rows: QuerySet) -> None:
        for measure, *as_given, step in rows.values_list(*AS_READ):
            found[measure].append(Reading(*as_given, "", (), max(step, rounding[measure])))

    take(known.filter(group=""))
    judged_by = {measure: _groups_since(readings, year) for measure, readings in found.items()}
    take(known.exclude(group="").filter(_since(judged_by)))
    return found


def _groups_since(readings: list[Reading], year: CharterYear) -> date:
    """From when on a measure's groups matter: from the start of the year, or of the last year with a figure for
    everyone, as which an evidence out of date last stood; from ever where there are only groups."""
    newest = max((it.ends_on for it in readings if it.has_value), default=None)
    return charter_year_of(newest, starts_in=year.starts_on.month).starts_on if newest else date.min


def _since(days: dict[int, date]) -> Q:
    by_day: dict[date, list[int]] = defaultdict(list)
    for measure, day in days.items():
        by_day[day].append(measure)
    return reduce(or_, (Q(measure__in=those, starts_on__gte=day) for day, those in by_day.items()), Q(pk__in=[]))
