"""Who touched a thing last, for people to see; never read to decide what happens next."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import models

from leal.foundations.people.models import Person

from .models import Entry


class Touch(NamedTuple):
    """The last thing done to a row: what, by whom, when and why."""

    event: str
    by: str
    at: datetime
    because: str


def last_touches(rows: Iterable[models.Model]) -> dict[int, Touch]:
    """The last thing done to each row of one kind, by its key, where anything was recorded. Two queries."""
    rows = list(rows)
    if not rows:
        return {}
    found = (
        Entry.objects.filter(subject=rows[0]._meta.label, subject_key__in=[str(row.pk) for row in rows])
        .order_by("subject_key", "-pk")
        .distinct("subject_key")
    )
    names = names_of({entry.by for entry in found})
    touches = {
        entry.subject_key: Touch(entry.event, names[entry.by], entry.recorded_at, entry.because) for entry in found
    }
    return {row.pk: touches[str(row.pk)] for row in rows if str(row.pk) in touches}


def last_touch(row: models.Model) -> Touch | None:
    """The last thing done to a row; None when nothing was recorded of it. Two queries."""
    return last_touches([row]).get(row.pk)


def names_of(recorded: Iterable[str]) -> dict[str, str]:
    """How those who act are called on pages, by how the record names them: "person 7" → "Morag". One query."""
    keys = {by: by.removeprefix("person ") for by in recorded}
    people = [key for key in keys.values() if key.isdecimal()]
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    return {by: names.get(int(key), "Someone") if key.isdecimal() else by for by, key in keys.items()}
