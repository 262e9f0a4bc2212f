"""Sessions of a person. The library keeps them by a random key alone, so whose one is stands only inside it."""

from collections.abc import Iterator

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from leal.foundations.people.models import Person


def end(person: Person, *, but: str = "") -> int:
    """End every session of a person, but the one with the key `but`; returns how many."""
    keys = [key for key in keys_of(person) if key != but]
    return Session.objects.filter(pk__in=keys).delete()[0]


def keys_of(person: Person) -> Iterator[str]:
    """The keys of a person’s sessions. Reads every open session: a working day’s worth."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            yield session.pk
