"""What people may edit of an edition, for its history and for putting wordings back while it is a draft."""

from collections.abc import Callable

from django.db.models import Model
from django.urls import reverse

from leal.foundations.access.permissions import Permission
from leal.foundations.editing.kinds import Kind

from . import forms
from .models import Ask, Commitment, Passage, Section


def page(name: str) -> Callable[[Model], str]:
    """Where a piece of a draft is written anew; nowhere once its edition is published."""

    def address(row: Model) -> str:
        edition = row.edition
        parts = [edition.charter.slug, edition.code, row.pk]
        return "" if edition.is_published else reverse(f"charters:{name}", args=parts)

    return address


def scope(row: Model) -> str:
    return row.edition.charter.scope


NEEDS = Permission.CHARTER_WRITE
KINDS = (
    Kind(
        *("promise", "A promise", Commitment, "pk", NEEDS),
        form=lambda row: forms.Promise(edition=row.edition),
        rewrite=page("wording"),
        within=scope,
    ),
    Kind(
        *("section", "A section", Section, "pk", NEEDS),
        form=lambda row: forms.Section(edition=row.edition),
        rewrite=page("section"),
        within=scope,
    ),
    Kind(
        *("passage", "A piece of the introduction", Passage, "pk", NEEDS),
        form=lambda row: forms.PassageWords(),
        rewrite=page("passage"),
        within=scope,
    ),
    Kind(
        *("ask", "What we ask of people", Ask, "pk", NEEDS),
        form=lambda row: forms.Ask(),
        rewrite=page("ask"),
        within=scope,
    ),
)
