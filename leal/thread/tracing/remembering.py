"""Pages that need not be made twice: remembered while nobody writes.

Only pages as anyone sees them, with no cookie, are remembered.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from leal.foundations.database import while_unchanged


def remembered(view: Callable) -> Callable:
    """Make a public page once, until somebody writes or the day ends."""

    @wraps(view)
    def page(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "GET" or request.COOKIES or set(request.GET) - {"year"}:
            return view(request, *args, **kwargs)
        key = ("page", request.get_host(), request.get_full_path(), localdate())
        made = while_unchanged(key, lambda: view(request, *args, **kwargs))
        return HttpResponse(made.content, headers=dict(made.headers))

    return page
