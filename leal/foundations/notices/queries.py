from django.db.models import Q, QuerySet

from leal.foundations.access.guards import EVERYTHING, scopes
from leal.foundations.access.permissions import Permission
from leal.foundations.people.models import Person

from .models import Notice


def waiting(*, person: Person) -> QuerySet[Notice]:
    """Notices that could not leave and that this person may see to, the longest waiting first.

    What signs someone in is nobody's to see, and of no use by now: it is left out.
    """
    held = scopes(person, Permission.NOTICE_SETTLE)
    theirs = Q() if EVERYTHING in held else Q(within__in=[f"{scope} {name}" for scope, name in held])
    missed = Notice.objects.filter(theirs, missed_at__isnull=False, settled_at=None)
    return missed.exclude(carries=Notice.Carries.SIGN_IN).order_by("missed_at", "pk")


def settled(*, person: Person) -> QuerySet[Notice]:
    """Notices this person settled, the newest first."""
    return Notice.objects.filter(settled_by=person).order_by("-settled_at")
