from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now

from leal.foundations.access.guards import needs, require
from leal.foundations.access.permissions import Permission
from leal.thread.charters.models import Charter
from leal.thread.charters.queries import charters

from . import forms, operations, parts, queries, saying
from .intake.figures import NotTheseFigures
from .intake.mappings import read_mappings

# A file up to this size is taken in while its sender waits; a longer one waits for the worker.
AT_ONCE = 1024 * 1024
ROWS_ON_A_PAGE = 100
# So many refusals and unmapped figures are read for a page; the JSON has them all.
AT_MOST = 500


def charter_of(request, slug: str, permission: Permission) -> Charter:
    """The charter a page is about, for someone who holds the permission within it."""
    charter = next((each for each in charters() if each.slug == slug), None)
    if charter is None:
        raise Http404
    require(request.user, permission, within=charter.scope)
    request.leal_charter = charter
    return charter


@needs(Permission.FIGURES_READ)
def intakes(request, slug):
    """The files taken in, and where sources disagree."""
    charter = charter_of(request, slug, Permission.FIGURES_READ)
    page = Paginator(queries.intakes(charter=charter), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    at_odds = queries.conflicts(charter=charter)
    return render(
        request,
        "evidence/intakes.html",
        {
            "charter": charter,
            "page": page,
            "intakes": parts.intakes(page),
            "conflicts": parts.conflicts(at_odds) if at_odds else None,
            "may_take_in": queries.may_take_in(person=request.user, charter=charter),
        },
    )


@needs(Permission.FIGURES_READ)
def intake(request, slug, pk):
    """What became of every row of one file."""
    charter = charter_of(request, slug, Permission.FIGURES_READ)
    found = get_object_or_404(queries.intakes(charter=charter), pk=pk)
    page = Paginator(queries.citations(intake=found), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    unmapped, refused = queries.unmapped(intake=found), queries.refusals(intake=found)
    of_unmapped = unmapped.count()
    return render(
        request,
        "evidence/intake.html",
        {
            "charter": charter,
            "intake": found,
            "summary": parts.summary(found, of_unmapped),
            "told": found.notes.splitlines(),
            "refused": parts.refused(refused[:AT_MOST], of=found.refused) if found.refused else None,
            "unmapped": parts.unmapped(queries.rows(citations=unmapped[:AT_MOST]), of=of_unmapped)
            if of_unmapped
            else None,
            "page": page,
            "taken": parts.taken(queries.rows(citations=page)),
        },
    )


@needs(Permission.FIGURES_READ)
def intake_as_json(request, slug, pk):
    """What became of every row of one file, for a program to read."""
    charter = charter_of(request, slug, Permission.FIGURES_READ)
    found = get_object_or_404(queries.intakes(charter=charter), pk=pk)
    return JsonResponse(saying.as_json(queries.report(intake=found)), json_dumps_params={"ensure_ascii": False})


@needs(operations.take_in)
def taking_in(request, slug):
    """Take in a file of figures."""
    charter = charter_of(request, slug, operations.take_in.needs)
    form = forms.FigureFile(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            return _taken_in(request, charter, **form.cleaned_data)
        except operations.AlreadyTakenIn as before:
            messages.info(request, str(before))
            return redirect("evidence:intake", slug, before.intake.pk)
        except NotTheseFigures as reason:
            for each in reason.refused:
                form.add_error("file", saying.refusal(each).removeprefix("refused").lstrip(":, ").capitalize())
    return render(request, "evidence/taking_in.html", {"charter": charter, "form": form})


def _taken_in(request, charter: Charter, *, file, organisation: str, year: int | None):
    """Take the file in at once, or hand it to the worker; the page to go to."""
    given = {"charter": charter, "name": file.name, "organisation": organisation, "year": year, "by": request.user}
    if file.size > AT_ONCE:
        leads_to = reverse("evidence:intakes", args=[charter.slug])
        work = operations.hand_in(content=file.read(), leads_to=leads_to, **given)
        return redirect("tasks:work", work.key)
    taken = operations.take_in(source=file.read(), mappings=read_mappings(), at=now(), **given)
    messages.success(request, f"{taken.name} is taken in. Nothing of it is lost, and nothing stands twice.")
    return redirect("evidence:intake", charter.slug, taken.pk)
