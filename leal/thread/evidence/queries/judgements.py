"""What people say of a commitment in a year: its owner, the independent reviewer, and those it happened to."""

from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, Q, QuerySet, Value
from django.db.models.functions import Cast

from leal.thread.charters.models import Charter, Commitment, Edition
from leal.thread.charters.queries import same_as

from ..models import Example, Finding, OwnerDecision


class Judgement(NamedTuple):
    """What the owner or the reviewer said of a standing.

    agrees    None for the reviewer, who was not asked to
    proposed  what the rule proposed at the time; "" where nobody wrote it down
    """

    agrees: bool | None
    standing: str
    reason: str
    role: str
    on: date
    made_up: bool = False
    proposed: str = ""
    pk: int | None = None


class Judgements(NamedTuple):
    """The newest word of the owner and of the reviewer, None where there is none; and what they said before it, newest
    first."""

    decision: Judgement | None
    finding: Judgement | None
    earlier: tuple[Judgement, ...] = ()


SAID = ("standing", "reason", "role", "on", "made_up", "proposed", "pk")


def judgements(*, commitment: Commitment, year: str) -> Judgements:
    """What the owner and the reviewer say of a commitment in a year. One query."""
    about = {"commitment": commitment, "year": year}
    nobody = Cast(Value(None), BooleanField())
    decisions = OwnerDecision.objects.filter(**about).order_by().values_list("agrees", *SAID)
    findings = Finding.objects.filter(**about).order_by().annotate(agrees=nobody).values_list("agrees", *SAID)
    said = sorted((Judgement(*row) for row in decisions.union(findings, all=True)), key=lambda one: (one.on, one.pk))
    newest = {one.agrees is None: one for one in said}
    earlier = tuple(one for one in reversed(said) if one not in newest.values())
    return Judgements(decision=newest.get(False), finding=newest.get(True), earlier=earlier)


def examples(*, charter: Charter) -> QuerySet[Example]:
    """Every case of a charter with the promises it is about, newest first. Two queries."""
    return Example.objects.filter(charter=charter).prefetch_related("commitments").order_by("-year", "-pk")


def may_be_about(*, example: Example, edition: Edition) -> QuerySet[Commitment]:
    """The promises of an edition, and those of others that a case is about already. One query."""
    these = Commitment.objects.filter(Q(edition=edition) | Q(pk__in=example.commitments.values("pk")))
    return these.select_related("edition").order_by("edition__published_on", "section__place", "place")


def cases(*, commitment: Commitment) -> QuerySet[Example]:
    """Good and bad cases about a commitment, bad ones first, newest first."""
    about = Example.objects.filter(commitments__in=same_as(commitment=commitment))
    return about.distinct().order_by("kind", "-year", "pk")
