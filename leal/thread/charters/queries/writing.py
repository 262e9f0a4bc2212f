"""What is asked of an edition while it is written."""

from collections import Counter

from django.db.models import QuerySet

from ..models import Comment, Commitment, Edition, Lineage
from .editions import commitments
from .lineage import same_promises


def all_editions(*, slug: str) -> QuerySet[Edition]:
    """Every edition of a charter, drafts among them, the newest first, with the charter and the one it follows."""
    return Edition.objects.filter(charter__slug=slug).select_related("charter", "follows").order_by("-pk")


def now_called(*, edition: Edition) -> dict[int, Commitment]:
    """By the key of a commitment, of this edition or another: the commitment of this one that is the same promise.

    Where one promise became several, the first in the text. Two queries.
    """
    same, rows = same_promises(charter=edition.charter), list(commitments(edition=edition))
    return {key: row for row in reversed(rows) for key in same.get(row.pk, (row.pk,))}


def told_of(*, edition: Edition) -> dict[int, list[Lineage]]:
    """What is told of where each promise of an edition came from, by its key. One query."""
    found: dict[int, list[Lineage]] = {}
    for row in edition.lineage.filter(later__isnull=False).select_related("earlier"):
        found.setdefault(row.later_id, []).append(row)
    return found


def comments(*, edition: Edition) -> QuerySet[Comment]:
    """What was said about a draft, what is not settled first, with who said and who settled it. One query."""
    return edition.comments.select_related("by", "settled_by", "commitment").order_by("-settled_at", "pk")


def open_comments(*, edition: Edition) -> Counter[int | None]:
    """How many comments wait to be settled, by the key of the promise; None for the rest. One query."""
    return Counter(edition.comments.filter(settled_at=None).values_list("commitment", flat=True))


def with_all(*, edition: Edition) -> QuerySet[Commitment]:
    """The promises of an edition as they are read: with parts and whom they bind, in order. Three queries."""
    return edition.commitments.select_related("section").prefetch_related("parts", "binds")


def lineage(*, edition: Edition) -> QuerySet[Lineage]:
    """All that is told of what became of promises, with both of them, in the order of the earlier text. One query."""
    return edition.lineage.select_related("earlier__section", "later__section").order_by(
        "earlier__section__place", "earlier__place", "later__section__place", "later__place", "pk"
    )
