"""What the working pages of lessons list: what is late first, and what followed each."""

from datetime import date

from django.db.models import Model
from django.urls import reverse
from django.utils.formats import date_format

from leal.foundations.audit.lately import Touch, last_touches
from leal.foundations.editing.parts import Item, Shelf, folded, touched
from leal.foundations.editing.writing import Help
from leal.foundations.pages.parts import Link, Row
from leal.thread.charters.models import Charter, Edition
from leal.thread.charters.queries import commitments

from . import queries
from .models import Change, Lesson

LEAD = "What we learned, who must act by when, and what followed. What you save here, readers see at once."
HEADINGS = {
    "late": "Late: nothing has followed",
    "to-come": "Something must still follow",
    "followed": "Something followed",
    "withdrawn": "Withdrawn",
}
Touches = dict[Model, Touch]


def shelves(*, charter: Charter, on: date) -> tuple[Shelf, ...]:
    """Every lesson of a charter, what is late first. Four queries, however many they are."""
    rows = list(queries.lessons_of(charter=charter))
    touches = last_touches(rows)
    if not rows:
        empty = "No lesson is written down yet. Begin with something people told you, a figure or a mistake."
        return (Shelf("lessons", "Lessons", (), empty=empty),)
    stands = {row: how_it_stands(row, on) for row in rows}
    items = {key: tuple(lesson_item(row, key, touches) for row in rows if stands[row] == key) for key in HEADINGS}
    return folded([Shelf(key, HEADINGS[key], its, empty="") for key, its in items.items() if its])


def how_it_stands(row: Lesson, on: date) -> str:
    """Whether something followed a lesson, must still, or is late."""
    if row.withdrawn_on:
        return "withdrawn"
    if any(change.made_on for change in row.changes.all()):
        return "followed"
    return "late" if row.due_on and row.due_on < on else "to-come"


def lesson_item(row: Lesson, stands: str, touches: Touches) -> Item:
    due = {"late": "Was due", "to-come": "Due"}.get(stands)
    return Item(
        Link(row.title, reverse("learning:lesson", args=[row.charter.slug, row.code])),
        note=f"{row.role or 'Nobody owns this yet'}{f', {row.body}' if row.body else ''}. {row.learned_from}",
        mark=f"{due} {date_format(row.due_on, 'j F Y')}" if due and row.due_on else "",
        touched=touched(touches.get(row)),
        aside=row.code,
    )


def followed(*, lesson: Lesson) -> Shelf:
    """What followed one lesson. Three queries."""
    rows = list(queries.changes_of(lesson=lesson))
    touches = last_touches(rows)
    return Shelf(
        "changes",
        "What followed",
        tuple(change_item(row, touches) for row in rows),
        empty="Nothing has followed yet. A lesson is not a change.",
        ways=(Link("Record a change", reverse("learning:new-change", args=[lesson.charter.slug, lesson.code])),),
    )


def change_item(row: Change, touches: Touches) -> Item:
    told = [f"Told to {row.told_to}"] if row.told_to else ["Nobody was told"] if row.made_on else []
    worked = [f"Did it work? {row.did_it_work}"] if row.did_it_work else ["Nobody looked yet whether it worked"]
    return Item(
        Link(row.what, reverse("learning:rewrite-change", args=[row.lesson.charter.slug, row.lesson.code, row.pk])),
        note=". ".join([*told, *(worked if row.made_on else [])]),
        mark=when(row),
        touched=touched(touches.get(row)),
        aside=f"no. {row.pk}",
    )


def when(row: Change) -> str:
    """When a change was made, or will be."""
    if row.withdrawn_on:
        return "We will not do this"
    if row.made_on:
        return f"Done {date_format(row.made_on, 'j F Y')}"
    return f"Due {date_format(row.due_on, 'j F Y')}" if row.due_on else "No day set"


def facts(*, lesson: Lesson, edition: Edition) -> tuple[Row, ...]:
    """A lesson as it stands, one fact a line. Three queries."""
    about = "; ".join(f"{one.code}, {one.title}" for one in queries.about(lesson=lesson, edition=edition))
    told = (
        ("What we learned", lesson.wording),
        ("From what", lesson.learned_from),
        ("Which promises it is about", about or "None of the edition in force"),
        ("Who must act", f"{lesson.role or 'Nobody yet'}{f', {lesson.body}' if lesson.body else ''}"),
        ("By when", date_format(lesson.due_on, "j F Y") if lesson.due_on else "No day set"),
        ("Withdrawn", lesson.withdrawn_because),
        ("Source", lesson.source),
    )
    return tuple(Row(key, value) for key, value in told if value)


def codes(*, edition: Edition) -> Help:
    """The codes of all promises, to look up while writing. One query."""
    return Help("The codes of all promises", tuple(Row(one.code, one.title) for one in commitments(edition=edition)))
