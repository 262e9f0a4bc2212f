from django.shortcuts import render
from django.utils.timezone import localdate

from leal.foundations.access.guards import open_to_all
from leal.thread.panels.queries import (
    joining_each,
    numbers_of,
    organisations_beside,
    panels_that_take_organisations,
)

from ..missing import queries as panels
from ..missing.views import charter_for
from ..remembering import remembered
from . import parts, queries


@open_to_all
@remembered
def taking_part(request, slug):
    """How people take part: joining, who is missing, groups drawn by lot, and what came of each gathering."""
    charter = charter_for(request, slug)
    found = parts.taking_part(
        list(panels.panels(service=slug)),
        numbers_of(service=slug),
        joining_each(service=slug, on=localdate()),
        parts.Beside(organisations_beside(service=slug), panels_that_take_organisations(service=slug)),
        queries.groups_to_repeat(service=slug),
        queries.told_back(service=slug),
    )
    return render(request, "tracing/taking_part.html", {"charter": charter, "shown": found})
