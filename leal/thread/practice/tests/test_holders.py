"""Who fills the roles that own commitments."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from leal.foundations.audit.record import entries
from leal.thread.practice import operations, queries
from leal.thread.practice.models import Holder
from tests.factories import BodyFactory, CommitmentFactory

FIRST, LATER = date(2020, 1, 1), date(2024, 6, 1)


@pytest.fixture
def promise(db):
    return CommitmentFactory()


@pytest.fixture
def body(promise):
    return BodyFactory(charter=promise.edition.charter)


@pytest.fixture
def owned(promise, body, morag):
    """The promise, owned by the head of calls."""
    operations.give_owner(commitment=promise, role="Head of Calls", body=body, by=morag)
    operations.give_owner(commitment=CommitmentFactory(section=promise.section), role="Chef", body=body, by=morag)
    return promise


def fill(body, person, by, role="Head of Calls", since=FIRST):
    return operations.name_holder(body=body, role=role, person=person, since=since, by=by)


def kept_by(person, promise, on=LATER):
    """Which of the edition’s promises a person keeps."""
    edition = promise.edition
    return [one for one in edition.commitments.all() if queries.roles_of(person=person, commitment=one, on=on)]


def test_whoever_fills_a_role_keeps_what_the_role_owns_and_nothing_else(owned, body, morag, callum, nadia):
    holder = fill(body, callum, morag)
    assert (kept_by(callum, owned), kept_by(nadia, owned)) == ([owned], [])
    assert queries.roles_of(person=callum, commitment=owned, on=LATER) == ["Head of Calls"]
    assert entries(of=holder) == ["holder.named"]


def test_a_role_of_the_same_name_in_another_body_owns_nothing_here(owned, morag, callum):
    fill(BodyFactory(charter=owned.edition.charter), callum, morag)
    assert kept_by(callum, owned) == []


def test_from_the_day_a_holding_ends_it_keeps_nothing_and_still_stands(owned, body, morag, callum):
    holder = fill(body, callum, morag)
    operations.end_holding(holder=holder, on=LATER, by=morag)
    assert kept_by(callum, owned, on=date(2024, 5, 31)) == [owned]
    assert kept_by(callum, owned, on=LATER) == []
    assert (Holder.objects.count(), entries(of=holder)) == (1, ["holder.named", "holding.ended"])


def test_a_holding_that_has_not_begun_is_taken_back_whole(body, morag, callum):
    holder = fill(body, callum, morag, since=LATER)
    operations.end_holding(holder=holder, on=FIRST, by=morag)
    assert Holder.objects.count() == 0


def test_one_person_fills_a_role_once_and_two_may_share_it(owned, body, morag, callum, nadia):
    fill(body, callum, morag)
    with pytest.raises(operations.FillsItAlready):
        fill(body, callum, morag)
    fill(body, nadia, morag)
    assert [each.person for each in queries.holders(charter=owned.edition.charter, on=LATER)] == [callum, nadia]


def test_who_may_not_write_practice_names_nobody(body, callum):
    with pytest.raises(PermissionDenied):
        fill(body, callum, callum)
    assert Holder.objects.count() == 0
