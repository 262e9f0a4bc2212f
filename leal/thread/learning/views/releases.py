"""Making the yearly report: a draft, who may see it, its minute, and what was wrong."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now

from leal.foundations.access.guards import needs, require
from leal.foundations.editing.writing import Writing, decide, write
from leal.foundations.pages.parts import Link
from leal.thread.charters.models import Charter
from leal.thread.charters.queries import charters
from leal.thread.evidence.queries import years

from .. import forms, operations, queries, release_parts
from ..models import Release

ALL = "Make the yearly report"
REFUSALS = (
    operations.BeforeItsTime,
    operations.CorrectedAlready,
    operations.MinuteHasGone,
    operations.NoFiles,
    operations.NotReleased,
    operations.ReleasedAlready,
)


def charter_for(request, slug: str) -> Charter:
    """The charter of that name, for someone who may make its reports."""
    found = get_object_or_404(charters(), slug=slug)
    require(request.user, operations.draft_release.needs, within=found.scope)
    request.leal_charter = found
    return found


def release_for(request, slug: str, code: str) -> Release:
    return get_object_or_404(queries.releases_of(charter=charter_for(request, slug)), code=code)


def address(page: str, release: Release) -> str:
    return reverse(f"learning:{page}", args=[release.charter.slug, release.code])


def page_of(release: Release, title: str, saved: str, **more) -> Writing:
    """A page of writing that leads back to its release."""
    home = Link(ALL, reverse("learning:releases", args=[release.charter.slug]))
    here = address("release", release)
    return Writing(
        title=title, saved=saved, leads_to=here, way=(home, Link(release.title, here)), refusals=REFUSALS, **more
    )


@needs(operations.draft_release)
def releases(request, slug):
    """Every report of a charter: drafts, and what is published."""
    charter = charter_for(request, slug)
    shown = {
        "title": ALL,
        "lead": release_parts.RELEASES_LEAD,
        "adds": (Link("Begin a report", reverse("learning:new-release", args=[slug])),),
        "shelves": release_parts.release_shelves(charter=charter),
    }
    return render(request, "editing/shelves.html", shown)


@needs(operations.draft_release)
def new_release(request, slug):
    """Begin the report of a year, and go to where its progress is seen."""
    charter = charter_for(request, slug)
    there = [year.name for year in years(charter=charter)]
    home = reverse("learning:releases", args=[slug])
    if not there:
        messages.info(request, "There are no results yet to report on. Take figures in first.")
        return redirect(home)
    page = Writing(
        title="Begin a report",
        saved="",
        leads_to=home,
        way=(Link(ALL, home),),
        lead="Every file is made at once, from the figures as they stand now. Only you and those you name see it.",
        button="Make the draft",
    )
    form = forms.NewRelease(request.POST or None, years=there, initial={"title": f"{charter.name}: is it kept?"})
    if form.is_valid():
        told = form.cleaned_data
        leads_to = reverse("learning:release", args=[slug, told["year"]])
        try:
            _, work = operations.draft_release(charter=charter, leads_to=leads_to, by=request.user, **told)
        except operations.ReleasedAlready:
            form.add_error("year", "There is a report of that year already. Correct that one, or choose another year")
        else:
            return redirect("tasks:work", work.key)
    return render(request, "editing/decide.html", {"page": page, "form": form})


@needs(operations.draft_release)
def release(request, slug, code):
    """One report as it stands, and what can be done about it."""
    found = release_for(request, slug, code)
    shown = {
        "title": f"{found.title} {found.code}",
        "crumbs": (Link(ALL, reverse("learning:releases", args=[slug])), Link(found.code, "")),
        "facts": release_parts.release_facts(release=found),
        "ways": list(_ways(found)),
        "shelves": (release_parts.mistakes(release=found),) if found.is_published else (),
    }
    return render(request, "editing/shelves.html", shown)


def _ways(found: Release):
    looking = "Look at it as readers do" if found.is_published else "Look at the draft"
    yield Link(looking, reverse("tracing:release", args=[found.charter.slug, found.code]))
    if found.is_published:
        yield Link("Say what is wrong in it", address("correction", found))
        return
    yield Link("Say who may look at it, and when it is published", address("schedule", found))
    yield Link("Make its files again", address("files", found))
    if found.files_at:
        yield Link("Publish it now", address("publication", found))


@needs(operations.schedule_release)
def schedule(request, slug, code):
    """Say who may look at a draft, and when everyone may."""
    found = release_for(request, slug, code)
    if found.is_published and request.method != "POST":
        messages.info(request, str(operations.ReleasedAlready()))
        return redirect(address("release", found))
    page = page_of(found, "Who may look at it, and when it is published", "It is saved.", row=found)

    def save(words):
        operations.schedule_release(release=found, at=now(), by=request.user, **words)

    return write(request, page, forms.Schedule, save)


@needs(operations.make_files)
def files(request, slug, code):
    """Make the files of a draft again, from the figures as they stand now."""
    found = release_for(request, slug, code)
    lead = "They are made from the figures as they stand now. Those there are stay until the new ones are all there."
    page = page_of(found, "Make its files again", "", lead=lead, button="Make them again")
    if request.method == "POST":
        try:
            work = operations.make_files(release=found, leads_to=page.leads_to, by=request.user)
        except REFUSALS as reason:
            messages.error(request, str(reason))
            return redirect(page.leads_to)
        return redirect("tasks:work", work.key)
    return render(request, "editing/decide.html", {"page": page, "form": Form()})


@needs(operations.publish_release)
def publication(request, slug, code):
    """Publish a draft now, before its minute."""
    found = release_for(request, slug, code)
    page = page_of(
        found,
        "Publish it now",
        "The report is published. It stays at its address, and never changes.",
        lead="From now on everyone reads it, and no file of it changes. What is wrong is said beside it.",
        button="Publish it now",
    )
    form = forms.PublishRelease(request.POST or None)

    def do(sure):
        operations.publish_release(release=found, at=now(), early=True, by=request.user)

    return decide(request, page, form, do)


@needs(operations.correct_release)
def correction(request, slug, code):
    """Say what is wrong in a published report, and begin the one that puts it right."""
    found = release_for(request, slug, code)
    if not found.is_published:
        raise Http404
    page = page_of(
        found,
        "Say what is wrong in it",
        "",
        lead="Readers see it at once. This report stays as it is, and a new one that puts it right is made beside it.",
        button="Tell readers, and make a new one",
    )
    form = forms.Mistake(request.POST or None, on=localdate())
    if form.is_valid():
        where = reverse("learning:releases", args=[slug])
        try:
            _, work = operations.correct_release(
                release=found, on=localdate(), leads_to=where, by=request.user, **form.cleaned_data
            )
        except REFUSALS as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Readers see what is wrong. The report that puts it right is being made.")
            return redirect("tasks:work", work.key)
    return render(request, "editing/decide.html", {"page": page, "form": form})
