"""What the working pages of releases show."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from leal.foundations.audit.lately import last_touches
from leal.foundations.editing.parts import Item, Shelf, touched
from leal.foundations.pages.parts import Link, Row
from leal.foundations.pages.sentences import counted
from leal.thread.charters.models import Charter

from . import queries
from .models import Release

RELEASES_LEAD = "The report of each year. A draft is seen only by those named. What is published never changes."


def minute(at) -> str:
    """A minute as people say it: 9.30am on 1 September 2026."""
    return f"{date_format(localtime(at), 'P')} on {date_format(localtime(at), 'j F Y')}" if at else ""


def how_release_stands(row: Release) -> str:
    """Where a release has come to, in a few words."""
    if row.published_at:
        return f"Published {date_format(localtime(row.published_at), 'j F Y')}"
    if row.files_at is None:
        return "Its files are not made yet"
    return f"To be published at {minute(row.publish_at)}" if row.publish_at else "Draft"


def release_shelves(*, charter: Charter) -> tuple[Shelf, Shelf]:
    """Drafts and what is published, the newest first. Two queries."""
    rows = list(queries.releases_of(charter=charter))
    touches = last_touches(rows)

    def item(row: Release) -> Item:
        where = reverse("learning:release", args=[charter.slug, row.code])
        note = f"In the place of {row.corrects.code}" if row.corrects else f"The year {row.year}"
        mark = how_release_stands(row)
        return Item(Link(row.title, where), note=note, mark=mark, touched=touched(touches.get(row)), aside=row.code)

    drafts, published = ([row for row in rows if row.is_published == done] for done in (False, True))
    return (
        Shelf("drafts", "Being made", tuple(map(item, drafts)), empty="Nobody is making a report."),
        Shelf("published", "Published, and never changed", tuple(map(item, published)), empty="None yet."),
    )


def release_facts(*, release: Release) -> tuple[Row, ...]:
    """A release as it stands, one fact a line. Three queries."""
    readers = [f"{one.name} ({one.email})" for one in release.readers.order_by("name")]
    files = queries.files_of_release(release=release).count()
    at = "Published at" if release.is_published else "To be published at"
    told = (
        ("How it stands", how_release_stands(release)),
        ("The year", release.year),
        ("Its files", f"{counted(files, 'file')}, made at {minute(release.files_at)}" if files else "None yet"),
        ("Who may look before", ", ".join(readers) or "Only those who make it"),
        (at, minute(release.publish_at) or "Nobody has said yet"),
        ("In the place of", release.corrects.code if release.corrects else ""),
    )
    return tuple(Row(key, value) for key, value in told if value)


def mistakes(*, release: Release) -> Shelf:
    """What was found wrong in a release. One query."""
    items = tuple(
        Item(Link(row.wrong, ""), note=f"Wrong since {date_format(row.since, 'j F Y')}", mark="")
        for row in release.corrections.all()
    )
    return Shelf("corrections", "What was wrong in it", items, empty="Nothing that anyone found so far.")
