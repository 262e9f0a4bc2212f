from datetime import date

from django.db import IntegrityError, transaction

from leal.foundations.access.guards import ask_again
from leal.foundations.access.permissions import ROLES, Permission
from leal.foundations.audit.record import record
from leal.foundations.notices.outbox import tell
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person, RoleHolding

from .. import letters, queries
from ..models import CastMember


class NotTheFirst(Exception):
    """The first keeper is added only while nobody is there."""

    def __str__(self) -> str:
        return "Someone is here already. Ask a keeper of the system to add you"


class AddressTaken(Exception):
    """One address leads to one person."""

    def __str__(self) -> str:
        return "Someone with this e-mail address is here already"


class NoSuchRole(Exception):
    """A role that access does not know."""

    def __str__(self) -> str:
        return f"There is no role “{self.args[0]}”. Use one of: {', '.join(ROLES)}"


class HeldAlready(Exception):
    """The same role for the same thing twice would say nothing more."""

    def __str__(self) -> str:
        return "They hold this role for this already"


class LastKeeper(Exception):
    """Without a keeper nobody could be added any more."""

    def __str__(self) -> str:
        return "Someone must keep the system. Make someone else a keeper first, for everything"


class RealPeopleHere(Exception):
    """The story is told only where nobody real has been added."""

    def __str__(self) -> str:
        return "Real people sign in here, so nobody made up may join them. Tell the story in another LEAL_HOME"


class NotOfTheStory(Exception):
    """Where the story is told, nobody real signs in."""

    def __str__(self) -> str:
        return "The story is told here, and this person is not of its cast"


def one_at_a_time_among_keepers(on: date) -> None:
    """Of two keepers who leave at once, the second waits, and then finds that they are the last."""
    list(queries.keepings(on=on).select_for_update().order_by("pk"))


@operation(needs=Permission.KEEPER_FIRST)
def add_first_keeper(*, name: str, email: str, on: date, by: Outsider) -> Person:
    """Add the keeper of a new system, who adds everyone else.

    Raises NotTheFirst when anyone is there already, NotPlain for an address
    with letters beyond the plain ones.
    """
    if queries.anybody():
        raise NotTheFirst
    keeper = Person.objects.create_user(email, name=name, joined_on=on)
    RoleHolding.objects.create(person=keeper, role="keeper", since=on)
    record("person.added", of=keeper, by=by, because="The first keeper of the system")
    return keeper


@operation(needs=Permission.PERSON_WRITE)
def add_person(*, name: str, email: str, on: date, by: Person) -> Person:
    """Add someone who may sign in, and tell them so. They get no role, and sign in by link until they have a password.

    Where the story is told, they join its cast: everyone there is made up.
    Raises AddressTaken, or NotPlain for an address with letters beyond the plain ones.
    """
    in_the_story = queries.is_story()
    try:
        with transaction.atomic():
            person = Person.objects.create_user(email, name=name, joined_on=on)
    except IntegrityError:
        raise AddressTaken from None
    if in_the_story:
        CastMember.objects.create(person=person, about="Joined after the story was told.", place=queries.next_place())
    record("person.added", of=person, by=by)
    tell(letters.to(person), about="person.added", **letters.welcome(person))
    return person


@operation(needs=Permission.PANEL_JOIN)
def welcome(*, name: str, email: str, service: str, on: date, by: Person | Outsider) -> Person | None:
    """Let whoever showed that an address is theirs sign in as a panel member of a service, and as nothing else.

    An account they have already gets the role besides. None when the address
    is of someone who may sign in no more.
    """
    person, in_the_story = queries.by_address(email), queries.is_story()
    if person is None:
        person = Person.objects.create_user(email, name=name, joined_on=on)
        if in_the_story:
            CastMember.objects.create(person=person, about="Joined the panel.", place=queries.next_place())
    elif not person.is_active:
        return None
    held = {"role": "panel-member", "scope": RoleHolding.Scope.CHARTER, "within": service}
    if not queries.held_at_some_time(person=person, since=on, until=None, **held):
        RoleHolding.objects.create(person=person, since=on, **held)
        ask_again(person)
    record("person.welcomed", of=person, by=by)
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

    Raises NoSuchRole for a role that access does not know, HeldAlready when
    they hold it for the same thing at that time.
    """
    if role not in ROLES:
        raise NoSuchRole(role)
    if queries.held_at_some_time(person=person, role=role, scope=scope, within=within, since=since, until=until):
        raise HeldAlready
    held = RoleHolding.objects.create(person=person, role=role, scope=scope, within=within, since=since, until=until)
    ask_again(person)
    record("role.given", of=held, by=by)
    return held


@operation(needs=Permission.PERSON_WRITE)
def end_role(*, held: RoleHolding, on: date, because: str = "", by: Person) -> RoleHolding:
    """End a role from `on`, the first day without it. One that has not begun is taken back whole.

    Raises LastKeeper when nobody would keep the system.
    """
    one_at_a_time_among_keepers(on)
    if queries.only_keeper_by(held=held, on=on):
        raise LastKeeper
    record("role.ended", of=held, by=by, because=because)
    if held.since >= on:
        held.delete()
    else:
        held.until = on
        held.save(update_fields=["until"])
    ask_again(held.person)
    return held


@operation(needs=Permission.PERSON_WRITE)
def leave(*, person: Person, on: date, because: str = "", by: Person) -> Person:
    """Let a person sign in no more, from this moment. What they did stays recorded, and their roles as they were.

    Raises LastKeeper when nobody would keep the system.
    """
    one_at_a_time_among_keepers(on)
    if queries.only_keeper(person=person, on=on):
        raise LastKeeper
    person.is_active = False
    person.save(update_fields=["is_active"])
    record("person.left", of=person, by=by, because=because)
    return person


@operation(needs=Permission.PERSON_WRITE)
def come_back(*, person: Person, because: str = "", by: Person) -> Person:
    """Let a person who left sign in again, with the roles they still hold.

    Raises NotOfTheStory where the story is told and they are not of its cast.
    """
    if queries.is_story() and not hasattr(person, "cast"):
        raise NotOfTheStory
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("person.came-back", of=person, by=by, because=because)
    return person


@operation(needs=Permission.PERSON_WRITE)
def cast(*, name: str, email: str, about: str, on: date, by: Person) -> Person:
    """Add a made-up person of the story, whom anyone may sign in as.

    Raises RealPeopleHere when someone not of the cast, but for who adds them, is there.
    """
    if Person.objects.exclude(pk=by.pk).filter(cast=None).exists():
        raise RealPeopleHere
    person = Person.objects.create_user(email, name=name, joined_on=on)
    CastMember.objects.create(person=person, about=about, place=queries.next_place())
    record("person.cast", of=person, by=by)
    return person
