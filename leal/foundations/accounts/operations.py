from datetime import date

from leal.foundations.access.guards import ask_again
from leal.foundations.access.permissions import ROLES, Permission
from leal.foundations.audit.erasing import destroy_key
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person, RoleHolding

from .models import CastMember


class NotTheFirst(Exception):
    """The first keeper is added only while nobody is there."""

    def __str__(self) -> str:
        return "Someone is here already. Ask a keeper of the system to add you"


class NoSuchRole(Exception):
    """A role that access does not know."""

    def __str__(self) -> str:
        return f"There is no role “{self.args[0]}”. Use one of: {', '.join(ROLES)}"


class RealPeopleHere(Exception):
    """The story is told only where nobody real has been added."""

    def __str__(self) -> str:
        return "Real people sign in here, so nobody made up may join them. Tell the story in another LEAL_HOME"


@operation(needs=Permission.KEEPER_FIRST)
def add_first_keeper(*, name: str, email: str, on: date, by: Outsider) -> Person:
    """Add the keeper of a new system, who adds everyone else.

    Raises NotTheFirst when anyone is there already.
    """
    if Person.objects.exists():
        raise NotTheFirst
    keeper = Person.objects.create_user(email, name=name, joined_on=on)
    RoleHolding.objects.create(person=keeper, role="keeper", since=on)
    record("person.added", of=keeper, by=by, because="The first keeper of the system")
    return keeper


@operation(needs=Permission.PERSON_WRITE)
def add_person(*, name: str, email: str, on: date, by: Person) -> Person:
    """Add someone who may sign in. They get no role, and sign in by link until they choose a password."""
    person = Person.objects.create_user(email, name=name, joined_on=on)
    record("person.added", of=person, by=by)
    return person


@operation(needs=Permission.PERSON_WRITE)
def give_role(
    *,
    person: Person,
    role: str,
    scope: str = RoleHolding.Scope.EVERYTHING,
    within: str = "",
    since: date,
    until: date | None = None,
    by: Person,
) -> RoleHolding:
    """Give a person a role, for everything or within one charter, team or site.

    Raises NoSuchRole for a role that access does not know.
    """
    if role not in ROLES:
        raise NoSuchRole(role)
    held = RoleHolding.objects.create(person=person, role=role, scope=scope, within=within, since=since, until=until)
    ask_again(person)
    record("role.given", of=held, by=by)
    return held


@operation(needs=Permission.PERSON_WRITE)
def leave(*, person: Person, because: str = "", by: Person) -> Person:
    """Let a person sign in no more. What they did stays recorded."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    record("person.left", of=person, by=by, because=because)
    return person


@operation(needs=Permission.PERSON_ERASE)
def erase(*, person: Person, because: str, by: Person) -> Person:
    """Erase a person’s name and address, here and in history; that someone acted remains."""
    person.name, person.email = "Someone who has left", f"erased-{person.pk}@invalid"
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["name", "email", "is_active", "password"])
    destroy_key(of=person)
    record("person.erased", of=person, by=by, because=because)
    return person


@operation(needs=Permission.PERSON_WRITE)
def cast(*, name: str, email: str, about: str, on: date, by: Person) -> Person:
    """Add a made-up person of the story, whom anyone may sign in as.

    Raises RealPeopleHere when someone not of the cast, but for who adds them, is there.
    """
    if Person.objects.exclude(pk=by.pk).filter(cast=None).exists():
        raise RealPeopleHere
    person = Person.objects.create_user(email, name=name, joined_on=on)
    CastMember.objects.create(person=person, about=about, place=CastMember.objects.count() + 1)
    record("person.cast", of=person, by=by)
    return person
