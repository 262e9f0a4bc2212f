from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate

from leal.foundations.access.guards import needs, require
from leal.foundations.editing.forms import free_code
from leal.foundations.editing.writing import Writing, decide, write
from leal.foundations.pages.parts import Link
from leal.thread.charters.models import Commitment, Edition
from leal.thread.charters.queries import commitments, editions_published, same_as

from . import forms, operations, parts, queries

REFUSALS = (operations.EndsBeforeItBegan, operations.ElsewhereOwned)
PREVIEW = "practice/preview.html"


def edition_for(request, slug: str) -> Edition:
    """The edition a charter published last, for someone who may say who keeps it and how."""
    found = editions_published().filter(charter__slug=slug).first()
    if found is None:
        raise Http404
    require(request.user, operations.describe.needs, within=found.charter.scope)
    request.leal_charter = found.charter
    return found


def page_of(slug: str, title: str, saved: str, about: Commitment | None = None, **more) -> Writing:
    """A page of writing that leads back to the promise it is about, or to the list."""
    here = reverse("practice:practice", args=[slug])
    way, leads_to = (Link("Who keeps it, and how", here),), here
    if about:
        leads_to = reverse("practice:promise", args=[slug, about.code])
        way = (*way, Link(about.title, leads_to))
    return Writing(title=title, saved=saved, leads_to=leads_to, way=way, refusals=REFUSALS, **more)


@needs(operations.describe)
def shelves(request, slug):
    """Every promise, with who owns it and what keeps it."""
    edition = edition_for(request, slug)
    adds = (Link("Describe something that is done", reverse("practice:new-practice", args=[slug])),)
    found = parts.shelves(edition=edition, on=localdate())
    shown = {"title": "Who keeps it, and how", "lead": parts.LEAD, "shelves": found, "adds": adds}
    return render(request, "editing/shelves.html", shown)


@needs(operations.give_owner)
def promise(request, slug, code):
    """One promise: its owners, and what is done to keep it."""
    edition = edition_for(request, slug)
    commitment = get_object_or_404(commitments(edition=edition), code=code)
    found = parts.of_promise(
        edition=edition,
        commitment=commitment,
        owners=queries.ownerships(edition=edition).filter(commitment__in=same_as(commitment=commitment)),
        keepings=queries.keepings(edition=edition).filter(commitment__in=same_as(commitment=commitment)),
        on=localdate(),
    )
    way = (Link("Who keeps it, and how", reverse("practice:practice", args=[slug])), Link(commitment.title, ""))
    shown = {"title": commitment.title, "lead": commitment.wording, "shelves": found, "crumbs": way}
    return render(request, "editing/shelves.html", shown)


@needs(operations.give_owner)
def new_owner(request, slug, code):
    """Give a promise, or a part of it, an owner."""
    commitment = get_object_or_404(commitments(edition=edition_for(request, slug)), code=code)
    page = page_of(slug, "Give it an owner", "It has an owner now.", about=commitment, lead=commitment.wording)

    def save(words):
        operations.give_owner(commitment=commitment, by=request.user, **words)

    return write(request, page, forms.NewOwner, save, commitment=commitment)


@needs(operations.rewrite_owner)
def owner(request, slug, pk):
    """Put right who must keep a promise."""
    edition = edition_for(request, slug)
    found = get_object_or_404(queries.ownerships(edition=edition), pk=pk)
    page = page_of(
        slug,
        f"{found.role}, {found.body}",
        "The owner is saved.",
        about=found.commitment,
        lead=f"{found.commitment.title}: {found.part or 'all of it'}",
        row=found,
        history=reverse("editing:history", args=["owner", pk]),
        beside=(Link("They no longer own it", reverse("practice:end-of-owner", args=[slug, pk])),),
    )

    def save(words):
        operations.rewrite_owner(ownership=found, by=request.user, **words)

    return write(request, page, forms.Owner, save, edition=edition)


@needs(operations.end_ownership)
def end_of_owner(request, slug, pk):
    """Say that a role no longer owns a promise."""
    found = get_object_or_404(queries.ownerships(edition=edition_for(request, slug)), pk=pk)
    page = page_of(
        slug,
        "They no longer own it",
        "They no longer own it. What they did until then stays.",
        about=found.commitment,
        lead=f"{found.role}, {found.body}: {found.commitment.title}",
        button="End it",
    )

    def do(on, because):
        operations.end_ownership(ownership=found, on=on, because=because, by=request.user)

    return decide(request, page, forms.End(request.POST or None), do)


@needs(operations.describe)
def new_practice(request, slug):
    """Describe something that is done to keep promises."""
    edition = edition_for(request, slug)
    page = page_of(
        slug,
        "Describe something that is done",
        "It is described.",
        preview=PREVIEW,
        shows=as_readers_see,
        help=parts.codes(edition=edition),
    )

    def save(words):
        code = free_code(words["name"], queries.codes(charter=edition.charter), most=60)
        operations.describe(code=code, by=request.user, **words)

    return write(request, page, forms.NewPractice, save, edition=edition)


@needs(operations.rewrite_practice)
def practice(request, slug, code):
    """Describe a practice anew."""
    edition = edition_for(request, slug)
    found = get_object_or_404(queries.practices(charter=edition.charter), code=code)
    page = page_of(
        slug,
        found.name,
        "It is saved.",
        row=found,
        preview=PREVIEW,
        shows=as_readers_see,
        help=parts.codes(edition=edition),
        history=reverse("editing:history", args=["practice", found.pk]),
        beside=(Link("It is no longer done", reverse("practice:end-of-practice", args=[slug, code])),),
    )

    def save(words):
        operations.rewrite_practice(practice=found, edition=edition, by=request.user, **words)

    return write(request, page, forms.PracticeWords, save, edition=edition)


@needs(operations.end_practice)
def end_of_practice(request, slug, code):
    """Say that something is no longer done."""
    edition = edition_for(request, slug)
    found = get_object_or_404(queries.practices(charter=edition.charter), code=code)
    page = page_of(
        slug,
        "It is no longer done",
        "It is ended. That it was done until then stays.",
        lead=f"{found.name}. {found.wording}",
        button="End it",
    )

    def do(on, because):
        operations.end_practice(practice=found, on=on, because=because, by=request.user)

    return decide(request, page, forms.End(request.POST or None), do)


def as_readers_see(words: dict) -> dict:
    """How far a practice is, and the promises it keeps, as readers are told."""
    kept = [f"{part}" if part else commitment.title for commitment, part in words["keeps"]]
    return {"state": forms.state_name(words["state"]), "kept": kept}
