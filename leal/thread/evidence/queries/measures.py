"""The measures of a charter."""

from leal.thread.charters.models import Charter

from ..models import Measure


def measures_by_code(*, charter: Charter) -> dict[str, Measure]:
    """Every measure in use, gaps among them, by its reviewed code. One query."""
    return {measure.code: measure for measure in Measure.objects.filter(charter=charter, retired_on=None)}
