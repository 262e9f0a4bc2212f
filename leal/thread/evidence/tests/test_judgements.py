"""Examples, the owner's word and the independent finding."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from leal.foundations.audit.record import entries
from leal.thread.charters.models import Commitment
from leal.thread.evidence import operations
from leal.thread.evidence.models import Example, OwnerDecision
from leal.thread.practice import operations as practice
from tests.factories import BodyFactory, PersonFactory

from .making import charter, measured

__all__ = ["charter", "measured"]
ON = date(2023, 9, 11)


@pytest.fixture
def quick(measured):
    return Commitment.objects.get(code="PW2")


@pytest.fixture
def owner(quick):
    """Someone who fills the role that owns the promise."""
    return an_owner(quick)


def an_owner(quick, person=None, role="Head of Client Services"):
    person, body = person or PersonFactory(role="owner"), BodyFactory(charter=quick.edition.charter)
    practice.give_owner(commitment=quick, role=role, body=body, by=person)
    practice.name_holder(body=body, role=role, person=person, since=date(2020, 1, 1), by=person)
    return person


@pytest.fixture
def reviewer(db):
    return PersonFactory(role="reviewer")


def decide(commitment, by, **more):
    said = {"agrees": True, "standing": "not_in_place", "role": "Head of Client Services", "on": ON}
    return operations.decide(commitment=commitment, year="2022-23", by=by, **said | more)


def test_an_example_is_kept_with_what_was_done_about_it(measured, quick, nadia):
    example = operations.give_example(
        charter=measured,
        kind="bad",
        words="The line was engaged for a week",
        what_was_done="More staff were trained for the phones",
        year="2022-23",
        source="A report",
        commitments=[quick],
        by=nadia,
    )
    assert (example.kind, list(example.commitments.all()), entries(of=example)) == ("bad", [quick], ["example.given"])


def test_an_owner_who_overrules_must_say_why_and_leaves_no_trace_until_then(quick, owner):
    with pytest.raises(operations.OverruledWithoutReason) as refused:
        decide(quick, owner, agrees=False, standing="kept", reason="  ")
    assert "Say why you do not agree" in str(refused.value)
    assert OwnerDecision.objects.count() == 0


def test_a_later_decision_stands_beside_the_earlier_one(quick, owner):
    first = decide(quick, owner)
    second = decide(quick, owner, agrees=False, standing="partly_kept", reason="We answered more calls in spring.")
    assert list(OwnerDecision.objects.filter(commitment=quick)) == [first, second]
    assert entries(of=second) == ["standing.decided"]


def test_a_finding_is_filed_beside_the_owners_word_by_someone_independent(quick, reviewer, owner):
    said = {"standing": "falling_short", "reason": "Waits grew", "role": "Independent reviewer", "on": ON}
    finding = operations.file_finding(commitment=quick, year="2022-23", by=reviewer, **said)
    assert entries(of=finding) == ["finding.filed"]
    with pytest.raises(PermissionDenied):
        operations.file_finding(commitment=quick, year="2022-23", by=owner, **said)


def test_a_reviewer_decides_nothing_and_an_adviser_gives_no_examples(measured, quick, reviewer, callum):
    with pytest.raises(PermissionDenied):
        decide(quick, reviewer)
    with pytest.raises(PermissionDenied):
        operations.give_example(
            charter=measured,
            kind="good",
            words="x",
            what_was_done="x",
            year="2022-23",
            source="x",
            commitments=[quick],
            by=callum,
        )
    assert Example.objects.count() == 0


def test_an_owner_within_another_charter_decides_nothing_here(quick):
    elsewhere = PersonFactory(role="owner", within="charter another-charter")
    with pytest.raises(PermissionDenied):
        decide(quick, elsewhere)
