"""Pages that need not be made twice: remembered until anything anyone wrote could have changed them.

The row history is a clock of every write. A page is remembered with what the
history was when it was made, and made anew once there is more. Only pages as
anyone sees them, with no cookie, are remembered.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate

from leal.foundations.audit.history import written

MOST = 256


class Remembered:
    """The newest pages by key; safe among threads."""

    def __init__(self) -> None:
        self._pages: OrderedDict[tuple, HttpResponse] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple) -> HttpResponse | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def keep(self, key: tuple, page: HttpResponse) -> None:
        with self._lock:
            self._pages[key] = page
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)


_remembered = Remembered()


def remembered(view: Callable) -> Callable:
    """Make a public page once, until something is written or the day ends."""

    @wraps(view)
    def page(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "GET" or request.COOKIES or set(request.GET) - {"year"}:
            return view(request, *args, **kwargs)
        key = (request.get_host(), request.get_full_path(), localdate(), written())
        found = _remembered.get(key)
        if found is None:
            found = view(request, *args, **kwargs)
            if found.status_code != 200:
                return found
            _remembered.keep(key, found)
        return HttpResponse(found.content, headers=dict(found.headers))

    return page
