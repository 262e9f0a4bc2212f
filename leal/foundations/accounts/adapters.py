"""How django-allauth does things in this house: nobody signs up, letters leave by the outbox, sign-ins are recorded."""

import base64
from typing import NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from leal.foundations.people.addresses import kept
from leal.foundations.people.models import Person

from . import lockout, operations, queries

WRONG = "That address and password do not belong together. Check both, or ask for a link to sign in"
TOO_OFTEN = "That was tried too often. Wait a quarter of an hour, then try again"
NOT_ADDED = "That worked, but nobody has added you here. Ask someone who keeps the system."
DID_NOT_WORK = "We could not sign you in that way. Try once more, or use another way."
WAYS = {"password": "password", "link": "link", "socialaccount": "single sign-on", "story": "story", "mfa": "code"}


class Account(DefaultAccountAdapter):
    """Signing in with a password, and what is the same for every way in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": WRONG,
        "too_many_login_attempts": TOO_OFTEN,
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only pages of this very site are led to; the library would allow every name the site answers to."""
        safe = url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=self.request.is_secure())
        return bool(url) and len(url) <= 300 and safe

    def authenticate(self, request, **credentials):
        """Someone who has left is told the same as someone who mistyped."""
        person = super().authenticate(request, **credentials)
        return person if person and person.is_active else None

    def authentication_failed(self, request, **credentials) -> None:
        if getattr(request, "axes_locked_out", False):
            raise ValidationError(lockout.sentence(lockout.who(request, credentials)), code="locked")

    def respond_user_inactive(self, request, user) -> NoReturn:
        raise PermissionDenied

    def login(self, request, user) -> None:
        """Sign in, once every step is done, and record it."""
        super().login(request, user)
        steps = get_authentication_records(request, user)
        operations.note_sign_in(how=" and ".join(WAYS[step["method"]] for step in steps), by=user)

    def add_message(self, *_, **__) -> None:
        """Our pages say what happened; the library’s own words would stand beside them."""

    def send_mail(self, template_prefix, email, context) -> NoReturn:
        """The library sends nothing by itself: our operations tell people, through the outbox."""
        raise NotImplementedError(template_prefix)


class Codes(DefaultMFAAdapter):
    """Codes from an app, and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That is not the code. Wait for the next one in your app, or use a recovery code"
    }

    def encrypt(self, text: str) -> str:
        """Keep secrets so that reading the database is not enough to make codes."""
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys().decrypt(encrypted_text.encode()).decode()


def keys() -> MultiFernet:
    """Keys made from the secret of the site, the present one first."""
    return MultiFernet([Fernet(key_from(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def key_from(secret: str) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"leal.accounts.codes").derive(secret.encode())
    return base64.urlsafe_b64encode(made)


class SingleSignOn(DefaultSocialAccountAdapter):
    """Only people whom a keeper has added come in, known at first by a verified e-mail address."""

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return False

    def list_apps(self, request, provider=None, client_id=None) -> list:
        """The ways that settings name; none stands in the database."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def pre_social_login(self, request, sociallogin) -> None:
        """Whose account this is: theirs who came this way before, else theirs whose verified address it is."""
        account = sociallogin.account
        person = sociallogin.user if sociallogin.is_existing else by_verified_address(sociallogin)
        if person is None or not person.is_active:
            raise turned_away(request, NOT_ADDED)
        if not sociallogin.is_existing:
            sociallogin.user = person
            sociallogin.account = operations.connect(way=account.provider, known_as=account.uid, by=person)

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None) -> None:
        raise turned_away(request, DID_NOT_WORK)


def by_verified_address(sociallogin) -> Person | None:
    """The person whose kept address the provider says it has verified."""
    for one in sociallogin.email_addresses:
        if one.verified is True:
            return queries.by_address(kept(one.email), active=True)
    return None


def turned_away(request, because: str) -> ImmediateHttpResponse:
    messages.error(request, because)
    return ImmediateHttpResponse(redirect("account_login"))
