"""The introduction to a charter: what each body does, who sees to it, whom to contact, what we ask of you."""

from collections.abc import Iterable
from dataclasses import dataclass

from leal.thread.charters.models import Ask, Body, Passage
from leal.thread.statements.models import Principle

HEADINGS = {
    Passage.Kind.WELCOME: "Welcome",
    Passage.Kind.WHO_DOES_WHAT: "Who does what",
    Passage.Kind.WHO_SEES_TO_IT: "Who sees that the promises are kept",
    Passage.Kind.CONTACT: "Whom to contact",
}


@dataclass(frozen=True)
class Chapter:
    id: str
    heading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class About:
    chapters: tuple[Chapter, ...]
    bodies: tuple[Body, ...]
    asks: tuple[Ask, ...]
    principles: tuple[Principle, ...]


def about(
    *, passages: Iterable[Passage], bodies: Iterable[Body], asks: Iterable[Ask], principles: Iterable[Principle]
) -> About:
    """The introduction, chapter by chapter."""
    passages = tuple(passages)
    chapters = (
        Chapter(kind.value, heading, tuple(p for p in passages if p.kind == kind)) for kind, heading in HEADINGS.items()
    )
    return About(tuple(c for c in chapters if c.passages), tuple(bodies), tuple(asks), tuple(principles))
