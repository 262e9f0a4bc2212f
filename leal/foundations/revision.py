"""Two people edit one thing: whoever saves second is shown what the first wrote, and nobody’s words are lost.

A form carries the `revision` of what it showed. The operation that rewrites
takes hold of the row and compares; when someone was quicker it writes nothing.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import models

from .audit.lately import last_touch


class ChangedMeanwhile(Exception):
    """Someone changed, or took away, what a person was about to save.

    row     as it is now; None when it is gone
    mine    what was about to be saved, by the names of its fields
    theirs  what stands there now, by the names of its fields; nothing when it is gone
    by, at  who changed it last and when, as far as the record knows
    """

    def __init__(self, *, row: models.Model | None, mine: Mapping[str, object], by: str, at: datetime | None):
        super().__init__(row, mine, by, at)
        self.row, self.mine, self.by, self.at = row, dict(mine), by, at
        self.theirs = edited(row) if row else {}

    def __str__(self) -> str:
        did = "changed this" if self.row else "took this away"
        return f"{self.by or 'Someone'} {did} after you opened it. Nothing was saved, and your words are still here"


def edited(row: models.Model) -> dict[str, object]:
    """What people may edit of a row: the fields it declares as `edited`, else all its columns but the key.

    A link is given as the key it points at, links to many as sorted keys, rows
    that belong to this one (the parts of a commitment) as what stands in them.
    """
    columns = [field.name for field in row._meta.concrete_fields if not field.primary_key]
    return {name: _words(row, name) for name in getattr(row, "edited", columns)}


def revision(row: models.Model) -> str:
    """A short digest of what people may edit of a row, to carry in the hidden field `seen` of a form."""
    words = json.dumps(edited(row), default=str, sort_keys=True)
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()


def take_hold(row: models.Model, *, seen: str, mine: Mapping[str, object] | None = None) -> models.Model:
    """The row as it is now, held until the operation ends, when it is still what the person saw.

    seen  the revision their form carried
    mine  what they were about to save, for them to see beside what was saved meanwhile

    Raises ChangedMeanwhile when it is not, or when the row is gone.
    """
    now = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
    if now is None or revision(now) != seen:
        touch = last_touch(row)
        raise ChangedMeanwhile(row=now, mine=mine or {}, by=touch.by if touch else "", at=touch.at if touch else None)
    return now


def write_anew(row: models.Model, *, seen: str, words: Mapping[str, object]) -> models.Model:
    """Give a row new words, columns and links to many alike, when it is still what the person saw.

    Raises ChangedMeanwhile when it is not.
    """
    held = take_hold(row, seen=seen, mine=words)
    many = {name for name in words if held._meta.get_field(name).many_to_many}
    columns = [name for name in words if name not in many]
    for name in columns:
        setattr(held, name, words[name])
    held.save(update_fields=columns)
    for name in many:
        getattr(held, name).set(words[name])
    return held


def _words(row: models.Model, name: str) -> object:
    field = row._meta.get_field(name)
    if field.many_to_many:
        return sorted(getattr(row, name).values_list("pk", flat=True))
    if field.one_to_many:
        return sorted(_columns(getattr(row, field.get_accessor_name()).all(), without=field.field.name), key=str)
    return getattr(row, field.attname)


def _columns(rows: Iterable[models.Model], *, without: str) -> list[list[object]]:
    """What stands in each row but its key and the link `without`: the same words written anew are the same."""
    return [
        [
            getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if not field.primary_key and field.name != without
        ]
        for row in rows
    ]
