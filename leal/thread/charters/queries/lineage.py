"""Where a promise came from, edition by edition, and which promises of other editions are the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..models import Charter, Commitment, Edition, Lineage


@dataclass(frozen=True)
class Step:
    """What became of promises from one edition to the next, on the way to a promise.

    row      what is told, with both commitments
    edition  the later one
    same     whether results count through this step and all after it
    """

    row: Lineage
    edition: Edition
    same: bool


def lineage_of(*, commitment: Commitment) -> list[Step]:
    """How a promise came to be, from its own edition back to the first: newest step first, one for each way back.

    One query.
    """
    rows = (
        Lineage.objects.filter(edition__charter=commitment.edition.charter_id, later__isnull=False)
        .select_related("edition__charter", "edition__follows", "earlier", "later")
        .order_by("pk")
    )
    into: dict[int, list[Lineage]] = defaultdict(list)
    for row in rows:
        into[row.later_id].append(row)
    found, reached = [], [(commitment.pk, True)]
    while reached:
        key, same = reached.pop(0)
        for row in into.pop(key, ()):
            found.append(Step(row, row.edition, same and row.same_promise))
            if row.earlier_id:
                reached.append((row.earlier_id, same and row.same_promise))
    return found


def same_promise_chain(*, commitment: Commitment) -> list[Commitment]:
    """The commitments of earlier editions that a promise is the same as, newest first. One query."""
    return [step.row.earlier for step in lineage_of(commitment=commitment) if step.same and step.row.earlier]


def same_promises(*, charter: Charter) -> dict[int, tuple[int, ...]]:
    """By a commitment’s key: those of earlier and of later editions that are the same promise, itself among them.

    Two promises merged into one are each the same as that one, not as each
    other. Only commitments that are the same as another are named. One query.
    """
    rows = Lineage.objects.filter(edition__charter=charter, same_promise=True).values_list("earlier", "later")
    back, on = defaultdict(list), defaultdict(list)
    for earlier, later in rows:
        back[later].append(earlier)
        on[earlier].append(later)
    return {key: (*_reached(key, back), key, *_reached(key, on)) for key in {*back, *on}}


def _reached(start: int, ways: Mapping[int, Iterable[int]]) -> list[int]:
    """All that can be reached from a start by going on and on in one direction."""
    found, ahead = [], list(ways.get(start, ()))
    while ahead:
        key = ahead.pop()
        if key not in found:
            found.append(key)
            ahead += ways.get(key, ())
    return found
