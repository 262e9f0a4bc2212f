from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.core.exceptions import PermissionDenied

from leal.calculations.standing import Word
from leal.foundations.access.permissions import Permission
from leal.foundations.audit.lately import last_touch
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.revision import ChangedMeanwhile, write_anew
from leal.thread.charters.models import Charter, Commitment
from leal.thread.practice import queries as practice

from ..models import Example, Finding, Measure, OwnerDecision
from ..queries.standings import known


class OverruledWithoutReason(Exception):
    """An owner overruled a proposed standing and did not say why."""

    def __str__(self) -> str:
        return "Say why you do not agree. Your reason is published beside the standing that was proposed."


class AgreesWithSomethingElse(Exception):
    """An owner agrees with what is proposed, or does not agree."""

    def __str__(self) -> str:
        return f"The rule proposes “{Word(self.args[0]).words}”. Agree with that, or say that you do not."


class SaysTheSame(Exception):
    """An owner overruled a standing with the same word."""

    def __str__(self) -> str:
        return f"The rule proposes “{Word(self.args[0]).words}” too. Say that you agree, or choose another."


class ProposalChanged(Exception):
    """The rule proposes something else than their page showed: new figures came in meanwhile."""

    def __str__(self) -> str:
        return (
            f"New figures came in after you opened this page. The rule now proposes “{Word(self.args[0]).words}”. "
            "Nothing was published. Your words are still here: look at them again"
        )


class NotIndependent(Exception):
    """A finding about a promise comes from someone who does not answer for it."""

    def __str__(self) -> str:
        return "You answer for this promise, so you cannot review it"


class SameExample(Exception):
    """The same case twice would look like two."""

    def __str__(self) -> str:
        return "This very case is here already, for the same year"


class Seen(NamedTuple):
    """What a page showed someone who judges: the key of the newest word so far, "" for none; what was proposed."""

    newest: str
    proposed: str


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

    Raises SameExample.
    """
    if Example.objects.filter(charter=charter, year=year, words=words, kind=kind).exists():
        raise SameExample
    example = Example.objects.create(
        charter=charter, measure=measure, kind=kind, words=words, what_was_done=what_was_done, year=year, source=source
    )
    example.commitments.set(commitments)
    record("example.given", of=example, by=by)
    return example


@operation(needs=Permission.EXAMPLE_GIVE, within=lambda *, example, **_: example.charter.scope)
def rewrite_example(
    *, example: Example, seen: str, because: str = "", by: Person | Outsider, **words: object
) -> Example:
    """Put a case right: kind, words, what_was_done, source, year, commitments.

    seen  the revision of the case that the person saw

    Raises SameExample, ChangedMeanwhile when someone was quicker.
    """
    rewritten = write_anew(example, seen=seen, words=words)
    same = {name: getattr(rewritten, name) for name in ("charter", "year", "words", "kind")}
    if Example.objects.filter(**same).exclude(pk=rewritten.pk).exists():
        raise SameExample
    record("example.rewritten", of=rewritten, by=by, because=because)
    return rewritten


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
    seen: Seen | None = None,
    made_up: bool = False,
    by: Person,
) -> OwnerDecision:
    """Confirm or overrule the standing proposed for a commitment in a charter year.

    standing  a `Standing`: what the owner says it is
    role      the role that owns the commitment, or a part of it, and that `by` fills; never a name
    seen      what their page showed: the owner's word so far, and what the rule proposed

    A later decision stands beside the earlier ones. Raises OverruledWithoutReason,
    AgreesWithSomethingElse or SaysTheSame when the three do not fit together;
    ProposalChanged or ChangedMeanwhile when what they saw is no longer so;
    PermissionDenied for whoever does not answer for the commitment.
    """
    if role not in practice.roles_of(person=by, commitment=commitment, on=on):
        raise PermissionDenied
    proposed = _proposed(commitment, year)
    reason = reason.strip()
    said = {"agrees": agrees, "standing": standing, "reason": reason}
    _look_again(OwnerDecision, commitment, year, seen, proposed, mine=said)
    if not agrees and not reason:
        raise OverruledWithoutReason
    if agrees and standing != proposed:
        raise AgreesWithSomethingElse(proposed)
    if not agrees and standing == proposed:
        raise SaysTheSame(proposed)
    decision = OwnerDecision.objects.create(
        commitment=commitment, year=year, role=role, on=on, proposed=proposed, made_up=made_up, **said
    )
    record("standing.decided", of=decision, by=by, because=reason)
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
    seen: Seen | None = None,
    made_up: bool = False,
    by: Person,
) -> Finding:
    """File what an independent reviewer found about a commitment in a charter year, beside the owner's word.

    seen  what their page showed: the reviewer's word so far, and what the rule proposed

    A later finding stands beside the earlier ones. Raises NotIndependent for
    whoever answers for the commitment, ProposalChanged or ChangedMeanwhile
    when what they saw is no longer so.
    """
    if practice.roles_of(person=by, commitment=commitment, on=on):
        raise NotIndependent
    proposed = _proposed(commitment, year)
    said = {"standing": standing, "reason": reason.strip()}
    _look_again(Finding, commitment, year, seen, proposed, mine=said)
    finding = Finding.objects.create(
        commitment=commitment, year=year, role=role, on=on, proposed=proposed, made_up=made_up, **said
    )
    record("finding.filed", of=finding, by=by)
    return finding


def _proposed(commitment: Commitment, year: str) -> str:
    return known(edition=commitment.edition, year=year).standings[commitment.code].word.value


def _look_again(
    model: type[OwnerDecision] | type[Finding],
    commitment: Commitment,
    year: str,
    seen: Seen | None,
    proposed: str,
    mine: Mapping[str, object],
) -> None:
    """Hold the commitment until the operation ends, and compare with what the person saw, if a page showed it."""
    if seen is None:
        return
    Commitment.objects.select_for_update().get(pk=commitment.pk)
    newest = model.objects.filter(commitment=commitment, year=year).order_by("on", "pk").last()
    if str(newest.pk if newest else "") != seen.newest:
        touch = last_touch(newest) if newest else None
        raise ChangedMeanwhile(row=newest, mine=mine, by=touch.by if touch else "", at=touch.at if touch else None)
    if proposed != seen.proposed:
        raise ProposalChanged(proposed)
