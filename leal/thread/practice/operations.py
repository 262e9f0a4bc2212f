from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.revision import take_hold, write_anew
from leal.thread.charters.models import Body, Commitment, Edition, Part

from .models import Holder, Keeping, Ownership, Practice
from .queries import Promise, kept_by


class FillsItAlready(Exception):
    """The same person in the same role twice would say nothing more."""

    def __str__(self) -> str:
        return "They fill this role already"


class EndsBeforeItBegan(Exception):
    """Nothing ends before it began."""

    def __init__(self, since: date):
        super().__init__(since)
        self.since = since

    def __str__(self) -> str:
        return f"It began on {self.since:%-d %B %Y}. Write that day or a later one"


class ElsewhereOwned(Exception):
    """Those who must keep a charter are named in it."""

    def __init__(self, body: Body):
        super().__init__(body)
        self.body = body

    def __str__(self) -> str:
        return f"{self.body} is not one of those who made this charter"


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


def within_ownership(*, ownership: Ownership, **_) -> str:
    return ownership.body.charter.scope


@operation(needs=Permission.PRACTICE_WRITE, within=within_ownership)
def rewrite_owner(
    *, ownership: Ownership, seen: str, because: str = "", by: Person | Outsider, **words: object
) -> Ownership:
    """Put right who must keep a commitment: role, body, since.

    Who no longer must is ended, and another given: else nobody could see who it was.
    Raises ChangedMeanwhile, and ElsewhereOwned for a body of another charter.
    """
    if (body := words.get("body")) and body.charter_id != ownership.body.charter_id:
        raise ElsewhereOwned(body)
    rewritten = write_anew(ownership, seen=seen, words=words)
    record("ownership.rewritten", of=rewritten, by=by, because=because)
    return rewritten


@operation(needs=Permission.PRACTICE_WRITE, within=within_ownership)
def end_ownership(*, ownership: Ownership, on: date, because: str, by: Person | Outsider) -> Ownership:
    """Say that a role no longer owns a commitment, from `on`, the first day without it. Raises EndsBeforeItBegan."""
    return end(ownership, on, "ownership.ended", because, by)


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


def within_practice(*, practice: Practice, **_) -> str:
    return practice.charter.scope


@operation(needs=Permission.PRACTICE_WRITE, within=within_practice)
def rewrite_practice(
    *,
    practice: Practice,
    seen: str,
    edition: Edition,
    keeps: Sequence[Promise],
    because: str = "",
    by: Person | Outsider,
    **words: object,
) -> Practice:
    """Describe a practice anew, and which promises of an edition it keeps.

    What it keeps of other editions stays, but for promises that are the same as one it keeps no more.

    words  name, wording, state, role, body, since, source

    Raises ChangedMeanwhile when someone was quicker.
    """
    held = take_hold(practice, seen=seen, mine=words)
    for name, value in words.items():
        setattr(held, name, value)
    held.save(update_fields=list(words))
    kept = kept_by(practice=held, edition=edition)
    no_more = [row.pk for promise, rows in kept.items() if promise not in keeps for row in rows]
    held.keepings.filter(pk__in=no_more).delete()
    Keeping.objects.bulk_create(
        Keeping(practice=held, commitment=commitment, part=part)
        for commitment, part in keeps
        if (commitment, part) not in kept
    )
    record("practice.rewritten", of=held, by=by, because=because)
    return held


@operation(needs=Permission.PRACTICE_WRITE, within=within_practice)
def end_practice(*, practice: Practice, on: date, because: str, by: Person | Outsider) -> Practice:
    """Say that something is no longer done, from `on`, the first day without it. Raises EndsBeforeItBegan."""
    return end(practice, on, "practice.ended", because, by)


def end(row: Ownership | Practice, on: date, event: str, because: str, by: Person | Outsider) -> Ownership | Practice:
    """Give a row its last day, whatever was saved of it meanwhile."""
    row = type(row).objects.select_for_update().get(pk=row.pk)
    if row.since and on < row.since:
        raise EndsBeforeItBegan(row.since)
    row.ended_on = on
    row.save(update_fields=["ended_on"])
    record(event, of=row, by=by, because=because)
    return row
