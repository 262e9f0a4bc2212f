"""Text messages through GOV.UK Notify, or whoever speaks its interface, version 2.

Source: the reference of its REST interface. One template is needed there,
whose whole text is ((words)).
"""

import time

import jwt
import requests

from .carriers import CannotLeave, MayHaveLeft, NotNow

PATIENCE = (5, 20)
"""Seconds to wait until connected, and for an answer."""


class Notify:
    """One service at Notify.

    address   where it is reached
    key       as handed out there: a name, the key of the service, the secret, with dashes between
    template  the key of the template
    """

    def __init__(self, *, address: str, key: str, template: str):
        self.address, self.template = address.rstrip("/"), template
        self.service, self.secret = key[-73:-37], key[-36:]

    def send(self, *, number: str, words: str, reference: str) -> None:
        """Hand over one message. Raises CannotLeave, NotNow or MayHaveLeft."""
        said = {
            "phone_number": number,
            "template_id": self.template,
            "personalisation": {"words": words},
            "reference": reference,
        }
        try:
            answer = self._asked("POST", "/v2/notifications/sms", json=said)
        except requests.ConnectTimeout as reason:
            raise NotNow(f"The carrier of texts did not answer: {reason}") from None
        except requests.RequestException:
            raise MayHaveLeft from None
        self._judged(answer)

    def has(self, *, reference: str) -> bool:
        """Whether a message of that reference was handed over. Raises NotNow when nobody answers."""
        try:
            answer = self._asked("GET", "/v2/notifications", params={"reference": reference})
        except requests.RequestException as reason:
            raise NotNow(f"The carrier of texts did not answer: {reason}") from None
        self._judged(answer)
        return bool(answer.json()["notifications"])

    def _asked(self, method: str, path: str, **given) -> requests.Response:
        claims = {"iss": self.service, "iat": int(time.time())}
        token = jwt.encode(claims, self.secret, algorithm="HS256")
        headers = {"Authorization": f"Bearer {token}"}
        return requests.request(method, self.address + path, headers=headers, timeout=PATIENCE, **given)

    def _judged(self, answer: requests.Response) -> None:
        if answer.ok:
            return
        # What is wrong with us or them (a key, a limit) may be mended; what is wrong with the message will not.
        if answer.status_code == 400:
            raise CannotLeave(f"The carrier of texts refused it: {_said(answer)}")
        raise NotNow(f"The carrier of texts said {answer.status_code}: {_said(answer)}")


def _said(answer: requests.Response) -> str:
    try:
        return "; ".join(error["message"] for error in answer.json()["errors"])
    except (ValueError, KeyError, TypeError):
        return answer.reason
