"""Through another organisation: only people whom a keeper added come in, and only by an answer that holds."""

import time
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.auth import get_user
from django.core.exceptions import ImproperlyConfigured

from leal.config.single_sign_on import providers
from leal.foundations.accounts import operations
from leal.foundations.audit.models import Entry
from leal.foundations.people.models import Person
from tests.factories import PersonFactory

from .fake_provider import FakeProvider, as_pem, new_key

pytestmark = pytest.mark.django_db

NOT_ADDED = "That worked, but nobody has added you here. Ask someone who keeps the system."
DID_NOT_WORK = "We could not sign you in that way. Try once more, or use another way."


@pytest.fixture
def isla():
    return PersonFactory(name="Isla Munro", email="isla@example.org")


@pytest.fixture
def provider():
    made = FakeProvider()
    yield made
    made.close()


@pytest.fixture
def staff(provider, settings, monkeypatch):
    """Names the fake provider in the environment, as whoever runs the site does; call it again after changing more."""

    def name_it(**more):
        about = {"LABEL": "Staff sign-in", "ISSUER": provider.issuer, "CLIENT": "leal", "SECRET": "between us"} | more
        for what, value in about.items():
            monkeypatch.setenv(f"LEAL_SIGN_ON_STAFF_{what}", value)
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": providers(["staff"])}}

    name_it()
    return name_it


def whoever_is_in(client) -> str:
    user = get_user(client)
    return user.name if user.is_authenticated else ""


def leave(visit, **more) -> str:
    """Press the button; returns the address the page leads on to."""
    page = visit.post("/sign-in/with/staff/", {"next": "/account/", **more})
    return page.main.find("a", string="Go on, if nothing happens")["href"]


def come_back(visit, address):
    """What the browser does: to the provider and back."""
    back = urlsplit(requests.get(address, allow_redirects=False, timeout=5).headers["Location"])
    return visit.client.get(f"{back.path}?{back.query}")


def through(visit):
    """All the way; returns where it ended and what was said there."""
    ended = come_back(visit, leave(visit))
    said = [str(message) for message in visit.client.get(ended["Location"]).context["messages"]]
    return ended["Location"], said


def test_the_page_offers_the_way_and_leads_on_by_itself(visit, staff, provider):
    button = visit("/sign-in/").main.find("button", string="Staff sign-in")
    page = visit.post(button.find_parent("form")["action"])

    address = page.main.find("a", string="Go on, if nothing happens")["href"]
    assert page.response["Refresh"] == f"0; url={address}"
    assert address.startswith(f"{provider.issuer}/authorize?")


def test_someone_whom_a_keeper_added_comes_in_by_their_verified_address(visit, staff, isla):
    assert through(visit) == ("/account/", [])
    assert whoever_is_in(visit.client) == "Isla Munro"
    assert Entry.objects.get(event="person.signed-in").because == "single sign-on"


def test_the_question_carries_a_state_a_nonce_and_a_challenge_new_each_time(visit, staff, provider, isla):
    through(visit)
    through(visit)

    one, other = provider.asked
    for name in ("state", "nonce", "code_challenge"):
        assert one[name] != other[name]
        assert len(one[name]) >= 16
    assert set(one["scope"].split()) == {"openid", "email"}


def test_nobody_is_added_by_coming(visit, staff):
    assert through(visit) == ("/sign-in/", [NOT_ADDED])
    assert not Person.objects.exists()
    assert not SocialAccount.objects.exists()
    assert whoever_is_in(visit.client) == ""


@pytest.mark.parametrize("verified", [False, None, "true", "yes", 1])
def test_an_address_the_provider_has_not_verified_opens_nothing(visit, staff, provider, isla, verified):
    provider.person["email_verified"] = verified

    assert through(visit) == ("/sign-in/", [NOT_ADDED])


def test_a_provider_may_vouch_for_all_addresses_of_its_own_domain_and_no_other(visit, staff, provider, isla):
    del provider.person["email_verified"]
    staff(VOUCHES_FOR="gov.example")
    assert through(visit)[1] == [NOT_ADDED]

    staff(VOUCHES_FOR="gov.example, example.org")
    assert through(visit) == ("/account/", [])


def test_someone_who_left_does_not_come_in_that_way_either(visit, staff, isla):
    through(visit)
    visit.client.post("/sign-out/")
    Person.objects.update(is_active=False)

    assert through(visit) == ("/sign-in/", [NOT_ADDED])


def test_a_look_alike_of_someones_address_is_someone_else(visit, staff, provider):
    PersonFactory(email="kerr@example.org")
    provider.person["email"] = "\u212aerr@example.org"

    assert through(visit) == ("/sign-in/", [NOT_ADDED])


def test_whoever_came_once_is_known_again_when_their_address_has_changed(visit, staff, provider, isla):
    through(visit)
    visit.client.post("/sign-out/")
    provider.person["email"] = "married@example.org"

    assert through(visit) == ("/account/", [])
    assert whoever_is_in(visit.client) == "Isla Munro"


def test_another_key_with_a_known_address_is_connected_to_the_same_person(visit, staff, provider, isla):
    through(visit)
    visit.client.post("/sign-out/")
    provider.person["sub"] = "person-8"
    through(visit)

    assert sorted(SocialAccount.objects.values_list("uid", "user__name")) == [
        ("person-7", "Isla Munro"),
        ("person-8", "Isla Munro"),
    ]


def test_nothing_the_provider_says_is_kept_but_the_key_it_knows_them_by(visit, staff, provider, isla):
    provider.person["name"] = "Isla Munro of Munro"
    provider.in_token += ("name",)
    through(visit)
    through(visit)

    [account] = SocialAccount.objects.all()
    assert (account.provider, account.uid, account.extra_data) == ("staff", "person-7", {})
    assert not SocialToken.objects.exists()


def test_the_first_time_is_recorded_and_they_are_told(visit, staff, isla):
    through(visit)
    through(visit)

    assert list(Entry.objects.order_by("pk").values_list("event", flat=True)) == [
        "single-sign-on.connected",
        "person.signed-in",
        "person.signed-in",
    ]


def test_someone_with_a_code_app_is_asked_for_the_code_after_it(visit, staff, isla):
    operations.set_up_authenticator(secret="JBSWY3DPEHPK3PXP", by=isla)

    ended = come_back(visit, leave(visit))

    assert ended["Location"] == "/sign-in/code/"
    assert whoever_is_in(visit.client) == ""


def test_an_address_the_token_leaves_out_is_asked_for_of_the_same_person(visit, staff, provider, isla):
    provider.in_token = ("sub",)
    assert through(visit) == ("/account/", [])


# Answers that do not hold


def test_a_page_about_someone_else_is_not_believed(visit, staff, provider, isla, monkeypatch):
    provider.in_token = ("sub",)
    monkeypatch.setattr(provider, "userinfo", lambda access: provider.person | {"sub": "person-9"})

    assert through(visit) == ("/sign-in/", [DID_NOT_WORK])


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "http://127.0.0.1:9"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"exp": int(time.time()) - 60},
        {"exp": None},
        {"iat": int(time.time()) + 86_400},
        {"iat": None},
        {"sub": None},
    ],
    ids=lambda claims: f"{next(iter(claims))}-{next(iter(claims.values()))}"[:12],
)
def test_a_token_that_does_not_hold_opens_nothing(visit, staff, provider, isla, claims):
    provider.claims = claims

    assert through(visit) == ("/sign-in/", [DID_NOT_WORK])
    assert whoever_is_in(visit.client) == ""


def test_clocks_may_differ_by_a_few_seconds(visit, staff, provider, isla):
    provider.claims = {"iat": int(time.time()) + 5}

    assert through(visit) == ("/account/", [])


def test_a_token_signed_by_another_key_opens_nothing(visit, staff, provider, isla):
    provider.signing_key = new_key()

    assert through(visit) == ("/sign-in/", [DID_NOT_WORK])


@pytest.mark.parametrize(("algorithm", "key"), [("HS256", "between us " * 4), ("none", "")])
def test_a_token_that_anyone_could_have_made_opens_nothing(visit, staff, provider, isla, algorithm, key):
    provider.algorithm, provider.signing_key = algorithm, key or None
    if algorithm == "none":
        provider.signed = lambda said: __import__("jwt").encode(said, None, algorithm="none", headers={"kid": "one"})

    assert through(visit) == ("/sign-in/", [DID_NOT_WORK])


def test_a_token_signed_by_a_key_that_is_not_published_opens_nothing(visit, staff, provider, isla):
    provider.kid = "two"

    assert through(visit) == ("/sign-in/", [DID_NOT_WORK])


def test_a_token_works_once(visit, staff, provider, isla):
    provider.claims = {"jti": "the same"}
    assert through(visit) == ("/account/", [])
    visit.client.post("/sign-out/")

    assert through(visit) == ("/sign-in/", [DID_NOT_WORK])


def test_an_answer_to_a_question_asked_elsewhere_opens_nothing(visit, staff, provider, isla):
    """Someone signs in, keeps the answer, and makes another person’s browser open it."""
    from django.test import Client

    from tests.visit import Visit

    attacker = Visit(Client())
    back = urlsplit(requests.get(leave(attacker), allow_redirects=False, timeout=5).headers["Location"])

    ended = visit.client.get(f"{back.path}?{back.query}")

    assert ended["Location"] == "/sign-in/"
    assert whoever_is_in(visit.client) == ""


def test_an_answer_is_taken_once(visit, staff, provider, isla):
    back = urlsplit(requests.get(leave(visit), allow_redirects=False, timeout=5).headers["Location"])
    visit.client.get(f"{back.path}?{back.query}")
    visit.client.post("/sign-out/")

    assert visit.client.get(f"{back.path}?{back.query}")["Location"] == "/sign-in/"
    assert whoever_is_in(visit.client) == ""


def test_whoever_presses_cancel_over_there_comes_back_to_the_ways_in(visit, staff, provider, isla):
    provider.denies = "access_denied"

    assert through(visit) == ("/sign-in/", [DID_NOT_WORK])


def test_a_provider_that_describes_another_issuer_is_not_asked(visit, staff, provider):
    provider.described = {"issuer": "https://elsewhere.example"}

    assert DID_NOT_WORK in visit.post("/sign-in/with/staff/").text


def test_a_provider_that_does_not_answer_is_said_so(visit, staff, provider):
    staff(ISSUER="http://127.0.0.1:9")

    assert DID_NOT_WORK in visit.post("/sign-in/with/staff/").text


def test_nobody_is_led_elsewhere_after_it(visit, staff, isla):
    ended = come_back(visit, leave(visit, next="https://elsewhere.example/"))

    assert ended["Location"] == "/desk/"


def test_opening_the_address_asks_nobody_anything(visit, staff):
    assert visit.client.get("/sign-in/with/staff/").status_code == 405


def test_a_provider_nobody_named_is_not_there(visit, staff):
    assert visit.client.post("/sign-in/with/another/").status_code == 404
    assert visit.client.get("/sign-in/with/another/back/").status_code == 404


# As ScotAccount does it


@pytest.fixture(params=["RSA", "EC"])
def scotaccount(request, provider, staff, tmp_path):
    """Proof by private key, and the verified address fetched apart."""
    provider.client_key = new_key(request.param)
    provider.in_token = ("sub",)
    (tmp_path / "key.pem").write_text(as_pem(provider.client_key))
    staff(
        SECRET="",
        KEY=str(tmp_path / "key.pem"),
        SCOPES="openid scotaccount.email",
        ATTRIBUTES=f"{provider.issuer}/attributes/values",
    )
    provider.attributes = {"verified_claims": [claim("scotaccount.email", "VERIFIED_SUCCESSFULLY")]}
    return provider


def claim(scope, outcome):
    return {"scope": scope, "verification": {"outcome": outcome}, "claims": {"email": "isla@example.org"}}


def test_a_private_key_shows_who_we_are_and_the_verified_address_who_they_are(visit, scotaccount, isla):
    assert through(visit) == ("/account/", [])
    assert whoever_is_in(visit.client) == "Isla Munro"
    assert len(scotaccount.seen_proofs) == 2


@pytest.mark.parametrize(
    "claims",
    [
        [],
        [claim("scotaccount.email", "NOT_VERIFIED")],
        [claim("scotaccount.address", "VERIFIED_SUCCESSFULLY")],
    ],
    ids=["none", "not verified", "of another scope"],
)
def test_an_address_scotaccount_has_not_verified_opens_nothing(visit, scotaccount, isla, claims):
    scotaccount.attributes = {"verified_claims": claims}

    assert through(visit) == ("/sign-in/", [NOT_ADDED])


@pytest.mark.parametrize("other", [{"sub": "person-9"}, {"iss": "http://127.0.0.1:9"}, {"aud": "another"}])
def test_attributes_of_someone_else_or_from_elsewhere_are_not_believed(visit, scotaccount, isla, other):
    scotaccount.attributes |= other

    assert through(visit) == ("/sign-in/", [DID_NOT_WORK])


def test_a_key_the_provider_does_not_know_gets_no_token(visit, scotaccount, isla):
    scotaccount.client_key = new_key()

    assert through(visit) == ("/sign-in/", [DID_NOT_WORK])


# What the environment says


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ({"ISSUER": ""}, "LEAL_SIGN_ON_STAFF_ISSUER is not set"),
        ({"CLIENT": ""}, "LEAL_SIGN_ON_STAFF_CLIENT is not set"),
        ({"SECRET": ""}, "Set either LEAL_SIGN_ON_STAFF_SECRET or LEAL_SIGN_ON_STAFF_KEY"),
        ({"KEY": "/nowhere.pem"}, "Set either LEAL_SIGN_ON_STAFF_SECRET or LEAL_SIGN_ON_STAFF_KEY"),
        ({"SECRET": "", "KEY": "/nowhere.pem"}, "LEAL_SIGN_ON_STAFF_KEY names no readable private key"),
        ({"ISSUER": "http://staff.example.org"}, "must begin with https://"),
    ],
)
def test_what_is_missing_or_wrong_is_said_with_its_name(staff, about, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        staff(**about)


def test_a_name_that_fits_no_address_is_refused():
    with pytest.raises(ImproperlyConfigured, match="small letters"):
        providers(["Staff Sign-in"])
