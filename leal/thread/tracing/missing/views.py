from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from leal.calculations.representation import telling
from leal.foundations.access.guards import open_to_all
from leal.thread.panels.parts import making_up
from leal.thread.panels.parts.missing import told
from leal.thread.panels.queries import making_up as counted
from leal.thread.panels.queries.features import asked_of
from leal.thread.panels.queries.missing import roles_that_see_to_it
from leal.thread.statements.queries import resting_on

from .. import queries as charters
from ..remembering import remembered
from . import parts, queries


def charter_for(request, slug: str):
    """The charter of an address; there may be panels before there is an edition."""
    found = charters.charter(slug=slug)
    if found is None:
        raise Http404
    request.leal_charter = found
    return found


@open_to_all
@remembered
def missing(request, slug):
    """Who is missing when we listen, and what we do about it."""
    charter = charter_for(request, slug)
    panels, groups = list(queries.panels(service=slug)), list(queries.groups(service=slug))
    roles = roles_that_see_to_it(service=slug, on=localdate())
    found = parts.rooms(panels, groups, queries.gaps(service=slug), roles)
    return render(request, "tracing/missing.html", {"charter": charter, "shown": found})


@open_to_all
@remembered
def from_panel(request, slug, panel):
    """Who is missing from a panel, in words and as empty chairs."""
    charter_for(request, slug)
    found = get_object_or_404(queries.panels(service=slug), code=panel)
    return room(request, found, None, name=found.name, called="the panel", gaps=found.missing.filter(group=None))


@open_to_all
@remembered
def from_group(request, slug, panel, group):
    """Who is missing from a core group, in words and as empty chairs."""
    charter_for(request, slug)
    found = get_object_or_404(queries.groups(service=slug), panel__code=panel, code=group)
    who = counted.sitting(group=found, on=localdate())
    return room(request, found.panel, who, name=found.name, called="the group", gaps=found.missing.all(), of=found)


def room(request, panel, who, *, name: str, called: str, gaps, of=None):
    """A panel or a group beside everyone: figures where there are any, and always what was done."""
    table = counted.population_of(panel=panel)
    roles = roles_that_see_to_it(service=panel.service, on=localdate())
    seats = who.exists() if who is not None else counted.how_many(panel=panel)
    shown = {"panel": panel, "name": name, "group": of, "gaps": told(list(gaps), roles), "care": telling.WITH_CARE}
    shown["lead"] = " ".join(f"{gap.who.rstrip('.')}." for gap in shown["gaps"] if gap.open)
    if of:
        shown["resting"] = parts.resting(resting_on(group=of))
    if table and seats:
        made, _ = counted.made_up_of(table=table, who=who, features=asked_of(panel=panel))
        shown |= {
            "table": table,
            "lead": making_up.lead(made, table),
            "chairs": making_up.empty_chairs(made, table, group=called, on=localdate()),
            "tables": making_up.tables(made, table),
        }
    return render(request, "tracing/missing_from.html", shown)
