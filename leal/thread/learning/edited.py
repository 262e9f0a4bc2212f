"""What people may edit of lessons and changes, for their history and for putting wordings back."""

from django.urls import reverse
from django.utils.timezone import localdate

from leal.foundations.access.permissions import Permission
from leal.foundations.editing.kinds import Kind
from leal.thread.charters.queries import current_edition

from . import forms
from .models import Change, Lesson

KINDS = (
    Kind(
        *("lesson", "A lesson", Lesson, "pk", Permission.LESSON_WRITE),
        form=lambda row: forms.LessonWords(edition=current_edition(charter=row.charter)),
        rewrite=lambda row: reverse("learning:rewrite-lesson", args=[row.charter.slug, row.code]),
        within=lambda row: row.charter.scope,
    ),
    Kind(
        *("change", "A change", Change, "pk", Permission.LESSON_WRITE),
        form=lambda row: forms.ChangeWords(on=localdate()),
        rewrite=lambda row: reverse("learning:rewrite-change", args=[row.lesson.charter.slug, row.lesson.code, row.pk]),
        within=lambda row: row.lesson.charter.scope,
    ),
)
