"""Pages of colleagues that take long to make: remembered for each of them, while nobody writes.

What is remembered stays in the memory of the server alone; the first page that
is made after a write lets go of all that was made before it.
"""

from collections.abc import Callable
from functools import wraps
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from leal.foundations.database import while_unchanged

WAITING_TO_BE_SAID = "messages"


class Made(NamedTuple):
    """A page as it was made."""

    content: bytes
    headers: dict[str, str]
    status: int


def remembered_for_each(view: Callable) -> Callable:
    """Make a page once for each colleague, until somebody writes or the day ends. It stands under `needs`.

    The forms on it carry a secret of their browser, so it is remembered for that browser alone. A page that has
    something to say once, such as that what they wrote is saved, is not remembered.
    """

    @wraps(view)
    def page(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        browser = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
        if request.method != "GET" or not browser or WAITING_TO_BE_SAID in request.COOKIES:
            return view(request, *args, **kwargs)

        def make() -> Made:
            response = view(request, *args, **kwargs)
            return Made(response.content, dict(response.headers), response.status_code)

        asked = request.get_host(), request.get_full_path(), localdate()
        made = while_unchanged(("page for one", request.user.pk, browser, *asked), make)
        return HttpResponse(made.content, status=made.status, headers=made.headers)

    return page
