"""Results as they were given, each with its sources."""

from django.db.models import QuerySet

from ..models import Measure, Result


def results(*, measure: Measure) -> QuerySet[Result]:
    """Every result of a measure with its sources, newest first, everyone before groups. Two queries."""
    return measure.results.prefetch_related("sources").order_by("-ends_on", "-starts_on", "group", "pk")
