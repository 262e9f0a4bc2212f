"""Lessons and changes that are due, or overdue."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from leal.calculations.freshness import SOON
from leal.calculations.periods import day_words
from leal.foundations.access.permissions import Permission

from .knowing import Desk, ToLearn
from .needs import Need, by_day


def overdue_lessons(desk: Desk) -> Iterator[Need]:
    """Lessons and changes whose day has passed, the longest overdue first."""
    yield from by_day(one for one in _lessons(desk) if one.day < desk.on)


def coming_lessons(desk: Desk) -> Iterator[Need]:
    """Lessons and changes whose day is near."""
    yield from by_day(one for one in _lessons(desk) if desk.on <= one.day <= desk.on + SOON)


def _lessons(desk: Desk) -> Iterator[Need]:
    if Permission.LESSON_WRITE not in desk.may:
        return
    for lesson in desk.lessons:
        if not concerns(desk, lesson):
            continue
        for change in lesson.changes:
            day = change.due_on or lesson.due_on
            if day and not change.made_on:
                yield _to_follow(desk, lesson, day, change.what)
        if not lesson.changes and lesson.due_on:
            yield _to_follow(desk, lesson, lesson.due_on, "Nothing has followed this lesson yet.")


def concerns(desk: Desk, lesson: ToLearn) -> bool:
    """All lessons concern whoever leads the charter or a team; others, those their role must act on, or where nobody
    was named, those about promises they answer for."""
    if desk.leads or Permission.STANDING_DECIDE not in desk.may:
        return True
    ours = {promise.pk for promise in desk.mine}
    return lesson.post in desk.my_posts if lesson.post[0] else bool(lesson.about & ours)


def _to_follow(desk: Desk, lesson: ToLearn, day: date, what: str) -> Need:
    role, body = lesson.post
    who = f"{role}, {body}" if role else "Nobody was named"
    late = day < desk.on
    return Need(
        title=lesson.title,
        what=f"{what} {'It was due' if late else 'It is due'} by {day_words(day)}. Who must act: {who}.",
        act=f"{'Say what followed' if late else 'See'} “{lesson.title}”",
        href=reverse("learning:lesson", args=[desk.charter.slug, lesson.code]),
        day=day,
        tag="Overdue" if late else "",
    )
