"""The yearly report: drafted by the worker, shown to those named, published at its minute, corrected beside."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate, now
from django_tasks import task

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.revision import write_anew
from leal.foundations.tasks.models import Work
from leal.foundations.tasks.work import ask_for, under_way
from leal.thread.charters.models import Charter

from ..models import Correction, Release, ReleaseFile
from ..release_files import File, files_of


class ReleasedAlready(Exception):
    """What is published never changes."""

    def __str__(self) -> str:
        return "This report is published already. It stays as it is; say what is wrong in it as a correction"


class NotReleased(Exception):
    """What nobody could read cannot have misled anyone."""

    def __str__(self) -> str:
        return "This report is not published yet. Make its draft anew instead"


class NoFiles(Exception):
    """A report is published whole or not at all."""

    def __str__(self) -> str:
        return "The files of this report are not made yet. Wait until they are, or make them again"


class BeforeItsTime(Exception):
    """Everyone reads it at the same minute."""

    def __str__(self) -> str:
        return "The minute of this report has not come. Until then only those named can read it"


class MinuteHasGone(Exception):
    """A minute that is to come can be kept; one that is gone cannot."""

    def __str__(self) -> str:
        return "That minute has gone. Choose one that is still to come"


NOT_NOW = (ReleasedAlready, NoFiles, BeforeItsTime)


class CorrectedAlready(Exception):
    """Mistakes are put right in the newest of the releases of a year."""

    def __str__(self) -> str:
        return "This report has been put right in a later one. Say what is wrong in that one"


def within_charter(*, charter: Charter, **_) -> str:
    return charter.scope


def within_release(*, release: Release, **_) -> str:
    return release.charter.scope


@operation(needs=Permission.RELEASE_MAKE, within=within_charter)
def draft_release(*, charter: Charter, year: str, title: str, leads_to: str = "", by: Person) -> tuple[Release, Work]:
    """Begin the report of a year: a draft, and the work that makes its files.

    Raises ReleasedAlready when there is one of that year.
    """
    if Release.objects.filter(charter=charter, code=year).exists():
        raise ReleasedAlready
    release = Release.objects.create(charter=charter, code=year, year=year, title=title)
    record("release.drafted", of=release, by=by)
    return release, _ask_for_files(release, leads_to, by)


@operation(needs=Permission.RELEASE_MAKE, within=within_release)
def make_files(*, release: Release, leads_to: str = "", by: Person) -> Work:
    """Ask for the files of a draft, for the first time or again; those there are stay until then.

    Raises ReleasedAlready.
    """
    record("release.files-asked", of=held(release), by=by)
    return _ask_for_files(release, leads_to, by)


@operation(needs=Permission.RELEASE_MAKE, within=within_release)
def keep_files(*, release: Release, files: Sequence[File], at: datetime, by: Person) -> Release:
    """Put all files of a draft in the place of those it had. Raises ReleasedAlready, NoFiles when there are none."""
    draft = held(release)
    if not files:
        raise NoFiles
    draft.files.all().delete()
    ReleaseFile.objects.bulk_create(
        ReleaseFile(release=draft, place=place, size=len(one.content), sha256=digest(one.content), **one._asdict())
        for place, one in enumerate(files, start=1)
    )
    draft.files_at = at
    draft.save(update_fields=["files_at"])
    record("release.files-kept", of=draft, by=by)
    return draft


@operation(needs=Permission.RELEASE_MAKE, within=within_release)
def schedule_release(
    *,
    release: Release,
    readers: Sequence[Person],
    publish_at: datetime | None,
    seen: str,
    at: datetime,
    by: Person,
) -> Release:
    """Say who may look at a draft, and at which minute everyone may.

    Raises ReleasedAlready, MinuteHasGone, and ChangedMeanwhile when someone was quicker.
    """
    draft = held(release)
    if publish_at and publish_at <= at and publish_at != draft.publish_at:
        raise MinuteHasGone
    draft = write_anew(draft, seen=seen, words={"readers": readers, "publish_at": publish_at})
    record("release.scheduled", of=draft, by=by)
    return draft


@operation(needs=Permission.RELEASE_PUBLISH, within=within_release)
def publish_release(*, release: Release, at: datetime, early: bool = False, by: Person | Outsider) -> Release:
    """Publish a release whose minute has come.

    early  whether it is published before the minute that was set, or without one

    Raises ReleasedAlready, NoFiles, BeforeItsTime.
    """
    draft = held(release)
    if draft.files_at is None:
        raise NoFiles
    if draft.publish_at is None or draft.publish_at > at:
        if not early:
            raise BeforeItsTime
        draft.publish_at = at
    draft.published_at = at
    draft.save(update_fields=["publish_at", "published_at"])
    record("release.published", of=draft, by=by)
    return draft


@operation(needs=Permission.RELEASE_MAKE, within=within_release)
def correct_release(
    *, release: Release, wrong: str, since: date, on: date, leads_to: str = "", by: Person
) -> tuple[Release, Work]:
    """Say what is wrong in a published release and since when, and begin the one that puts it right.

    Readers see it at once. Several mistakes are put right in one release.
    Raises NotReleased, CorrectedAlready.
    """
    mistaken = Release.objects.select_for_update().get(pk=release.pk)
    if not mistaken.is_published:
        raise NotReleased
    draft = Release.objects.select_for_update().filter(corrects=mistaken).first() or _in_place_of(mistaken, by)
    if draft.is_published:
        raise CorrectedAlready
    correction = Correction.objects.create(release=mistaken, wrong=wrong, since=since, told_on=on)
    record("release.corrected", of=correction, by=by, because=wrong[:300])
    # Files made before would not say in their first lines what was found since.
    draft.files.all().delete()
    draft.files_at = None
    draft.save(update_fields=["files_at"])
    return draft, _ask_for_files(draft, leads_to, by)


def held(release: Release) -> Release:
    """A draft as it is now, held until the operation ends. Raises ReleasedAlready when it is one no more."""
    draft = Release.objects.select_for_update().select_related("charter").get(pk=release.pk)
    if draft.is_published:
        raise ReleasedAlready
    return draft


def digest(content: bytes) -> str:
    """The fingerprint of a file, as anyone can work it out: SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _in_place_of(mistaken: Release, by: Person) -> Release:
    many = Release.objects.filter(charter=mistaken.charter, year=mistaken.year).count()
    same = {"charter": mistaken.charter, "year": mistaken.year, "title": mistaken.title}
    draft = Release.objects.create(code=f"{mistaken.year}-{many + 1}", corrects=mistaken, **same)
    record("release.drafted", of=draft, by=by)
    return draft


@task()
def make_what_was_asked(work: str, release: int, person: int) -> None:
    """The worker’s part: make every file of a draft, then put them in their place all at once, or none."""
    with under_way(work) as tell:
        draft = Release.objects.select_related("charter", "corrects").get(pk=release)
        by = Person.objects.get(pk=person)
        files = files_of(draft, on=localdate(), tell=tell)
        keep_files(release=draft, files=files, at=now(), by=by)


def _ask_for_files(release: Release, leads_to: str, by: Person) -> Work:
    title = f"Making {release.title}"[:120]
    return ask_for(make_what_was_asked, title=title, by=by, leads_to=leads_to, release=release.pk, person=by.pk)
