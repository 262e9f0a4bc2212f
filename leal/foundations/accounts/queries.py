from django.db.models import QuerySet

from leal.foundations.people.models import Person

from .models import CastMember


def cast_members() -> QuerySet[CastMember]:
    """The made-up people of the story with the roles they hold, in the story’s order. Two queries."""
    return (
        CastMember.objects.filter(person__is_active=True)
        .select_related("person")
        .prefetch_related("person__role_holdings")
    )


def is_story() -> bool:
    """Whether this is the story: made-up people, one-press sign-in. A fact of the database, not a setting."""
    return CastMember.objects.exists()


def anybody() -> bool:
    """Whether anyone has been added yet."""
    return Person.objects.exists()


def real_people() -> QuerySet[Person]:
    """Everyone who can sign in and is not of the cast."""
    return Person.objects.filter(is_active=True, cast=None)
