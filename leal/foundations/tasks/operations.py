from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from . import queries
from .models import Work
from .work import nobody_holds

MOST_BEGINNINGS = 3
GIVEN_UP = (
    "The worker was lost in the middle of it three times, so it was not begun again. Tell a keeper of the system."
)


class StillUnderWay(Exception):
    """A worker is at it, or it has ended meanwhile."""

    def __str__(self) -> str:
        return "It is under way"


@operation(needs=Permission.SIGNED_IN)
def stop(*, work: Work, by: Person) -> Work:
    """Ask long work to stop at the next good moment."""
    work.stop_asked_at = timezone.now()
    work.save(update_fields=["stop_asked_at"])
    record("work.stop-asked", of=work, by=by)
    return work


@operation(needs=Permission.WORK_TAKE_UP)
def take_up_again(*, work: Work, by: Outsider) -> Work:
    """Queue work anew whose worker was lost; after three beginnings say that it could not be finished.

    Raises StillUnderWay when a worker holds it, or it has ended or been taken up meanwhile.
    """
    if not nobody_holds(work):
        raise StillUnderWay
    left = queries.begun().filter(pk=work.pk).first()
    if left is None:
        raise StillUnderWay
    if left.begun >= MOST_BEGINNINGS:
        left.ended_at, left.trouble = timezone.now(), GIVEN_UP
        record("work.given-up", of=left, by=by)
    else:
        left.begun_at, left.done, left.of, left.saying = None, 0, 0, ""
        waiting = {"status": TaskResultStatus.READY, "started_at": None, "finished_at": None}
        DBTaskResult.objects.filter(args_kwargs__kwargs__work=str(left.key)).update(**waiting)
        record("work.taken-up-again", of=left, by=by, because=f"Its worker was lost. Begun before: {left.begun}")
    left.save(update_fields=["begun_at", "done", "of", "saying", "ended_at", "trouble"])
    return left
