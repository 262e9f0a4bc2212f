from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from leal.thread.charters.models import Charter, Commitment, Edition
from leal.thread.charters.queries import now_called, promises_of, same_as

from ..models import Change, Lesson


def lessons(*, edition: Edition) -> QuerySet[Lesson]:
    """Lessons about the commitments of an edition with their changes, those due first at the top. Three queries."""
    here = Commitment.objects.filter(pk__in=promises_of(edition=edition))
    of_edition = Prefetch("commitments", queryset=here, to_attr="about")
    return (
        Lesson.objects.filter(commitments__in=promises_of(edition=edition))
        .distinct()
        .select_related("body")
        .prefetch_related("changes", of_edition)
    )


def lessons_about(*, commitment: Commitment) -> QuerySet[Lesson]:
    """Lessons about one commitment with their changes, those due first at the top. Two queries."""
    return (
        Lesson.objects.filter(commitments__in=same_as(commitment=commitment))
        .distinct()
        .select_related("body")
        .prefetch_related("changes")
    )


def overdue(*, edition: Edition, on: date) -> QuerySet[Lesson]:
    """Lessons whose date has passed and that no change has followed; those withdrawn are not waited for."""
    made = Change.objects.filter(lesson=OuterRef("pk"), made_on__isnull=False, made_on__lte=on)
    return lessons(edition=edition).filter(due_on__lt=on, withdrawn_on=None).exclude(Exists(made))


def changes(*, edition: Edition) -> QuerySet[Change]:
    """What was changed because someone spoke, newest first."""
    return (
        Change.objects.filter(made_on__isnull=False, lesson__commitments__in=promises_of(edition=edition))
        .distinct()
        .select_related("lesson")
        .order_by("-made_on", "-pk")
    )


def lessons_of(*, charter: Charter) -> QuerySet[Lesson]:
    """Every lesson of a charter with its changes, those due first at the top. Two queries."""
    return Lesson.objects.filter(charter=charter).select_related("charter", "body").prefetch_related("changes")


def changes_of(*, lesson: Lesson) -> QuerySet[Change]:
    """What followed a lesson, what was made first, with the lesson."""
    return lesson.changes.select_related("lesson__charter")


def about(*, lesson: Lesson, edition: Edition) -> list[Commitment]:
    """The promises of an edition that a lesson is about, in the order of its text. Three queries.

    What it is about in an earlier edition it is about in the same promise of this one.
    """
    now = now_called(edition=edition)
    keys = lesson.commitments.values_list("pk", flat=True)
    return sorted({now[key] for key in keys if key in now}, key=lambda one: (one.section.place, one.place))


def codes(*, charter: Charter) -> set[str]:
    """The codes that lessons of a charter have."""
    return set(Lesson.objects.filter(charter=charter).values_list("code", flat=True))


def codes_of(*, commitments: Sequence[int]) -> list[str]:
    """The codes of commitments, by their keys, in the order of the text. One query."""
    return list(Commitment.objects.filter(pk__in=commitments).values_list("code", flat=True))
