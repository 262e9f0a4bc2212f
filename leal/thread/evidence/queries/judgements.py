"""What people say of a commitment in a year: its owner, the independent reviewer, and those it happened to."""

from typing import NamedTuple

from django.db.models import QuerySet

from leal.thread.charters.models import Commitment

from ..models import Example, Finding, OwnerDecision


class Judgements(NamedTuple):
    """The newest word of the owner and of the reviewer; None where there is none."""

    decision: OwnerDecision | None
    finding: Finding | None


def judgements(*, commitment: Commitment, year: str) -> Judgements:
    """What the owner and the reviewer say of a commitment in a year. Two queries."""
    about = {"commitment": commitment, "year": year}
    newest = ("-on", "-pk")
    return Judgements(
        OwnerDecision.objects.filter(**about).order_by(*newest).first(),
        Finding.objects.filter(**about).order_by(*newest).first(),
    )


def cases(*, commitment: Commitment) -> QuerySet[Example]:
    """Good and bad cases about a commitment, bad ones first, newest first."""
    return Example.objects.filter(commitments=commitment).order_by("kind", "-year", "pk")
