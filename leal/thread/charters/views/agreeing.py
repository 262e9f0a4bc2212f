"""How an edition comes to be agreed: comments, what became of each promise, approving, publishing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now

from leal.foundations.access.guards import may
from leal.foundations.access.permissions import Permission
from leal.foundations.editing.writing import decide
from leal.foundations.pages.parts import Link

from .. import forms, operations, parts, queries
from .drafts import READ, may_write
from .guarding import REFUSALS, address, crumbs, in_draft, of_edition, page_of


@of_edition(READ)
def comments(request, edition):
    """Everything that was said about a draft, what waits to be settled first."""
    form = forms.Say(request.POST or None)
    if form.is_valid():
        try:
            operations.comment(edition=edition, at=now(), by=request.user, **form.cleaned_data)
        except REFUSALS as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, "Your comment is here. Those who write the edition see it.")
            return redirect(address("comments", edition))
    shown = {
        "edition": edition,
        "crumbs": crumbs(edition, "Comments"),
        "form": form,
        "comments": list(queries.comments(edition=edition)),
        "settles": may(request.user, Permission.CHARTER_WRITE, within=edition.charter.scope),
    }
    return render(request, "charters/comments.html", shown)


@of_edition(operations.settle)
def settling(request, edition, pk):
    """Say what came of a comment."""
    found = get_object_or_404(queries.comments(edition=edition), pk=pk)
    back = address("comments", edition)
    page = page_of(
        edition,
        "What came of it?",
        "The comment is settled.",
        lead=f"“{found.words}” {found.by}, {found.at:%-d %B %Y}",
        button="Settle it",
        back=back,
        way=(Link("Comments", back),),
    )
    form = forms.Outcome(request.POST or None)
    return decide(
        request,
        page,
        form,
        lambda outcome: operations.settle(comment=found, outcome=outcome, at=now(), by=request.user),
    )


@of_edition(READ)
def lineage(request, edition):
    """What became of every promise, and what nobody has said yet."""
    if edition.follows is None:
        messages.info(request, "There is no edition before this one, so there is nothing to tell.")
        return redirect(address("draft", edition))
    shown = {
        "edition": edition,
        "crumbs": crumbs(edition, "What became of each promise"),
        "writes": may_write(request, edition),
        **parts.lineage(edition=edition),
    }
    return render(request, "charters/lineage.html", shown)


@in_draft(operations.relate)
def became(request, edition):
    """Say what became of a promise of the edition before."""
    back = address("lineage", edition)
    page = page_of(
        edition,
        "Say what became of it",
        "It is said.",
        button="Save",
        back=back,
        way=(Link("What became of each promise", back),),
    )
    form = forms.BecameOf(request.POST or None, edition=edition, initial=request.GET.dict())
    return decide(request, page, form, lambda **told: operations.relate(edition=edition, by=request.user, **told))


@in_draft(operations.unrelate)
def unsaying(request, edition, pk):
    """Take back what was said of a promise."""
    found = queries.lineage(edition=edition).filter(pk=pk).first()
    if found is None or request.method != "POST":
        raise Http404
    try:
        operations.unrelate(lineage=found, by=request.user)
        messages.success(request, "It is taken back. Say what became of it before the edition is published.")
    except REFUSALS as reason:
        messages.error(request, str(reason))
    return redirect(address("lineage", edition))


@of_edition(READ)
def agreeing(request, edition):
    """What still stands in the way of publishing, and who agreed to these very words."""
    may_approve, writes = (
        may(request.user, permission, within=edition.charter.scope)
        for permission in (Permission.EDITION_APPROVE, Permission.CHARTER_WRITE)
    )
    shown = {
        "edition": edition,
        "crumbs": crumbs(edition, "Approve and publish"),
        "may_approve": may_approve and not edition.is_published,
        "may_publish": writes and not edition.is_published,
        **parts.agreeing(edition=edition, person=request.user, on=localdate()),
    }
    return render(request, "charters/agreeing.html", shown)


@in_draft(operations.approve)
def approving(request, edition):
    """Approve the very words one read."""
    back = address("agreeing", edition)
    page = page_of(
        edition,
        "Approve these words",
        "You have approved these very words. Should one of them change, they must be approved anew.",
        lead="Two different people approve an edition. You approve its words as they stand now, and no others.",
        button="Approve these words",
        back=back,
        way=(Link("Approve and publish", back),),
        beside=(Link("Read every word", address("reading", edition)),),
    )
    form = forms.Approve(request.POST or None, initial={"seen": queries.fingerprint(edition=edition)})

    def do(seen, read):
        operations.approve(edition=edition, seen=seen, at=now(), by=request.user)

    return decide(request, page, form, do)


@in_draft(operations.publish)
def publishing(request, edition):
    """Publish an edition that two people approved."""
    back = address("agreeing", edition)
    page = page_of(
        edition,
        "Publish this edition",
        "The edition is published. From now on its words never change.",
        lead="From then on everyone reads it, and no word of it changes. What is wrong is put right in the next.",
        button="Publish it",
        back=back,
        way=(Link("Approve and publish", back),),
    )
    form = forms.Publish(request.POST or None)
    if not queries.bare(edition=edition):
        del form.fields["because"]

    def do(**given):
        operations.publish(edition=edition, on=localdate(), by=request.user, **given)

    return decide(request, page, form, do)
