"""Lessons of the story, and what was changed because of them."""

from leal.foundations.people.models import Person
from leal.thread.learning import operations

from .charter import Told
from .files import but, told


def tell_lessons(story: Told, by: Person) -> None:
    """Each lesson with its changes: made, due, or overdue."""
    for lesson in told("learning")["lessons"]:
        learned = operations.learn(
            commitments=[story.commitments[code] for code in lesson["commitments"]],
            body=story.bodies.get(lesson.get("body", "")),
            by=by,
            **but(lesson, "commitments", "body", "changes"),
        )
        for change in lesson["changes"]:
            operations.change(lesson=learned, by=by, **change)
