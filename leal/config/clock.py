"""What happens by itself: the record is sealed, notices leave, owners hear of what is overdue,
reports are published at their minute, work whose worker was lost is taken up, what is stale goes.

It runs beside the worker for long tasks. Several may run at once: each piece
of work is taken by one of them.
"""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, connections
from django.utils import timezone

from leal.foundations.accounts.forgetting import forget
from leal.foundations.audit import anchor, chain
from leal.foundations.audit.models import Entry, RowHistory
from leal.foundations.database import home
from leal.foundations.invitations.forgetting import forget as forget_reminders
from leal.foundations.notices import sending
from leal.foundations.people.actors import CLOCK
from leal.foundations.tasks import operations as tasks_operations
from leal.foundations.tasks import queries as tasks_queries
from leal.thread.charters.queries import charters, current_edition
from leal.thread.evidence import operations as evidence_operations
from leal.thread.evidence import queries as evidence_queries
from leal.thread.learning import operations as learning_operations
from leal.thread.learning import queries as learning_queries
from leal.thread.panels import operations as panels_operations
from leal.thread.panels import queries as panels_queries

A_MINUTE, AN_HOUR = 60, 60 * 60


class Chore(NamedTuple):
    """Something to do again and again, so many seconds after it was last done."""

    name: str
    do: Callable[[], object]
    every: float


class Sealing:
    """Seals the record when it has grown, and once a minute whatever has come in late."""

    def __init__(self) -> None:
        self.seen: tuple = ()
        self.done_at = float("-inf")

    def __call__(self) -> None:
        newest = tuple(
            model.objects.order_by("-pk").values_list("pk", flat=True).first() for model in (Entry, RowHistory)
        )
        if newest != self.seen or time.monotonic() > self.done_at + A_MINUTE:
            anchor.note(home(), chain.seal())
            self.seen, self.done_at = newest, time.monotonic()


def tell_of_what_is_overdue() -> None:
    """Of every charter: whoever answers for a result that is overdue is told, once."""
    at = timezone.now()
    where = settings.ADDRESS.rstrip("/") + settings.LOGIN_REDIRECT_URL
    for charter in charters():
        edition = current_edition(charter=charter)
        if edition and evidence_queries.to_tell(edition=edition, on=timezone.localdate()):
            with suppress(evidence_operations.EveryoneKnows):
                evidence_operations.remind(edition=edition, on=timezone.localdate(), at=at, where=where, by=CLOCK)


def take_up_what_was_left() -> None:
    """Long work whose worker was lost is begun again."""
    for work in tasks_queries.begun():
        with suppress(tasks_operations.StillUnderWay):
            tasks_operations.take_up_again(work=work, by=CLOCK)


def forget_who_never_confirmed() -> None:
    """What was written by someone who asked to join a panel, or for an organisation, and never confirmed is erased."""
    for member in panels_queries.never_confirmed(on=timezone.localdate()):
        panels_operations.forget_unconfirmed(member=member, by=CLOCK)
    for organisation in panels_queries.organisations_never_confirmed(on=timezone.localdate()):
        panels_operations.forget_unconfirmed_organisation(organisation=organisation, by=CLOCK)


def publish_what_is_due() -> None:
    """Yearly reports whose minute has come are published."""
    at = timezone.now()
    for release in learning_queries.due_releases(at=at):
        with suppress(*learning_operations.NOT_NOW):
            learning_operations.publish_release(release=release, at=at, by=CLOCK)


def chores() -> list[Chore]:
    return [
        Chore("sending notices", sending.send_waiting, every=2),
        Chore("publishing what is due", publish_what_is_due, every=1),
        Chore("sealing the record", Sealing(), every=5),
        Chore("taking up what was left", take_up_what_was_left, every=10),
        Chore("telling of what is overdue", tell_of_what_is_overdue, every=AN_HOUR),
        Chore("forgetting what is stale", lambda: forget(at=timezone.now()), every=AN_HOUR),
        Chore("forgetting who was reminded", lambda: forget_reminders(on=timezone.localdate()), every=AN_HOUR),
        Chore("forgetting who never confirmed", forget_who_never_confirmed, every=AN_HOUR),
    ]


def keep_time(stop: threading.Event, doing: list[Chore]) -> None:
    """Do each chore when its time has come, until told to stop. One that fails is told of and tried again."""
    due = dict.fromkeys(doing, 0.0)
    while not stop.wait(0.5):
        for chore in doing:
            if time.monotonic() >= due[chore]:
                attempt(chore)
                due[chore] = time.monotonic() + chore.every


def attempt(chore: Chore) -> None:
    try:
        chore.do()
    except Exception as trouble:  # the clock goes on, whatever one chore runs into
        if isinstance(trouble, DatabaseError | InterfaceError):
            connections.close_all()
        sys.stderr.write(
            f"The clock, {chore.name}: {str(trouble).splitlines()[0] if str(trouble) else repr(trouble)}\n"
        )


@contextmanager
def ticking() -> Iterator[None]:
    """The clock goes for as long as the block runs, in a thread beside it."""
    stop = threading.Event()

    def go() -> None:
        try:
            keep_time(stop, chores())
        finally:
            connection.close()

    thread = threading.Thread(target=go, name="the clock", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=3)
