import uuid
from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.models import F

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.database.copying import copy_into
from leal.foundations.notices.outbox import Said, tell_many
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from . import queries
from .coding import OtherSecret, code_for, new_code, new_digest
from .models import Asking, Invitation, Sheet
from .refusals import AnsweredAlready
from .wording import Invitee, filled, words_for


def within_asking(*, asking: Asking, **_) -> str:
    return asking.within


def within_given(*, within: str = "", **_) -> str:
    return within


@operation(needs=Permission.INVITATION_SEND, within=within_given)
def ask(
    *,
    title: str,
    leads_to: str,
    opens_on: date,
    closes_on: date,
    within: str = "",
    anew: bool = False,
    by: Person | Outsider,
) -> Asking:
    """Begin to ask people for an answer: `leads_to` is where they give it, with their code behind it."""
    asking = Asking.objects.create(
        title=title, leads_to=leads_to, opens_on=opens_on, closes_on=closes_on, within=within, anew=anew
    )
    Sheet.objects.create(asking=asking)
    record("asking.begun", of=asking, by=by)
    return asking


@operation(needs=Permission.INVITATION_SEND, within=within_asking)
def invite(*, asking: Asking, people: Sequence[Invitee], says: Sequence[Said], by: Person | Outsider) -> int:
    """Invite those of some people who are not invited yet, in their form; returns how many.

    says  the words in each form and language there is, plain ones first
    """
    sheet = Sheet.objects.select_for_update().get(asking=asking)
    known = set(asking.invitations.filter(to__in=[one.to for one in people]).values_list("to", flat=True))
    new = list({one.to: one for one in people if one.to not in known}.values())
    rows, told = [], []
    for place, one in enumerate(new, start=sheet.invited):
        key = uuid.uuid4()
        code = new_code(key.bytes)
        rows.append((key, asking.pk, one.to, place, new_digest(code), 0))
        said = words_for(one.recipient, says)
        told.append((one.recipient, filled(said, recipient=one.recipient, code=code, asking=asking)))
    copy_into(Invitation, ("key", "asking_id", "to", "place", "digest", "reminded"), rows)
    tell_many(told, about=about("invitation.sent", asking), carries="code", within=asking.within)
    sheet.invited += len(new)
    sheet.marks = bytes(sheet.marks).ljust(-(-sheet.invited // 8), b"\0")
    sheet.save(update_fields=["invited", "marks"])
    record("people.invited", of=asking, by=by, because=f"{len(new)} people")
    return len(new)


@operation(needs=Permission.INVITATION_SEND, within=within_asking)
def begin_reminder(*, asking: Asking, by: Person | Outsider) -> Asking:
    """Begin to remind those who have not answered; `remind` then writes to them."""
    Asking.objects.filter(pk=asking.pk).update(reminded=F("reminded") + 1)
    asking.refresh_from_db()
    record("reminder.begun", of=asking, by=by)
    return asking


@operation(needs=Permission.INVITATION_SEND, within=within_asking)
def remind(*, asking: Asking, people: Sequence[Invitee], says: Sequence[Said], by: Person | Outsider) -> int:
    """Remind those of some people who have not answered and have not got this reminder yet; returns how many."""
    # Whoever answers meanwhile waits for this, or was there before: nobody is reminded of what they have done.
    Sheet.objects.select_for_update().get(asking=asking)
    by_name = {one.to: one for one in people}
    silent = [one for one in queries.unanswered(asking=asking, to=list(by_name)) if one.reminded < asking.reminded]
    told = []
    for one in silent:
        recipient = by_name[one.to].recipient
        said = words_for(recipient, says)
        told.append((recipient, filled(said, recipient=recipient, code=_code(one), asking=asking)))
    Invitation.objects.filter(pk__in=[one.pk for one in silent]).update(reminded=asking.reminded)
    tell_many(told, about=about("invitation.reminded", asking), carries="code", within=asking.within)
    record("people.reminded", of=asking, by=by, because=f"{len(told)} people")
    return len(told)


def _code(invitation: Invitation) -> str:
    """The code someone was sent; where no secret that we still have can make it, a new one in its place."""
    try:
        return code_for(invitation)
    except OtherSecret:
        code = new_code(invitation.key.bytes)
        Invitation.objects.filter(pk=invitation.pk).update(digest=new_digest(code))
        return code


MARK = """
    UPDATE invitations_sheet SET marks = set_bit(marks, %(place)s, 1), {way} = {way} + 1
    WHERE asking_id = %(asking)s AND get_bit(marks, %(place)s) = 0
"""


@operation(needs=Permission.INVITATION_ANSWER)
def answer(*, invitation: Invitation, way: str, on: date, by: Person | Outsider) -> bool:
    """Note that an invitation was answered, and in which way; call it where the answer itself is kept.

    way  a `Sheet.Way`: online, or entered by a colleague from paper, a call, a meeting

    Of two who answer with one code at once, one does. Returns whether it is the first answer of this invitation.
    Raises NotOpenYet or Closed; and AnsweredAlready, but where people may answer anew.
    """
    queries.check(invitation.asking, on)
    with connection.cursor() as cursor:
        given = {"place": invitation.place, "asking": invitation.asking_id}
        cursor.execute(MARK.format(way=Sheet.Way(way).value), given)
        first = cursor.rowcount == 1
    if not first and not invitation.asking.anew:
        raise AnsweredAlready
    record("invitation.answered", of=Sheet(asking=invitation.asking), by=by)
    return first


@operation(needs=Permission.INVITATION_SEND, within=within_asking)
def move_close(*, asking: Asking, closes_on: date, by: Person | Outsider) -> Asking:
    """Take answers until another day: longer, or no longer than this."""
    asking.closes_on = closes_on
    asking.save(update_fields=["closes_on"])
    record("asking.close-moved", of=asking, by=by)
    return asking


def about(event: str, asking: Asking) -> str:
    """What a notice of this asking says it is about, so that it can be forgotten with it."""
    return f"{event} {asking.key.hex}"
