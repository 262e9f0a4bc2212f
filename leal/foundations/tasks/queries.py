from uuid import UUID

from django.db.models import QuerySet

from leal.foundations.people.models import Person

from .models import Work


def work_of(*, person: Person) -> QuerySet[Work]:
    """The long work a person asked for, newest first."""
    return Work.objects.filter(asked_by=person)


def one_of(*, person: Person, key: UUID) -> QuerySet[Work]:
    """One piece of work, only for whoever asked for it."""
    return work_of(person=person).filter(key=key)


def begun() -> QuerySet[Work]:
    """Work that a worker began and has not ended: under way, or left by a worker that was lost."""
    return Work.objects.filter(begun_at__isnull=False, ended_at=None).order_by("asked_at")
