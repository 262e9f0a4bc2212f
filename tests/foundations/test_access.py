"""Roles: several a person, each within a scope and for a time."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from leal.foundations.access.guards import may, may_somewhere
from leal.foundations.access.permissions import Permission
from leal.foundations.people.actors import ANYONE, CLOCK
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

WRITE, READ = Permission.CHARTER_WRITE, Permission.EVERYONE


def test_a_role_for_everything_reaches_every_charter(morag):
    assert may(morag, WRITE)
    assert may(morag, WRITE, within="charter ours")


def test_a_role_within_one_charter_reaches_that_charter_and_no_other():
    lead = PersonFactory(role="charter-lead", within="charter ours")

    assert may(lead, WRITE, within="charter ours")
    assert not may(lead, WRITE, within="charter theirs")
    assert not may(lead, WRITE)
    assert may_somewhere(lead, WRITE)


def test_roles_add_up():
    person = PersonFactory(role="reviewer")
    person.role_holdings.create(role="auditor", since=date(2020, 1, 1))

    assert may(person, Permission.FINDING_FILE)
    assert may(person, Permission.AUDIT_READ)


def test_a_role_that_has_ended_or_not_begun_allows_nothing():
    person = PersonFactory()
    person.role_holdings.create(role="auditor", since=date(2020, 1, 1), until=date(2021, 1, 1))
    person.role_holdings.create(role="reviewer", since=date(2999, 1, 1))

    assert not may(person, Permission.AUDIT_READ)
    assert not may(person, Permission.FINDING_FILE)


def test_someone_who_has_left_may_do_nothing():
    person = PersonFactory(role="charter-lead", is_active=False)

    assert not may(person, WRITE)


def test_a_role_nobody_defined_allows_nothing():
    assert not may_somewhere(PersonFactory(role="wizard"), WRITE)


@pytest.mark.parametrize("nobody", [ANYONE, CLOCK, AnonymousUser()])
def test_those_who_do_not_sign_in_may_read_public_pages_and_write_no_charter(nobody):
    assert may(nobody, READ)
    assert not may_somewhere(nobody, WRITE)


def test_fergus_has_no_role_and_may_only_read_what_is_public_and_answer_as_anyone(fergus):
    allowed = {permission for permission in Permission if may_somewhere(fergus, permission)}

    reads = {Permission.EVERYONE, Permission.SIGN_IN, Permission.SIGNED_IN}
    answers = {Permission.REPLY_GIVE, Permission.PANEL_JOIN, Permission.INVITATION_ANSWER, Permission.FORMAT_ASK}
    assert allowed == reads | answers
