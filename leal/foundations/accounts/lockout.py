"""How guessing is locked out: what django-axes asks us, and what whoever is locked out is told."""

from allauth.core.internal.httpkit import get_client_ip
from django.utils.timezone import localtime

from . import queries


def who(request, credentials: dict | None) -> str:
    """The address someone tries to sign in with, as kept: writing it with capitals gives no further tries."""
    given = credentials or {}
    return str(given.get("email") or given.get("username") or "").strip().lower()[:254]


def seen_from(request) -> str | None:
    """The network address of whoever asks, past the proxies that are ours (LEAL_PROXIES)."""
    return get_client_ip(request)


def unnamed(*_, **__) -> str:
    """How the log names whoever tried: not at all."""
    return "someone"


def answer(request, response, credentials):
    """The form comes back as it is, with a sentence on it; its status says that this was too often."""
    response.status_code = 429
    return response


def sentence(address: str) -> str:
    """When to try again, and what to do meanwhile. The same whether or not the address is known here."""
    until = localtime(queries.locked_until(address))
    return f"That was tried too often. Try again after {until:%H:%M}, or ask for a link to sign in"
