"""Releases: which there are, who may see them, and which minute has come."""

from datetime import datetime

from django.db.models import Q, QuerySet

from leal.foundations.access.guards import may
from leal.foundations.access.permissions import Permission
from leal.thread.charters.models import Charter

from ..models import Release, ReleaseFile


def releases_of(*, charter: Charter) -> QuerySet[Release]:
    """Every release of a charter, drafts among them, the newest first: for those who make them."""
    return Release.objects.filter(charter=charter).select_related("charter", "corrects", "corrected_by")


def releases_for(*, charter: Charter, person) -> QuerySet[Release]:
    """The releases someone may see: what is published, and drafts if they are named or make them.

    person  whoever asks, signed in or not
    """
    rows = releases_of(charter=charter)
    if may(person, Permission.RELEASE_MAKE, within=charter.scope):
        return rows
    seen = Q(published_at__isnull=False)
    if person.is_authenticated and person.is_active:
        seen |= Q(pk__in=Release.readers.through.objects.filter(person=person.pk).values("release"))
    return rows.filter(seen)


def newest_published(*, charter: Charter, year: str) -> Release | None:
    """The report of a year as it was last published, the one that puts others right; None while there is none."""
    rows = Release.objects.filter(charter=charter, year=year, published_at__isnull=False)
    return rows.select_related("charter").order_by("-pk").first()


def files_of_release(*, release: Release) -> QuerySet[ReleaseFile]:
    """The files of a release without what is in them."""
    return release.files.defer("content")


def due_releases(*, at: datetime) -> QuerySet[Release]:
    """Drafts whose minute has come and whose files are there."""
    return Release.objects.filter(published_at=None, publish_at__lte=at, files_at__isnull=False)
