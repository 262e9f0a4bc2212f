from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..models import Commitment, Edition, Lineage
from .holding import Elsewhere, hold, within_edition
from .kinship import kind_of, retell

RELATED = ("earlier__section__within", "later__section__within")


class NoReason(Exception):
    """Whoever was promised something is told why it is no longer, or is said anew."""

    def __str__(self) -> str:
        return "Say why, for the people who were promised it"


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def relate(
    *,
    edition: Edition,
    earlier: Commitment | None,
    later: Commitment | None,
    reason: str,
    same_promise: bool,
    kind: str = "",
    by: Person | Outsider,
) -> Lineage:
    """Say what became of a promise in this edition: it is new when there is no earlier one, ended when no later.

    same_promise  whether results and standings go on
    kind          unsaid, it is read from the text

    What was said before of this pair is said anew; “new” and “ended” give way.
    Raises NoReason, Elsewhere, AlreadyPublished.
    """
    edition = hold(edition)
    for one, home in ((earlier, edition.follows_id), (later, edition.pk)):
        if one and one.edition_id != home:
            raise Elsewhere(one.code, edition.follows if one is earlier and edition.follows else edition)
    row = edition.lineage.filter(earlier=earlier, later=later).first()
    row = row or Lineage(edition=edition, earlier=earlier, later=later)
    give_way(edition, row)
    if row.pk is None:
        row.kind = shape(row)
        row.save()
    row.same_promise = bool(earlier and later and same_promise)
    row.kind = kind or kind_of(edition, row)
    if row.kind != Lineage.Kind.KEPT and not reason:
        raise NoReason
    row.reason, row.same_promise = reason, row.same_promise or row.kind == Lineage.Kind.KEPT
    row.save()
    if not kind:
        retell_beside(edition, row)
    record("lineage.told", of=row, by=by, because=reason)
    return row


@operation(needs=Permission.CHARTER_WRITE, within=lambda *, lineage, **_: lineage.edition.charter.scope)
def unrelate(*, lineage: Lineage, by: Person | Outsider) -> None:
    """Take back what was said of a promise; until something else is said, its edition cannot be published.

    Raises AlreadyPublished.
    """
    edition = hold(lineage.edition)
    record("lineage.taken-back", of=lineage, by=by)
    lineage.delete()
    for name in ("earlier", "later"):
        if key := getattr(lineage, f"{name}_id"):
            rows = edition.lineage.filter(**{name: key}).select_related(*RELATED)
            retell(edition, rows)


def shape(row: Lineage) -> str:
    """A kind that fits what the row joins, before its neighbours are looked at."""
    if row.earlier is None:
        return Lineage.Kind.NEW
    return Lineage.Kind.REWORDED if row.later else Lineage.Kind.ENDED


def give_way(edition: Edition, row: Lineage) -> None:
    """What is related is neither new nor ended any more; what ended or is new is related to nothing."""
    for mine, other in (("earlier", "later"), ("later", "earlier")):
        if key := getattr(row, f"{mine}_id"):
            told = edition.lineage.filter(**{mine: key}).exclude(pk=row.pk)
            alone = getattr(row, f"{other}_id") is None
            told.filter(**({} if alone else {f"{other}__isnull": True})).delete()


def retell_beside(edition: Edition, row: Lineage) -> None:
    """Others that share a promise with this row may have become a split or a merge by it."""
    for name in ("earlier", "later"):
        if key := getattr(row, f"{name}_id"):
            retell(edition, edition.lineage.filter(**{name: key}).exclude(pk=row.pk).select_related(*RELATED))
