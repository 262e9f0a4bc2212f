"""Single sign-on as settings describe it: docs/recipes/single-sign-on.md says how."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from .environment import env_list, env_text

KEYS = {"RSA": "RS256", "EC": "ES256"}


def providers(names: list[str]) -> list[dict[str, Any]]:
    """What LEAL_SIGN_ON_<NAME>_… say of each provider, as django-allauth takes it."""
    return [provider(name) for name in names]


def provider(name: str) -> dict[str, Any]:
    """One provider.

    Raises ImproperlyConfigured when what it needs is not there.
    """
    if not name.replace("-", "").isalnum() or name != name.lower():
        raise ImproperlyConfigured(f"LEAL_SIGN_ON names “{name}”. Use small letters, digits and hyphens.")
    secret, key = about(name, "SECRET"), about(name, "KEY")
    if bool(secret) == bool(key):
        raise ImproperlyConfigured(
            f"Set either {variable(name, 'SECRET')} or {variable(name, 'KEY')}, as the provider asks."
        )
    issuer = needed(name, "ISSUER").rstrip("/")
    if not issuer.startswith("https://") and not issuer.startswith("http://127.0.0.1:"):
        raise ImproperlyConfigured(f"{variable(name, 'ISSUER')} must begin with https://")
    return {
        "provider_id": name,
        "name": about(name, "LABEL") or name.capitalize(),
        "client_id": needed(name, "CLIENT"),
        "secret": secret,
        "settings": {
            "server_url": issuer,
            "oauth_pkce_enabled": True,
            "scope": (about(name, "SCOPES") or "openid email").split(),
            "verified_email": env_list(variable(name, "VOUCHES_FOR")),
            "attributes": about(name, "ATTRIBUTES"),
            **(private_key(name, key) if key else {}),
        },
    }


def private_key(name: str, path: str) -> dict[str, str]:
    """The key a file holds, and how it signs."""
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        pem = Path(path).read_text()
        kind = "EC" if isinstance(load_pem_private_key(pem.encode(), None), EllipticCurvePrivateKey) else "RSA"
    except (OSError, ValueError, TypeError) as reason:
        raise ImproperlyConfigured(f"{variable(name, 'KEY')} names no readable private key: {reason}") from None
    return {"private_key": pem, "key_algorithm": KEYS[kind], "key_id": about(name, "KEY_ID")}


def variable(name: str, what: str) -> str:
    return f"LEAL_SIGN_ON_{name.upper().replace('-', '_')}_{what}"


def about(name: str, what: str) -> str:
    return env_text(variable(name, what))


def needed(name: str, what: str) -> str:
    if not (given := about(name, what)):
        raise ImproperlyConfigured(f"LEAL_SIGN_ON names “{name}”, but {variable(name, what)} is not set.")
    return given
