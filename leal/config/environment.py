"""Read settings from the environment, and stop with a sentence when one is wrong."""

import os
from pathlib import Path

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


def env_folder(name: str) -> Path | None:
    """A folder that is there; None when the variable is not set."""
    if not (given := env_text(name)):
        return None
    if not (folder := Path(given)).is_dir():
        raise ImproperlyConfigured(f"{name} is “{given}”, and there is no such folder.")
    return folder


def env_number(name: str, *, default: int = 0, least: int = 0) -> int:
    """A variable that is a whole number, `least` or more."""
    given = env_text(name) or str(default)
    if not given.isdecimal():
        raise ImproperlyConfigured(f"{name} is “{given}”. Set it to a whole number, such as 1.")
    if int(given) < least:
        raise ImproperlyConfigured(f"{name} is “{given}”. Set it to {least} or more.")
    return int(given)
