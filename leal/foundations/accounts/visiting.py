"""Who is here and in what kind of place, as plain values for the frame of every page (the setting LEAL_SITE)."""

from django.urls import reverse

from leal.foundations.access.guards import held_today
from leal.foundations.access.permissions import ROLES
from leal.foundations.pages.parts import Link, Phase, Visitor

from . import queries

# Known once per process. Only “yes” and “real people are here” are remembered:
# an empty place can still become either.
_settled: list[bool] = []


def visitor_for(request) -> Visitor | None:
    """Who is signed in, with their roles today; None, and no query, when nobody is."""
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return None
    roles = dict.fromkeys(ROLES[role].name.lower() for role, _, _ in held_today(request.user))
    return Visitor(name=request.user.name, role=", ".join(roles), sign_out=reverse("accounts:sign-out"))


def story_phase() -> Phase | None:
    """The strip above every page where the story is told; None anywhere else. At most two queries, once a process."""
    if not tells_the_story():
        return None
    return Phase(
        word="Story",
        sentence="The people here are made up; the published figures are real.",
        link=Link("Sign in as one of them", reverse("account_login")),
    )


def tells_the_story() -> bool:
    """Whether pages say that this is the story. It opens nothing: signing in asks the database afresh."""
    if _settled:
        return _settled[0]
    real = queries.real_people().exists()
    story = not real and queries.has_cast()
    if real or story:
        _settled.append(story)
    return story


def forget_the_phase() -> None:
    """Ask anew, when the whole database has been told or emptied anew."""
    _settled.clear()
