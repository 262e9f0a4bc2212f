"""Who touched a thing last, for people to see; never read to decide what happens next. Reading touches nothing."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db import models
from django.db.models import Q

from leal.foundations.people.models import Person

from .models import Entry

READING = Q(event__endswith=".read") | Q(event__endswith=".handed-out")


class Touch(NamedTuple):
    """The last thing done to a row: what, by whom, when and why."""

    event: str
    by: str
    at: datetime
    because: str


def last_touches(rows: Iterable[models.Model]) -> dict[models.Model, Touch]:
    """The last thing done to each row, of one kind or several, where anything was recorded. Two queries."""
    by_key = {(row._meta.label, str(row.pk)): row for row in rows}
    if not by_key:
        return {}
    keys = defaultdict(list)
    for label, key in by_key:
        keys[label].append(key)
    of_these = reduce(or_, (Q(subject=label, subject_key__in=its) for label, its in keys.items()))
    changed = Entry.objects.filter(of_these).exclude(READING)
    latest = changed.order_by("subject", "subject_key", "-pk").distinct("subject", "subject_key")
    names = names_of({entry.by for entry in latest})
    return {
        by_key[entry.subject, entry.subject_key]: Touch(entry.event, names[entry.by], entry.recorded_at, entry.because)
        for entry in latest
    }


def last_touch(row: models.Model) -> Touch | None:
    """The last thing done to a row; None when nothing was recorded of it. Two queries."""
    return last_touches([row]).get(row)


def names_of(recorded: Iterable[str]) -> dict[str, str]:
    """How those who act are called on pages, by how the record names them: "person 7" → "Morag". One query."""
    keys = {by: by.removeprefix("person ") for by in recorded}
    people = [key for key in keys.values() if key.isdecimal()]
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    return {by: names.get(int(key), "Someone") if key.isdecimal() else by for by, key in keys.items()}
