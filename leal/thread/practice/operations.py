from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.thread.charters.models import Body, Commitment, Part

from .models import Holder, Keeping, Ownership, Practice

Promise = tuple[Commitment, Part | None]


class FillsItAlready(Exception):
    """The same person in the same role twice would say nothing more."""

    def __str__(self) -> str:
        return "They fill this role already"


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


def within_holder(*, holder: Holder, **_) -> str:
    return holder.body.charter.scope


@operation(needs=Permission.PRACTICE_WRITE, within=within_body)
def name_holder(*, body: Body, role: str, person: Person, since: date, by: Person | Outsider) -> Holder:
    """Say who fills a role that owns commitments: from then on, what needs that role is shown to them.

    Raises FillsItAlready.
    """
    try:
        with transaction.atomic():
            holder = Holder.objects.create(body=body, role=role, person=person, since=since)
    except IntegrityError:
        raise FillsItAlready from None
    record("holder.named", of=holder, by=by)
    return holder


@operation(needs=Permission.PRACTICE_WRITE, within=within_holder)
def end_holding(*, holder: Holder, on: date, by: Person | Outsider) -> None:
    """Say that someone no longer fills a role, from `on`, the first day without them.

    A holding that had not begun is taken back whole.
    """
    record("holding.ended", of=holder, by=by)
    if holder.since >= on:
        holder.delete()
    else:
        holder.until = on
        holder.save(update_fields=["until"])


@operation(needs=Permission.PRACTICE_WRITE, within=within_body)
def describe(*, body: Body, keeps: Sequence[Promise], by: Person | Outsider, **practice: str | date | None) -> Practice:
    """Describe what is done to keep commitments, and which.

    practice  the fields of a Practice: code, name, wording, role, state, since, ended_on, source
    """
    described = Practice.objects.create(charter=body.charter, body=body, **practice)
    Keeping.objects.bulk_create(Keeping(practice=described, commitment=c, part=part) for c, part in keeps)
    record("practice.described", of=described, by=by)
    return described
