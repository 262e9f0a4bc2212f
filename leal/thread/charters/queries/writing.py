"""What is asked of an edition while it is written."""

from collections import Counter
from collections.abc import Sequence

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


def brought_together(*, commitment: Commitment) -> list[Commitment]:
    """The promises of the edition before that became one in this; none where it came from one alone. Two queries."""
    told = commitment.came_from.filter(earlier__isnull=False).order_by("earlier__section__place", "earlier__place")
    found = [row.earlier for row in told.select_related("earlier").prefetch_related("earlier__parts")]
    return found if len(found) > 1 else []


def parted_from(*, commitments: Sequence[Commitment]) -> Commitment | None:
    """The promise of the edition before that became just these and no others; None where there is none. Two queries."""
    told = Lineage.objects.filter(later__in=commitments)
    came = {row.earlier for row in told.select_related("earlier")}
    if len(came) != 1 or None in came:
        return None
    (one,) = came
    became = set(one.became.filter(edition=commitments[0].edition_id).values_list("later", flat=True))
    return one if became == {row.pk for row in commitments} else None


def earlier_of(*, commitments: Sequence[Commitment]) -> list[Commitment]:
    """The promises of the edition before that these came from. One query."""
    return list(Commitment.objects.filter(became__later__in=commitments).distinct().order_by("code"))


def still_told(*, commitments: Sequence[Commitment]) -> list[int]:
    """The keys of promises of the edition before that one of these is said still to be. One query."""
    told = Lineage.objects.filter(later__in=commitments, same_promise=True, earlier__isnull=False)
    return sorted(set(told.values_list("earlier", flat=True)))


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
