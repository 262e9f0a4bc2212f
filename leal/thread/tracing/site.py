"""What stands on every page: the charter’s name, the ways through it, who is signed in."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from leal.foundations.access.guards import may
from leal.foundations.access.permissions import Permission
from leal.foundations.accounts.visiting import story_phase, visitor_for
from leal.foundations.pages.parts import Link, SearchBox, Site
from leal.thread.charters.models import Charter, Commitment
from leal.thread.practice.queries import roles_of

from . import queries
from .reading import Thread
from .wordings.parity import bar

SIGN_IN = settings.LOGIN_URL
WORKING = (
    ("Editions and drafts", "charters:editions", Permission.EDITION_COMMENT),
    ("Panels", "panels:panels", Permission.PANEL_WRITE),
    ("Write what people said", "statements:write", Permission.STATEMENT_WRITE),
    ("Who keeps it, and how", "practice:practice", Permission.PRACTICE_WRITE),
    ("Lessons and changes", "learning:lessons", Permission.LESSON_WRITE),
    ("Make the yearly report", "learning:releases", Permission.RELEASE_MAKE),
    ("What happened to people", "evidence:examples", Permission.EXAMPLE_GIVE),
    ("Figures taken in", "evidence:intakes", Permission.FIGURES_READ),
)
WAYS = {
    "home": "Our promises",
    "statements": "What people said",
    "broken": "Broken threads",
    "changes": "What changed",
    "who-does-what": "Who does what",
    "how-we-know": "How we know",
}
FOOT = {
    "releases": "Yearly reports",
    "editions": "Editions of the charter",
    "formats": "Formats and languages",
    "about": "About this charter",
    "taking-part": "How people take part",
    "matrix": "The law and the promises",
    "words": "Words explained",
    "data": "Open data",
    "wall": "On the wall",
}
EVERYWHERE = {"who-can-do-what": "Who can do what here", "accessibility": "Accessibility"}


def site(request) -> Site:
    """The frame of a page: of the charter its address names, else of the only one there is."""
    charter, visitor = charter_of(request), visitor_for(request)
    who = {"phase": story_phase(), "visitor": visitor, "sign_in": None if visitor else Link("Sign in", SIGN_IN)}
    everywhere = links(EVERYWHERE)
    if charter is None:
        box = SearchBox(reverse("tracing:search"))
        return Site(name="Charters", home=reverse("tracing:charters"), about=everywhere, search=box, **who)
    nav = links(WAYS, charter.slug)
    if visitor:
        nav = (*nav, Link("What needs you", settings.LOGIN_REDIRECT_URL))
    return Site(
        name=charter.name,
        body=charter.body,
        home=nav[0].href,
        nav=nav,
        formats=bar(charter.slug),
        about=(*links(FOOT, charter.slug), *everywhere, *working(request, charter)),
        search=SearchBox(reverse("tracing:search"), charter.slug),
        trail=trail(request, charter),
        **who,
    )


def links(pages: dict[str, str], *parts: str) -> tuple[Link, ...]:
    return tuple(Link(text, address(f"tracing:{page}", *parts)) for page, text in pages.items())


@lru_cache(maxsize=500)
def address(page: str, *parts: str) -> str:
    """The address of a page: the same as long as the site runs, and some forty stand on every page."""
    return reverse(page, args=parts)


def trail(request, charter: Charter) -> tuple[Link, ...]:
    """The way to a page of an earlier stage, which may not lead to later ones by itself: a statement’s thread."""
    at = request.resolver_match
    if at is not None and at.view_name == "charters:asking":
        every = reverse("tracing:formats", args=[charter.slug])
        return (Link("Formats and languages", every), Link("Ask for another", ""))
    if at is None or at.view_name != "statements:statement":
        return ()
    slug, code = at.kwargs["service"], at.kwargs["code"]
    steps = (
        ("What people said", "statements", (slug,)),
        ("This statement and what answers it", "statement", (slug, code)),
    )
    return (
        *(Link(text, reverse(f"tracing:{page}", args=args)) for text, page, args in steps),
        Link("Have we got it right?", ""),
    )


def working(request, charter: Charter) -> tuple[Link, ...]:
    """The ways to working pages, at the foot, for whoever may open them."""
    return tuple(
        Link(text, address(page, charter.slug))
        for text, page, permission in WORKING
        if may(request.user, permission, within=charter.scope)
    )


def charter_of(request) -> Charter | None:
    """The charter a page is about; loaded once a request."""
    if hasattr(request, "leal_charter"):
        return request.leal_charter
    at = request.resolver_match
    named = at.kwargs if at else {}
    looked_in = request.GET.get("charter") if at and at.view_name == "tracing:search" else None
    slug = named.get("slug") or named.get("service") or looked_in
    if slug:
        return queries.charter(slug=slug)
    found = queries.charters()
    return found[0] if len(found) == 1 else None


def ways_of(request, thread: Thread, commitment: Commitment) -> tuple[Link, ...]:
    """What whoever is signed in may do about a promise, in the year looked at."""
    user, within = request.user, thread.charter.scope
    if not user.is_authenticated:
        return ()
    at, year = [thread.charter.slug, commitment.code], f"?year={thread.year.name}"
    found = []
    keeps = may(user, Permission.STANDING_DECIDE, within=within) and roles_of(
        person=user, commitment=commitment, on=thread.on
    )
    if keeps:
        found.append(Link("Say if you agree with how it stands", reverse("evidence:standing", args=at) + year))
    if may(user, Permission.FINDING_FILE, within=within) and not keeps:
        found.append(Link("File a finding", reverse("evidence:finding", args=at) + year))
    if may(user, Permission.EXAMPLE_GIVE, within=within):
        new = reverse("evidence:example", args=[thread.charter.slug])
        found.append(Link("Give a case", f"{new}?promise={commitment.code}"))
    return tuple(found)
