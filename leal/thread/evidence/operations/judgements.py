from collections.abc import Sequence
from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.thread.charters.models import Charter, Commitment

from ..models import Example, Finding, Measure, OwnerDecision


class OverruledWithoutReason(Exception):
    """An owner overruled a proposed standing and did not say why."""

    def __str__(self) -> str:
        return "Say why you do not agree. Your reason is published beside the standing that was proposed."


def within_charter(*, charter: Charter, **_) -> str:
    return charter.scope


def within_commitment(*, commitment: Commitment, **_) -> str:
    return commitment.edition.charter.scope


@operation(needs=Permission.EXAMPLE_GIVE, within=within_charter)
def give_example(
    *,
    charter: Charter,
    kind: str,
    words: str,
    what_was_done: str,
    year: str,
    source: str,
    commitments: Sequence[Commitment],
    measure: Measure | None = None,
    by: Person | Outsider,
) -> Example:
    """Give one case, "good" or "bad", and what was done about it.

    year         the charter year it belongs to, like "2022-23"
    commitments  the promises it shows kept or broken
    measure      the measure that asks for such examples, if one does
    """
    example = Example.objects.create(
        charter=charter, measure=measure, kind=kind, words=words, what_was_done=what_was_done, year=year, source=source
    )
    example.commitments.set(commitments)
    record("example.given", of=example, by=by)
    return example


@operation(needs=Permission.STANDING_DECIDE, within=within_commitment)
def decide(
    *,
    commitment: Commitment,
    year: str,
    agrees: bool,
    standing: str,
    reason: str = "",
    role: str,
    on: date,
    made_up: bool = False,
    by: Person | Outsider,
) -> OwnerDecision:
    """Confirm or overrule the standing proposed for a commitment in a charter year.

    standing  a `Standing`: what the owner says it is
    role      the role in which the owner speaks, never a name

    A later decision stands beside the earlier ones. Raises OverruledWithoutReason.
    """
    if not agrees and not reason.strip():
        raise OverruledWithoutReason
    decision = OwnerDecision.objects.create(
        commitment=commitment,
        year=year,
        agrees=agrees,
        standing=standing,
        reason=reason.strip(),
        role=role,
        on=on,
        made_up=made_up,
    )
    record("standing.decided", of=decision, by=by, because=reason.strip())
    return decision


@operation(needs=Permission.FINDING_FILE, within=within_commitment)
def file_finding(
    *,
    commitment: Commitment,
    year: str,
    standing: str,
    reason: str,
    role: str,
    on: date,
    made_up: bool = False,
    by: Person | Outsider,
) -> Finding:
    """File what an independent reviewer found about a commitment in a charter year, beside the owner's word."""
    finding = Finding.objects.create(
        commitment=commitment, year=year, standing=standing, reason=reason, role=role, on=on, made_up=made_up
    )
    record("finding.filed", of=finding, by=by)
    return finding
