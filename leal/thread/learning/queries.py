from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from leal.thread.charters.models import Commitment, Edition

from .models import Change, Lesson


def lessons(*, edition: Edition) -> QuerySet[Lesson]:
    """Lessons about the commitments of an edition with their changes, those due first at the top. Three queries."""
    of_edition = Prefetch("commitments", queryset=edition.commitments.all(), to_attr="about")
    return (
        Lesson.objects.filter(commitments__edition=edition)
        .distinct()
        .select_related("body")
        .prefetch_related("changes", of_edition)
    )


def lessons_about(*, commitment: Commitment) -> QuerySet[Lesson]:
    """Lessons about one commitment with their changes, those due first at the top. Two queries."""
    return Lesson.objects.filter(commitments=commitment).select_related("body").prefetch_related("changes")


def overdue(*, edition: Edition, on: date) -> QuerySet[Lesson]:
    """Lessons whose date has passed and that no change has followed."""
    made = Change.objects.filter(lesson=OuterRef("pk"), made_on__isnull=False, made_on__lte=on)
    return lessons(edition=edition).filter(due_on__lt=on).exclude(Exists(made))


def changes(*, edition: Edition) -> QuerySet[Change]:
    """What was changed because someone spoke, newest first."""
    return (
        Change.objects.filter(made_on__isnull=False, lesson__commitments__edition=edition)
        .distinct()
        .select_related("lesson")
        .order_by("-made_on", "-pk")
    )
