"""Who acts when no person we know does."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .models import Person


class Outsider(NamedTuple):
    """Someone or something that acts without signing in."""

    name: str
    is_authenticated = False

    def __str__(self) -> str:
        return self.name


ANYONE = Outsider("anyone")
CLOCK = Outsider("the clock")


def name_of(by: "Person | Outsider") -> str:
    """How the record names who acted: a key for a person, never the name, so that erasing is real."""
    return by.name if isinstance(by, Outsider) else f"person {by.pk}"


def visitor_or_person(user) -> "Person | Outsider":
    """The one who sent a request: the person signed in, else *anyone*."""
    return user if user.is_authenticated else ANYONE
