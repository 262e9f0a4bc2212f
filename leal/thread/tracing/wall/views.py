"""Sheets for the wall: which there are, each as a page, and on paper."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe

from leal.foundations.access.guards import open_to_all
from leal.foundations.formats import CannotBeWritten
from leal.foundations.pages.attached import attached
from leal.foundations.pages.parts import Download

from .. import queries
from ..remembering import remembered
from ..views import thread_of
from . import document as documents
from .sheets import Sheet, keepers, sheet

PAPERS = {"a4": "A4", "a3": "A3"}


@open_to_all
@remembered
def sheets(request, slug):
    """Every body and role that can have a sheet."""
    thread = thread_of(request, slug)
    return render(request, "tracing/wall.html", {"thread": thread, "keepers": keepers(thread).values()})


@open_to_all
@remembered
def one_sheet(request, slug, key):
    """One sheet as a page that prints, and its files."""
    thread, shown = _sheet(request, slug, key)
    address = _address(slug)
    files, refused = [], ""
    for paper, name in PAPERS.items():
        try:
            size = len(documents.on_paper(shown, thread.charter.body, address, paper))
        except CannotBeWritten as refusal:
            refused = str(refusal)
        else:
            at = reverse("tracing:wall-file", args=[slug, key, paper])
            files.append(Download(f"One page, {name}", at, "PDF", size))
    # Drawn by the library from an address of ours.
    told = {"code": mark_safe(documents.code(address)), "address": address}
    return render(
        request,
        "tracing/wall_sheet.html",
        told | {"thread": thread, "sheet": shown, "files": files, "refused": refused},
    )


@open_to_all
def sheet_file(request, slug, key, paper):
    """One sheet on paper."""
    thread, shown = _sheet(request, slug, key)
    try:
        content = documents.on_paper(shown, thread.charter.body, _address(slug), paper)
    except CannotBeWritten:
        raise Http404 from None
    return attached(content, f"{slug}-{key}-{paper}.pdf", "application/pdf")


def _sheet(request, slug: str, key: str) -> tuple:
    thread = thread_of(request, slug)
    keeper = keepers(thread).get(key)
    if keeper is None:
        raise Http404
    shown: Sheet = sheet(thread, keeper, queries.lessons_about(thread=thread, codes=keeper.codes))
    return thread, shown


def _address(slug: str) -> str:
    return settings.ADDRESS + reverse("tracing:home", args=[slug])
