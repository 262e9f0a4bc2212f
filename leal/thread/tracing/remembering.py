"""Pages that need not be made twice: remembered, and packed small, while nobody writes.

Only pages as anyone sees them, with no cookie, are remembered.
"""

import gzip
from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate

from leal.foundations.database import while_unchanged


class Made(NamedTuple):
    """A page as it was made, plain and packed."""

    content: bytes
    packed: bytes
    headers: dict[str, str]
    status: int

    def response(self, accepted: str) -> HttpResponse:
        """The page for a reader who accepts these encodings."""
        packed = "gzip" in accepted
        response = HttpResponse(self.packed if packed else self.content, headers=self.headers, status=self.status)
        if packed:
            response["Content-Encoding"] = "gzip"
        patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
        return response


def remembered(view: Callable) -> Callable:
    """Make a public page once, until somebody writes or the day ends."""

    @wraps(view)
    def page(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "GET" or request.COOKIES or set(request.GET) - {"year", "only"}:
            return view(request, *args, **kwargs)
        key = ("page", request.get_host(), request.get_full_path(), localdate())
        made = while_unchanged(key, lambda: make(view(request, *args, **kwargs)))
        return made.response(request.headers.get("Accept-Encoding", ""))

    return page


def make(response: HttpResponse) -> Made:
    packed = gzip.compress(response.content, compresslevel=6, mtime=0)
    return Made(response.content, packed, dict(response.headers), response.status_code)
