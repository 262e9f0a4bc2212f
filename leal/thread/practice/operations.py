from collections.abc import Sequence
from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.thread.charters.models import Body, Commitment, Part

from .models import Keeping, Ownership, Practice

Promise = tuple[Commitment, Part | None]


def within_commitment(*, commitment: Commitment, **_) -> str:
    return commitment.edition.charter.scope


def within_body(*, body: Body, **_) -> str:
    return body.charter.scope


@operation(needs=Permission.PRACTICE_WRITE, within=within_commitment)
def give_owner(
    *,
    commitment: Commitment,
    part: Part | None = None,
    role: str,
    body: Body,
    since: date | None = None,
    by: Person | Outsider,
) -> Ownership:
    """Say which role, in which body, must keep a commitment or one part of it."""
    ownership = Ownership.objects.create(commitment=commitment, part=part, role=role, body=body, since=since)
    record("ownership.given", of=ownership, by=by)
    return ownership


@operation(needs=Permission.PRACTICE_WRITE, within=within_body)
def describe(*, body: Body, keeps: Sequence[Promise], by: Person | Outsider, **practice: str | date | None) -> Practice:
    """Describe what is done to keep commitments, and which.

    practice  the fields of a Practice: code, name, wording, role, state, since, ended_on, source
    """
    described = Practice.objects.create(charter=body.charter, body=body, **practice)
    Keeping.objects.bulk_create(Keeping(practice=described, commitment=c, part=part) for c, part in keeps)
    record("practice.described", of=described, by=by)
    return described
