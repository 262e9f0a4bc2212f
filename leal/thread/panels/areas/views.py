from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from leal.foundations.access.guards import needs
from leal.foundations.pages.attached import attached
from leal.foundations.pages.parts import Link

from .. import operations, queries
from ..models import PostcodeFile
from ..parts.leading import every_panel
from ..parts.taking_in import faults_as_csv
from ..views.members import kept_panel
from . import forms, parts

CSV = "text/csv; charset=utf-8"


def as_last(one: PostcodeFile | None) -> dict[str, str]:
    """How the last file was read, so that the next need not be described anew."""
    read_as = one.read_as if one else {}
    said = {"source": one.source if one else "", "names": read_as.get("names", "")}
    return forms.USUAL | read_as.get("columns", {}) | said


@needs(operations.hand_in_postcodes)
@never_cache
def lookup(request, service, code):
    """Where postcodes lie: the lookup that counts, what it changed, whose area is not known, and loading another."""
    panel = kept_panel(request, service, code)
    waiting = queries.waiting_lookup(panel=panel)
    if waiting and waiting.faults and request.GET.get("faults") == "csv":
        return attached(faults_as_csv(waiting), "postcodes-faults.csv", CSV)
    lookups = queries.lookups()
    counts = next(iter(lookups), None)
    form = forms.Lookup(request.POST or None, request.FILES or None, initial=as_last(counts))
    if form.is_valid():
        file = form.cleaned_data["file"]
        given = {"content": file.read(), "name": file.name, "leads_to": request.path, **form.given()}
        work = operations.hand_in_postcodes(panel=panel, by=request.user, **given)
        messages.success(request, "The file is handed in. You can leave this page, and come back.")
        return redirect("tasks:work", key=work.key)
    known = queries.areas_known(panel=panel)
    members = Link("Members", reverse("panels:members", args=[service, code]))
    shown = {
        "panel": panel,
        "crumbs": (every_panel(panel), members, Link("Where postcodes lie", "")),
        "form": form,
        "waiting": waiting if waiting and waiting.waits else None,
        "came": parts.came(waiting),
        "counts": counts,
        "facts": parts.facts(counts) if counts else (),
        "earlier": [f"{parts.named(one)}: {one.postcodes:,} postcodes" for one in lookups[1:]],
        "rests": parts.rests(queries.rests_on(panel=panel), lookups),
        "not_known": parts.not_known(panel, known),
    }
    return render(request, "panels/lookup.html", shown)
