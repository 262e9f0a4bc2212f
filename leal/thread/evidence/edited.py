"""What people may edit of a case, for its history and for putting wordings back."""

from django.urls import reverse

from leal.foundations.access.permissions import Permission
from leal.foundations.editing.kinds import Kind
from leal.thread.charters.queries import current_edition

from . import forms
from .models import Example

KINDS = (
    Kind(
        *("example", "A case", Example, "pk", Permission.EXAMPLE_GIVE),
        form=lambda row: forms.CaseWords(edition=current_edition(charter=row.charter), has=row),
        rewrite=lambda row: reverse("evidence:rewrite-example", args=[row.charter.slug, row.pk]),
        within=lambda row: row.charter.scope,
    ),
)
