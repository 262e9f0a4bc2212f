"""Every wording a thing ever had, put together from the history of its row and of what belongs to it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.db import models

from .lately import names_of
from .models import Entry, RowHistory


class Version(NamedTuple):
    """How a thing read after one act: who did it, when and why, and which fields it changed.

    key    names the version in addresses
    words  what people may edit, by the names of its fields; links to many as keys
    event  what was done ("theme.rewritten"); "" for what no operation did
    """

    key: int
    by: str
    at: datetime
    event: str
    because: str
    words: dict[str, object]
    changed: tuple[str, ...]


class _Step(NamedTuple):
    """One line of history as it touches a thing: what it sets, or which link it ties or cuts."""

    line: RowHistory
    name: str = ""
    tied: bool = False
    words: object = None


def versions_of(row: models.Model) -> list[Version]:
    """Every version of a thing, oldest first. Four queries, and two for each kind of rows that belong to it.

    Words that history keeps only as digests, because they are someone’s own,
    are given as they stand now: nobody can read what they were.
    """
    steps = sorted([*_own(row), *_linked(row), *_belonging(row)], key=lambda step: step.line.pk)
    acts = [list(act) for _, act in groupby(steps, key=lambda step: step.line.act or step.line.pk)]
    names = names_of({step.line.by for step in steps})
    entries = _entries(row, [act[0].line.act for act in acts])
    found, words = [], {}
    for act in acts:
        before, words = words, _after(row, words, act)
        veiled = {name for step in act for name in _veiled(row, step)}
        changed = tuple(name for name in words if name in veiled or (words[name] or "") != (before.get(name) or ""))
        if changed:
            line, entry = act[-1].line, entries.get(act[0].line.act)
            event, because = (entry.event, entry.because) if entry else ("", "")
            found.append(Version(line.pk, names[line.by], line.written_at, event, because, words, changed))
    return found


def version_of(row: models.Model, key: int) -> Version | None:
    """One version of a thing; None when it never read so."""
    return next((version for version in versions_of(row) if version.key == key), None)


def edited_names(row: models.Model) -> list[str]:
    """The fields of a row that people may edit, in order."""
    return list(getattr(row, "edited", [field.name for field in row._meta.concrete_fields if not field.primary_key]))


def _own(row: models.Model) -> Iterator[_Step]:
    lines = RowHistory.objects.filter(row_table=row._meta.db_table, row_key=str(row.pk))
    return (_Step(line) for line in lines)


def _linked(row: models.Model) -> Iterator[_Step]:
    """Links to many: each line of history of the rows between tells both ends."""
    for name in edited_names(row):
        field = row._meta.get_field(name)
        if not field.many_to_many:
            continue
        here, there = field.m2m_column_name(), field.m2m_reverse_name()
        lines = RowHistory.objects.filter(row_table=field.m2m_db_table())
        for line in lines.filter(**{f"after__{here}": row.pk}) | lines.filter(**{f"before__{here}": row.pk}):
            told = line.after or line.before
            yield _Step(line, name, line.did == RowHistory.Did.ADDED, told[there])


def _belonging(row: models.Model) -> Iterator[_Step]:
    """Rows that belong to this one, such as the parts of a commitment: found by what they were when added."""
    for name in edited_names(row):
        field = row._meta.get_field(name)
        if not field.one_to_many:
            continue
        lines = RowHistory.objects.filter(row_table=field.related_model._meta.db_table)
        keys = lines.filter(**{f"after__{field.field.column}": row.pk}).values("row_key")
        for line in lines.filter(row_key__in=keys):
            yield _Step(line, name, line.did != RowHistory.Did.REMOVED, line.row_key)


def _after(row: models.Model, words: dict[str, object], act: Iterable[_Step]) -> dict[str, object]:
    """How the thing reads once the steps of an act are done."""
    words = dict(words)
    for step in act:
        if not step.name:
            words |= _columns(row, step.line.after or {})
        elif row._meta.get_field(step.name).one_to_many:
            words[step.name] = _belongs(row, words.get(step.name, {}), step)
        else:
            kept = [key for key in words.get(step.name, []) if key != step.words]
            words[step.name] = sorted([*kept, step.words] if step.tied else kept)
    return words


def _columns(row: models.Model, told: dict[str, object]) -> dict[str, object]:
    """The columns that history tells of, as the row would give them; what is personal as it stands now."""
    personal = getattr(row, "personal", ())
    found = {}
    for name in edited_names(row):
        field = row._meta.get_field(name)
        if field.concrete and not field.many_to_many and field.column in told:
            value = told[field.column]
            found[name] = getattr(row, field.attname) if name in personal else field.to_python(value)
    return found


def _veiled(row: models.Model, step: _Step) -> set[str]:
    """The fields of someone’s own words that a line of history says were changed."""
    told = {} if step.name else step.line.after or {}
    return {name for name in getattr(row, "personal", ()) if row._meta.get_field(name).column in told}


def _belongs(row: models.Model, rows: dict, step: _Step) -> dict:
    """Rows that belong to a thing after one line of their history, by their keys."""
    others = {key: told for key, told in rows.items() if key != step.words}
    if not step.tied:
        return others
    return others | {step.words: rows.get(step.words, {}) | (step.line.after or {})}


def _entries(row: models.Model, acts: list) -> dict:
    """What was recorded of a thing, by act; where an act left several entries of it, the last."""
    found = Entry.objects.filter(subject=row._meta.label, subject_key=str(row.pk), act__in=[a for a in acts if a])
    return {entry.act: entry for entry in found.order_by("pk")}
