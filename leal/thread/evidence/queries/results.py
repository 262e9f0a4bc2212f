"""Results as they were given, each with its sources."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from ..models import Measure, Result


def results(*, measure: Measure) -> QuerySet[Result]:
    """Every result of a measure with its sources, newest first, everyone before groups. Two queries."""
    return measure.results.prefetch_related("sources").order_by("-ends_on", "-starts_on", "group", "pk")


def results_until(*, measures: Iterable[Measure], on: date) -> QuerySet[Result]:
    """Every result of some measures for periods that had ended by a day, with its sources. Two queries.

    Measure by measure, the newest first.
    """
    found = Result.objects.filter(measure__in=list(measures), ends_on__lte=on).prefetch_related("sources")
    return found.order_by("measure", "-ends_on", "-starts_on", "group", "answer", "pk")
