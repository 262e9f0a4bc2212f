"""The people of the story: who tells it, and the cast."""

from datetime import date

from leal.foundations.accounts import operations, queries
from leal.foundations.people.actors import CLOCK
from leal.foundations.people.models import Person

from .files import told

SINCE = date(2018, 6, 1)
TELLS = ("charter-lead", "researcher", "owner", "reviewer", "manager")


def storyteller() -> Person:
    """Whoever tells the story: may do everything it needs, and leaves when it is told."""
    teller = operations.add_first_keeper(name="The storyteller", email="story@example.org", on=SINCE, by=CLOCK)
    for role in TELLS:
        operations.give_role(person=teller, role=role, since=SINCE, by=teller)
    return teller


def bring_on(teller: Person) -> None:
    """Bring the cast on, each with their roles."""
    for one in told("cast")["people"]:
        person = operations.cast(name=one["name"], email=one["email"], about=one["about"], on=SINCE, by=teller)
        for role in one["roles"]:
            operations.give_role(person=person, since=SINCE, by=teller, **role)


def take_leave(teller: Person) -> None:
    """The story is told: nobody can be the storyteller any more."""
    operations.leave(person=teller, on=SINCE, because="The story is told", by=teller)


def told_already() -> bool:
    return queries.anybody()
