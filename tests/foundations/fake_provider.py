"""A provider of OpenID Connect on this machine: real HTTP, a real description, real signatures.

It is the world outside, so it is a fake; `test_fake_provider.py` holds it to
the standard. It is stricter than some: PKCE is demanded (RFC 7636), codes work
once, clients show who they are by secret or by private key (RFC 7523).
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

ISLA = {"sub": "person-7", "email": "isla@example.org", "email_verified": True}
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def new_key(kind: str = "RSA"):
    return rsa.generate_private_key(65537, 2048) if kind == "RSA" else ec.generate_private_key(ec.SECP256R1())


def as_pem(key) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


class Refused(Exception):
    """What the provider will not do, by the name the standard gives it."""


@dataclass
class FakeProvider:
    """Whoever asks is signed in at once as `person`. Change anything here to make it misbehave."""

    client_id: str = "leal"
    client_secret: str = "between us"
    client_key: object = None
    redirect_uri: str = "http://localhost:8000/sign-in/with/staff/back/"
    person: dict = field(
        default_factory=lambda: {"sub": "person-7", "email": "isla@example.org", "email_verified": True}
    )
    attributes: dict = field(default_factory=dict)
    in_token: tuple[str, ...] = ("sub", "email", "email_verified")
    claims: dict = field(default_factory=dict)
    described: dict = field(default_factory=dict)
    denies: str = ""
    signing_key: object = None
    algorithm: str = "RS256"
    kid: str = "one"
    codes: dict = field(default_factory=dict)
    tokens: dict = field(default_factory=dict)
    seen_proofs: set = field(default_factory=set)
    asked: list = field(default_factory=list)

    def __post_init__(self):
        self.key = new_key()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    # What is published

    def description(self) -> dict:
        methods = ["private_key_jwt"] if self.client_key else ["client_secret_post", "client_secret_basic"]
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": methods,
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": ["openid", "email"],
        } | self.described

    def published_keys(self) -> dict:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]}

    # The steps

    def authorize(self, asked: dict) -> str:
        """Where the browser is sent back to."""
        self.asked.append(asked)
        if asked.get("client_id") != self.client_id or asked.get("redirect_uri") != self.redirect_uri:
            raise Refused("invalid_request")
        back = {"state": asked.get("state", "")}
        if self.denies:
            return f"{self.redirect_uri}?{urlencode(back | {'error': self.denies})}"
        if asked.get("response_type") != "code" or "openid" not in asked.get("scope", "").split():
            raise Refused("invalid_scope")
        if asked.get("code_challenge_method") != "S256" or len(asked.get("code_challenge", "")) != 43:
            raise Refused("invalid_request")
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{self.redirect_uri}?{urlencode(back | {'code': code})}"

    def token(self, given: dict, basic: tuple[str, str] | None) -> dict:
        """Tokens for a code, once, to the client it was for."""
        self.check_client(given, basic, audience=f"{self.issuer}/token")
        asked = self.codes.pop(given.get("code", ""), None)
        if asked is None or given.get("grant_type") != "authorization_code":
            raise Refused("invalid_grant")
        challenge = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        if (
            challenge.rstrip(b"=").decode() != asked["code_challenge"]
            or given.get("redirect_uri") != asked["redirect_uri"]
        ):
            raise Refused("invalid_grant")
        access = secrets.token_urlsafe(16)
        self.tokens[access] = asked
        now = int(time.time())
        said = {name: self.person[name] for name in self.in_token if name in self.person}
        said |= {"iss": self.issuer, "aud": self.client_id, "iat": now, "exp": now + 300, "jti": secrets.token_hex(8)}
        said |= {"nonce": asked.get("nonce", "")} | self.claims
        said = {name: value for name, value in said.items() if value is not None}
        return {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": self.signed(said)}

    def signed(self, said: dict) -> str:
        return jwt.encode(said, self.signing_key or self.key, algorithm=self.algorithm, headers={"kid": self.kid})

    def check_client(self, given: dict, basic: tuple[str, str] | None, *, audience: str) -> None:
        if self.client_key is not None:
            if given.get("client_assertion_type") != ASSERTION or "client_secret" in given:
                raise Refused("invalid_client")
            self.check_proof(given.get("client_assertion", ""), audience=audience)
        elif (basic or (given.get("client_id"), given.get("client_secret"))) != (self.client_id, self.client_secret):
            raise Refused("invalid_client")

    def check_proof(self, proof: str, *, audience: str) -> None:
        """A client’s signed statement: by its key, about itself, to this very address, once, for a short time."""
        try:
            said = jwt.decode(
                proof,
                self.client_key.public_key(),
                algorithms=["RS256", "ES256"],
                audience=audience,
                issuer=self.client_id,
                options={"require": ["iss", "sub", "aud", "exp", "jti"]},
            )
        except jwt.PyJWTError:
            raise Refused("invalid_client") from None
        if said["sub"] != self.client_id or said["jti"] in self.seen_proofs or said["exp"] > time.time() + 600:
            raise Refused("invalid_client")
        self.seen_proofs.add(said["jti"])

    def userinfo(self, access: str) -> dict:
        if access not in self.tokens:
            raise Refused("invalid_token")
        return self.person

    def attribute_values(self, access: str, proof: str) -> dict:
        """Verified attributes as ScotAccount gives them."""
        if access not in self.tokens:
            raise Refused("invalid_token")
        self.check_proof(proof, audience=f"{self.issuer}/attributes/values")
        said = {"iss": self.issuer, "sub": self.person["sub"], "iat": int(time.time())} | self.attributes
        return {"claimsToken": self.signed(said)}


def handler_for(provider: FakeProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802  the library’s name
            where = urlsplit(self.path)
            bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
            pages = {
                "/.well-known/openid-configuration": provider.description,
                "/jwks": provider.published_keys,
                "/userinfo": lambda: provider.userinfo(bearer),
                "/attributes/values": lambda: provider.attribute_values(
                    bearer, self.headers.get("DIS-Client-Assertion", "")
                ),
            }
            if where.path == "/authorize":
                self.answer(lambda: provider.authorize(flat(where.query)), redirect=True)
            elif where.path in pages:
                self.answer(pages[where.path])
            else:
                self.send_error(404)

        def do_POST(self):  # noqa: N802
            given = flat(self.rfile.read(int(self.headers["Content-Length"])).decode())
            kind, _, value = self.headers.get("Authorization", "").partition(" ")
            basic = tuple(base64.b64decode(value).decode().split(":", 1)) if kind == "Basic" else None
            self.answer(lambda: provider.token(given, basic))

        def answer(self, what, *, redirect: bool = False):
            try:
                said, status = what(), 302 if redirect else 200
            except Refused as reason:
                said, status, redirect = {"error": str(reason)}, 400, False
            body = b"" if redirect else json.dumps(said).encode()
            self.send_response(status)
            if redirect:
                self.send_header("Location", said)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler


def flat(query: str) -> dict:
    return {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}
