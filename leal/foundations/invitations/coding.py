"""Codes that people answer or confirm with; that of an invitation is made from its key and the secret of the site.

So none need be kept. Whoever reads the database finds a digest that can be neither turned back nor
guessed without that secret.
"""

import hmac
import secrets
from functools import lru_cache

from django.conf import settings

from leal.calculations.codes import MOST, code_of

from .models import Invitation


class OtherSecret(RuntimeError):
    """The site’s secret was changed and the one that made this code is not among its old ones."""


def code_by_lot() -> str:
    """A code that stands for nothing yet, drawn by lot: for what is asked of someone who has no invitation."""
    return code_of(secrets.randbelow(MOST))


def new_code(key: bytes) -> str:
    """The code of an invitation, by its key."""
    return _code(settings.SECRET_KEY, key)


def code_for(invitation: Invitation) -> str:
    """The code that an invitation was sent with. Raises OtherSecret when nothing can make it any more."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        code = _code(secret, invitation.key.bytes)
        if hmac.compare_digest(_digest(secret, code), bytes(invitation.digest)):
            return code
    raise OtherSecret(str(invitation))


def new_digest(code: str) -> bytes:
    """What is kept of a code."""
    return _digest(settings.SECRET_KEY, code)


def digests(code: str) -> list[bytes]:
    """What may be kept of a code, by each secret the site has or had."""
    return [_digest(secret, code) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _code(secret: str, key: bytes) -> str:
    made = hmac.digest(_derived(secret, "code"), key, "sha256")
    return code_of(int.from_bytes(made, "big") % MOST)


def _digest(secret: str, code: str) -> bytes:
    return hmac.digest(_derived(secret, "digest"), code.encode(), "sha256")


@lru_cache(maxsize=16)
def _derived(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), f"leal.invitations.{purpose}".encode(), "sha256")
