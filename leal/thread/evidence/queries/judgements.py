"""What people say of a commitment in a year: its owner, the independent reviewer, and those it happened to."""

from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, QuerySet, Value
from django.db.models.functions import Cast

from leal.thread.charters.models import Commitment

from ..models import Example, Finding, OwnerDecision


class Judgement(NamedTuple):
    """What the owner or the reviewer said of a standing. `agrees` is None for the reviewer, who was not asked to."""

    agrees: bool | None
    standing: str
    reason: str
    role: str
    on: date
    made_up: bool


class Judgements(NamedTuple):
    """The newest word of the owner and of the reviewer; None where there is none."""

    decision: Judgement | None
    finding: Judgement | None


SAID = ("standing", "reason", "role", "on", "made_up")


def judgements(*, commitment: Commitment, year: str) -> Judgements:
    """What the owner and the reviewer say of a commitment in a year. One query."""
    about = {"commitment": commitment, "year": year}
    nobody = Cast(Value(None), BooleanField())
    decisions = OwnerDecision.objects.filter(**about).order_by().values_list("agrees", *SAID, "pk")
    findings = Finding.objects.filter(**about).order_by().annotate(agrees=nobody).values_list("agrees", *SAID, "pk")
    said = sorted(decisions.union(findings, all=True), key=lambda row: (row[4], row[-1]))
    by = {row[0] is None: Judgement(*row[:-1]) for row in said}
    return Judgements(decision=by.get(False), finding=by.get(True))


def cases(*, commitment: Commitment) -> QuerySet[Example]:
    """Good and bad cases about a commitment, bad ones first, newest first."""
    return Example.objects.filter(commitments=commitment).order_by("kind", "-year", "pk")
