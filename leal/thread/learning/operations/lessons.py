from collections.abc import Sequence
from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.revision import take_hold, write_anew
from leal.thread.charters.models import Charter, Commitment, Edition
from leal.thread.charters.queries import now_called
from leal.thread.evidence.reviewed import Misread

from ..charter_file.bringing import bring_in
from ..charter_file.checking import faults, faults_here
from ..charter_file.shape import CharterFile
from ..models import Change, Lesson


class MadeAlready(Exception):
    """What was done was done."""

    def __str__(self) -> str:
        return "This change was made. What is wrong about it can be put right, and it stays"


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


def within_change(*, change: Change, **_) -> str:
    return change.lesson.charter.scope


@operation(needs=Permission.LESSON_WRITE, within=within_lesson)
def rewrite_lesson(
    *,
    lesson: Lesson,
    seen: str,
    edition: Edition,
    commitments: Sequence[Commitment],
    because: str = "",
    by: Person | Outsider,
    **words: object,
) -> Lesson:
    """Put a lesson into other words, or say anew who must act and which promises of an edition it is about.

    words  title, wording, learned_from, learned_on, role, body, due_on, source

    What it is about in other editions stays, but for promises that are the same
    as one it is about no more. Raises ChangedMeanwhile when someone was quicker.
    """
    held = take_hold(lesson, seen=seen, mine=words)
    for name, value in words.items():
        setattr(held, name, value)
    held.save(update_fields=list(words))
    now = now_called(edition=edition)
    stays = [one for one in held.commitments.all() if one.pk not in now or now[one.pk] in commitments]
    told = {now[one.pk] for one in stays if one.pk in now}
    held.commitments.set([*stays, *(one for one in commitments if one not in told)])
    record("lesson.rewritten", of=held, by=by, because=because)
    return held


@operation(needs=Permission.LESSON_WRITE, within=within_change)
def rewrite_change(*, change: Change, seen: str, because: str = "", by: Person | Outsider, **words: object) -> Change:
    """Put right what was done, when, who was told and whether it worked: the fields of a Change.

    Raises ChangedMeanwhile when someone was quicker.
    """
    rewritten = write_anew(change, seen=seen, words=words)
    record("change.rewritten", of=rewritten, by=by, because=because)
    return rewritten


@operation(needs=Permission.LESSON_WRITE, within=within_lesson)
def withdraw_lesson(*, lesson: Lesson, because: str, on: date, by: Person | Outsider) -> Lesson:
    """Say that a lesson should not stand, and why. It is read with the reason, and no longer counted overdue."""
    withdraw(lesson, on, because)
    record("lesson.withdrawn", of=lesson, by=by, because=because)
    return lesson


@operation(needs=Permission.LESSON_WRITE, within=within_change)
def withdraw_change(*, change: Change, because: str, on: date, by: Person | Outsider) -> Change:
    """Say that we will not do what we said, and why. A lesson that nothing else followed is overdue as before.

    Raises MadeAlready for what was done.
    """
    if Change.objects.get(pk=change.pk).made_on:
        raise MadeAlready
    withdraw(change, on, because)
    record("change.withdrawn", of=change, by=by, because=because)
    return change


def withdraw(row: Lesson | Change, on: date, because: str) -> None:
    row.withdrawn_on, row.withdrawn_because = on, because
    row.save(update_fields=["withdrawn_on", "withdrawn_because"])


@operation(needs=Permission.CHARTER_TAKE_IN)
def take_in_charter(*, file: CharterFile, name: str, by: Person | Outsider) -> Charter:
    """Take in a whole charter from a file: all of it or nothing.

    name  of the file, for what is said of it

    Raises Misread with every fault of the file, and when a charter of that name is here already.
    """
    if found := faults(file, name) or faults_here(file, name):
        raise Misread(found)
    charter = bring_in(file, name)
    record("charter.taken-in", of=charter, by=by, because=name)
    return charter
