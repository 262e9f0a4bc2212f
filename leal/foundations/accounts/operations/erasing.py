from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.models import AccessAttempt

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.erasing import destroy_key
from leal.foundations.audit.record import record
from leal.foundations.notices import outbox
from leal.foundations.operation import operation
from leal.foundations.people.models import Person

from .. import queries, sessions
from ..models import CastMember, SignInLink
from .people import LastKeeper, one_at_a_time_among_keepers


@operation(needs=Permission.PERSON_ERASE)
def erase(*, person: Person, on: date, because: str, by: Person) -> Person:
    """Erase a person’s name, address and every way to sign in, here and in history; that someone acted remains.

    What libraries keep of them goes too, and the words of each notice to them.
    Raises LastKeeper when nobody would keep the system.
    """
    one_at_a_time_among_keepers(on)
    if queries.only_keeper(person=person, on=on):
        raise LastKeeper
    erase_words(person)
    record("person.erased", of=person, by=by, because=because)
    return person


def erase_words(person: Person) -> None:
    """Blank who a person is and forget how they sign in, here and in history: for operations that record why."""
    forget_ways_in(person)
    for address in filter(None, (person.email, person.postal_address)):
        outbox.erase(address=address)
    person.name, person.email = "Someone who has left", f"erased-{person.pk}@invalid"
    person.is_active, person.last_login = False, None
    person.told_by, person.postal_address = Person.ToldBy.EMAIL, ""
    person.set_unusable_password()
    person.save(update_fields=["name", "email", "is_active", "last_login", "password", "told_by", "postal_address"])
    destroy_key(of=person)


def forget_ways_in(person: Person) -> None:
    sessions.end(person)
    AccessAttempt.objects.filter(username=person.email).delete()
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=person).delete()
    for model in (SignInLink, CastMember):
        model.objects.filter(person=person).delete()
