from collections.abc import Sequence
from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.thread.charters.models import Commitment

from .models import Change, Lesson


def within_commitments(*, commitments: Sequence[Commitment], **_) -> str:
    return commitments[0].edition.charter.scope


def within_lesson(*, lesson: Lesson, **_) -> str:
    return lesson.charter.scope


@operation(needs=Permission.LESSON_WRITE, within=within_commitments)
def learn(*, commitments: Sequence[Commitment], by: Person | Outsider, **lesson) -> Lesson:
    """Record a lesson about one or more commitments: from what, who must act, by when.

    lesson  the fields of a Lesson: code, title, wording, learned_from, learned_on, source, role, body, due_on
    """
    learned = Lesson.objects.create(charter=commitments[0].edition.charter, **lesson)
    learned.commitments.set(commitments)
    record("lesson.learned", of=learned, by=by)
    return learned


@operation(needs=Permission.LESSON_WRITE, within=within_lesson)
def change(*, lesson: Lesson, what: str, by: Person | Outsider, **when: str | date | None) -> Change:
    """Record what was done, or will be, because of a lesson.

    when  further fields of a Change: due_on, made_on, told_to, told_on, did_it_work, checked_on, source
    """
    changed = Change.objects.create(lesson=lesson, what=what, **when)
    record("change.recorded", of=changed, by=by)
    return changed
