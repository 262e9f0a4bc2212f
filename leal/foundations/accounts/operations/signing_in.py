from datetime import datetime
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.notices.outbox import tell
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from .. import letters, queries, sessions
from ..models import SignInLink


class LinkSpent(Exception):
    """A link is good once, for a quarter of an hour."""

    def __str__(self) -> str:
        return "This link no longer works. Ask for a new one"


class Nobody(NamedTuple):
    """Stands in for a person, so that asking for a link takes the same work for an address that is nobody’s."""

    name: str = "Nobody"
    email: str = "nobody@invalid"


@operation(needs=Permission.SIGN_IN)
def ask_for_link(*, address: str, leads_to: str = "", at: datetime, by: Person | Outsider) -> None:
    """Send a link to sign in with to the person at `address`, when there is one who may.

    It tells its caller nothing, and does the same work either way: how long it
    takes must not say whether someone is here.
    """
    person = queries.by_address(address, active=True)
    link = SignInLink.objects.create(person=person, leads_to=leads_to, asked_at=at)
    record("link.asked-for", of=link, by=by)
    with transaction.atomic():
        # To the address we keep, never to the one that was typed.
        told = person or Nobody()
        tell(letters.to(told), about="link.asked-for", carries="sign-in", **letters.sign_in_link(told, link))
        if person is None:
            transaction.set_rollback(True)


@operation(needs=Permission.LINK_HAND_OUT)
def hand_out_link(*, person: Person, at: datetime, because: str, by: Outsider) -> str:
    """The address of a link for someone who cannot be reached by e-mail, for whoever runs the system to hand on."""
    link = SignInLink.objects.create(person=person, asked_at=at)
    record("link.handed-out", of=link, by=by, because=because)
    return letters.address_of(link)


@operation(needs=Permission.SIGN_IN)
def use_link(*, link: SignInLink, at: datetime, by: Person | Outsider) -> Person:
    """Use up a link; whose it is may be signed in.

    Raises LinkSpent when it was used, is too old, or its person has left:
    of two who use it at once, one gets in.
    """
    good = queries.good_links(at=at).filter(pk=link.pk).exists()
    # The row itself must say that it is unused: whoever waited for it reads it anew, and nothing else.
    if not good or not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
        raise LinkSpent
    record("link.used", of=link, by=by)
    return link.person


@operation(needs=Permission.SIGNED_IN)
def note_sign_in(*, how: str, by: Person) -> None:
    """Record that someone signed in, and how: "password", "link", "single sign-on" or "story", "… and code"."""
    record("person.signed-in", of=by, by=by, because=how)


@operation(needs=Permission.SIGNED_IN)
def choose_password(*, password: str, by: Person) -> None:
    """Choose a password, or a new one. Every other session of theirs ends by it, and they are told."""
    by.set_password(password)
    by.save(update_fields=["password"])
    record("password.chosen", of=by, by=by)
    tell(letters.to(by), about="password.chosen", **letters.password_chosen(by))


@operation(needs=Permission.SIGNED_IN)
def set_up_authenticator(*, secret: str, by: Person) -> None:
    """Ask for a code from an app at each sign-in, from now on; recovery codes are made for when it is lost.

    secret  shared with the app, in base 32
    """
    Authenticator.objects.filter(user=by).delete()
    TOTP.activate(by, secret)
    RecoveryCodes.activate(by)
    record("authenticator.set-up", of=by, by=by)
    tell(letters.to(by), about="authenticator.set-up", **letters.authenticator_set_up(by))


@operation(needs=Permission.SIGNED_IN)
def remove_authenticator(*, by: Person) -> None:
    """Ask for no code any more; recovery codes go too."""
    Authenticator.objects.filter(user=by).delete()
    record("authenticator.removed", of=by, by=by)
    tell(letters.to(by), about="authenticator.removed", **letters.authenticator_removed(by))


@operation(needs=Permission.SIGNED_IN)
def make_recovery_codes(*, by: Person) -> None:
    """Make new recovery codes; the old ones work no more."""
    Authenticator.objects.filter(user=by, type=Authenticator.Type.RECOVERY_CODES).delete()
    RecoveryCodes.activate(by)
    record("recovery-codes.made", of=by, by=by)
    tell(letters.to(by), about="recovery-codes.made", **letters.recovery_codes_made(by))


@operation(needs=Permission.SIGNED_IN)
def sign_out_elsewhere(*, here: str, by: Person) -> int:
    """End every session of theirs but the one whose key is `here`; returns how many ended."""
    ended = sessions.end(by, but=here)
    record("sessions.ended", of=by, by=by)
    return ended


@operation(needs=Permission.SIGNED_IN)
def connect(*, way: str, known_as: str, by: Person) -> SocialAccount:
    """Know a person by the key a provider of single sign-on gives them, from now on, whatever becomes of their address.

    way  which provider, by its short name in settings
    """
    account = SocialAccount.objects.create(user=by, provider=way, uid=known_as)
    record("single-sign-on.connected", of=by, by=by, because=way)
    tell(letters.to(by), about="single-sign-on.connected", **letters.single_sign_on_connected(by))
    return account


@operation(needs=Permission.SIGNED_IN)
def choose_how_told(*, told_by: str, postal_address: str = "", by: Person) -> None:
    """Choose how to be told of what needs them: a `Person.ToldBy`, with a postal address for letters.

    Letters about signing in go to the e-mail address all the same, and say that this was changed.
    """
    by.told_by = told_by
    by.postal_address = postal_address.strip() if told_by == Person.ToldBy.LETTER else ""
    by.save(update_fields=["told_by", "postal_address"])
    record("told-by.chosen", of=by, by=by, because=told_by)
    tell(letters.to(by), about="told-by.chosen", **letters.told_by_chosen(by))
