"""The data addresses, and the page that tells of them."""

from collections.abc import Callable, Iterator
from functools import wraps
from hashlib import sha256

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_safe

from leal.foundations.access.guards import open_to_all
from leal.foundations.database import mark
from leal.foundations.formats.workbooks import NotATable
from leal.thread.charters.models import Charter
from leal.thread.learning.charter_file import writing
from leal.thread.learning.charter_file.schema import schema as charter_schema
from leal.thread.learning.charter_file.shape import Charter as CharterShape

from .. import queries
from ..remembering import remembered
from . import files, had, tabled
from .described import PROMISE, RELEASES, described


def etag(request: HttpRequest, *args, **kwargs) -> str | None:
    """Changes when anybody writes anything: then, and only then, data may differ."""
    now = mark()
    return now and f'"{sha256(f"{now} {request.path}".encode()).hexdigest()[:32]}"'


def data(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An answer for programs: for any site’s pages, kept by whoever keeps copies, asked after by its ETag."""

    if_changed = condition(etag_func=etag)(view)

    @wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = if_changed(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        # A copy may be kept, and must be asked after: a figure put right is right at once.
        patch_cache_control(response, public=True, no_cache=True)
        return response

    return require_safe(open_to_all(gzip_page(answered)))


@data
def openapi(request):
    """The addresses described for programs."""
    return JsonResponse(described())


@data
def schema(request):
    """The JSON Schema of a charter file."""
    return JsonResponse(charter_schema())


@data
def charters(request):
    """Every charter that has a published edition."""
    items = [writing.like(charter, CharterShape) for charter in queries.charters() if _published(charter)]
    return _json(msgspec.json.encode({"list": "charters", "items": items}))


@data
def whole(request, slug):
    """A charter with everything public about it, as one file."""
    charter = _charter(slug)
    return _named(_streamed(writing.written(charter=charter), "application/json"), f"{slug}.json")


@data
def listed_json(request, slug, name):
    """One list of a charter as JSON."""
    return _streamed(had.as_json(_charter(slug), name), "application/json")


@data
def listed_csv(request, slug, name):
    """One list of a charter as CSV."""
    return _named(_streamed(had.as_csv(_charter(slug), name), "text/csv; charset=utf-8"), f"{slug}-{name}.csv")


@data
def listed_ods(request, slug, name):
    """One list of a charter as an OpenDocument spreadsheet."""
    return _workbook(slug, name, "ods")


@data
def listed_xlsx(request, slug, name):
    """One list of a charter as a spreadsheet of the other kind."""
    return _workbook(slug, name, "xlsx")


@open_to_all
@remembered
def about(request, slug):
    """What data there is, for people: each list, as what, how large, and what may change."""
    charter = request.leal_charter = _charter(slug)
    told = {
        "charter": charter,
        "files": files.lists(charter),
        "whole": files.whole(charter),
        "others": files.described(),
    }
    return render(request, "tracing/data.html", told | {"promise": PROMISE, "releases": RELEASES})


def _charter(slug: str) -> Charter:
    charter = queries.charter(slug=slug)
    if charter is None or not _published(charter):
        raise Http404
    return charter


def _published(charter: Charter) -> bool:
    return queries.edition_of(slug=charter.slug) is not None


def _workbook(slug: str, name: str, kind: str) -> HttpResponse:
    try:
        content = tabled.as_workbook(_charter(slug), name, kind)
    except NotATable:
        raise Http404 from None
    return _named(HttpResponse(content, content_type=tabled.KINDS[kind][0]), f"{slug}-{name}.{kind}")


def _json(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="application/json")


def _streamed(pieces: Iterator[bytes], kind: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(pieces, content_type=kind)


def _named(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
