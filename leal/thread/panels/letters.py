"""What we write to whoever asks to join, and the address each link leads to."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.formats import date_format

from leal.foundations.notices.outbox import Recipient

from .models import Confirmation, Organisation, Panel, PanelMember

SIGNER = Signer(salt="leal.panels.confirmation")


class Letter(TypedDict):
    """Subject and words, as `tell` takes them."""

    subject: str
    words: str


def to(one: PanelMember | Organisation) -> Recipient:
    """A member, or the contact of an organisation, as notices know them: in the way and the form they asked for."""
    address = {"email": one.email, "letter": one.postal_address}.get(one.told_by, one.phone)
    if isinstance(one, PanelMember):
        return Recipient(one.name, one.told_by, address, one.format, one.language)
    return Recipient(one.contact_name or one.name, one.told_by, address, one.format)


def address_of(confirmation: Confirmation) -> str:
    """The whole address of a link. The key is signed: reading the database is not enough to make one."""
    return whole("panels:confirm", SIGNER.sign(confirmation.key.hex))


def key_in(token: str) -> UUID | None:
    """The key a link’s address carries; None when we did not make it."""
    try:
        return UUID(SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None


def whole(page: str, *parts: str) -> str:
    return settings.ADDRESS.rstrip("/") + reverse(page, args=parts)


def how_to_confirm(told_by: str, confirmation: Confirmation) -> str:
    """What to do to show that an address is theirs: open a link, or type or read out a code."""
    until = date_format(confirmation.good_until, "j F Y")
    if told_by == PanelMember.ToldBy.EMAIL:
        return f"Please open this link before {until}, and press the button:\n\n{address_of(confirmation)}"
    return (
        f"Please go to {whole('panels:code')} before {until} and type this code:\n\n"
        f"{confirmation.code}\n\n"
        "Or ring us and read it out. If you would rather not go online, that is all you need do."
    )


def confirm(member: PanelMember, confirmation: Confirmation) -> Letter:
    """Ask whoever joined to show that the address is theirs."""
    how = how_to_confirm(member.told_by, confirmation)
    return Letter(
        subject=f"One more thing before you join {member.panel}",
        words=(
            f"Hello {member.name},\n\nSomeone, and we think it was you, asked to join {member.panel}.\n\n{how}\n\n"
            "If it was not you, you need do nothing. We erase what was written after that day."
        ),
    )


def here_already(name: str, panel: Panel) -> Letter:
    """Tell a member that someone gave their address, without telling whoever gave it that they are one."""
    return Letter(
        subject=f"You are a member of {panel} already",
        words=(
            f"Hello {name},\n\nSomeone, and it may have been you, asked to join {panel} with this address.\n"
            "You are a member already, so nothing was changed and nothing they wrote was kept.\n\n"
            f"To see or change what we hold about you, sign in at {whole('panels:mine')}"
        ),
    )


def joined(member: PanelMember) -> Letter:
    """Say welcome, and how to leave."""
    account = f"\n\nTo see or change what we hold about you: {whole('panels:mine')}" if member.person_id else ""
    return Letter(
        subject=f"You have joined {member.panel}",
        words=(
            f"Hello {member.name},\n\nThank you. You are a member of {member.panel} now.\n"
            f"You never have to take part in anything, and you can leave at any time.{account}"
            f"\n\n{member.panel.contact}".rstrip()
        ),
    )


def reached_elsewhere(member: PanelMember, on: date) -> Letter:
    """Tell a member, where we reached them before, that we reach them in another way now; not which way that is."""
    return Letter(
        subject=f"{member.panel}: how we get in touch with you has changed",
        words=(
            f"Hello {member.name},\n\nOn {date_format(on, 'j F Y')} someone, and we think it was you, changed how we "
            f"get in touch with you about {member.panel}. From now on we use the new way.\n\n"
            "If it was not you, please tell us at once, and we put it right."
            f"\n\n{member.panel.contact}".rstrip()
        ),
    )
