"""Reports for tests: files that anyone can tell apart, and people who make, read and only hear of them."""

from datetime import UTC, datetime, timedelta

from leal.foundations.revision import revision
from leal.thread.learning import operations
from leal.thread.learning.models import Release
from leal.thread.learning.release_files import File

AT = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)
FILES = (
    File("report.pdf", "The whole report, to read or print", "PDF", "application/pdf", b"%PDF-1.7 one"),
    File("tables/table-1.csv", "Every table of figures", "CSV", "text/csv; charset=utf-8", b"a,b\r\n1,2\r\n"),
)


def a_draft(charter, by, *, files=FILES, year="2022-23") -> Release:
    """A report of a year with its files, seen by nobody but who makes it."""
    draft, _ = operations.draft_release(charter=charter, year=year, title="Is it kept?", by=by)
    return operations.keep_files(release=draft, files=files, at=AT, by=by) if files else draft


def published(charter, by) -> Release:
    return operations.publish_release(release=a_draft(charter, by), at=AT, early=True, by=by)


def scheduled(release, by, *, readers=(), publish_at=AT) -> Release:
    given = {"readers": list(readers), "publish_at": publish_at, "at": AT - A_MINUTE}
    return operations.schedule_release(release=release, seen=revision(release), by=by, **given)
