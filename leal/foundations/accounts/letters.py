"""What our e-mails about signing in say, and the address each link leads to."""

from typing import Protocol, TypedDict
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from leal.foundations.notices.outbox import Recipient
from leal.foundations.people.models import Person

from .models import SignInLink

SIGNER = Signer(salt="leal.accounts.link")


class Letter(TypedDict):
    """Subject and words, as `tell` takes them."""

    subject: str
    words: str


class Addressee(Protocol):
    name: str
    email: str


def to(person: Addressee) -> Recipient:
    """A person as notices about signing in know them: always by the address they sign in with."""
    return Recipient(person.name, "email", person.email)


def as_asked(person: Person) -> Recipient:
    """A person as every other notice knows them: told in the way they asked for."""
    if person.told_by == Person.ToldBy.LETTER:
        return Recipient(person.name, "letter", person.postal_address)
    return to(person)


def address_of(link: SignInLink) -> str:
    """The whole address of a link. The key is signed: reading the database is not enough to make one."""
    token = SIGNER.sign(link.key.hex)
    return settings.ADDRESS.rstrip("/") + reverse("accounts:link", args=[token])


def key_in(token: str) -> UUID | None:
    """The key a link’s address carries; None when we did not make it."""
    try:
        return UUID(SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None


def sign_in_link(person: Addressee, link: SignInLink) -> Letter:
    return Letter(
        subject="Your link to sign in",
        words=(
            f"Hello {person.name},\n\n"
            "You asked for a link to sign in. Open it within 15 minutes, and press the button:\n\n"
            f"{address_of(link)}\n\n"
            "It works once. If you did not ask for it, you need do nothing.\n"
            "Nobody can sign in as you without it."
        ),
    )


def welcome(person: Addressee) -> Letter:
    return Letter(
        subject="You can sign in now",
        words=(
            f"Hello {person.name},\n\n"
            f"You have been added at {settings.ADDRESS}\n\n"
            "To sign in, ask for a link with this e-mail address:\n\n"
            f"{settings.ADDRESS.rstrip('/')}{reverse('accounts:ask-for-link')}\n\n"
            "You can choose a password afterwards, if you would rather have one."
        ),
    )


def password_chosen(person: Addressee) -> Letter:
    return changed(person, "You have a new password", "A new password was chosen for you.")


def authenticator_set_up(person: Addressee) -> Letter:
    return changed(person, "We ask for a code now", "From now on we ask for a code from your app when you sign in.")


def authenticator_removed(person: Addressee) -> Letter:
    return changed(person, "We ask for no code any more", "We no longer ask for a code when you sign in.")


def recovery_codes_made(person: Addressee) -> Letter:
    return changed(person, "You have new recovery codes", "New recovery codes were made. The old ones work no more.")


def single_sign_on_connected(person: Addressee) -> Letter:
    return changed(person, "You signed in a new way", "You signed in through another organisation for the first time.")


def told_by_chosen(person: Addressee) -> Letter:
    return changed(person, "We tell you in another way now", "How we tell you of what needs you was changed.")


def changed(person: Addressee, subject: str, what: str) -> Letter:
    return Letter(
        subject=subject,
        words=(
            f"Hello {person.name},\n\n{what}\n\n"
            "If this was not you, tell a keeper of the system at once.\n"
            f"This is about {settings.ADDRESS}"
        ),
    )
