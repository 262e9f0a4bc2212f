"""A checked charter file into the database: a list at a time, in the order of the thread."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.db.models import Model

from leal.thread.charters import models as charters
from leal.thread.evidence import models as evidence
from leal.thread.panels import models as panels
from leal.thread.practice import models as practice
from leal.thread.statements import models as statements

from .. import models as learning
from . import shape
from .checking import promises
from .stored import STORED
from .tables_in import Keys, bring_in_tables

Promise = tuple[charters.Commitment, charters.Part | None]


def bring_in(file: shape.CharterFile, name: str = "the file") -> charters.Charter:
    """Write every row of a checked file. Whoever calls holds the transaction.

    Raises Misread for rows of results that cannot stand, each with its number.
    """
    bringing = _Bringing(file)
    bringing.said()
    bringing.text()
    bringing.kept()
    bringing.measured()
    bring_in_tables(file, bringing.charter, Keys(bringing.measures, bringing.sources, bringing.intakes), name)
    bringing.judged_and_learned()
    bringing.publish()
    return bringing.charter


def row_of(shaped: shape.Row, **more: Any) -> Model:
    """The row, not yet saved, that a thing of the file is."""
    model = STORED[type(shaped)]
    held = {field.name for field in model._meta.concrete_fields if not field.is_relation}
    names = (name for name in shaped.__struct_fields__ if name in held and name not in more)
    return model(**{name: getattr(shaped, name) for name in names}, **more)


def save(rows: Iterable[Model]) -> list[Model]:
    rows = list(rows)
    return type(rows[0]).objects.bulk_create(rows, batch_size=2000) if rows else []


def link(model: type[Model], name: str, pairs: Iterable[tuple[Model, Model]]) -> None:
    """Rows of a many-to-many field, all at once."""
    through = getattr(model, name).through
    field = model._meta.get_field(name)
    ours, theirs = field.m2m_column_name(), field.m2m_reverse_name()
    through.objects.bulk_create((through(**{ours: one.pk, theirs: other.pk}) for one, other in pairs), batch_size=5000)


class _Bringing:
    """One file on its way in, with the rows that later rows point back to."""

    def __init__(self, file: shape.CharterFile):
        self.file = file
        self.charter = row_of(file.charter)
        self.charter.save(force_insert=True)
        rows = save(row_of(body, charter=self.charter) for body in file.bodies)
        self.bodies = {body.name: body for body in rows}

    def said(self) -> None:
        """Principles, themes, statements and quotes. A principle that is here already is shared."""
        file, service = self.file, self.file.charter.slug
        for it in file.principles:
            told = {name: getattr(it, name) for name in ("wording", "source", "withdrawn_on", "withdrawn_because")}
            statements.Principle.objects.get_or_create(act=it.act, number=it.number, defaults=told)
        principles = {(it.act, it.number): it for it in statements.Principle.objects.all()}
        themes = {it.code: it for it in save(row_of(theme, service=service) for theme in file.themes)}
        groups = self._groups()
        rows = save(
            row_of(it, service=service, theme=themes[it.theme], group=groups.get(it.group)) for it in file.statements
        )
        self.statements = {it.code: it for it in rows}
        pairs = (
            (row, principles[each]) for it, row in zip(file.statements, rows, strict=True) for each in it.principles
        )
        link(statements.Statement, "principles", pairs)
        rows = save(row_of(it, service=service) for it in file.quotes)
        pairs = (
            (row, self.statements[each]) for it, row in zip(file.quotes, rows, strict=True) for each in it.statements
        )
        link(statements.Quote, "statements", pairs)

    def _groups(self) -> dict[tuple[str, str], panels.CoreGroup]:
        """The groups on whose words statements rest, with nobody in them. A panel that is here already is shared."""
        service, found = self.file.charter.slug, {}
        for it in self.file.panels:
            found[it.code] = panels.Panel.objects.filter(service=service, code=it.code).first()
            if found[it.code] is None:
                [found[it.code]] = save([row_of(it, service=service)])
        groups = {}
        for it in self.file.groups:
            row = panels.CoreGroup.objects.filter(panel=found[it.panel], code=it.code).first()
            groups[it.panel, it.code] = row or save([row_of(it, panel=found[it.panel])])[0]
        return groups

    def text(self) -> None:
        """Editions with all that stands in them, and what became of each promise; not yet published."""
        self.editions: dict[str, charters.Edition] = {}
        self.promised: dict[str, Promise] = {}
        for it in self.file.editions:
            follows = self.editions.get(it.follows or "")
            row = row_of(it, charter=self.charter, follows=follows, agreed_on=None, published_on=None)
            row.save()
            self.editions[it.code] = row
            save(row_of(each, edition=row, place=place) for place, each in enumerate(it.passages, start=1))
            save(row_of(each, edition=row, place=place) for place, each in enumerate(it.asks, start=1))
            self._promises(it, row, self._sections(it, row))
            save(
                row_of(line, edition=row, earlier=self._whole(line.earlier), later=self._later(it, line.later))
                for line in it.lineage
            )

    def _sections(self, it: shape.Edition, row: charters.Edition) -> dict[str, charters.Section]:
        sections: dict[str, charters.Section] = {}
        for place, each in enumerate(it.sections, start=1):
            sections[each.code] = row_of(each, edition=row, within=sections.get(each.within or ""), place=place)
            sections[each.code].save()
        return sections

    def _promises(self, it: shape.Edition, row: charters.Edition, sections: dict[str, charters.Section]) -> None:
        rows = save(
            row_of(each, edition=row, section=sections[section.code], place=place)
            for section in it.sections
            for place, each in enumerate(section.commitments, start=1)
        )
        both = list(zip((each for _, each in promises(it)), rows, strict=True))
        self.promised |= {f"{it.code}/{promise.code}": (promise, None) for _, promise in both}
        parts = save(row_of(part, commitment=promise) for each, promise in both for part in each.parts)
        for part in parts:
            self.promised[f"{it.code}/{part.commitment.code}/{part.letter}"] = (part.commitment, part)
        bound = ((promise, self.bodies[name]) for each, promise in both for name in each.binds)
        answered = ((promise, self.statements[code]) for each, promise in both for code in each.answers)
        link(charters.Commitment, "binds", bound)
        link(charters.Commitment, "answers", answered)

    def _whole(self, name: str | None) -> charters.Commitment | None:
        return self.promised[name][0] if name else None

    def _later(self, it: shape.Edition, code: str | None) -> charters.Commitment | None:
        return self._whole(code and f"{it.code}/{code}")

    def _named(self, name: str) -> dict[str, charters.Commitment | charters.Part | None]:
        return dict(zip(("commitment", "part"), self.promised[name], strict=True))

    def kept(self) -> None:
        """Who owns each promise, and what is done to keep it."""
        file = self.file
        save(row_of(it, body=self.bodies[it.body], **self._named(it.promise)) for it in file.owners)
        rows = save(row_of(it, charter=self.charter, body=self.bodies[it.body]) for it in file.practices)
        save(
            practice.Keeping(practice=row, **self._named(name))
            for it, row in zip(file.practices, rows, strict=True)
            for name in it.keeps
        )

    def measured(self) -> None:
        """Measures with what they serve, and where figures came from."""
        file = self.file
        rows = save(row_of(it, charter=self.charter) for it in file.measures)
        both = list(zip(file.measures, rows, strict=True))
        self.measures = {row.code: row.pk for row in rows}
        save(row_of(each, measure=row, **self._named(each.promise)) for it, row in both for each in it.serves)
        save(row_of(each, measure=row) for it, row in both for each in it.levels)
        save(row_of(each, measure=row) for it, row in both for each in it.breaks)
        self.sources = [row.pk for row in save(row_of(it, charter=self.charter) for it in file.sources)]
        rows = save(row_of(it, charter=self.charter) for it in file.intakes)
        self.intakes = [row.pk for row in rows]
        save(
            evidence.Refusal(intake=row, row=each.row, field=each.field_, why=each.why)
            for it, row in zip(file.intakes, rows, strict=True)
            for each in it.refusals
        )

    def judged_and_learned(self) -> None:
        """Examples, the owners’ and the reviewers’ words, lessons and changes."""
        file = self.file
        rows = save(
            row_of(it, charter=self.charter, measure_id=self.measures.get(it.measure or "")) for it in file.examples
        )
        self._about(evidence.Example, zip(file.examples, rows, strict=True))
        for it in (*file.decisions, *file.findings):
            row_of(it, commitment=self._whole(it.commitment)).save()
        rows = save(row_of(it, charter=self.charter, body=self.bodies.get(it.body or "")) for it in file.lessons)
        self._about(learning.Lesson, zip(file.lessons, rows, strict=True))
        save(row_of(each, lesson=row) for it, row in zip(file.lessons, rows, strict=True) for each in it.changes)

    def _about(self, model: type[Model], both: Iterable[tuple[Any, Model]]) -> None:
        link(
            model,
            "commitments",
            ((row, self._whole(name)) for it, row in both for name in dict.fromkeys(it.commitments)),
        )

    def publish(self) -> None:
        """The editions as published elsewhere. From now on the database lets nobody change them."""
        for it in self.file.editions:
            charters.Edition.objects.filter(pk=self.editions[it.code].pk).update(
                agreed_on=it.agreed_on, published_on=it.published_on
            )


def with_slug(file: shape.CharterFile, slug: str) -> shape.CharterFile:
    """The same charter under another name in addresses."""
    return msgspec.structs.replace(file, charter=msgspec.structs.replace(file.charter, slug=slug))
