"""Where threads are broken, section by section, each with who can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from leal.foundations.pages.parts import BrokenPromise, BrokenThread, Link
from leal.foundations.pages.sentences import counted, on_day
from leal.thread.learning.models import Lesson
from leal.thread.panels.models import Gathering

from ..reading import Thread
from .home import address

STAGES = {
    "statement": "no words of people behind it",
    "owner": "no owner",
    "practice": "nothing recorded as in place",
    "measure": "no measure that can decide",
}


@dataclass(frozen=True)
class BrokenSection:
    id: str
    name: str
    promises: tuple[BrokenPromise, ...]


def broken_sections(thread: Thread) -> tuple[BrokenSection, ...]:
    """Every promise with a break, in the order of the text."""
    found = []
    for section, commitments in groupby(thread.commitments, key=lambda c: c.section.top):
        promises = tuple(
            BrokenPromise(Link(c.title, address(thread, c)), breaks_of(thread, c.code))
            for c in commitments
            if thread.standings[c.code].broken
        )
        if promises:
            found.append(BrokenSection(f"section-{section.code}", section.name, promises))
    return tuple(found)


def breaks_of(thread: Thread, code: str) -> tuple[BrokenThread, ...]:
    return tuple(BrokenThread(missing=one.sentence, mender=one.who) for one in thread.standings[code].broken)


def tally(thread: Thread) -> tuple[str, ...]:
    """How many promises lack each thing, in words: "Sixteen promises have no owner"."""
    lines = []
    for kind, lack in STAGES.items():
        lacking = [s for s in thread.standings.values() if any(one.kind == kind for one in s.broken)]
        if lacking:
            some = counted(len(lacking), "promise has", "promises have")
            lines.append(f"{some[:1].upper()}{some[1:]} {lack}.")
    return tuple(lines)


def lessons_broken(lessons: Iterable[Lesson]) -> tuple[BrokenThread, ...]:
    """Lessons whose day has passed and that nothing followed."""
    return tuple(
        BrokenThread(
            missing=f"{lesson.title}. We said that we would act by {on_day(lesson.due_on)}, and have not.",
            mender=lesson.role or (str(lesson.body) if lesson.body else ""),
        )
        for lesson in lessons
    )


def gatherings_broken(gatherings: Iterable[Gathering]) -> tuple[BrokenThread, ...]:
    """Gatherings whose people should have been told by now what came of them. One with one person is not named."""
    return tuple(
        BrokenThread(
            missing=f"{_called(one)}, {on_day(one.starts_at.date())}. Whoever took part was to be told what came of it "
            f"by {on_day(one.tell_by)}, and has not been.",
            mender=f"Whoever looks after this panel: {one.panel}",
        )
        for one in gatherings
    )


def _called(one: Gathering) -> str:
    kind = one.get_kind_display()
    return kind if one.kind == Gathering.Kind.INTERVIEW else f"{one.name} ({kind.lower()})"
