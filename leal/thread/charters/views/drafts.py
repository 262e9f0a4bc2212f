"""Editions: all of them, one as it is written, as readers will see it, and beside the one before."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from leal.foundations.access.guards import may, needs, require
from leal.foundations.access.permissions import Permission
from leal.foundations.editing.forms import Why
from leal.foundations.editing.writing import decide, write
from leal.foundations.pages.parts import Link

from .. import forms, operations, parts, queries
from ..models import Charter, Edition
from .guarding import REFUSALS, address, crumbs, in_draft, of_edition, page_of

READ = operations.comment
"""Whoever may comment on a draft may read it."""


def charter_for(request, slug: str, permission: Permission) -> Charter:
    found = queries.charters().filter(slug=slug).first()
    if found is None:
        raise Http404
    require(request.user, permission, within=found.scope)
    request.leal_charter = found
    return found


def may_write(request, edition: Edition) -> bool:
    """Whether whoever is here may write this edition: they may, and it is a draft."""
    return not edition.is_published and may(request.user, Permission.CHARTER_WRITE, within=edition.charter.scope)


@needs(READ)
def editions(request, slug):
    """Every edition of a charter, drafts first."""
    charter = charter_for(request, slug, READ.needs)
    adds = ()
    if may(request.user, Permission.CHARTER_WRITE, within=charter.scope):
        adds = (Link("Draft a new edition", reverse("charters:new-draft", args=[slug])),)
    found = parts.editions(list(queries.all_editions(slug=slug)))
    shown = {"title": "Editions", "lead": parts.LEAD, "shelves": found, "adds": adds}
    return render(request, "editing/shelves.html", shown)


@needs(operations.draft_from)
def new_draft(request, slug):
    """Draft a new edition from the one in force; open the first where there is none."""
    charter = charter_for(request, slug, operations.draft_from.needs)
    current = queries.current_edition(charter=charter)
    form = forms.NewDraft(request.POST or None)
    if form.is_valid():
        try:
            if current:
                made = operations.draft_from(edition=current, by=request.user, **form.cleaned_data)
            else:
                made = operations.open_edition(charter=charter, by=request.user, **form.cleaned_data)
        except REFUSALS as reason:
            form.add_error("code", str(reason))
        else:
            messages.success(request, "The draft is here. Nobody but those who work on it sees it.")
            return redirect(address("draft", made))
    return render(request, "charters/new_draft.html", {"charter": charter, "current": current, "form": form})


@of_edition(READ)
def draft(request, edition):
    """One edition as it is written: its introduction, its sections and promises in order, what it asks."""
    writes = may_write(request, edition)
    shown = {
        "edition": edition,
        "crumbs": crumbs(edition),
        "writes": writes,
        **parts.text(edition=edition, writes=writes),
    }
    return render(request, "charters/draft.html", shown)


@in_draft(operations.move)
def moving(request, edition):
    """Move a promise or a section up or down by one."""
    kind, _, rest = request.POST.get("move", "").partition(":")
    key, _, way = rest.partition(":")
    if request.method != "POST" or kind not in {"promise", "section"} or not key.isdecimal() or len(key) > 18:
        return redirect(address("draft", edition))
    step = {"up": -1, "down": 1}.get(way, 0)
    rows = queries.commitments(edition=edition) if kind == "promise" else edition.sections.all()
    row = rows.filter(pk=key).first()
    try:
        if row and kind == "promise":
            operations.move(commitment=row, section=row.section, place=row.place + step, by=request.user)
        elif row:
            operations.move_section(section=row, place=row.place + step, by=request.user)
    except REFUSALS as reason:
        messages.error(request, str(reason))
    return redirect(f"{address('draft', edition)}#{kind}-{key}")


@in_draft(operations.rewrite_edition)
def words(request, edition):
    """What a draft is called, and what a reader should know of its text."""
    page = page_of(
        edition,
        "What it is called",
        "It is saved.",
        back=reverse("charters:editions", args=[edition.charter.slug]),
        row=edition,
    )

    def save(given):
        operations.rewrite_edition(edition=edition, by=request.user, **given)

    return write(request, page, forms.EditionWords, save)


@in_draft(operations.abandon)
def abandoning(request, edition):
    """Give up a draft."""
    page = page_of(
        edition,
        "Give up this draft",
        "The draft is given up. That it was there, and why not any more, stays in the record.",
        lead="All that was written in it, and all comments, go. The edition in force is not touched.",
        button="Give it up",
        back=reverse("charters:editions", args=[edition.charter.slug]),
    )
    why = Why(request.POST or None)
    return decide(
        request, page, why, lambda because: operations.abandon(edition=edition, because=because, by=request.user)
    )


@of_edition(READ)
def reading(request, edition):
    """The text as readers will see it."""
    shown = {"edition": edition, "crumbs": crumbs(edition, "As readers will see it"), **parts.read(edition=edition)}
    return render(request, "charters/reading.html", shown)


@of_edition(READ)
def comparison(request, edition):
    """The text beside that of the edition before, with the words marked that changed."""
    found = edition.follows and queries.compare(earlier=edition.follows, later=edition)
    if not found:
        messages.info(request, "There is no edition before this one.")
        return redirect(address("draft", edition))
    title = f"Beside {edition.follows}"
    shown = {"edition": edition, "crumbs": crumbs(edition, title), "title": title, **parts.compared(found)}
    return render(request, "charters/comparison.html", shown)
