"""One promise of an edition: its words, what is said of it, where it stands, and taking it out."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now

from leal.foundations.access.guards import may
from leal.foundations.access.permissions import Permission
from leal.foundations.editing.writing import decide, gone, write
from leal.foundations.revision import ChangedMeanwhile, revision

from .. import forms, operations, parts, queries
from ..models import Commitment, Edition
from .drafts import READ, may_write
from .guarding import REFUSALS, ChangedBefore, address, crumbs, in_draft, of_edition, page_of

PREVIEW = "charters/previews/promise.html"


def found_in(edition: Edition, pk: int) -> Commitment:
    """A promise of an edition; not found when there is none."""
    one = queries.with_all(edition=edition).filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


@of_edition(READ)
def promise(request, edition, pk):
    """One promise as it is written, beside what was said about it."""
    found = found_in(edition, pk)
    form = forms.Say(request.POST or None)
    if form.is_valid():
        try:
            operations.comment(edition=edition, commitment=found, at=now(), by=request.user, **form.cleaned_data)
        except REFUSALS as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Your comment is here. Those who write the edition see it.")
            return redirect(address("promise", edition, pk))
    shown = {
        "edition": edition,
        "promise": found,
        "crumbs": crumbs(edition, found.title),
        "form": form,
        "writes": may_write(request, edition),
        "settles": may(request.user, Permission.CHARTER_WRITE, within=edition.charter.scope),
        **parts.promise(edition=edition, commitment=found),
    }
    return render(request, "charters/promise.html", shown)


@in_draft(operations.write_commitment)
def new_promise(request, edition):
    """Write a promise into a draft."""
    page = page_of(
        edition, "Write a promise", "The promise is in the draft.", preview=PREVIEW, shows=parts.as_readers_see
    )

    def save(words):
        operations.write_commitment(edition=edition, by=request.user, **words)

    return write(request, page, forms.NewPromise, save, edition=edition)


@in_draft(operations.rewrite_commitment)
def wording(request, edition, pk):
    """Write a promise anew."""
    found = queries.with_all(edition=edition).filter(pk=pk).first()
    title = f"{found.code}: {found.title}" if found else "A promise that was taken out"
    page = page_of(
        edition,
        title,
        "The promise is saved.",
        row=found,
        back=address("promise", edition, pk) if found else "",
        preview=PREVIEW,
        shows=parts.as_readers_see,
        history=reverse("editing:history", args=["promise", pk]),
    )
    if found is None:
        return gone(request, page, forms.Promise, Commitment, pk, edition=edition)

    def save(words):
        operations.rewrite_commitment(commitment=found, by=request.user, **words)

    return write(request, page, forms.Promise, save, edition=edition)


@in_draft(operations.move)
def place(request, edition, pk):
    """Move a promise to another section, or to another place."""
    found = found_in(edition, pk)
    page = page_of(
        edition,
        f"Move {found.code}",
        "The promise stands there now.",
        lead=found.wording,
        button="Move it",
        back=f"{address('draft', edition)}#promise-{pk}",
    )
    stands = {"section": found.section_id, "place": found.place}
    form = forms.Place(request.POST or None, edition=edition, initial=stands)
    return decide(request, page, form, lambda **to: operations.move(commitment=found, by=request.user, **to))


@in_draft(operations.remove)
def away(request, edition, pk):
    """Take a promise out of a draft."""
    found = found_in(edition, pk)
    page = page_of(
        edition,
        f"Take {found.code} out",
        "The promise is out of the draft.",
        lead=f"{found.wording} If it stood in the edition before, that promise ends, and readers are told why.",
        button="Take it out",
    )

    form = forms.Away(request.POST or None, initial={"seen": revision(found)})

    def do(seen, because):
        try:
            operations.remove(commitment=found, seen=seen, because=because, by=request.user)
        except ChangedMeanwhile as told:
            if told.row:
                # Whoever reads what stands there now, and still means it, sends the form once more.
                form.data = request.POST.copy()
                form.data["seen"] = revision(told.row)
            raise ChangedBefore(told.by) from told

    return decide(request, page, form, do)
