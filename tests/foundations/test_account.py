"""Your account: what you may do here, your password, and the code from an app."""

import time
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.utils import timezone

from leal.foundations.accounts import operations
from leal.foundations.accounts.letters import as_asked, to
from leal.foundations.accounts.models import SignInLink
from leal.foundations.accounts.queries import recovery_codes
from leal.foundations.audit.history import history_of
from leal.foundations.audit.record import entries
from leal.foundations.notices.outbox import Recipient, tell
from leal.foundations.notices.sending import send_waiting
from leal.foundations.people.models import Team
from tests.factories import CharterFactory, PersonFactory
from tests.visit import Visit

pytestmark = pytest.mark.django_db

PASSWORD, OTHER = "pebble-harbour-seven", "teacup-lantern-moor"


@pytest.fixture
def isla():
    person = PersonFactory(name="Isla Munro", email="isla@example.org")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def inside(visit, isla) -> Visit:
    """Isla, who has just signed in."""
    return come_in(visit)


def come_in(visit, password=PASSWORD) -> Visit:
    visit.post("/sign-in/", {"login": "isla@example.org", "password": password}, follow=False)
    return visit


def whoever_is_in(client) -> str:
    user = get_user(client)
    return user.name if user.is_authenticated else ""


def a_while_later(visit) -> None:
    """Let what was shown at sign-in grow old; the session stays open."""
    session = visit.client.session
    session["account_authentication_methods"] = [
        step | {"at": time.time() - 16 * 60} for step in session["account_authentication_methods"]
    ]
    session.save()


# What you may do


def test_the_page_says_in_plain_words_which_roles_you_hold_and_for_what(visit, isla):
    charter = CharterFactory(name="Our Charter")
    team = Team.objects.create(name="Phones")
    isla.role_holdings.create(role="charter-lead", scope="charter", within=charter.slug, since=date(2020, 2, 1))
    isla.role_holdings.create(role="manager", scope="team", within=str(team.pk), since=date(2021, 3, 4))
    isla.role_holdings.create(role="auditor", since=date(2019, 1, 1), until=date(2020, 1, 1))

    facts = visit.as_(isla)("/account/").main.find("dl", class_="le_facts")

    assert [dt.text for dt in facts("dt")] == ["Manager", "Charter lead"]
    assert [" ".join(dd.text.split()) for dd in facts("dd")] == [
        "Leads a team and answers for its lessons. Held for the team Phones, since 4 March 2021.",
        "Looks after the charter: its commitments, their owners and measures, and where we fall short. "
        "Held for the charter Our Charter, since 1 February 2020.",
    ]


def test_someone_without_a_role_is_told_so(visit, isla):
    assert "You have no role. You see what everyone sees." in visit.as_(isla)("/account/").text


def test_nobody_who_is_not_signed_in_opens_it():
    assert Client().get("/account/")["Location"] == "/sign-in/?next=/account/"


# The password


def test_someone_chooses_a_new_password_and_stays_signed_in_here_alone(inside, isla):
    elsewhere = come_in(Visit(Client()))

    page = inside.post("/account/password/", {"password": OTHER, "again": OTHER})

    assert page.soup.h1.text == "Your account"
    assert "You have a new password. You are signed out everywhere else." in page.text
    assert (whoever_is_in(inside.client), whoever_is_in(elsewhere.client)) == ("Isla Munro", "")
    assert whoever_is_in(come_in(Visit(Client()), OTHER).client) == "Isla Munro"
    assert entries(of=isla)[-2:] == ["password.chosen", "person.signed-in"]


def test_they_are_told_of_a_new_password_by_e_mail(inside):
    inside.post("/account/password/", {"password": OTHER, "again": OTHER})

    send_waiting()
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["isla@example.org"], "You have a new password")
    ]


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", "This password is too short. It must contain at least 12 characters."),
        ("isla@example.org", "isla@example.org", "The password is too similar to the email."),
        ("123456654321", "123456654321", "This password is too common."),
        (OTHER, OTHER + "x", "The two are not the same. Write the new password again"),
        ("", "", "Write a new password"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_with_a_sentence(inside, password, again, said):
    page = inside.post("/account/password/", {"password": password, "again": again})

    assert page.main.find(class_="ds_error-summary").find("li").text == said
    assert whoever_is_in(come_in(Visit(Client())).client) == "Isla Munro"


def test_an_open_session_alone_is_not_enough_to_change_how_one_signs_in(inside):
    a_while_later(inside)

    for address in ("/account/password/", "/account/authenticator/", "/account/recovery-codes/"):
        page = inside(address, follow=True)
        assert page.soup.h1.text == "Sign in once more"
    assert inside.client.post("/account/password/", {"password": OTHER, "again": OTHER}).status_code == 302
    assert whoever_is_in(come_in(Visit(Client())).client) == "Isla Munro"


def test_after_signing_in_once_more_one_is_where_one_wanted_to_be(inside):
    a_while_later(inside)

    page = inside.post(
        "/sign-in/?again=1", {"login": "isla@example.org", "password": PASSWORD, "next": "/account/password/"}
    )

    assert page.soup.h1.text == "Choose a password"


def test_whoever_forgot_their_password_comes_by_a_link_and_chooses_a_new_one(visit, isla):
    way = visit("/sign-in/").main.find("a", string="Forgotten your password, or never had one?")["href"]
    form = visit(way).main.form
    hidden = form.find("input", attrs={"name": "next"})["value"]
    visit.post("/sign-in/link/", {"address": "isla@example.org", "next": hidden})
    send_waiting()
    address = next(word for word in mail.outbox[0].body.split() if "/sign-in/link/" in word)

    page = visit.post(address.removeprefix("http://localhost:8000"))

    assert page.soup.h1.text == "Choose a password"
    assert visit.post("/account/password/", {"password": OTHER, "again": OTHER}).soup.h1.text == "Your account"


def test_one_press_ends_every_session_but_this_one(inside, isla):
    elsewhere = come_in(Visit(Client()))
    someone_else = Visit(Client()).as_(PersonFactory(name="Ewan"))

    page = inside.post("/account/other-sessions/")

    assert "You are signed out everywhere else." in page.text
    assert whoever_is_in(inside.client) == "Isla Munro"
    assert whoever_is_in(elsewhere.client) == ""
    assert whoever_is_in(someone_else.client) == "Ewan"


# The code from an app


def code_for(secret: str, steps: int = 0) -> str:
    """The code an app shows now, or some half-minutes from now. Source: RFC 6238."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def secret(inside) -> str:
    """Isla has an app; what it shares with us."""
    page = inside.post("/account/authenticator/")
    shared = page.main.find(class_="le_key").text.replace(" ", "").strip()
    inside.post("/account/authenticator/secret/", {"code": code_for(shared)})
    return shared


def test_the_codes_are_those_of_the_standard():
    """RFC 6238, appendix B: the secret of its examples at 59 seconds, six digits of eight."""
    assert format_hotp_value(hotp_value("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59 // 30)) == "287082"


def test_opening_the_page_makes_no_secret_and_a_press_does(inside):
    inside("/account/authenticator/")
    assert "mfa.totp.secret" not in inside.client.session

    page = inside.post("/account/authenticator/")

    assert page.soup.h1.text == "Set up the app"
    assert page.main.img["src"].startswith("data:image/svg+xml;base64,")
    assert len(page.main.find(class_="le_key").text.replace(" ", "").strip()) == 32


def test_a_code_from_the_app_sets_it_up_and_shows_recovery_codes(inside, isla):
    page = inside.post("/account/authenticator/")
    secret = page.main.find(class_="le_key").text.replace(" ", "").strip()

    shown = inside.post("/account/authenticator/secret/", {"code": code_for(secret)})

    assert shown.soup.h1.text == "Recovery codes"
    assert len(shown.main.find(class_="le_codes")("li")) == 10
    assert "authenticator.set-up" in entries(of=isla)


def test_a_wrong_code_sets_nothing_up(inside, isla):
    inside.post("/account/authenticator/")

    page = inside.post("/account/authenticator/secret/", {"code": "000000"})

    assert "That is not the code. Wait for the next one in your app" in page.text
    assert not Authenticator.objects.exists()


def test_the_secret_is_not_to_be_read_in_the_database(secret):
    assert secret not in str(list(Authenticator.objects.values()))


def test_the_password_alone_no_longer_signs_in(secret, isla):
    visit = come_in(Visit(Client()))

    assert whoever_is_in(visit.client) == ""
    assert visit("/sign-in/code/").soup.h1.text == "Your code"


def test_nor_does_a_link_alone(secret, isla):
    visit = Visit(Client())
    from leal.foundations.accounts.letters import address_of

    link = SignInLink.objects.create(person=isla, asked_at=timezone.now())
    visit.post(address_of(link).removeprefix("http://localhost:8000"))

    assert whoever_is_in(visit.client) == ""


def test_password_and_code_sign_in_and_the_record_says_so(secret, isla):
    visit = come_in(Visit(Client()))

    visit.post("/sign-in/code/", {"code": code_for(secret, 1)})

    assert whoever_is_in(visit.client) == "Isla Munro"
    from leal.foundations.audit.models import Entry

    assert Entry.objects.filter(event="person.signed-in").last().because == "password and code"


def test_a_code_works_once_even_while_it_is_still_shown(secret, isla):
    code = code_for(secret, 1)
    come_in(Visit(Client())).post("/sign-in/code/", {"code": code})
    visit = come_in(Visit(Client()))

    page = visit.post("/sign-in/code/", {"code": code})

    assert "That is not the code" in page.text
    assert whoever_is_in(visit.client) == ""


def test_a_code_of_long_ago_or_of_the_future_does_not_work(secret, isla):
    visit = come_in(Visit(Client()))

    for steps in (-3, 3):
        assert "That is not the code" in visit.post("/sign-in/code/", {"code": code_for(secret, steps)}).text
    assert whoever_is_in(visit.client) == ""


def test_guessing_codes_is_locked_out(secret, isla):
    visit = come_in(Visit(Client()))
    for n in range(10):
        visit.post("/sign-in/code/", {"code": f"{n:06}"})

    page = visit.post("/sign-in/code/", {"code": code_for(secret, 1)})

    assert "That was tried too often. Wait a quarter of an hour, then try again" in page.text
    assert whoever_is_in(visit.client) == ""


def test_a_recovery_code_lets_one_in_once(secret, isla):
    code = recovery_codes(isla)[0]
    visit = come_in(Visit(Client()))
    visit.post("/sign-in/code/", {"code": f"{code[:4]} {code[4:]}"})
    assert whoever_is_in(visit.client) == "Isla Munro"

    again = come_in(Visit(Client()))
    again.post("/sign-in/code/", {"code": code})
    assert whoever_is_in(again.client) == ""


def test_the_code_page_opens_for_nobody_who_has_not_begun(visit):
    assert visit.client.get("/sign-in/code/")["Location"] == "/sign-in/"


def test_signing_in_once_more_asks_for_the_code_too(secret, inside):
    a_while_later(inside)

    inside.post("/sign-in/?again=1", {"login": "isla@example.org", "password": PASSWORD, "next": "/account/password/"})
    page = inside.post("/sign-in/code/", {"code": code_for(secret, 1)})

    assert page.soup.h1.text == "Choose a password"


def test_removing_it_takes_a_press_and_tells_them(secret, inside, isla):
    page = inside.post("/account/authenticator/removal/")

    assert "We no longer ask for a code." in page.text
    assert not Authenticator.objects.exists()
    assert whoever_is_in(come_in(Visit(Client())).client) == "Isla Munro"
    send_waiting()
    assert [letter.subject for letter in mail.outbox] == ["We ask for a code now", "We ask for no code any more"]


def test_new_recovery_codes_take_the_place_of_the_old(secret, inside, isla):
    old = recovery_codes(isla)

    inside.post("/account/recovery-codes/")

    assert len(recovery_codes(isla)) == 10
    assert set(old) & set(recovery_codes(isla)) == set()


def test_a_session_ends_after_a_long_working_day(inside):
    from django.contrib.sessions.models import Session

    left = Session.objects.get().expire_date - timezone.now()

    assert timedelta(hours=11) < left <= timedelta(hours=12)


# How to be told


LETTER = {"told_by": "letter", "postal_address": "1 Shore Street\nLeith"}


def test_one_chooses_to_be_told_by_letter_and_an_e_mail_says_that_it_was_changed(visit, isla):
    page = visit.as_(isla).post("/account/how-told/", LETTER)
    isla.refresh_from_db()
    assert "By letter, in the post" in page.text
    assert as_asked(isla) == Recipient("Isla Munro", "letter", "1 Shore Street\nLeith")
    assert entries(of=isla)[-1] == "told-by.chosen"
    send_waiting()
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["isla@example.org"], "We tell you in another way now")
    ]


def test_a_letter_needs_an_address_and_one_who_goes_back_to_e_mail_leaves_none(visit, isla):
    mine = visit.as_(isla)
    assert (
        "Write the address that letters go to" in mine.post("/account/how-told/", LETTER | {"postal_address": " "}).text
    )
    mine.post("/account/how-told/", LETTER)
    mine.post("/account/how-told/", LETTER | {"told_by": "email"})
    isla.refresh_from_db()
    assert (as_asked(isla).channel, isla.postal_address) == ("email", "")


def test_what_concerns_signing_in_comes_by_e_mail_all_the_same(visit, isla):
    visit.as_(isla).post("/account/how-told/", LETTER)
    isla.refresh_from_db()
    assert to(isla) == Recipient("Isla Munro", "email", "isla@example.org")


def test_erasing_someone_erases_where_letters_went_and_the_letters(visit, isla):
    visit.as_(isla).post("/account/how-told/", LETTER)
    isla.refresh_from_db()
    letter = tell(as_asked(isla), subject="A result is overdue", words="Words", about="overdue.told")
    keeper = PersonFactory(role="keeper")
    operations.erase(person=isla, on=timezone.localdate(), because="They asked", by=keeper)
    isla.refresh_from_db()
    letter.refresh_from_db()
    assert (isla.told_by, isla.postal_address) == ("email", "")
    assert (letter.address, letter.words) == ("", "")
    assert "Shore Street" not in str([(row.before, row.after) for row in history_of(isla)])
