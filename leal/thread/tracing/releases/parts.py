"""What the pages of yearly reports show, as plain values."""

import base64
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from leal.foundations.pages.parts import Download, Link
from leal.thread.charters.models import Charter
from leal.thread.learning.models import Correction, Release, ReleaseFile

from .. import queries

KINDS = {
    "The short version": ("short", "on-one-page"),
    "Easy Read": ("easy-read",),
    "The whole report": ("report",),
    "Every table": ("",),
}


class Line(NamedTuple):
    """A report in the list: its name as a link, where it has come to, and what became of it."""

    link: Link
    mark: str
    note: str


class Shown(NamedTuple):
    """A file: how it is had, and its digest."""

    download: Download
    name: str
    digest: str


class Group(NamedTuple):
    """Files of one kind; a folder of many tables is folded."""

    heading: str
    files: tuple[Shown, ...]
    folded: bool


def minute(at) -> str:
    """A minute as people say it: 9.30am on 1 September 2026."""
    return f"{date_format(localtime(at), 'P')} on {date_format(localtime(at), 'j F Y')}"


def day(at) -> str:
    """The day of a minute: 1 September 2026."""
    return date_format(localtime(at), "j F Y")


def when(row: Release) -> str:
    """When a report was published, or may be quoted."""
    if row.published_at:
        return f"Published {day(row.published_at)}"
    return f"Draft, not to be quoted until {minute(row.publish_at)}" if row.publish_at else "Draft, not to be quoted"


def listing(rows: Iterable[Release]) -> dict[str, list[Line]]:
    """By year: its reports, the newest first."""
    found: dict[str, list[Line]] = {}
    for row in rows:
        link = Link(f"{row.title} {row.code}", address(row))
        found.setdefault(row.year, []).append(Line(link, when(row), became(row)))
    return found


def running(charter: Charter) -> Link | None:
    """The account of the newest year as it stands today; None while there is nothing to tell."""
    there = queries.years_of(charter=charter)
    if not there:
        return None
    return Link(f"The running account of {there[0].name}", reverse("tracing:report", args=[charter.slug]))


def became(row: Release) -> str:
    """Whether a report was found wrong, and put right."""
    later = later_of(row)
    if later:
        return "Put right in a later report, which stands above."
    if row.corrections.all():
        return "Something in it is wrong: the report itself says what."
    return "It puts right the one before." if row.corrects_id else ""


def later_of(row: Release) -> Release | None:
    """The report that puts another right, once it is published."""
    later = getattr(row, "corrected_by", None)
    return later if later and later.is_published else None


def told(row: Release, files: Iterable[ReleaseFile]) -> dict:
    """One report. Five queries, however many files it has."""
    later = later_of(row)
    return {
        "when": when(row),
        "minute": minute(row.published_at) if row.published_at else "",
        "later": Link(f"{later.title} {later.code}", address(later)) if later else None,
        "wrong": list(row.corrections.all()),
        "before": list(put_right(row)),
        "groups": grouped(row, list(files)),
    }


def put_right(row: Release) -> Iterator[tuple[Correction, Link]]:
    """What was wrong in the reports in whose place one stands, and where each still is."""
    one = row.corrects
    while one:
        for correction in one.corrections.all():
            yield correction, Link(f"{one.title} {one.code}", address(one))
        one = one.corrects


def grouped(row: Release, files: list[ReleaseFile]) -> list[Group]:
    """The files by what people come for; folders of tables folded after the rest."""
    found: dict[tuple[str, bool], list[ReleaseFile]] = {}
    for file in files:
        found.setdefault((heading_of(file), "/" in file.name), []).append(file)
    return [
        Group(heading, tuple(shown(row, file) for file in its), folded)
        for (heading, folded), its in sorted(found.items(), key=lambda one: one[0][1])
    ]


def heading_of(file: ReleaseFile) -> str:
    """Under which words a file is found."""
    return file.text if "/" in file.name else next(text for text, names in KINDS.items() if file.name.startswith(names))


def shown(row: Release, file: ReleaseFile) -> Shown:
    href = reverse("tracing:release-file", args=[row.charter.slug, row.code, file.name])
    text = file.name.rpartition("/")[2] if "/" in file.name else file.text
    return Shown(Download(text, href, file.format, file.size), file.name, file.sha256)


def address(row: Release) -> str:
    return reverse("tracing:release", args=[row.charter.slug, row.code])


def as_base64(digest: str) -> str:
    """A digest in hexadecimal as the header Repr-Digest wants it."""
    return base64.b64encode(bytes.fromhex(digest)).decode()
