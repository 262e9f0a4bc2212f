"""Read settings from the environment, and stop with a sentence when one is wrong."""

import os

from django.core.exceptions import ImproperlyConfigured


def env_text(name: str, *, default: str = "") -> str:
    """The text of a variable, without space around it."""
    return os.environ.get(name, default).strip()


def env_flag(name: str, *, default: bool = False) -> bool:
    """A variable that is on ("1", "true", "yes") or off ("0", "false", "no", empty)."""
    given = env_text(name).lower()
    if given in {"1", "true", "yes", "on"}:
        return True
    if given in {"0", "false", "no", "off"}:
        return False
    if given:
        raise ImproperlyConfigured(f"{name} is “{given}”. Set it to 1 or 0.")
    return default


def env_list(name: str, *, default: str = "") -> list[str]:
    """Words separated by commas."""
    return [word.strip() for word in env_text(name, default=default).split(",") if word.strip()]


def env_number(name: str, *, default: int = 0) -> int:
    """A variable that is a whole number, 0 or more."""
    given = env_text(name) or str(default)
    if not given.isdecimal():
        raise ImproperlyConfigured(f"{name} is “{given}”. Set it to a whole number, such as 1.")
    return int(given)
