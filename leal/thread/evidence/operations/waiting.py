from datetime import datetime

from django.utils.timezone import now
from django_tasks import task

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.models import Person
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Stopped, ask_for, under_way
from leal.thread.charters.models import Charter

from ..intake.figures import NotTheseFigures
from ..intake.mappings import read_mappings
from ..models import Intake, WaitingFile
from .intake import AlreadyTakenIn, Progress, in_silence, take_in, within_charter


def within_waiting(*, waiting: WaitingFile, **_) -> str:
    return waiting.charter.scope


@operation(needs=Permission.FIGURES_TAKE_IN, within=within_waiting)
def take_in_waiting(*, waiting: WaitingFile, at: datetime, tell: Progress = in_silence, by: Person) -> Intake:
    """Take in a file that was handed in, and let go of it. Raises what `take_in` raises."""
    intake = take_in(
        charter=waiting.charter,
        source=bytes(waiting.content),
        mappings=read_mappings(),
        name=waiting.name,
        organisation=waiting.organisation,
        year=waiting.year,
        at=at,
        tell=tell,
        by=by,
    )
    waiting.delete()
    return intake


@operation(needs=Permission.FIGURES_TAKE_IN, within=within_waiting)
def let_go(*, waiting: WaitingFile, because: str, by: Person) -> None:
    """Let go of a file that was handed in and cannot be taken in."""
    record("figures.let-go", of=waiting, by=by, because=because)
    waiting.delete()


@task()
def take_in_what_was_handed_in(work: str, waiting: int) -> None:
    """The worker's part: take in a file that was handed in, as the person who handed it in."""
    with under_way(work) as tell:
        waiting_file = WaitingFile.objects.select_related("charter", "handed_in_by").filter(pk=waiting).first()
        if waiting_file is None:  # taken in by a worker that was lost before it could say so
            return
        try:
            take_in_waiting(waiting=waiting_file, at=now(), tell=tell, by=waiting_file.handed_in_by)
        except (AlreadyTakenIn, NotTheseFigures, Stopped) as reason:
            let_go(waiting=waiting_file, because=str(reason)[:500] or "Stopped", by=waiting_file.handed_in_by)
            raise


@operation(needs=Permission.FIGURES_TAKE_IN, within=within_charter)
def hand_in(
    *,
    charter: Charter,
    content: bytes,
    name: str,
    organisation: str = "",
    year: int | None = None,
    leads_to: str = "",
    by: Person,
) -> Work:
    """Hand in a long file for the worker to take in; returns the work to watch.

    leads_to  the page to show when it is done
    """
    waiting = WaitingFile.objects.create(
        charter=charter, content=content, name=name[:200], organisation=organisation, year=year, handed_in_by=by
    )
    record("figures.handed-in", of=waiting, by=by, because=waiting.name)
    return ask_for(
        take_in_what_was_handed_in, title=f"Taking in {name}"[:120], by=by, leads_to=leads_to, waiting=waiting.pk
    )
