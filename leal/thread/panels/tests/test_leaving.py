"""A member leaves, or takes back one thing they agreed to: what they told us is erased, and what stays is said."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from leal.foundations.accounts.bundle import everything_of
from leal.foundations.people.actors import ANYONE, CLOCK
from leal.foundations.people.models import Person
from leal.thread.panels import operations, queries
from leal.thread.panels.models import Consent, EqualityAnswers, Expense, Experience, PanelMember
from tests.factories import PanelMemberFactory, PersonFactory

from .making import a_panel

pytestmark = pytest.mark.django_db

TODAY = date(2024, 5, 1)


@pytest.fixture
def ishbel():
    """A member with an account, who has answered everything and agreed to everything."""
    panel = a_panel()
    person = PersonFactory(name="Ishbel MacAulay", email="ishbel@example.org")
    person.role_holdings.create(role="panel-member", since=TODAY, scope="charter", within=panel.service)
    member = PanelMemberFactory(
        panel=panel,
        person=person,
        name="Ishbel MacAulay",
        email="ishbel@example.org",
        needs="Somewhere quiet, please",
        experience={"benefits": ["grant"]},
        equality={"age": "25-64"},
    )
    Consent.objects.bulk_create(
        Consent(member=member, wording=one, how="online", given_on=date(2018, 1, 1))
        for one in panel.consent_wordings.all()
    )
    Expense.objects.create(
        member=member, kind="travel", for_what="Bus from Dingwall", pounds="8.40", claimed_on=date(2019, 1, 1)
    )
    return member


def test_leaving_takes_two_steps_and_says_what_goes_and_what_stays(visit, ishbel):
    as_ishbel = visit.as_(ishbel.person)
    page = as_ishbel("/panels/me/leave/")
    assert "What we erase" in page.text
    assert "What stays" in page.text
    assert PanelMember.objects.get().left_on is None

    page = as_ishbel.post("/panels/me/leave/")

    assert "You have left" in page.text
    assert PanelMember.objects.get().left_on


def test_who_has_left_is_a_row_without_anybody_in_it(ishbel):
    left = operations.leave_panel(member=ishbel, on=TODAY, by=ishbel.person)

    assert {str(getattr(left, name)) for name in left.personal} == {"", "email", "plain", "en"}
    assert not Experience.objects.exists()
    assert not EqualityAnswers.objects.exists()
    assert Expense.objects.get().for_what == ""
    assert left.consents.filter(withdrawn_on=TODAY).count() == 3
    assert not queries.members(panel=left.panel).exists()
    person = Person.objects.get(pk=ishbel.person_id)
    assert (person.name, person.is_active) == ("Someone who has left", False)


def test_the_secrets_of_everything_that_was_theirs_are_destroyed(ishbel):
    operations.leave_panel(member=ishbel, on=TODAY, by=ishbel.person)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject FROM audit_subjectkey WHERE subject LIKE 'panels%%' OR subject = %s",
            [f"people_person:{ishbel.person_id}"],
        )
        assert cursor.fetchall() == []


def test_an_account_that_holds_another_role_stays(ishbel):
    ishbel.person.role_holdings.create(role="researcher", since=date(2020, 1, 1))

    operations.leave_panel(member=ishbel, on=TODAY, by=ishbel.person)

    ishbel.person.refresh_from_db()
    assert ishbel.person.name == "Ishbel MacAulay"
    assert not ishbel.person.role_holdings.filter(role="panel-member", until=None).exists()


def test_nobody_else_may_make_a_member_leave(ishbel, fergus):
    for by in (fergus, ANYONE, CLOCK):
        with pytest.raises(PermissionDenied):
            operations.leave_panel(member=ishbel, on=TODAY, by=by)


def test_nobody_leaves_twice(ishbel, nadia):
    operations.leave_panel(member=ishbel, on=TODAY, by=nadia)

    with pytest.raises(operations.LeftAlready):
        operations.leave_panel(member=ishbel, on=TODAY, by=nadia)


def test_taking_back_one_purpose_erases_what_was_held_for_it_alone(visit, ishbel):
    given = ishbel.consents.get(wording__purpose="equality")

    page = visit.as_(ishbel.person).post(f"/panels/me/agreed/{given.pk}/")

    assert "we have stopped" in page.soup.get_text()
    assert not EqualityAnswers.objects.exists()
    assert Experience.objects.exists()
    given.refresh_from_db()
    assert given.withdrawn_on


def test_nobody_takes_back_for_someone_else(visit, ishbel):
    other = PanelMemberFactory(panel=ishbel.panel, person=PersonFactory())
    given = ishbel.consents.get(wording__purpose="equality")

    visit.as_(other.person).post(f"/panels/me/agreed/{given.pk}/", status=404)

    given.refresh_from_db()
    assert given.withdrawn_on is None


def test_a_member_reads_everything_they_told_us(visit, ishbel):
    page = visit.as_(ishbel.person)("/panels/me/")

    for words in ("Somewhere quiet, please", "A grant", "25 to 64", "ishbel@example.org", "version 1"):
        assert words in page.text


def test_whoever_is_on_no_panel_is_told_so(visit, fergus):
    assert "You are on no panel" in visit.as_(fergus)("/panels/me/").text


def test_one_person_s_everything_is_one_file(visit, ishbel):
    file = visit.as_(ishbel.person)("/panels/me/everything/").response.json()

    assert file["panels.EqualityAnswers"][0]["answers"] == {"age": "25-64"}
    assert file["panels.Expense"][0]["for_what"] == "Bus from Dingwall"
    assert file["people.Person"][0]["name"] == "Ishbel MacAulay"
    assert "password" not in file["people.Person"][0]
    assert everything_of(str(ishbel.pk))["panels.PanelMember"][0]["needs"] == "Somewhere quiet, please"
