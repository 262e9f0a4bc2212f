"""Yearly reports: the list, one of them, and its files. Whoever may not see a draft learns nothing of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers

from leal.foundations.access.guards import open_to_all
from leal.thread.charters.models import Charter
from leal.thread.learning.queries import files_of_release, releases_for

from .. import queries
from ..remembering import remembered
from . import parts

A_YEAR = 365 * 24 * 60 * 60


def charter_of(request, slug: str) -> Charter:
    found = queries.charter(slug=slug)
    if found is None:
        raise Http404
    request.leal_charter = found
    return found


def seen_by(request, slug: str, code: str):
    """A report of that name, if whoever asks may see it."""
    rows = releases_for(charter=charter_of(request, slug), person=request.user)
    return get_object_or_404(rows, code=code)


@open_to_all
@remembered
def releases(request, slug):
    """Every report of a charter, the newest year first."""
    charter = charter_of(request, slug)
    rows = releases_for(charter=charter, person=request.user).prefetch_related("corrections")
    shown = {"charter": charter, "years": parts.listing(rows), "running": parts.running(charter)}
    return render(request, "tracing/releases.html", shown)


@open_to_all
@remembered
def release(request, slug, code):
    """One report: its files with size, format and digest, and what was wrong."""
    found = seen_by(request, slug, code)
    shown = {"release": found, "charter": found.charter, **parts.told(found, files_of_release(release=found))}
    response = render(request, "tracing/release.html", shown)
    if not found.is_published:
        add_never_cache_headers(response)
    return response


@open_to_all
def release_file(request, slug, code, name):
    """One file of a report, the same bytes for ever."""
    found = seen_by(request, slug, code)
    file = get_object_or_404(found.files, name=name)
    draft = "" if found.is_published else "draft-not-to-be-quoted-"
    headers = {
        "Content-Type": file.media_type,
        "Content-Disposition": f'attachment; filename="{draft}{slug}-{code}-{name.replace("/", "-")}"',
        "Repr-Digest": f"sha-256=:{parts.as_base64(file.sha256)}:",
    }
    response = HttpResponse(bytes(file.content), headers=headers)
    if found.is_published:
        response["ETag"] = f'"{file.sha256}"'
        response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    else:
        add_never_cache_headers(response)
    return response
