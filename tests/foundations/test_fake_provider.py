"""The fake provider is held to the standard: OpenID Connect Core and Discovery 1.0, RFC 6749, 7636 and 7523."""

import base64
import hashlib
import secrets
import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests

from .fake_provider import ASSERTION, FakeProvider, new_key

REQUIRED = {
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "jwks_uri",
    "response_types_supported",
    "subject_types_supported",
    "id_token_signing_alg_values_supported",
}
VERIFIER = "a-verifier-that-is-long-enough-to-be-one-by-the-standard"


@pytest.fixture
def provider():
    made = FakeProvider()
    yield made
    made.close()


def question(provider, **other):
    digest = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
    return {
        "client_id": provider.client_id,
        "redirect_uri": provider.redirect_uri,
        "response_type": "code",
        "scope": "openid email",
        "state": "a state",
        "nonce": "a nonce",
        "code_challenge": digest,
        "code_challenge_method": "S256",
    } | other


def authorized(provider, **other):
    found = requests.get(f"{provider.issuer}/authorize", question(provider, **other), allow_redirects=False, timeout=5)
    return {name: values[0] for name, values in parse_qs(urlsplit(found.headers.get("Location", "")).query).items()}


def exchanged(provider, code, **other):
    given = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": provider.redirect_uri,
        "code_verifier": VERIFIER,
        "client_id": provider.client_id,
        "client_secret": provider.client_secret,
    } | other
    given = {name: value for name, value in given.items() if value is not None}
    return requests.post(f"{provider.issuer}/token", given, timeout=5)


def test_it_describes_itself_with_everything_discovery_requires(provider):
    described = requests.get(f"{provider.issuer}/.well-known/openid-configuration", timeout=5).json()

    assert REQUIRED - set(described) == set()
    assert described["issuer"] == provider.issuer


def test_a_code_comes_back_with_the_state_and_becomes_a_token_signed_by_a_published_key(provider):
    back = authorized(provider)
    tokens = exchanged(provider, back["code"]).json()

    key = jwt.PyJWKClient(f"{provider.issuer}/jwks").get_signing_key_from_jwt(tokens["id_token"])
    said = jwt.decode(tokens["id_token"], key, algorithms=["RS256"], audience="leal", issuer=provider.issuer)
    assert back["state"] == "a state"
    assert (said["sub"], said["nonce"], said["email"]) == ("person-7", "a nonce", "isla@example.org")
    assert {"iss", "sub", "aud", "exp", "iat"} - set(said) == set()
    assert tokens["token_type"] == "Bearer"


@pytest.mark.parametrize(
    "other",
    [
        {"redirect_uri": "http://elsewhere.example/"},
        {"client_id": "another"},
        {"code_challenge": ""},
        {"code_challenge_method": "plain"},
        {"scope": "email"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_wrong_question_gets_no_code(provider, other):
    assert authorized(provider, **other) == {}


def test_a_code_works_once(provider):
    code = authorized(provider)["code"]
    exchanged(provider, code)

    again = exchanged(provider, code)

    assert (again.status_code, again.json()) == (400, {"error": "invalid_grant"})


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"code_verifier": "another verifier"}, "invalid_grant"),
        ({"code_verifier": None}, "invalid_grant"),
        ({"redirect_uri": "http://elsewhere.example/"}, "invalid_grant"),
        ({"client_secret": "guessed"}, "invalid_client"),
        ({"code": "made up"}, "invalid_grant"),
    ],
    ids=["verifier", "no verifier", "redirect", "secret", "code"],
)
def test_a_code_in_other_hands_is_worth_nothing(provider, other, error):
    code = authorized(provider)["code"]

    assert exchanged(provider, **({"code": code} | other)).json() == {"error": error}


def proof(provider, key, **other):
    now = int(time.time())
    said = {"iss": "leal", "sub": "leal", "aud": f"{provider.issuer}/token", "jti": secrets.token_hex(8)}
    return jwt.encode(said | {"iat": now, "exp": now + 60} | other, key, algorithm="RS256")


@pytest.mark.parametrize(
    ("other", "works"),
    [
        ({}, True),
        ({"aud": "http://elsewhere.example/token"}, False),
        ({"iss": "another"}, False),
        ({"sub": "another"}, False),
        ({"exp": 1}, False),
        ({"exp": 9_999_999_999}, False),
    ],
    ids=["right", "audience", "issuer", "subject", "old", "for ever"],
)
def test_a_client_with_a_key_shows_it_by_a_fresh_statement_to_this_address(provider, other, works):
    provider.client_key = key = new_key()
    shown = {
        "client_secret": None,
        "client_assertion_type": ASSERTION,
        "client_assertion": proof(provider, key, **other),
    }

    found = exchanged(provider, authorized(provider)["code"], **shown)

    assert (found.status_code == 200) is works


def test_a_statement_is_taken_once_and_a_secret_instead_not_at_all(provider):
    provider.client_key = key = new_key()
    shown = {"client_secret": None, "client_assertion_type": ASSERTION, "client_assertion": proof(provider, key)}

    assert exchanged(provider, authorized(provider)["code"], **shown).status_code == 200
    assert exchanged(provider, authorized(provider)["code"], **shown).json() == {"error": "invalid_client"}
    assert exchanged(provider, authorized(provider)["code"]).json() == {"error": "invalid_client"}


def test_it_tells_about_someone_only_for_a_token_it_gave(provider):
    access = exchanged(provider, authorized(provider)["code"]).json()["access_token"]

    def told(token):
        return requests.get(f"{provider.issuer}/userinfo", headers={"Authorization": f"Bearer {token}"}, timeout=5)

    assert told(access).json()["sub"] == "person-7"
    assert told("made up").status_code == 400
