from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from leal.foundations.access.guards import may, needs, require
from leal.foundations.access.permissions import Permission
from leal.foundations.pages.parts import Link

from .. import queries
from ..parts import leading as parts


@needs(Permission.PANEL_WRITE)
@never_cache
def panels(request, service):
    """The way to everything about the panels of a service, and what waits in each."""
    within = f"charter {service}"
    require(request.user, Permission.PANEL_WRITE, within=within)
    shelves = parts.shelves(queries.at_a_glance(service=service, on=localdate()), queries.numbers_of(service=service))
    ways = [Link("Who waits for word from us", reverse("notices:waiting"))]
    shown = {
        "title": "Panels",
        "lead": parts.LEAD if shelves else parts.NONE,
        "shelves": shelves,
        "ways": ways if may(request.user, Permission.NOTICE_SETTLE, within=within) else (),
    }
    return render(request, "editing/shelves.html", shown)
