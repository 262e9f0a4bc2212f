from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from leal.foundations.access.guards import needs, require
from leal.foundations.access.permissions import Permission
from leal.thread.charters.models import Charter, Edition
from leal.thread.evidence.queries import edition_and_years
from leal.thread.practice import operations as practice
from leal.thread.practice import queries as practice_queries

from . import forms, parts, queries
from .roles import roles as roles_of


@needs(Permission.SIGNED_IN)
def desk(request):
    """What needs whoever is signed in, what matters most first."""
    found = queries.worked_on(person=request.user)
    if not found:
        return render(request, "desk/desk.html")
    slug = request.GET.get("charter", found[0][0].charter.slug)
    chosen = next(((edition, years) for edition, years in found if edition.charter.slug == slug), None)
    if chosen is None:
        raise Http404
    edition, years = chosen
    request.leal_charter = edition.charter
    year = years[0].name if years else ""
    known = queries.desk(person=request.user, edition=edition, year=year, on=localdate())
    sections = parts.sections(known)
    shown = {
        "charter": edition.charter,
        "others": [edition.charter for edition, _ in found if edition.charter.slug != slug],
        "sections": sections,
        "leads": known.leads,
        "count": sum(section.count for section in sections),
        "here_for": parts.standing_for(known),
        "year": parts.year_of(known),
    }
    return render(request, "desk/desk.html", shown)


def edition_of(request, slug: str) -> Edition:
    """The edition a charter published last, for someone who may say who keeps it."""
    found = edition_and_years(slug=slug)
    if found is None:
        raise Http404
    edition, _years = found
    require(request.user, practice.name_holder.needs, within=edition.charter.scope)
    request.leal_charter = edition.charter
    return edition


@needs(practice.name_holder)
def roles(request, slug):
    """Which roles own promises, who fills them, and saying so."""
    edition, on = edition_of(request, slug), localdate()
    holders = practice_queries.holders(charter=edition.charter, on=on)
    found = roles_of(practice_queries.owners(edition=edition, on=on), holders)
    people = queries.who_may_decide(charter=edition.charter, on=on)
    form = forms.Filling(request.POST or None, roles=found, people=people)
    if form.is_valid():
        role, person = form.cleaned_data["role"], form.cleaned_data["person"]
        try:
            practice.name_holder(body=role.body, role=role.role, person=person, since=on, by=request.user)
        except practice.FillsItAlready as reason:
            form.add_error("person", f"{reason}.")
        else:
            messages.success(request, f"{person.name} fills this role now: {role.named}. What it needs reaches them.")
            return redirect("desk:roles", slug)
    return render(request, "desk/roles.html", {"charter": edition.charter, "roles": found, "form": form})


@needs(practice.end_holding)
@require_POST
def end(request, slug, pk):
    """Say that someone no longer fills a role, from today."""
    charter: Charter = edition_of(request, slug).charter
    holder = get_object_or_404(practice_queries.holders(charter=charter, on=localdate()), pk=pk)
    practice.end_holding(holder=holder, on=localdate(), by=request.user)
    messages.success(request, f"{holder.person.name} no longer fills this role: {holder}.")
    return redirect("desk:roles", slug)
