"""A carrier of texts that speaks as much of the Notify interface, version 2, as we use, and refuses what it would.

Written from the reference of its REST interface: what it requires, answers and refuses.
"""

import json
import re
import threading
import time
import uuid
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE, SECRET, TEMPLATE = str(uuid.uuid4()), str(uuid.uuid4()), str(uuid.uuid4())
KEY = f"leal-{SERVICE}-{SECRET}"
NUMBER = re.compile(r"(\+44|0)7\d{9}")


class Refused(Exception):
    def __init__(self, status: int, error: str, message: str):
        self.status, self.error, self.message = status, error, message


class Conversation(BaseHTTPRequestHandler):
    def do_POST(self):  # noqa: N802
        self.answered(self.take)

    def do_GET(self):  # noqa: N802
        self.answered(self.look)

    def answered(self, what):
        try:
            self.known()
            status, said = what()
        except Refused as reason:
            status = reason.status
            said = {"status_code": status, "errors": [{"error": reason.error, "message": reason.message}]}
        if self.server.cut_off:
            self.server.cut_off = False
            return self.connection.close()
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return self.wfile.write(body)

    def known(self):
        """Only a token signed with the secret of the service, made within half a minute."""
        try:
            token = self.headers["Authorization"].removeprefix("Bearer ")
            claims = jwt.decode(token, SECRET, algorithms=["HS256"], options={"require": ["iss", "iat"]})
        except Exception as reason:
            raise Refused(403, "AuthError", "Invalid token: signature, api token not found") from reason
        if claims["iss"] != SERVICE or abs(time.time() - claims["iat"]) > 30:
            raise Refused(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")
        if self.server.trouble:
            raise Refused(self.server.trouble, "Exception", "Internal server error")

    def take(self):
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if urlsplit(self.path).path != "/v2/notifications/sms":
            raise Refused(404, "NotFound", "Not found")
        if given.get("template_id") != TEMPLATE:
            raise Refused(400, "BadRequestError", "Template not found")
        if "words" not in given.get("personalisation", {}):
            raise Refused(400, "BadRequestError", "Missing personalisation: words")
        if not NUMBER.fullmatch(re.sub(r"\s", "", given.get("phone_number", ""))):
            raise Refused(400, "ValidationError", "phone_number Not a valid phone number")
        taken = {"id": str(uuid.uuid4()), "reference": given.get("reference")}
        self.server.texts.append(given)
        return 201, taken | {"content": {"body": given["personalisation"]["words"], "from_number": "LEAL"}}

    def look(self):
        asked = parse_qs(urlsplit(self.path).query).get("reference", [None])[0]
        found = [{"reference": one["reference"]} for one in self.server.texts if one["reference"] == asked]
        return 200, {"notifications": found, "links": {"current": self.path}}

    def log_message(self, *_):
        pass


@contextmanager
def fake_notify():
    """Yields the server: `texts` it took, `trouble` to answer with, `cut_off` to break off after taking one."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Conversation)
    server.texts, server.trouble, server.cut_off = [], 0, False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
