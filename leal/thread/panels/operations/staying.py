"""What a member answers when they are asked whether they still want to take part."""

from datetime import date, timedelta

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.invitations import operations as invitations
from leal.foundations.invitations.models import Invitation
from leal.foundations.invitations.queries import check
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..keeping import letters
from ..models import PanelMember, Renewal
from .leaving import LeftAlready, erased, theirs_or_keeps

REST = timedelta(days=183)
"""How long “not now” lasts: half a year."""


class SaidOtherwise(Exception):
    """Only who answered no leaves by it."""

    def __str__(self) -> str:
        return "You have not answered that you want to leave, so nothing was erased"


@operation(needs=Permission.INVITATION_ANSWER)
def answer_renewal(*, renewal: Renewal, answer: str, way: str = "online", on: date, by: Person | Outsider) -> Renewal:
    """Say whether someone still wants to take part: the last answer counts, until the asking closes.

    answer  a `Renewal.Answer`: whoever says “not now” is invited to nothing for half a year; whoever says no leaves by
            one more step, `leave_as_answered`
    way     an `invitations.Sheet.Way`

    Raises NotAnswerable once it is closed, LeftAlready.
    """
    held = held_renewal(renewal)
    invitation = Invitation.objects.select_related("asking").get(asking=held.round.asking, to=letters.named(held))
    invitations.answer(invitation=invitation, way=way, on=on, by=by)
    held.answer, held.answered_on = answer, on
    held.rests_until = on + REST if answer == Renewal.Answer.LATER else None
    held.save(update_fields=["answer", "answered_on", "rests_until"])
    held.member.renewals.exclude(pk=held.pk).update(rests_until=None)
    record("renewal.answered", of=held, by=by)
    return held


@operation(needs=Permission.INVITATION_ANSWER)
def leave_as_answered(*, renewal: Renewal, on: date, by: Person | Outsider) -> PanelMember:
    """The second step of whoever answered no with their code: everything of theirs is erased.

    Raises SaidOtherwise, LeftAlready, and NotAnswerable once the asking is closed.
    """
    held = held_renewal(renewal)
    check(held.round.asking, on)
    if held.answer != Renewal.Answer.NO:
        raise SaidOtherwise
    return erased(held.member, on, by)


@operation(needs=Permission.PANEL_JOIN)
def take_part_again(*, member: PanelMember, by: Person | Outsider) -> PanelMember:
    """Rest no more: be invited again from now on. Only the member, or who looks after the panel, may say so."""
    theirs_or_keeps(member, by)
    member.renewals.update(rests_until=None)
    record("member.back", of=member, by=by)
    return member


def held_renewal(renewal: Renewal) -> Renewal:
    """The renewal, held until the transaction ends. Raises LeftAlready."""
    found = Renewal.objects.select_for_update(of=["self"]).select_related("member__panel", "round__asking")
    held = found.get(pk=renewal.pk)
    if held.member.left_on:
        raise LeftAlready
    return held
