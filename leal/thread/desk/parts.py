"""The desk in sections: what matters most first, a few of each shown and the rest folded; every one counted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from leal.foundations.pages.typography import printed

from . import evidence, lessons, listening, promises, wording, working
from .knowing import Desk
from .needs import Need, by_day

AT_ONCE = 5
"""So many of a kind are shown at once; the others stand in a fold under them."""


@dataclass(frozen=True)
class Section:
    """Things of one kind that need someone."""

    id: str
    heading: str
    lead: str
    needs: tuple[Need, ...]

    @property
    def shown(self) -> tuple[Need, ...]:
        return self.needs[:AT_ONCE]

    @property
    def more(self) -> tuple[Need, ...]:
        return self.needs[AT_ONCE:]

    @property
    def more_words(self) -> str:
        return f"{len(self.more)} more: {self.heading.lower()}"

    @property
    def count(self) -> int:
        return len(self.needs)


KINDS: dict[str, tuple[str, str, Callable[[Desk], Iterable[Need]]]] = {
    "broken": (
        "Threads to mend",
        "A promise needs people’s words, an owner, something done and a measure. Here one of them is missing.",
        promises.broken,
    ),
    "unfilled": (
        "Roles that nobody fills",
        "They own promises, and nobody who signs in here speaks for them.",
        promises.unfilled,
    ),
    "lessons": (
        "Lessons and changes overdue",
        "We said by when. Readers see that we have not.",
        lessons.overdue_lessons,
    ),
    "decide": ("Standings to confirm", "Say if you agree with the rule. Your reason is published.", promises.to_decide),
    "review": ("Standings to look at", "Nobody independent has looked at these this year.", promises.to_review),
    "disagree": (
        "People and figures disagree",
        "Both are true. What do you learn from it?",
        promises.disagreements,
    ),
    "gatherings": (
        "Gatherings",
        "Whoever takes part can, and is told what came of it.",
        listening.gatherings,
    ),
    "keeping": ("Keeping the panel alive", "Nobody is out of pocket for having helped us.", listening.keeping),
    "missing": ("People who are missing", "They are not here, and readers see that nothing is done.", listening.gaps),
    "untold": ("People who wait for word", "We tell people in their form or not at all.", listening.untold),
    "drafts": ("Drafts of the charter", "Not published yet, and not agreed.", wording.drafts),
    "formats": (
        "Forms to make and check",
        "What people wait for, what was made for an earlier edition, and what no reader group has checked.",
        wording.formats,
    ),
    "results": ("Evidence out of date", "A result should be here and is not.", evidence.overdue_results),
    "coming": (
        "Coming due",
        "In the next two months.",
        lambda desk: by_day([*lessons.coming_lessons(desk), *evidence.coming_results(desk)]),
    ),
    "work": ("Under way", "", lambda desk: [*working.files(desk), *working.work(desk)]),
}


def sections(desk: Desk) -> list[Section]:
    """What needs a person, kind by kind, the kinds that have nothing left out."""
    found = []
    for key, (heading, lead, asks) in KINDS.items():
        if those := tuple(asks(desk)):
            found.append(Section(key, heading, lead, those))
    return found


def standing_for(desk: Desk) -> str:
    """For what the person is here, in one sentence."""
    if desk.leads:
        return f"You look after all {len(desk.promises)} promises of {desk.charter}."
    roles = ", ".join(sorted(role for role, _ in desk.my_posts))
    if desk.mine:
        many = "one promise" if len(desk.mine) == 1 else f"{len(desk.mine)} promises"
        return f"You answer for {many}, as {roles}."
    if roles:
        return f"You are {roles}. No promise is yours yet."
    return f"You work on {desk.charter}."


def year_of(desk: Desk) -> str:
    return printed(desk.known.year.name) if desk.known else ""
