"""What stands on every page: handed in, since pages know no charter.

Settings name a function of the request that returns a `Site`:
LEAL_SITE = "leal.thread.tracing.site.site". It is called once a request.
"""

from django.conf import settings
from django.db import DatabaseError
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from .parts import Site


def bare(request) -> Site:
    """A site with a name and nothing else, for when none is named."""
    return Site(name="Our Charter")


def made(request) -> Site:
    """The site's frame; a bare one while the database does not answer, so that even then a page can say so."""
    try:
        return import_string(getattr(settings, "LEAL_SITE", f"{__name__}.bare"))(request)
    except DatabaseError:
        return bare(request)


def site(request) -> dict:
    """Context processor: `site`, and the `path` that tells which link is the current one."""

    def look_up() -> Site:
        if not hasattr(request, "leal_site"):
            request.leal_site = made(request)
        return request.leal_site

    return {"site": SimpleLazyObject(look_up), "path": request.path}
