from typing import Any

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider

from ..bundle import everything_of, whose


class NobodyThere(Exception):
    """Nothing is held under this key."""

    def __str__(self) -> str:
        return "Nobody is held here under this number or key"


@operation(needs=Permission.PERSON_HAND_OUT)
def hand_out_everything(*, of: str, because: str, by: Outsider) -> dict[str, list[dict[str, Any]]]:
    """Everything held about one person, for whoever runs the system to hand to them; word of it stays.

    of  the number of someone with an account, or the random key of a panel member without one
    Raises NobodyThere.
    """
    person = whose(of)
    if person is None:
        raise NobodyThere
    record("person.handed-out", of=person, by=by, because=because)
    return everything_of(of)
