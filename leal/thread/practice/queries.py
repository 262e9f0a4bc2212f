from datetime import date

from django.db.models import Q, QuerySet

from leal.thread.charters.models import Edition

from .models import Keeping, Ownership


def ownerships(*, edition: Edition, on: date) -> QuerySet[Ownership]:
    """Who must keep each commitment of an edition on a day, commitment by commitment."""
    return (
        Ownership.objects.filter(current(on), commitment__edition=edition)
        .select_related("body", "part")
        .order_by("commitment_id", "part__letter", "pk")
    )


def keepings(*, edition: Edition, on: date) -> QuerySet[Keeping]:
    """What is done on a day to keep each commitment of an edition; a practice that has ended keeps nothing."""
    return (
        Keeping.objects.filter(current(on, "practice__"), commitment__edition=edition)
        .select_related("practice__body", "part")
        .order_by("commitment_id", "part__letter", "practice_id")
    )


def current(on: date, through: str = "") -> Q:
    """Begun, as far as anyone knows, and not ended by `on`."""
    begun = Q(**{f"{through}since__isnull": True}) | Q(**{f"{through}since__lte": on})
    return begun & (Q(**{f"{through}ended_on__isnull": True}) | Q(**{f"{through}ended_on__gt": on}))
