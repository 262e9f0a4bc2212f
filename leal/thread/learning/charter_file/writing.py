"""A charter of this installation as a file: every public row of it, in a settled order."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, TypeVar

import msgspec
from django.db import connection, transaction
from django.db.models import Model, Prefetch, QuerySet

from leal.thread.charters import models as charters
from leal.thread.charters.models import Charter, Commitment, Edition
from leal.thread.evidence import models as evidence
from leal.thread.evidence.queries import edition_in, standings, years
from leal.thread.panels.models import CoreGroup, Panel
from leal.thread.practice.models import Keeping, Ownership, Practice
from leal.thread.statements.models import Principle, Quote, Statement, Theme

from ..models import Lesson
from . import shape, tables_out

Shaped = TypeVar("Shaped", bound=shape.Row)


def written(*, charter: Charter) -> Iterator[bytes]:
    """The bytes of a charter’s file, a piece at a time; results come straight from the database, one row a line."""
    with at_one_moment():
        small = msgspec.json.format(msgspec.json.encode(charter_file(charter=charter)), indent=1)
        yield small.rstrip().removesuffix(b"}").rstrip()
        for name, columns, rows in tables_out.tables(charter):
            yield b',\n "%s": {"columns": %s, "rows": [\n' % (name.encode(), msgspec.json.encode(columns))
            yield from rows
            yield b"\n ]}"
    yield b"\n}\n"


@contextmanager
def at_one_moment() -> Iterator[None]:
    """Everything read inside is as it was when the first of it was read, whoever writes meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def charter_file(*, charter: Charter) -> shape.CharterFile:
    """Everything public of a charter but its rows of results. Some thirty queries, whatever its size."""
    lists = {name: part(charter) for name, part in PARTS.items()}
    return shape.CharterFile(format=shape.FORMAT, charter=like(charter, shape.Charter), **lists)


def like(row: Model, shaped: type[Shaped], **more: Any) -> Shaped:
    """A row as the file shapes it: the fields both have, and what else is told."""
    held = {field.name for field in row._meta.concrete_fields if not field.is_relation}
    names = (name for name in shaped.__struct_fields__ if name in held and name not in more)
    return shaped(**{name: _plain(getattr(row, name)) for name in names}, **more)


def _plain(value: Any) -> Any:
    """Numbers without the noughts that only the database adds."""
    if isinstance(value, Decimal):
        return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()
    return value


def published(charter: Charter) -> QuerySet[Edition]:
    return charter.editions.filter(published_on__isnull=False).order_by("published_on", "pk")


def of_published(charter: Charter) -> QuerySet[Commitment]:
    return Commitment.objects.filter(edition__in=published(charter))


def named(commitment: Commitment, part: charters.Part | None = None) -> str:
    """How the file names a promise."""
    return "/".join([commitment.edition.code, commitment.code, *([part.letter] if part else [])])


def bodies(charter: Charter) -> list[shape.Body]:
    return [like(row, shape.Body) for row in charter.bodies.order_by("pk")]


def principles(charter: Charter) -> list[shape.Principle]:
    """The law it rests on, and any other that its statements name."""
    own = Principle.objects.filter(act=charter.act) if charter.act else Principle.objects.none()
    said = Principle.objects.filter(statements__service=charter.slug)
    return [like(row, shape.Principle) for row in (own | said).distinct()]


def themes(charter: Charter) -> list[shape.Theme]:
    return [like(row, shape.Theme) for row in Theme.objects.filter(service=charter.slug)]


def groups_named(charter: Charter) -> QuerySet[CoreGroup]:
    """The core groups on whose words statements rest. Others concern only who sits in them."""
    named = Statement.objects.filter(service=charter.slug, group__isnull=False).values("group")
    return CoreGroup.objects.filter(pk__in=named).select_related("panel").order_by("pk")


def panels(charter: Charter) -> list[shape.Panel]:
    rows = Panel.objects.filter(groups__in=groups_named(charter)).distinct().order_by("pk")
    return [like(row, shape.Panel) for row in rows]


def groups(charter: Charter) -> list[shape.CoreGroup]:
    return [like(row, shape.CoreGroup, panel=row.panel.code) for row in groups_named(charter)]


def statements(charter: Charter) -> list[shape.Statement]:
    rows = Statement.objects.filter(service=charter.slug).select_related("theme", "group__panel")
    return [
        like(
            row,
            shape.Statement,
            theme=row.theme.code,
            principles=[(p.act, p.number) for p in row.principles.all()],
            group=row.group and (row.group.panel.code, row.group.code),
        )
        for row in rows.prefetch_related("principles")
    ]


def quotes(charter: Charter) -> list[shape.Quote]:
    """What people said, but for words that were erased."""
    rows = Quote.objects.filter(service=charter.slug).exclude(words="").prefetch_related("statements").order_by("pk")
    return [like(row, shape.Quote, statements=[s.code for s in row.statements.all()]) for row in rows]


def editions(charter: Charter) -> list[shape.Edition]:
    return [edition(row) for row in with_text(published(charter))]


def with_text(rows: QuerySet[Edition]) -> QuerySet[Edition]:
    """Editions with all that stands in them, in ten queries however many there are."""
    promises = Commitment.objects.order_by("place").prefetch_related("binds", "answers", "parts")
    lineage = charters.Lineage.objects.order_by("pk").select_related("earlier__edition", "later")
    return rows.select_related("follows").prefetch_related(
        "passages",
        "asks",
        Prefetch("sections", charters.Section.objects.select_related("within").order_by("place")),
        Prefetch("sections__commitments", promises),
        Prefetch("lineage", lineage),
    )


def edition(row: Edition) -> shape.Edition:
    return like(
        row,
        shape.Edition,
        follows=row.follows and row.follows.code,
        passages=[like(it, shape.Passage) for it in row.passages.all()],
        sections=[
            like(
                it,
                shape.Section,
                within=it.within and it.within.code,
                commitments=[commitment(promise) for promise in it.commitments.all()],
            )
            for it in row.sections.all()
        ],
        asks=[like(it, shape.Ask) for it in row.asks.all()],
        lineage=[
            like(
                it,
                shape.Lineage,
                earlier=it.earlier and named(it.earlier),
                later=it.later and it.later.code,
            )
            for it in row.lineage.all()
        ],
    )


def commitment(row: Commitment) -> shape.Commitment:
    return like(
        row,
        shape.Commitment,
        binds=[body.name for body in sorted(row.binds.all(), key=lambda body: body.pk)],
        answers=[statement.code for statement in row.answers.all()],
        parts=[like(part, shape.Part) for part in row.parts.all()],
    )


def owners(charter: Charter) -> list[shape.Ownership]:
    rows = Ownership.objects.filter(commitment__in=of_published(charter)).order_by("pk")
    rows = rows.select_related("commitment__edition", "part", "body")
    return [like(row, shape.Ownership, promise=named(row.commitment, row.part), body=row.body.name) for row in rows]


def practices(charter: Charter) -> list[shape.Practice]:
    kept = Keeping.objects.filter(commitment__in=of_published(charter)).order_by("pk")
    kept = kept.select_related("commitment__edition", "part")
    rows = Practice.objects.filter(charter=charter).order_by("pk").select_related("body")
    return [
        like(row, shape.Practice, body=row.body.name, keeps=[named(k.commitment, k.part) for k in row.keepings.all()])
        for row in rows.prefetch_related(Prefetch("keepings", kept))
    ]


def measures(charter: Charter) -> list[shape.Measure]:
    served = evidence.Service.objects.filter(commitment__in=of_published(charter)).order_by("pk")
    served = served.select_related("commitment__edition", "part")
    rows = evidence.Measure.objects.filter(charter=charter).order_by("code")
    return [
        like(
            row,
            shape.Measure,
            serves=[
                shape.Service(promise=named(it.commitment, it.part), decides=it.decides) for it in row.services.all()
            ],
            levels=[like(it, shape.Level) for it in row.levels.all()],
            breaks=[like(it, shape.Break) for it in row.breaks.all()],
        )
        for row in rows.prefetch_related(Prefetch("services", served), "levels", "breaks")
    ]


def sources(charter: Charter) -> list[shape.Source]:
    return [like(row, shape.Source) for row in evidence.Source.objects.filter(charter=charter).order_by("pk")]


def intakes(charter: Charter) -> list[shape.Intake]:
    rows = evidence.Intake.objects.filter(charter=charter).order_by("pk")
    return [
        like(
            row,
            shape.Intake,
            refusals=[shape.Refusal(row=it.row, field_=it.field, why=it.why) for it in row.refusals.all()],
        )
        for row in rows.prefetch_related("refusals")
    ]


def examples(charter: Charter) -> list[shape.Example]:
    rows = evidence.Example.objects.filter(charter=charter).order_by("pk").select_related("measure")
    about = Prefetch("commitments", of_published(charter).select_related("edition").order_by("pk"))
    return [
        like(
            row,
            shape.Example,
            measure=row.measure and row.measure.code,
            commitments=[named(it) for it in row.commitments.all()],
        )
        for row in rows.prefetch_related(about)
    ]


def decisions(charter: Charter) -> list[shape.Decision]:
    return _judged(evidence.OwnerDecision, shape.Decision, charter)


def findings(charter: Charter) -> list[shape.Finding]:
    return _judged(evidence.Finding, shape.Finding, charter)


def _judged(model: type[Model], shaped: type[Shaped], charter: Charter) -> list[Shaped]:
    rows = model.objects.filter(commitment__in=of_published(charter)).order_by("pk")
    return [like(row, shaped, commitment=named(row.commitment)) for row in rows.select_related("commitment__edition")]


def lessons(charter: Charter) -> list[shape.Lesson]:
    about = Prefetch("commitments", of_published(charter).select_related("edition").order_by("pk"))
    rows = Lesson.objects.filter(charter=charter).order_by("pk").select_related("body")
    return [
        like(
            row,
            shape.Lesson,
            body=row.body and row.body.name,
            commitments=[named(it) for it in row.commitments.all()],
            changes=[like(it, shape.Change) for it in row.changes.order_by("pk")],
        )
        for row in rows.prefetch_related(about)
    ]


def stands(charter: Charter) -> list[shape.Stands]:
    """How every commitment stood by the rule in each year there are results for, in the edition held to then."""
    newest = published(charter).select_related("charter").last()
    held_to = {year.name: edition_in(edition=newest, year=year.name) for year in years(charter=charter) if newest}
    return [
        shape.Stands(
            commitment=f"{row.code}/{stood.commitment.code}",
            year=year,
            standing=stood.word.value,
            because=stood.proposed.because,
        )
        for year, row in held_to.items()
        for stood in standings(edition=row, year=year)
    ]


PARTS: dict[str, Callable[[Charter], list]] = {
    "bodies": bodies,
    "principles": principles,
    "themes": themes,
    "panels": panels,
    "groups": groups,
    "statements": statements,
    "quotes": quotes,
    "editions": editions,
    "owners": owners,
    "practices": practices,
    "measures": measures,
    "sources": sources,
    "intakes": intakes,
    "examples": examples,
    "decisions": decisions,
    "findings": findings,
    "lessons": lessons,
    "standings": stands,
}
