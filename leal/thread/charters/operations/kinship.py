"""What is told of where a promise came from is kept true while a draft is written."""

from collections.abc import Iterable

from ..models import Commitment, Edition, Lineage

Kind = Lineage.Kind


def tell_new(edition: Edition, commitment: Commitment, reason: str) -> None:
    """A promise just written is new, until someone relates it to an earlier one."""
    if edition.follows_id:
        Lineage.objects.create(edition=edition, later=commitment, kind=Kind.NEW, reason=reason)


def retell(edition: Edition, rows: Iterable[Lineage], *, reason: str = "", same_promise: bool | None = None) -> None:
    """Say of each row what kind it has become; with a new reason, or whether it is the same promise, where given.

    Each row is read with its commitments as they stand now.
    """
    for row in rows:
        row.kind = kind_of(edition, row)
        row.reason = "" if row.kind == Kind.KEPT else reason or row.reason
        if same_promise is not None:
            row.same_promise = same_promise
        row.same_promise = row.kind == Kind.KEPT or (row.same_promise and row.kind not in (Kind.NEW, Kind.ENDED))
        row.save(update_fields=["kind", "reason", "same_promise"])


def kind_of(edition: Edition, row: Lineage) -> str:
    """What became of a promise, read from the text: one becoming several, several one, other words, another section."""
    if row.earlier is None or row.later is None:
        return Kind.NEW if row.earlier is None else Kind.ENDED
    told = edition.lineage.filter(earlier__isnull=False, later__isnull=False)
    if told.filter(earlier=row.earlier).count() > 1:
        return Kind.SPLIT
    if told.filter(later=row.later).count() > 1:
        return Kind.MERGED
    if row.earlier.section.top.code != row.later.section.top.code:
        return Kind.MOVED
    return Kind.KEPT if said(row.earlier) == said(row.later) else Kind.REWORDED


def said(commitment: Commitment) -> tuple:
    """All that a promise says, and whom it binds; its short title is ours and no part of it."""
    return (
        commitment.wording,
        commitment.achieved_by,
        tuple(sorted(commitment.parts.values_list("letter", "wording"))),
        tuple(sorted(commitment.binds.values_list("pk", flat=True))),
    )


def origins(commitment: Commitment) -> list[Lineage]:
    """What is told of where a draft's promise came from, with both commitments and their sections."""
    return list(
        Lineage.objects.filter(edition=commitment.edition, later=commitment).select_related(
            "earlier__section__within", "later__section__within"
        )
    )


def drop_origins(edition: Edition, commitment: Commitment, reason: str) -> list[Lineage]:
    """Take a promise out of the lineage: what it came from has ended, unless it lives on in another promise.

    Returns what is told of that other promise now.
    """
    left = []
    for row in origins(commitment):
        others = edition.lineage.filter(earlier=row.earlier, later__isnull=False).exclude(pk=row.pk)
        if row.earlier is None or others.exists():
            left += others.select_related("earlier__section__within", "later__section__within") if row.earlier else []
            row.delete()
        else:
            row.later = None
            row.kind, row.reason, row.same_promise = Kind.ENDED, reason, False
            row.save(update_fields=["later", "kind", "reason", "same_promise"])
    return left
