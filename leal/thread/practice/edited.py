"""What people may edit of owners and practices, for its history and for putting wordings back."""

from django.urls import reverse

from leal.foundations.access.permissions import Permission
from leal.foundations.editing.kinds import Kind
from leal.thread.charters.queries import current_edition

from . import forms, operations
from .models import Ownership, Practice

KINDS = (
    Kind(
        *("practice", "Something done to keep promises", Practice, "pk", Permission.PRACTICE_WRITE),
        form=lambda row: forms.PracticeWords(edition=current_edition(charter=row.charter)),
        rewrite=lambda row: reverse("practice:rewrite-practice", args=[row.charter.slug, row.code]),
        within=lambda row: operations.within_practice(practice=row),
    ),
    Kind(
        *("owner", "An owner", Ownership, "pk", Permission.PRACTICE_WRITE),
        form=lambda row: forms.Owner(edition=row.commitment.edition),
        rewrite=lambda row: reverse("practice:rewrite-owner", args=[row.body.charter.slug, row.pk]),
        within=lambda row: operations.within_ownership(ownership=row),
    ),
)
