"""Write the record of what was done."""

import uuid
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, models
from django.utils import timezone

from leal.foundations.people.actors import Outsider, name_of
from leal.foundations.people.models import Person

from .models import Arrival, Entry

_watched: ContextVar[list | None] = ContextVar("watched", default=None)
_act: ContextVar[uuid.UUID | None] = ContextVar("act", default=None)


class NothingRecorded(RuntimeError):
    """An operation finished without leaving a record."""


def record(event: str, *, of: models.Model, by: Person | Outsider, because: str = "") -> Entry | Arrival:
    """Record that `by` did `event` ("commitment.adopted") to `of`, and why.

    Of an anonymous row only the day and the event are kept, nothing that leads
    to the row. `because` is kept as written: put nobody's private matters there.
    """
    if getattr(of, "anonymous", False):
        entry = Arrival.objects.create(event=event, arrived_on=timezone.localdate())
    else:
        entry = Entry.objects.create(
            event=event,
            subject=of._meta.label,
            subject_key=str(of.pk),
            by=name_of(by),
            because=because,
            act=_act.get(),
            recorded_at=timezone.now(),
        )
    if (watched := _watched.get()) is not None:
        watched.append(entry)
    return entry


def entries(*, of: models.Model) -> list[str]:
    """The events recorded about `of`, oldest first."""
    found = Entry.objects.filter(subject=of._meta.label, subject_key=str(of.pk)).order_by("pk")
    return list(found.values_list("event", flat=True))


@contextmanager
def watching():
    """Collect the entries recorded inside the block, for this watcher and any around it."""
    outer, collected = _watched.get(), []
    token = _watched.set(collected)
    try:
        yield collected
    finally:
        _watched.reset(token)
        if outer is not None:
            outer.extend(collected)


@contextmanager
def acting(by: Person | Outsider):
    """Tell the database who acts until the transaction ends, so that row history can say so.

    An operation inside another belongs to the outer act.
    """
    if _act.get() is not None:
        yield
        return
    act = uuid.uuid4()
    token = _act.set(act)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('leal.by', %s, true), set_config('leal.act', %s, true)", [name_of(by), str(act)]
            )
        yield
    finally:
        _act.reset(token)
