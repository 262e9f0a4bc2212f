from django.db.models import QuerySet

from .models import Charter, Commitment, Edition


def charters() -> QuerySet[Charter]:
    """Every charter, the first founded first."""
    return Charter.objects.order_by("pk")


def names_by_slug() -> list[tuple[str, str]]:
    """Each charter’s slug and name, the first founded first: what a role can be held for."""
    return list(charters().values_list("slug", "name"))


def current_edition(*, charter: Charter) -> Edition | None:
    """The edition published last; None while nothing is published."""
    return charter.editions.filter(published_on__isnull=False).order_by("-published_on", "-pk").first()


def editions_published() -> QuerySet[Edition]:
    """Every published edition with its charter, the newest first."""
    return Edition.objects.filter(published_on__isnull=False).select_related("charter").order_by("-published_on", "-pk")


def commitments(*, edition: Edition) -> QuerySet[Commitment]:
    """The commitments of an edition with their sections, in the order of its text."""
    return edition.commitments.select_related("section")
