"""Join a panel: by oneself online, or with a colleague who writes down what is said or sent."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from leal.foundations.access.permissions import Permission
from leal.foundations.accounts.operations import welcome
from leal.foundations.audit.erasing import destroy_key
from leal.foundations.audit.record import record
from leal.foundations.invitations.coding import code_by_lot
from leal.foundations.notices.models import Notice
from leal.foundations.notices.outbox import tell
from leal.foundations.operation import operation
from leal.foundations.people.actors import CLOCK, Outsider
from leal.foundations.people.models import Person

from .. import letters, queries
from ..models import (
    Confirmation,
    Consent,
    ConsentWording,
    EqualityAnswers,
    Experience,
    Organisation,
    Panel,
    PanelMember,
)
from .founding import within_panel
from .leaving import forget_rows

Purpose = ConsentWording.Purpose


class NotAgreed(Exception):
    """Nobody becomes a member without agreeing to what being one means."""

    def __str__(self) -> str:
        return "You can only join if you agree to this. You can leave again at any time"


class JoiningClosed(Exception):
    """Between waves nobody joins of their own accord; who rings or writes is still written down."""

    def __str__(self) -> str:
        return "This panel takes no new members just now. Nothing was sent"


class ConfirmationSpent(Exception):
    """A link or code is good once, for some days."""

    def __str__(self) -> str:
        return "This link or code was used already, or it is too old"


def within_member(*, member: PanelMember, **_) -> str:
    return member.panel.scope


@operation(needs=Permission.PANEL_JOIN, within=within_panel)
def ask_to_join(
    *,
    panel: Panel,
    words: Mapping[str, str],
    experience: Mapping[str, object],
    equality: Mapping[str, object],
    agreed: Iterable[ConsentWording],
    on: date,
    by: Person | Outsider,
) -> Confirmation:
    """Write down what someone answered online, and write to the address they gave so that they can show it is theirs.

    Whoever asks learns nothing of who is a member: when the address is a
    member's, nothing is kept, and the member is told that someone gave it.
    Raises NotAgreed, and JoiningClosed between waves.
    """
    if not queries.joining_now(panel=panel, on=on).open:
        raise JoiningClosed
    there = queries.with_email(panel=panel, email=words.get("email", ""))
    if there:
        confirmation = of_nobody(on)
        told = letters.here_already(there.name, panel)
        tell(letters.to(there), about="member.here-already", within=panel.scope, **told)
        record("member.asked-again", of=panel, by=by)
        return confirmation
    member = written(panel, words, experience, equality, agreed, PanelMember.How.ONLINE, on)
    record("member.asked", of=member, by=by)
    confirmation = to_confirm(member.told_by, on, member=member)
    told = letters.confirm(member, confirmation)
    tell(letters.to(member), about="member.asked", carries=Notice.Carries.CODE, within=panel.scope, **told)
    return confirmation


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def enter_member(
    *,
    panel: Panel,
    words: Mapping[str, str],
    experience: Mapping[str, object],
    equality: Mapping[str, object],
    agreed: Iterable[ConsentWording],
    how: str,
    on: date,
    by: Person | Outsider,
) -> PanelMember:
    """Write down what someone said on the phone or in person, or sent on paper. They are a member from that day.

    What they agreed to is read to them or stands on the paper they signed; `how` says which.
    They are written to in the way they asked for. Raises NotAgreed.
    """
    member = written(panel, words, experience, equality, agreed, how, on)
    record("member.entered", of=member, by=by)
    settle(member, on)
    return member


@operation(needs=Permission.PANEL_JOIN)
def confirm(*, confirmation: Confirmation, on: date, by: Person | Outsider) -> PanelMember:
    """Take a link or code as showing that the address is theirs: they are a member, with an account of their own.

    Raises ConfirmationSpent when it was used, has run out, or was nobody's.
    """
    held = used(queries.good_confirmations(on=on).filter(member__isnull=False), confirmation, on)
    record("member.confirmed", of=held.member, by=by)
    settle(held.member, on)
    return held.member


@operation(needs=Permission.PANEL_WRITE, within=within_member)
def confirm_by_talking(*, member: PanelMember, on: date, by: Person | Outsider) -> PanelMember:
    """Take it that someone who asked to join is who they said, because a colleague spoke with them."""
    Confirmation.objects.filter(member=member).update(used_on=on)
    record("member.confirmed", of=member, by=by)
    settle(member, on)
    return member


@operation(needs=Permission.PANEL_FORGET)
def forget_unconfirmed(*, member: PanelMember, by: Outsider) -> None:
    """Erase what was written by someone who never showed that the address was theirs."""
    record("member.forgotten", of=member, by=by)
    forget_rows(member)
    destroy = PanelMember(key=member.pk)
    member.delete()
    destroy_key(of=destroy)


def to_confirm(told_by: str, on: date, **whose: PanelMember | Organisation) -> Confirmation:
    """What a member or an organisation is sent, to show that the address is theirs."""
    good_for = Confirmation.GOOD_FOR.get(told_by, Confirmation.GOOD_FOR["letter"])
    return Confirmation.objects.create(code=code_by_lot(), asked_on=on, good_until=on + good_for, **whose)


def of_nobody(on: date) -> Confirmation:
    """What is kept where an address was known already: whoever asks cannot tell it from the other."""
    return Confirmation.objects.create(code=code_by_lot(), asked_on=on, good_until=on)


def used(good: QuerySet[Confirmation], confirmation: Confirmation, on: date) -> Confirmation:
    """A link or code, used up. Raises ConfirmationSpent where it is none of the good ones."""
    held = good.select_for_update(of=("self",)).filter(pk=confirmation.pk).first()
    if held is None:
        raise ConfirmationSpent
    held.used_on = on
    held.save(update_fields=["used_on"])
    return held


def written(panel, words, experience, equality, agreed, how, on) -> PanelMember:
    """The rows of someone who asked to join. Equality answers only when they agreed to what they are for."""
    agreed = list(agreed)
    needed = set(queries.asked_to_agree(panel=panel).filter(needed=True))
    if needed - set(agreed):
        raise NotAgreed
    area = queries.place_of(postcode=words.get("postcode", ""))
    member = PanelMember.objects.create(
        panel=panel, wave=queries.open_wave_of(panel=panel, on=on), how_joined=how, asked_on=on, **area, **words
    )
    Experience.objects.create(member=member, answers=dict(experience), answered_on=on)
    if equality and any(one.purpose == Purpose.EQUALITY for one in agreed):
        EqualityAnswers.objects.create(member=member, answers=dict(equality), answered_on=on)
    Consent.objects.bulk_create(Consent(member=member, wording=one, how=how, given_on=on) for one in agreed)
    return member


def settle(member: PanelMember, on: date) -> None:
    """Count someone as a member, give them an account when they have an e-mail address, and say welcome."""
    member.confirmed_on = on
    if member.email and not queries.has_account(email=member.email):
        member.person = welcome(name=member.name, email=member.email, service=member.panel.service, on=on, by=CLOCK)
    member.save(update_fields=["confirmed_on", "person"])
    tell(letters.to(member), about="member.confirmed", within=member.panel.scope, **letters.joined(member))
