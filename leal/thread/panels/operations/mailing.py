"""Invitations and reminders of a gathering to many people: long work, chunk by chunk, begun again where it was."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django_tasks import task

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.invitations import operations as invitations
from leal.foundations.invitations.mailing import send_invitations, send_reminders
from leal.foundations.invitations.models import Invitation
from leal.foundations.invitations.wording import Invitee
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import Progress, ask_for, on_whose_word, under_way

from ..gatherings import letters
from ..models import Gathering, Invited
from ..queries.gatherings import gatherings, to_invite, to_remind
from .gatherings import (
    NobodyToInvite,
    NobodyToRemind,
    NotInvitedYet,
    ask_for_answers,
    not_under_way,
    within_gathering,
)

AT_ONCE = 500
"""How many are written to within one request; more than that is long work."""


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def ask_to_invite(*, gathering: Gathering, on: date, leads_to: str = "", by: Person) -> Work:
    """Ask for everyone on the list to be invited, as long work. Raises NobodyToInvite, UnderWay, CalledOff."""
    held = not_under_way(gathering)
    if not to_invite(gathering=held).exists():
        raise NobodyToInvite
    ask_for_answers(held, on, by)
    record("invitations.asked-for", of=held, by=by)
    return begun(held, write_invitations, f"Invitations: {held.name}", leads_to, by)


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def ask_to_remind(*, gathering: Gathering, on: date, leads_to: str = "", by: Person) -> Work:
    """Ask for those who have not answered to be reminded, as long work.

    Raises NotInvitedYet, NobodyToRemind, UnderWay, CalledOff.
    """
    held = not_under_way(gathering)
    if held.asking is None:
        raise NotInvitedYet
    if not to_remind(gathering=held, on=on).exists():
        raise NobodyToRemind
    invitations.begin_reminder(asking=held.asking, by=by)
    record("reminders.asked-for", of=held, by=by)
    return begun(held, write_reminders, f"Reminders: {held.name}", leads_to, by)


def begun(held: Gathering, work, title: str, leads_to: str, by: Person) -> Work:
    held.mailing = ask_for(work, title=title[:120], by=by, leads_to=leads_to, gathering=held.pk)
    held.save(update_fields=["mailing"])
    return held.mailing


@task()
def write_invitations(work: str, gathering: int) -> None:
    """The worker’s part."""
    with under_way(work) as tell:
        written_invitations(gatherings().get(pk=gathering), localdate(), on_whose_word(work), tell)


@task()
def write_reminders(work: str, gathering: int) -> None:
    """The worker’s part."""
    with under_way(work) as tell:
        written_reminders(gatherings().get(pk=gathering), localdate(), on_whose_word(work), tell)


def written_invitations(held: Gathering, on: date, by: Person | Outsider, tell: Progress) -> None:
    """Invite everyone on the list; whoever has theirs, from before a kill, is passed over. Stopped, it notes whom."""
    waiting = to_invite(gathering=held)
    says = letters.invitations(held)
    try:
        send_invitations(asking=held.asking, people=invitees(waiting), of=waiting.count(), says=says, by=by, tell=tell)
    finally:
        note_written(gathering=held, on=on, reminded=0, by=by)


def written_reminders(held: Gathering, on: date, by: Person | Outsider, tell: Progress) -> None:
    """Remind whoever has not answered; whoever has this reminder, from before a kill, is passed over."""
    silent = to_remind(gathering=held, on=on)
    says = letters.reminders(held)
    try:
        send_reminders(asking=held.asking, people=invitees(silent), of=silent.count(), says=says, by=by, tell=tell)
    finally:
        note_written(gathering=held, on=on, reminded=held.asking.reminded, by=by)


def invitees(people: QuerySet[Invited]) -> Iterator[Invitee]:
    return (letters.invitee(one) for one in people.iterator(chunk_size=AT_ONCE))


@operation(needs=Permission.PANEL_WRITE, within=within_gathering)
def note_written(*, gathering: Gathering, on: date, reminded: int, by: Person | Outsider) -> int:
    """Note whom letters have been written to; returns how many.

    reminded  the number of the reminder; 0 for the invitation itself
    """
    written = Invitation.objects.filter(asking=gathering.asking, reminded__gte=reminded).values_list("to", flat=True)
    keys = [int(name.rpartition(" ")[2]) for name in written]
    there = to_remind(gathering=gathering, on=on) if reminded else to_invite(gathering=gathering)
    these = Invited.objects.filter(pk__in=there.filter(pk__in=keys).values("pk"))
    many = these.update(**{"reminded_on" if reminded else "invited_on": on})
    record("letters.written", of=gathering, by=by, because=f"{many} people")
    return many
