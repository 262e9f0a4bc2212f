"""Signing in: by password, by a link, as one of the cast. What must not work is tried."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.utils import timezone

from leal.foundations.accounts.models import SignInLink
from leal.foundations.audit.record import entries
from leal.foundations.notices.models import Notice
from leal.foundations.notices.sending import send_waiting
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db

PASSWORD = "pebble-harbour-seven"


@pytest.fixture
def isla():
    person = PersonFactory(name="Isla Munro", email="isla@example.org")
    person.set_password(PASSWORD)
    person.save()
    return person


def whoever_is_in(client) -> str:
    """The name of who is signed in, or nothing."""
    user = get_user(client)
    return user.name if user.is_authenticated else ""


def give(visit, password=PASSWORD, address="isla@example.org", **more):
    return visit.post("/sign-in/", {"login": address, "password": password, **more}, follow=False)


# With a password


def test_someone_who_was_added_signs_in_with_their_password(visit, isla):
    page = visit.post("/sign-in/", {"login": " Isla@Example.org ", "password": PASSWORD}, follow=False)

    assert page.response["Location"] == "/desk/"
    assert whoever_is_in(visit.client) == "Isla Munro"
    assert entries(of=isla) == ["person.signed-in"]


def test_an_empty_form_says_what_is_missing(visit):
    summary = visit.post("/sign-in/", {"login": "", "password": ""}).main.find(class_="ds_error-summary")

    assert [link.text for link in summary("a")] == ["Write your e-mail address", "Write your password"]


@pytest.mark.parametrize(
    "address",
    [
        "isla@example.org",
        "nobody-at-all@example.org",
        "left@example.org",
        "bylink@example.org",
    ],
)
def test_a_wrong_password_an_unknown_address_and_someone_who_left_get_one_answer(visit, isla, address):
    left = PersonFactory(email="left@example.org", is_active=False)
    left.set_password("wrong-all-the-same")
    left.save()
    PersonFactory(email="bylink@example.org")

    page = give(visit, "wrong-all-the-same", address)

    said = page.main.find(class_="ds_error-summary").find("li").text
    assert said == "That address and password do not belong together. Check both, or ask for a link to sign in"
    assert page.status == 200
    assert whoever_is_in(visit.client) == ""


@pytest.mark.parametrize("address", ["isla@example.org", "nobody-at-all@example.org", "bylink@example.org"])
def test_checking_a_password_takes_the_same_work_for_an_address_nobody_has(visit, isla, settings, address):
    settings.PASSWORD_HASHERS = ["tests.foundations.hashing.Counted"]
    from .hashing import Counted

    PersonFactory(email="bylink@example.org")
    isla.set_password(PASSWORD)
    isla.save()
    Counted.times = 0

    give(visit, "not the password", address)

    assert Counted.times == 1


def test_the_key_of_the_session_changes_when_someone_signs_in(visit, isla):
    session = visit.client.session
    session["planted"] = "by someone else"
    session.save()
    visit.client.cookies["sessionid"] = planted = session.session_key

    give(visit)

    assert visit.client.cookies["sessionid"].value != planted
    assert whoever_is_in(visit.client) == "Isla Munro"
    stranger = Client()
    stranger.cookies["sessionid"] = planted
    assert whoever_is_in(stranger) == ""


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/account/", "/account/"),
        ("https://elsewhere.example/", "/desk/"),
        ("//elsewhere.example/", "/desk/"),
        ("/\\elsewhere.example/", "/desk/"),
        ("https:elsewhere.example", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("http://testserver@elsewhere.example/", "/desk/"),
        ("http://localhost/", "/desk/"),
        ("/" + "a" * 400, "/desk/"),
    ],
)
def test_nobody_is_led_away_from_the_site(visit, isla, asked, led):
    assert give(visit, next=asked).response["Location"] == led


def test_the_address_one_came_from_is_kept_on_the_page_and_a_foreign_one_is_not(visit):
    assert visit("/sign-in/?next=/account/").main.find("input", attrs={"name": "next"})["value"] == "/account/"
    assert visit("/sign-in/?next=//elsewhere.example/").main.find("input", attrs={"name": "next"}) is None


def test_a_password_is_kept_by_argon2_where_it_is_not_a_test(isla):
    from leal.config import settings

    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def test_signing_out_takes_a_press_and_ends_the_session(visit, isla):
    give(visit)

    assert visit.client.get("/sign-out/").status_code == 405
    assert whoever_is_in(visit.client) == "Isla Munro"
    visit.client.post("/sign-out/")
    assert whoever_is_in(visit.client) == ""


def test_a_form_from_elsewhere_signs_nobody_in(isla):
    careful = Client(enforce_csrf_checks=True)

    assert careful.post("/sign-in/", {"login": isla.email, "password": PASSWORD}).status_code == 403


# Guessing


def guess(visit, times, address="isla@example.org"):
    return [give(visit, f"guess-number-{n}", address) for n in range(times)][-1]


@pytest.mark.parametrize("address", ["isla@example.org", "nobody-at-all@example.org"])
def test_after_five_guesses_the_sentence_says_when_to_try_again(visit, isla, address):
    page = guess(visit, 5, address)

    until = timezone.localtime(timezone.now() + timedelta(minutes=15))
    said = page.main.find(class_="ds_error-summary").find("li").text
    assert page.status == 429
    assert re.fullmatch(r"That was tried too often\. Try again after \d\d:\d\d, or ask for a link to sign in", said)
    assert said.split("after ")[1][:5] in {f"{until:%H:%M}", f"{until - timedelta(minutes=1):%H:%M}"}


def test_while_locked_out_even_the_right_password_does_not_work(visit, isla):
    guess(visit, 5)

    assert give(visit).status == 429
    assert whoever_is_in(visit.client) == ""


def test_writing_the_address_with_capitals_gives_no_further_guesses(visit, isla):
    for address in (
        "isla@example.org",
        "Isla@example.org",
        "ISLA@example.org",
        " isla@EXAMPLE.org",
        "iSla@example.org",
    ):
        page = give(visit, "a guess", address)

    assert page.status == 429


def test_guessing_from_many_places_counts_together(visit, isla):
    for n in range(5):
        visit.client.defaults["REMOTE_ADDR"] = f"192.0.2.{n}"
        page = give(visit, "a guess")

    assert page.status == 429


def test_trying_again_while_locked_out_does_not_move_the_time(visit, isla):
    from leal.foundations.accounts.queries import locked_until

    guess(visit, 5)
    first = locked_until("isla@example.org")
    guess(visit, 3)

    assert locked_until("isla@example.org") == first


def test_when_the_time_is_over_the_right_password_works_again(visit, isla):
    from axes.models import AccessAttempt

    guess(visit, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    give(visit)

    assert whoever_is_in(visit.client) == "Isla Munro"


def test_whoever_is_locked_out_gets_in_by_a_link(visit, isla):
    guess(visit, 5)

    visit.post(ask(visit, "isla@example.org"))

    assert whoever_is_in(visit.client) == "Isla Munro"


def test_what_is_kept_of_guesses_holds_no_password(visit, isla):
    from axes.models import AccessAttempt

    give(visit, "my-other-password")

    assert "my-other-password" not in str(AccessAttempt.objects.values().get())


def test_one_place_cannot_try_one_password_on_many_addresses(visit):
    for n in range(60):
        give(visit, "the same for all", f"person-{n}@example.org")

    page = give(visit, "the same for all", "one-more@example.org")

    assert "That was tried too often. Wait a quarter of an hour" in page.text


# By a link


def ask(visit, address, **more) -> str:
    """Ask for a link, have the e-mails sent, and return the address in the newest one."""
    visit.post("/sign-in/link/", {"address": address, **more})
    send_waiting()
    return re.search(r"http://localhost:8000(/sign-in/link/\S+)", mail.outbox[-1].body)[1]


def test_a_link_comes_by_e_mail_and_one_press_signs_in(visit, isla):
    page = visit(ask(visit, "isla@example.org"))

    assert page.soup.h1.text == "One press, and you are in"
    assert "You are signing in as Isla Munro." in page.text
    assert whoever_is_in(visit.client) == ""
    visit.post(page.response.request["PATH_INFO"])
    assert whoever_is_in(visit.client) == "Isla Munro"
    assert mail.outbox[0].to == ["isla@example.org"]


def test_opening_a_link_uses_nothing_up(visit, isla):
    address = ask(visit, "isla@example.org")

    for _ in range(3):
        assert Client().get(address).status_code == 200
        assert Client().head(address).status_code == 200

    visit.post(address)
    assert whoever_is_in(visit.client) == "Isla Munro"


def test_a_link_works_once(visit, isla):
    address = ask(visit, "isla@example.org")
    visit.post(address)
    other = Client()

    assert other.get(address).status_code == 410
    assert other.post(address).status_code == 410
    assert whoever_is_in(other) == ""


def test_a_link_is_good_for_a_quarter_of_an_hour(visit, isla):
    address = ask(visit, "isla@example.org")
    SignInLink.objects.update(asked_at=timezone.now() - timedelta(minutes=15))

    assert visit(address, status=410).soup.h1.text == "This link no longer works"
    visit.post(address, status=410)
    assert whoever_is_in(visit.client) == ""


def test_a_link_leads_to_where_one_wanted_to_go(visit, isla):
    address = ask(visit, "isla@example.org", next="/account/")

    assert visit.client.post(address)["Location"] == "/account/"


def test_a_link_leads_nowhere_else(visit, isla):
    address = ask(visit, "isla@example.org", next="https://elsewhere.example/")

    assert visit.client.post(address)["Location"] == "/desk/"


def test_the_answer_and_the_work_are_the_same_whether_or_not_an_address_is_known(visit, isla):
    visit.post("/sign-in/link/", {"address": "warm@example.org"})
    known = visit.post("/sign-in/link/", {"address": "isla@example.org"})
    unknown = visit.post("/sign-in/link/", {"address": "iain@example.org"})

    assert known.text == unknown.text
    assert without_values(known.queries) == without_values(unknown.queries)
    assert [notice.address for notice in Notice.objects.all()] == ["isla@example.org"]


def without_values(queries: list[str]) -> list[str]:
    """Statements without what was filled in."""
    return [re.sub(r"'[^']*'|\bNULL\b|\b\d+\b", "…", sql) for sql in queries]


def test_someone_who_left_is_sent_no_link_and_an_old_one_no_longer_works(visit, isla):
    address = ask(visit, "isla@example.org")
    isla.is_active = False
    isla.save()

    visit.post("/sign-in/link/", {"address": "isla@example.org"})

    assert Notice.objects.count() == 1
    assert visit.client.post(address).status_code == 410


def test_a_link_goes_to_the_address_we_keep_however_it_was_typed(visit, isla):
    ask(visit, " ISLA@example.org ")

    assert mail.outbox[0].to == ["isla@example.org"]


@pytest.mark.parametrize("address", ["ısla@example.org", "isl\u0430@example.org", "\u212aerr@example.org"])
def test_letters_that_only_look_alike_are_refused_with_a_sentence(visit, isla, address):
    PersonFactory(email="kerr@example.org")

    page = visit.post("/sign-in/link/", {"address": address})

    assert "Write the e-mail address in plain letters, without accents" in page.text
    assert not SignInLink.objects.exists()


def test_the_fourth_link_in_a_quarter_of_an_hour_is_not_sent(visit, isla):
    for _ in range(3):
        visit.post("/sign-in/link/", {"address": "isla@example.org"})

    page = visit.post("/sign-in/link/", {"address": "isla@example.org"}, status=429)

    assert "That was tried too often. Wait a quarter of an hour, then try again" in page.text
    assert Notice.objects.count() == 3


@pytest.mark.parametrize("token", ["nonsense", "0" * 32, "0" * 32 + ":AAAA", "%00", "a/b"])
def test_a_made_up_link_opens_nothing(visit, isla, token):
    assert visit.client.get(f"/sign-in/link/{token}/").status_code in {404, 410}


def test_reading_the_database_is_not_enough_to_make_a_link(visit, isla):
    ask(visit, "isla@example.org")
    link = SignInLink.objects.get()

    assert visit.client.post(f"/sign-in/link/{link.key.hex}/").status_code == 410
    assert visit.client.post(f"/sign-in/link/{link.key}/").status_code == 410


def test_a_link_names_the_site_as_settings_do_whatever_name_the_request_came_by(visit, isla, settings):
    settings.ALLOWED_HOSTS = ["*"]
    visit.client.post("/sign-in/link/", {"address": "isla@example.org"}, headers={"host": "elsewhere.example"})

    assert "elsewhere.example" not in Notice.objects.get().words
    assert "http://localhost:8000/sign-in/link/" in Notice.objects.get().words


def test_a_link_signs_out_whoever_was_there_before(visit, isla):
    other = PersonFactory(name="Ewan")
    address = ask(visit, "isla@example.org")
    visit.client.force_login(other)

    visit.post(address)

    assert whoever_is_in(visit.client) == "Isla Munro"


def test_no_page_lets_anyone_sign_up(visit):
    for address in ("/signup/", "/sign-up/", "/accounts/signup/", "/sign-in/signup/", "/accounts/login/"):
        assert visit.client.get(address).status_code in {302, 404}
    assert "sign up" not in BeautifulSoup(visit.client.get("/sign-in/").content, "html5lib").text.lower()


# Where sign-in is needed


def test_a_page_that_needs_it_sends_one_to_sign_in_and_back(visit, isla):
    sent = visit.client.get("/account/")

    assert sent["Location"] == "/sign-in/?next=/account/"
    assert give(visit, next="/account/").response["Location"] == "/account/"
