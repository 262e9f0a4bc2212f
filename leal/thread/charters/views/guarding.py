"""What the working pages of an edition share: who may open them, where they lead, and what they may be refused."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from leal.foundations.access.guards import needs, require
from leal.foundations.access.permissions import Permission
from leal.foundations.editing.writing import Writing
from leal.foundations.pages.parts import Link

from .. import operations, queries
from ..models import Edition


class ChangedBefore(Exception):
    """What is taken out is what a person read."""

    def __init__(self, by: str):
        super().__init__(by)
        self.by = by

    def __str__(self) -> str:
        return f"{self.by or 'Someone'} changed this promise after you opened it. Read it again; it is still there"


REFUSALS = (
    ChangedBefore,
    operations.AlreadyPublished,
    operations.ApprovedAlready,
    operations.ChangedSince,
    operations.CodeTaken,
    operations.Elsewhere,
    operations.NoReason,
    operations.NoStatementBehind,
    operations.NotApproved,
    operations.NotPublishedYet,
    operations.NotReady,
    operations.StillHolds,
    operations.TooFew,
)


def address(page: str, edition: Edition, *more) -> str:
    """Where a working page of an edition is."""
    return reverse(f"charters:{page}", args=[edition.charter.slug, edition.code, *more])


def of_edition(what: Permission | Callable) -> Callable:
    """A page about one edition, drafts among them, for whoever may do `what` within its charter."""

    def declare(view):
        @needs(what)
        @wraps(view)
        def shown(request, slug, edition, **more):
            found = get_object_or_404(queries.all_editions(slug=slug), code=edition)
            require(request.user, getattr(what, "needs", what), within=found.charter.scope)
            request.leal_charter = found.charter
            return view(request, found, **more)

        return shown

    return declare


def in_draft(what: Callable) -> Callable:
    """A page that writes into a draft. Once it is published nobody opens it any more.

    What someone sends to it then is refused by the operation, which keeps their words on the form.
    """

    def declare(view):
        @wraps(view)
        def shown(request, edition, **more):
            if edition.is_published and request.method != "POST":
                messages.info(request, str(operations.AlreadyPublished(edition)))
                return redirect(address("draft", edition))
            return view(request, edition, **more)

        return of_edition(what)(shown)

    return declare


def page_of(edition: Edition, title: str, saved: str, *, back: str = "", way: tuple[Link, ...] = (), **more) -> Writing:
    """A page of writing that leads back to its edition, or to `back`."""
    here = address("draft", edition)
    home = Link("Editions", reverse("charters:editions", args=[edition.charter.slug]))
    return Writing(
        title=title,
        saved=saved,
        leads_to=back or here,
        way=(home, Link(edition.title, here), *way),
        refusals=REFUSALS,
        **more,
    )


def crumbs(edition: Edition, *titles: str) -> tuple[Link, ...]:
    """The way to a page of an edition."""
    home = Link("Editions", reverse("charters:editions", args=[edition.charter.slug]))
    here = Link(edition.title, address("draft", edition) if titles else "")
    return (home, here, *(Link(title, "") for title in titles))
