from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection

from leal.calculations.freshness import was_due
from leal.foundations.access.permissions import Permission
from leal.foundations.accounts import letters
from leal.foundations.audit.record import record
from leal.foundations.notices.outbox import tell
from leal.foundations.operation import operation
from leal.foundations.pages.typography import printed
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.thread.charters.models import Edition

from ..models import Reminder
from ..queries.freshness import Fresh, to_tell


class EveryoneKnows(Exception):
    """Nothing is overdue that its people have not been told of."""

    def __str__(self) -> str:
        return "Everyone has been told of what is overdue"


def within_edition(*, edition: Edition, **_) -> str:
    return edition.charter.scope


@operation(needs=Permission.OVERDUE_TELL, within=within_edition)
def remind(*, edition: Edition, on: date, at: datetime, where: str, by: Outsider | Person) -> int:
    """Tell those who answer for it of each result that is overdue, once; one notice a person, however many results.

    where  the whole address of the page that shows what needs them

    Returns how many were told. That they were told stands in the same
    transaction as the notice: neither a restart nor a second clock tells
    twice. Raises EveryoneKnows.
    """
    _one_at_a_time(edition)
    found = to_tell(edition=edition, on=on)
    if not found:
        raise EveryoneKnows
    for one in found:
        tell(letters.as_asked(one.person), about="overdue.told", **letter(one.person, one.overdue, where))
        Reminder.objects.bulk_create(
            Reminder(measure=late.measure, person=one.person, due_by=late.due.by, told_at=at) for late in one.overdue
        )
    record("overdue.told", of=edition.charter, by=by, because=f"To {len(found)} people")
    return len(found)


def _one_at_a_time(edition: Edition) -> None:
    """Of two clocks the second waits, and then finds that everyone knows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('evidence.reminders'), %s::int)", [edition.charter_id])


def letter(person: Person, overdue: Sequence[Fresh], where: str) -> letters.Letter:
    """What a person is told of what is overdue."""
    lines = "\n".join(f"* {one.measure.name}. {was_due(one.due)}" for one in overdue)
    what = "A result is overdue" if len(overdue) == 1 else f"{len(overdue)} results are overdue"
    return letters.Letter(
        subject=what,
        words=printed(
            f"Hello {person.name},\n\n"
            f"{what}. You answer for promises that they show kept or broken.\n\n"
            f"{lines}\n\n"
            "Is one of them there? Ask whoever takes in figures to take in its file. A month after its day, the public "
            "page says that a result is late.\n\n"
            f"All that needs you: {where}\n\n"
            "We tell you of each once."
        ),
    )
