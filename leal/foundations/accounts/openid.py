"""OpenID Connect, stricter than the library: signed tokens are checked, answers belong to questions we asked.

Adds what some providers ask for and django-allauth 65 does not do: a nonce,
proof by private key instead of a shared secret (`private_key_jwt`, RFC 7523),
and verified attributes fetched apart, as ScotAccount gives them.
"""

import hashlib
import time
import uuid
from urllib.parse import urlsplit

import jwt
from allauth.socialaccount.adapter import get_adapter as get_single_sign_on
from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Client
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
AN_ASSERTION_LASTS = 120
SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
CLOCKS_DIFFER_BY = 10


def proof_of_us(app, *, audience: str) -> str:
    """A short-lived statement, signed with our private key, that we are this client (RFC 7523)."""
    now = int(time.time())
    said = {"iss": app.client_id, "sub": app.client_id, "aud": audience, "jti": uuid.uuid4().hex}
    said |= {"iat": now, "exp": now + AN_ASSERTION_LASTS}
    marks = {"kid": app.settings["key_id"]} if app.settings.get("key_id") else None
    return jwt.encode(said, app.settings["private_key"], algorithm=app.settings["key_algorithm"], headers=marks)


def take_once(claims: dict) -> None:
    """Refuse a token that came before, as long as it would still hold."""
    if claims.get("jti"):
        name = hashlib.sha256(f"{claims['iss']} {claims['jti']}".encode()).hexdigest()
        left = claims.get("exp", time.time() + AN_ASSERTION_LASTS) - time.time() + CLOCKS_DIFFER_BY
        if not cache.add(f"leal.accounts.token.{name}", "taken", timeout=max(1, left)):
            raise ProviderException("The token came before")


class Client(OAuth2Client):
    """Exchanges the code for tokens, and shows who we are by secret or by private key."""

    app = None

    def get_access_token(self, code, pkce_code_verifier=None, extra_data=None):
        if self.app.settings.get("private_key"):
            proof = proof_of_us(self.app, audience=self.access_token_url)
            extra_data = {"client_assertion_type": ASSERTION, "client_assertion": proof}
        return super().get_access_token(code, pkce_code_verifier, extra_data)


class Provider(OpenIDConnectOAuth2Adapter):
    """One way of single sign-on."""

    client_class = Client
    nonce = ""

    @property
    def openid_config(self) -> dict:
        """The provider’s own description; it must be of the issuer that settings name."""
        described = super().openid_config
        if described.get("issuer", "").rstrip("/") != self.get_provider().app.settings["server_url"].rstrip("/"):
            raise ProviderException("The description is of another issuer")
        return described

    def get_callback_url(self, request, app) -> str:
        """Where the provider sends people back to: the address settings name, whatever name the request came by."""
        return settings.ADDRESS.rstrip("/") + reverse("openid_connect_callback", args=[self.provider_id])

    def get_client(self, request, app):
        client = super().get_client(request, app)
        client.app = app
        return client

    def complete_login(self, request, app, token, **kwargs):
        """Who signed in, from a checked ID token and, where it says no address, from what the provider adds."""
        claims = self.checked(
            kwargs["response"].get("id_token", ""), app.client_id, must_say=("sub", "aud", "exp", "iat")
        )
        if not self.nonce or claims.get("nonce") != self.nonce:
            raise ProviderException("The answer is to another question")
        if address := app.settings.get("attributes"):
            claims |= self.verified_address(app, token.token, address, claims["sub"])
        elif "email" not in claims and "userinfo_endpoint" in self.openid_config:
            claims = self.about(token.token, claims["sub"]) | claims
        if not str(claims.get("email", "")).isascii():
            # The library would fold it into small letters, and the Kelvin sign into someone else’s k.
            del claims["email"]
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        # Of what the provider says of them we keep nothing but the key it knows them by.
        login.account.extra_data = {}
        return login

    def checked(self, token: str, audience: str, *, issuer: str = "", must_say: tuple[str, ...] = ()) -> dict:
        """What a token says, once its signature, issuer, audience and times hold, and it is new.

        audience  checked when the token names one; `must_say` makes it name one
        """
        try:
            key, algorithm = self.key_for(token)
            for_someone = "aud" in must_say or "aud" in jwt.decode(token, options={"verify_signature": False})
            claims = jwt.decode(
                token,
                key,
                algorithms=[algorithm],
                issuer=issuer or self.openid_config["issuer"],
                audience=audience if for_someone else None,
                leeway=CLOCKS_DIFFER_BY,
                options={"require": ["iss", *must_say]},
            )
        except jwt.PyJWTError as reason:
            raise ProviderException(f"The token does not hold: {reason}") from None
        take_once(claims)
        return claims

    def key_for(self, token: str):
        """The provider’s public key a token says it is signed by, and how."""
        marks = jwt.get_unverified_header(token)
        if marks.get("alg") not in SIGNED_BY:
            raise ProviderException("Tokens signed like this are not trusted")
        with get_single_sign_on().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(response.json()).keys
        found = [key for key in keys if "kid" not in marks or key.key_id == marks["kid"]]
        if len(found) != 1:
            raise ProviderException("No single key is the one the token is signed by")
        return found[0].key, marks["alg"]

    def about(self, token: str, subject: str) -> dict:
        """What the provider’s own page says of them; it must be of the same person (OpenID Connect Core, 5.3.2)."""
        said = self._fetch_user_info(token)
        if said.get("sub") != subject:
            raise ProviderException("The provider told us of someone else")
        return said

    def verified_address(self, app, token: str, address: str, subject: str) -> dict:
        """The verified e-mail address as ScotAccount gives it: in a token of its own, for proof of who we are.

        Source: ScotAccount documentation, implementation guide, phase 3.
        """
        proof = proof_of_us(app, audience=address)
        headers = {"Authorization": f"Bearer {token}", "DIS-Client-Assertion": proof}
        with get_single_sign_on().get_requests_session() as session:
            response = session.get(address, headers=headers)
            response.raise_for_status()
        where = urlsplit(address)
        issuer = f"{where.scheme}://{where.netloc}"
        said = self.checked(response.json().get("claimsToken", ""), app.client_id, issuer=issuer, must_say=("sub",))
        if said["sub"] != subject:
            raise ProviderException("The provider told us of someone else")
        for one in said.get("verified_claims", ()):
            verified = one.get("verification", {}).get("outcome") == "VERIFIED_SUCCESSFULLY"
            if one.get("scope") == "scotaccount.email" and verified:
                return {"email": one.get("claims", {}).get("email", ""), "email_verified": True}
        return {}


class Answer(OAuth2CallbackView):
    """The way back from a provider, with the nonce of our question."""

    def _get_state(self, request, provider):
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response
