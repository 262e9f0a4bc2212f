"""You said, we did: every lesson with what followed, what is late first."""

from collections.abc import Iterable
from dataclasses import dataclass

from leal.foundations.pages.parts import ChangeBox, Link
from leal.thread.learning.models import Lesson

from ..reading import Thread
from .home import address
from .promise import boxes

ORDER = {"overdue": 0, "now": 1, "due": 2, "done": 3, "dropped": 4}


@dataclass(frozen=True)
class LessonShown:
    """A lesson: what people said, the promises it is about, and what followed."""

    id: str
    title: str
    said: str
    source: str
    promises: tuple[Link, ...]
    boxes: tuple[ChangeBox, ...]


def changes(thread: Thread, lessons: Iterable[Lesson]) -> tuple[LessonShown, ...]:
    """Every lesson, those with something overdue first, then due, then done."""
    shown = [lesson_shown(thread, lesson) for lesson in lessons]
    return tuple(sorted(shown, key=lambda one: min(ORDER[box.state] for box in one.boxes)))


def lesson_shown(thread: Thread, lesson: Lesson) -> LessonShown:
    about = [thread.by_code[c.code] for c in lesson.about if c.code in thread.by_code]
    return LessonShown(
        id=f"lesson-{lesson.code}",
        title=lesson.title,
        said=lesson.wording,
        source=lesson.source,
        promises=tuple(Link(c.title, address(thread, c)) for c in about),
        boxes=tuple(boxes(thread, lesson)),
    )
