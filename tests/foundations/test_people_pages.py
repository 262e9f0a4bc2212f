"""The pages of those who keep the system: add people, give and end roles, let them leave, erase them."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.models import AccessAttempt
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from leal.foundations.accounts import operations
from leal.foundations.accounts.models import SignInLink
from leal.foundations.audit.history import history_of
from leal.foundations.audit.models import Entry, RowHistory, SubjectKey
from leal.foundations.audit.record import entries
from leal.foundations.notices.models import Notice
from leal.foundations.notices.sending import send_waiting
from leal.foundations.people.actors import ANYONE
from leal.foundations.people.models import Person
from tests.factories import CharterFactory, PersonFactory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def keeper():
    return PersonFactory(name="Ruaridh Campbell", email="ruaridh@example.org", role="keeper")


@pytest.fixture
def keeping(visit, keeper):
    """The keeper, signed in."""
    return visit.as_(keeper)


@pytest.fixture
def isla():
    return PersonFactory(name="Isla Munro", email="isla@example.org")


PAGES = ["people/", "people/new/", "people/{0}/", "people/{0}/roles/", "people/{0}/leaving/", "people/{0}/erasure/"]


@pytest.mark.parametrize("page", [*PAGES, "people/{0}/roles/1/end/"])
@pytest.mark.parametrize("role", ["", "charter-lead", "auditor", "manager"])
def test_nobody_but_a_keeper_opens_these_pages(visit, isla, page, role):
    other = PersonFactory(role=role)

    assert visit.as_(other)("/" + page.format(isla.pk), status=403).soup.h1.text == "You cannot open this page"


@pytest.mark.parametrize("page", PAGES)
def test_a_keeper_opens_each_and_none_asks_the_database_too_much(keeping, isla, page):
    assert len(keeping("/" + page.format(isla.pk)).queries) <= 12


def test_a_keeper_of_one_charter_alone_may_look_but_add_nobody(visit):
    narrow = PersonFactory(role="keeper", within="charter ours")

    page = visit.as_(narrow).post("/people/new/", {"name": "Ewan", "email": "ewan@example.org"}, status=403)

    assert page.soup.h1.text == "You cannot open this page"
    assert not Person.objects.filter(name="Ewan").exists()


# The list


def listed(page) -> list[str]:
    return [link.find(string=True) for link in page.main.find(class_="le_people")("a")]


def test_people_stand_in_the_order_a_reader_expects_with_their_roles(keeping):
    for name in ("Zoe", "Éilidh", "O’Neil", "Oban"):
        PersonFactory(name=name)

    page = keeping("/people/")

    assert listed(page) == ["Éilidh", "Oban", "O’Neil", "Ruaridh Campbell", "Zoe"]
    assert "ruaridh@example.org · Keeper of the system" in page.text


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("eilidh", ["Éilidh Stewart"]),
        ("ÉILIDH", ["Éilidh Stewart"]),
        ("stew", ["Éilidh Stewart"]),
        ("stewert", ["Éilidh Stewart"]),
        ("oneil", ["Brian O’Neil"]),
        ("O'Neil", ["Brian O’Neil"]),
        ("brian@", ["Brian O’Neil"]),
        ("Ruaridh Cambel", ["Ruaridh Campbell"]),
        ("nobody of that name", []),
        ("%", []),
        ("_", []),
    ],
)
def test_someone_is_found_by_a_part_of_their_name_without_marks_and_with_small_mistakes(keeping, named, found):
    PersonFactory(name="Éilidh Stewart")
    PersonFactory(name="Brian O’Neil", email="brian@example.org")

    page = keeping(f"/people/?named={named}")

    assert (listed(page) if found else page.main.find(class_="le_people")) == (found or None)


def test_a_long_list_comes_in_pages_and_keeps_what_was_looked_for(keeping):
    for n in range(30):
        PersonFactory(name=f"Munro {n:02}")

    page = keeping("/people/?named=munro")

    assert len(listed(page)) == 25
    assert page.main.find("a", rel="next")["href"] == "?named=munro&page=2"
    assert len(listed(keeping("/people/?named=munro&page=2"))) == 5


def test_the_list_asks_the_database_as_often_for_one_as_for_three(keeping):
    keeping.asks_the_same("/people/", lambda: PersonFactory(role="manager"))


def test_a_person_with_three_roles_asks_as_often_as_with_one(keeping, isla):
    roles = iter(["manager", "auditor", "owner"])
    keeping.asks_the_same(
        f"/people/{isla.pk}/", lambda: isla.role_holdings.create(role=next(roles), since=date(2020, 1, 1))
    )


def test_the_erased_stand_on_no_list(keeping, keeper, isla):
    operations.erase(person=isla, on=TODAY, because="They asked", by=keeper)

    assert listed(keeping("/people/")) == ["Ruaridh Campbell"]
    keeping(f"/people/{isla.pk}/", status=404)


# Adding


def test_someone_is_added_told_so_and_can_ask_for_a_link(keeping, keeper):
    page = keeping.post("/people/new/", {"name": "Ewan Ross", "email": "Ewan@Example.org"})

    assert page.soup.h1.text == "Ewan Ross"
    assert "Ewan Ross can sign in now, and has been told so." in page.text
    ewan = Person.objects.get(name="Ewan Ross")
    assert (ewan.email, ewan.has_usable_password()) == ("ewan@example.org", False)
    assert entries(of=ewan) == ["person.added"]
    send_waiting()
    assert "http://localhost:8000/sign-in/link/" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("name", "email", "said"),
    [
        ("", "ewan@example.org", "Write the name of the person"),
        ("Ewan", "", "Write their e-mail address"),
        ("Ewan", "ewan at example", "Write the e-mail address like this: name@example.org"),
        ("Ewan", "éwan@example.org", "Write the e-mail address in plain letters, without accents"),
        ("Ewan", "RUARIDH@example.org", "Someone with this e-mail address is here already"),
    ],
)
def test_what_cannot_be_is_said_and_nobody_is_added(keeping, name, email, said):
    page = keeping.post("/people/new/", {"name": name, "email": email})

    assert page.main.find(class_="ds_error-summary").find("li").text == said
    assert Person.objects.count() == 1


# Roles


def given(keeping, person, **other):
    answers = {"role": "charter-lead", "what": "everything", "since": f"{TODAY:%d/%m/%Y}", "until": ""}
    return keeping.post(f"/people/{person.pk}/roles/", answers | other)


def test_a_role_is_given_for_one_charter_for_a_time(keeping, isla):
    charter = CharterFactory(slug="ours", name="Our Charter")
    later = TODAY + timedelta(days=30)

    page = given(keeping, isla, what=f"charter {charter.slug}", until=f"{later:%-d/%-m/%Y}")

    held = isla.role_holdings.get()
    assert (held.role, held.scope, held.within, held.since, held.until) == (
        "charter-lead",
        "charter",
        "ours",
        TODAY,
        later,
    )
    assert "For the charter Our Charter, from" in page.text
    assert entries(of=held) == ["role.given"]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"role": ""}, "Choose a role"),
        ({"what": ""}, "Choose what the role is for"),
        ({"since": "soon"}, "Write the day like this: 1/9/2026"),
        ({"until": "1/1/2001"}, "Write a day after the one it begins"),
        (
            {"what": "charter nobodys"},
            "Select a valid choice. charter nobodys is not one of the available choices.",
        ),
    ],
)
def test_a_role_that_cannot_be_is_refused_with_a_sentence(keeping, isla, other, said):
    page = given(keeping, isla, **other)

    assert page.main.find(class_="ds_error-summary").find("li").text == said
    assert not isla.role_holdings.exists()


def test_the_same_role_twice_is_refused(keeping, isla):
    given(keeping, isla)

    page = given(keeping, isla)

    assert "They hold this role for this already" in page.text
    assert isla.role_holdings.count() == 1


def test_a_role_ends_today_and_the_reason_stays(keeping, isla):
    held = isla.role_holdings.create(role="manager", since=date(2020, 1, 1))

    page = keeping.post(f"/people/{isla.pk}/roles/{held.pk}/end/", {"because": "Changed teams"})

    held.refresh_from_db()
    assert held.until == TODAY
    assert "Isla Munro no longer holds the role: Manager." in page.text
    assert Entry.objects.get(event="role.ended").because == "Changed teams"


def test_a_role_that_was_given_by_mistake_today_is_taken_back_whole(keeping, isla):
    given(keeping, isla)
    held = isla.role_holdings.get()

    keeping.post(f"/people/{isla.pk}/roles/{held.pk}/end/", {"because": "A mistake"})

    assert not isla.role_holdings.exists()
    assert entries(of=held) == ["role.given", "role.ended"]


def test_a_role_of_someone_else_is_not_ended_by_a_mixed_up_address(keeping, isla):
    other = PersonFactory()
    held = other.role_holdings.create(role="manager", since=date(2020, 1, 1))

    keeping(f"/people/{isla.pk}/roles/{held.pk}/end/", status=404)


# Leaving


def test_someone_who_leaves_is_out_at_once_and_may_come_back(keeping, isla):
    inside = Client()
    inside.force_login(isla)

    page = keeping.post(f"/people/{isla.pk}/leaving/", {"because": "Another post"})

    assert "Isla Munro can no longer sign in." in page.text
    assert not get_user(inside).is_authenticated
    assert "Isla Munro can sign in again." in keeping.post(f"/people/{isla.pk}/return/").text
    assert Person.objects.get(pk=isla.pk).is_active


def test_a_reason_is_asked_for(keeping, isla):
    assert "Write why" in keeping.post(f"/people/{isla.pk}/leaving/", {"because": ""}).text
    assert Person.objects.get(pk=isla.pk).is_active


def test_the_last_keeper_can_neither_leave_nor_be_erased_nor_give_up_the_role(keeping, keeper):
    said = "Someone must keep the system. Make someone else a keeper first, for everything"
    held = keeper.role_holdings.get()

    assert said in keeping.post(f"/people/{keeper.pk}/leaving/", {"because": "Tired"}).text
    assert said in keeping.post(f"/people/{keeper.pk}/erasure/", {"because": "Tired", "sure": "yes"}).text
    assert said in keeping.post(f"/people/{keeper.pk}/roles/{held.pk}/end/", {"because": "Tired"}).text
    keeper.refresh_from_db()
    assert (keeper.name, keeper.is_active, keeper.role_holdings.count()) == ("Ruaridh Campbell", True, 1)


def test_with_another_keeper_they_can(keeping, keeper):
    PersonFactory(role="keeper")

    keeping.post(f"/people/{keeper.pk}/leaving/", {"because": "Another post"}, status=200)

    assert not Person.objects.get(pk=keeper.pk).is_active


@pytest.mark.parametrize("until", [TODAY + timedelta(days=7), TODAY])
def test_a_keeper_for_a_while_is_not_enough(keeping, keeper, until):
    PersonFactory().role_holdings.create(role="keeper", since=date(2020, 1, 1), until=until)

    assert "Someone must keep the system" in keeping.post(f"/people/{keeper.pk}/leaving/", {"because": "Tired"}).text


# Erasing


def test_the_first_step_says_what_goes_and_what_stays_and_erases_nothing(keeping, isla):
    first = keeping(f"/people/{isla.pk}/erasure/")
    assert [heading.text for heading in first.main("h2")] == ["What goes", "What stays"]

    second = keeping.post(f"/people/{isla.pk}/erasure/", {"because": "They asked us to"})

    assert second.soup.h1.text == "Erase Isla Munro for good?"
    assert "The reason you gave: They asked us to" in second.text
    assert Person.objects.get(pk=isla.pk).name == "Isla Munro"


def test_the_second_step_erases(keeping, isla):
    page = keeping.post(f"/people/{isla.pk}/erasure/", {"because": "They asked us to", "sure": "yes"})

    assert page.soup.h1.text == "People"
    assert "What they did stays recorded, without a name." in page.text
    assert Person.objects.get(pk=isla.pk).name == "Someone who has left"


@pytest.fixture
def traces(isla):
    """Isla has left traces in every table that keeps something of people, those of libraries included."""
    isla.set_password("pebble-harbour-seven")
    isla.save()
    client = Client()
    client.post("/sign-in/", {"login": "isla@example.org", "password": "wrong"})
    client.post("/sign-in/", {"login": "isla@example.org", "password": "pebble-harbour-seven"})
    Client().post("/sign-in/", {"login": "isla@example.org", "password": "wrong again"})
    operations.set_up_authenticator(secret="JBSWY3DPEHPK3PXP", by=isla)
    operations.connect(way="staff", known_as="isla-7", by=isla)
    operations.ask_for_link(address="isla@example.org", at=timezone.now(), by=ANYONE)
    EmailAddress.objects.create(user=isla, email="isla@example.org", verified=True)
    return isla


def test_erasing_leaves_nothing_of_a_person_in_any_table(keeper, traces):
    assert get_all("isla") != []
    session = Session.objects.get()

    operations.erase(person=traces, on=TODAY, because="They asked us to", by=keeper)

    assert get_all("isla") == []
    assert get_all("munro") == []
    assert not Session.objects.filter(pk=session.pk).exists()
    for model in (EmailAddress, Authenticator, SocialAccount):
        assert not model.objects.filter(user=traces).exists()
    assert not SignInLink.objects.filter(person=traces).exists()
    assert not AccessAttempt.objects.exists()


def get_all(words: str) -> list[str]:
    """Every table of the database with a row that holds these words, as a dump would show them."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = []
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" AS t WHERE t::text ILIKE %s', [f"%{words}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_history_cannot_be_matched_with_a_guess_after_erasing(keeper, isla):
    operations.erase(person=isla, on=TODAY, because="They asked us to", by=keeper)

    assert not SubjectKey.objects.filter(subject=f"people_person:{isla.pk}").exists()
    assert [row.did for row in history_of(isla)] == ["added", "changed"]
    assert "isla" not in str([row.before for row in history_of(isla)]).lower()


def test_that_someone_acted_remains_after_erasing(keeper):
    other = PersonFactory(name="Second", role="keeper")
    added = operations.add_person(name="Ewan", email="ewan@example.org", on=TODAY, by=other)

    operations.erase(person=other, on=TODAY, because="They asked us to", by=keeper)

    assert Entry.objects.get(event="person.added", subject_key=str(added.pk)).by == f"person {other.pk}"
    assert other.role_holdings.count() == 1


def test_a_waiting_e_mail_to_someone_erased_never_leaves(keeper, isla):
    operations.ask_for_link(address="isla@example.org", at=timezone.now(), by=ANYONE)

    operations.erase(person=isla, on=TODAY, because="They asked us to", by=keeper)

    assert send_waiting() == (0, 0)
    notice = Notice.objects.get()
    assert (notice.address, notice.words, notice.missed_because) == ("", "", "Whom it was to was erased")


def test_signing_in_leaves_an_entry_and_no_row_of_history(isla):
    isla.set_password("pebble-harbour-seven")
    isla.save()
    before = RowHistory.objects.filter(row_table="people_person").count()

    Client().post("/sign-in/", {"login": "isla@example.org", "password": "pebble-harbour-seven"})

    assert RowHistory.objects.filter(row_table="people_person").count() == before
    assert entries(of=isla) == ["person.signed-in"]
