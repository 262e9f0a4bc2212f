"""Who is here and in what kind of place, as plain values for the frame of every page (the setting LEAL_SITE)."""

import time
from math import inf

from django.urls import reverse

from leal.foundations.access.guards import held_today
from leal.foundations.access.permissions import ROLES
from leal.foundations.pages.parts import Link, Phase, Visitor

from . import queries

# Known once per process: whether the story is told, once it is or real people are here.
# An empty place can still become either, so it is asked again.
_known: dict[str, float | bool] = {}
EMPTY_FOR = 10.0


def visitor_for(request) -> Visitor | None:
    """Who is signed in, with their roles today; None, and no query, when nobody is."""
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return None
    roles = dict.fromkeys(ROLES[role].name.lower() for role, _, _ in held_today(request.user))
    return Visitor(
        name=request.user.name,
        role=", ".join(roles),
        sign_out=reverse("accounts:sign-out"),
        account=reverse("accounts:account"),
    )


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
    if time.monotonic() < _known.get("until", 0.0):
        return _known["story"]
    real = queries.real_people().exists()
    story = not real and queries.has_cast()
    remember(story=story, until=inf if real or story else time.monotonic() + EMPTY_FOR)
    return story


def remember(*, story: bool, until: float = inf) -> None:
    """Take it as known in this process, until a moment of its own clock."""
    _known.update(story=story, until=until)


def forget_the_phase() -> None:
    """Ask anew, when the whole database has been told or emptied anew."""
    _known.clear()
