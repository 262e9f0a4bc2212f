"""The report of a year: read in place, and taken away."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate

from leal.foundations.access.guards import open_to_all
from leal.foundations.formats import CannotBeWritten
from leal.foundations.formats.hypertext import written
from leal.foundations.pages.parts import Link
from leal.thread.learning.queries import newest_published
from leal.thread.learning.report.account import Account, NothingToTell
from leal.thread.learning.report.forms import Report

from .. import queries
from ..releases.parts import address, day
from ..remembering import remembered
from .files import file, report_of, shelves


@open_to_all
@remembered
def report(request, slug):
    """The running account of a year: its short version, every form of the whole, and the way to what was published."""
    told = _report(request, slug, request.GET.get("year", ""))
    account = told.account
    shown = {
        "report": told,
        "account": account,
        "published": published(account),
        "years": [Link(name, f"?year={name}", current=name == account.year.name) for name in _years(told)],
        "shelves": shelves(told),
    }
    try:
        # Our own blocks: every word in them is escaped where it is written.
        shown["short"] = [mark_safe(written(block)) for block in told.short_without_foreword]
    except CannotBeWritten as reason:
        shown["refused"] = str(reason)
    return render(request, "tracing/report.html", shown)


def published(account: Account) -> Link | None:
    """Where the report of the year stands as it was last published."""
    row = newest_published(charter=account.charter, year=account.year.name)
    if row is None:
        return None
    return Link(f"Read the report of {row.year} as we published it on {day(row.published_at)}", address(row))


def _years(told: Report) -> list[str]:
    return [one.name for one in queries.years_of(charter=told.account.charter)]


@open_to_all
def report_file(request, slug, year, name):
    """One form of a year’s report, to take away."""
    try:
        found = file(_report(request, slug, year), name)
    except CannotBeWritten as reason:
        return HttpResponse(f"{reason}\n", content_type="text/plain; charset=utf-8", status=409)
    if found is None:
        raise Http404
    called, content, media_type = found
    named = {"Content-Type": media_type, "Content-Disposition": f'attachment; filename="{slug}-{year}-{called}"'}
    return HttpResponse(content, headers=named)


def _report(request, slug: str, year: str) -> Report:
    charter = queries.charter(slug=slug)
    if charter is None:
        raise Http404
    request.leal_charter = charter
    try:
        return report_of(charter=charter, year=year, on=localdate())
    except NothingToTell:
        raise Http404 from None
