"""What people may edit of what was said, for its history and for putting wordings back."""

from django.urls import reverse

from leal.foundations.access.permissions import Permission
from leal.foundations.editing.kinds import Kind

from . import forms, operations, queries
from .models import Principle, Quote, Statement, Theme


def principle_page(row: Principle) -> str:
    services = queries.services_under(act=row.act)
    return reverse("statements:rewrite-principle", args=[services[0], row.pk]) if services else ""


def quote_page(row: Quote) -> str:
    return reverse("statements:rewrite-quote", args=[row.service, row.pk]) if row.words else ""


NEEDS = Permission.STATEMENT_WRITE
KINDS = (
    Kind(
        *("statement", "A statement", Statement, "pk", NEEDS),
        form=lambda row: forms.Statement(service=row.service, has=row),
        rewrite=lambda row: reverse("statements:rewrite-statement", args=[row.service, row.code]),
        within=lambda row: row.scope,
    ),
    Kind(
        *("theme", "A theme", Theme, "pk", NEEDS),
        form=lambda row: forms.Theme(),
        rewrite=lambda row: reverse("statements:rewrite-theme", args=[row.service, row.code]),
        within=lambda row: row.scope,
    ),
    Kind(
        *("principle", "A principle of the law", Principle, "pk", NEEDS),
        form=lambda row: forms.Principle(),
        rewrite=principle_page,
        within=lambda row: operations.within_principle(principle=row),
    ),
    Kind(
        *("quote", "What someone said", Quote, "pk", NEEDS),
        form=lambda row: forms.Quote(service=row.service),
        rewrite=quote_page,
        within=lambda row: row.scope,
    ),
)
