"""Ask for long work, tell how far it has come, and end it well or badly."""

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, connections
from django.utils import timezone

from leal.foundations.people.actors import CLOCK, Outsider
from leal.foundations.people.models import Person

from .models import Work

Progress = Callable[[int, int, str], None]
"""Told how much is done, of how much, and what is happening now. Raises Stopped when someone asked to stop."""

SOME_TIME = 0.5


class Stopped(Exception):
    """Someone asked for the work to stop."""


def ask_for(task, *, title: str, by: Person | Outsider, leads_to: str = "", **given: str | int) -> Work:
    """Queue a task for the worker and return the work to watch. Call it inside an operation.

    task      a function decorated with `django_tasks.task`; it is called with
              `work` (the key, as text) and `given`, and once more when its
              worker is lost: begun again from the start, it must do no harm
    leads_to  the page to show when it is done
    """
    asked_by = by if isinstance(by, Person) else None
    work = Work.objects.create(title=title, asked_by=asked_by, asked_at=timezone.now(), leads_to=leads_to)
    task.enqueue(work=str(work.key), **given)
    return work


def on_whose_word(work: str) -> Person | Outsider:
    """Who asked for a piece of work, by its key; the clock where nobody did."""
    return Work.objects.select_related("asked_by").get(pk=work).asked_by or CLOCK


@contextmanager
def under_way(key: str) -> Iterator[Progress]:
    """Do the work inside: yields what to tell progress to, and writes down how it ended.

    Trouble is written down in words and raised again. Progress goes over a
    connection of its own, so that others see it while the work’s own
    transaction is still open. That connection holds the work for as long as it
    lives: when the worker is lost, however, the database lets go of it.
    """
    beside = connections.create_connection("default")
    try:
        begin(beside, key)
        yield teller(beside, key)
    except Stopped:
        end(beside, key, trouble="")
    except Exception as trouble:
        end(beside, key, trouble=str(trouble) or type(trouble).__name__)
        raise
    else:
        end(beside, key, trouble="")
    finally:
        beside.close()


HELD = "hashtext('tasks.work'), hashtext(%s)"


def begin(beside, key: str) -> None:
    """Take hold of the work, and write down that it has begun."""
    with beside.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({HELD})", [key])
        cursor.execute("UPDATE tasks_work SET begun_at = now(), begun = begun + 1 WHERE key = %s", [uuid.UUID(key)])


def nobody_holds(work: Work) -> bool:
    """Whether no worker holds the work; until the transaction ends none can take it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({HELD})", [str(work.key)])
        return cursor.fetchone()[0]


def teller(beside, key: str) -> Progress:
    told_at = 0.0

    def tell(done: int, of: int, saying: str = "") -> None:
        nonlocal told_at
        if time.monotonic() - told_at < SOME_TIME and done < of:
            return
        told_at = time.monotonic()
        with beside.cursor() as cursor:
            cursor.execute(
                "UPDATE tasks_work SET done = %s, of = %s, saying = %s WHERE key = %s RETURNING stop_asked_at",
                [done, of, saying[:200], uuid.UUID(key)],
            )
            if (row := cursor.fetchone()) and row[0] is not None:
                raise Stopped

    return tell


def end(beside, key: str, *, trouble: str) -> None:
    with beside.cursor() as cursor:
        cursor.execute("UPDATE tasks_work SET ended_at = now(), trouble = %s WHERE key = %s", [trouble, uuid.UUID(key)])
