"""Withdrawing a theme or a principle, and letting it stand again: what hangs on it is said before."""

from collections.abc import Sequence

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from leal.foundations.access.guards import needs, require
from leal.foundations.editing.forms import Why
from leal.foundations.editing.writing import Help, decide
from leal.foundations.pages.parts import Row
from leal.foundations.pages.sentences import counted, sentence

from .. import operations, queries
from ..models import Principle, Statement, Theme
from .writing import GO_BY, allowed, page_of

NEW_THEME = (
    "They stand, readers find them as before, and their theme’s page says why it was withdrawn. No more can join it"
)
NEW_LAW = "They stand, and go on naming it with your reason. No promise is asked for on its account any more"


def found_of(slug: str, kind: str, key: str) -> Theme | Principle:
    """The theme of that code, or the principle of that key."""
    if kind == "themes":
        return get_object_or_404(queries.themes(service=slug), code=key)
    if not key.isdecimal() or len(key) > 18:
        raise Http404
    return get_object_or_404(queries.principles_under(service=slug), pk=key)


@needs(operations.withdraw_theme)
def withdrawing(request, slug, kind, key):
    """Withdraw a theme or a principle with the reason; let one that was withdrawn stand again."""
    allowed(request, slug)
    found = found_of(slug, kind, key)
    called = "theme" if kind == "themes" else "principle"
    if isinstance(found, Principle):
        require(request.user, GO_BY, within=operations.within_principle(principle=found))
    if found.withdrawn_on:
        return restoring(request, slug, found, called)
    page = page_of(
        slug,
        f"Withdraw the {called} “{found}”",
        f"The {called} is withdrawn, and readers are told why.",
        lead="Nothing is deleted. It can stand again.",
        button="Withdraw it",
        help=hanging(found),
    )
    withdraw = operations.withdraw_theme if called == "theme" else operations.withdraw_principle

    def do(because):
        withdraw(because=because, on=localdate(), by=request.user, **{called: found})

    return decide(request, page, Why(request.POST or None), do)


def restoring(request, slug: str, found: Theme | Principle, called: str):
    """Let a theme or a principle stand again."""
    page = page_of(
        slug,
        f"Let the {called} “{found}” stand again",
        f"The {called} stands again.",
        lead=f"It was withdrawn on {found.withdrawn_on:%-d %B %Y} because: {found.withdrawn_because}",
        button="Let it stand again",
    )
    restore = operations.restore_theme if called == "theme" else operations.restore_principle

    def do(because):
        restore(because=because, by=request.user, **{called: found})

    return decide(request, page, Why(request.POST or None), do)


def hanging(found: Theme | Principle) -> Help:
    """The statements that hang on it, whichever service they were said to, and what becomes of them."""
    if isinstance(found, Theme):
        rows, becomes = list(queries.belonging_to(theme=found)), NEW_THEME
    else:
        rows, becomes = list(queries.giving_meaning_to(principle=found)), NEW_LAW
    said = tuple(Row(row.code, row.wording) for row in rows)
    return Help(tally(rows, becomes), said)


def tally(rows: Sequence[Statement], becomes: str) -> str:
    if not rows:
        return "No statement hangs on it."
    some = counted(len(rows), "statement hangs", "statements hang")
    return f"{sentence(f'{some} on it')} {becomes}."
