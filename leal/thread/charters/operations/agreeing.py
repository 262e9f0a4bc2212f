from collections.abc import Sequence
from datetime import date, datetime

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..models import Approval, Comment, Commitment, Edition, Passage
from ..queries import APPROVERS, approvals, bare, fingerprint, obstacles
from .holding import Elsewhere, hold, within_edition, within_the_edition_of


class NoStatementBehind(Exception):
    """A charter promises only what people asked for."""

    def __init__(self, codes: Sequence[str]):
        super().__init__(codes)
        self.codes = codes

    def __str__(self) -> str:
        return f"Link {', '.join(self.codes)} to a statement people made, or say why none stands behind it"


class NotReady(Exception):
    """Something stands in the way of agreeing to an edition."""

    def __init__(self, obstacles: Sequence[str]):
        super().__init__(obstacles)
        self.obstacles = obstacles

    def __str__(self) -> str:
        return " ".join(self.obstacles)


class ChangedSince(Exception):
    """A person approves what they have read, and nothing else."""

    def __str__(self) -> str:
        return "The text was changed after you opened it. Read it again, then approve it"


class ApprovedAlready(Exception):
    """Two approvals are those of two people."""

    def __init__(self, approval: Approval):
        super().__init__(approval)
        self.approval = approval

    def __str__(self) -> str:
        return "You have approved these very words already. Someone else must approve them too"


class NotApproved(Exception):
    """Two different people have agreed to the very words that are published."""

    def __init__(self, names: Sequence[str], *, before: Sequence[str]):
        super().__init__(names, before)
        self.names, self.before = names, before

    def __str__(self) -> str:
        if self.before and not self.names:
            return f"The words were changed after {' and '.join(self.before)} approved them. They must be approved anew"
        so_far = f"; so far {' and '.join(self.names)} has" if self.names else ""
        return f"Two people must approve these very words before they are published{so_far}"


@operation(needs=Permission.EDITION_APPROVE, within=within_edition)
def approve(*, edition: Edition, seen: str, at: datetime, by: Person) -> Approval:
    """Agree to the very words of a draft. Any later change asks for approval anew.

    seen  the fingerprint of the text the person read

    Raises ChangedSince, ApprovedAlready, NotReady, AlreadyPublished.
    """
    edition = hold(edition)
    words = fingerprint(edition=edition)
    if words != seen:
        raise ChangedSince
    if found := edition.approvals.filter(by=by, fingerprint=words).first():
        raise ApprovedAlready(found)
    if in_the_way := obstacles(edition=edition):
        raise NotReady(in_the_way)
    approval = Approval.objects.create(edition=edition, by=by, fingerprint=words, at=at)
    record("edition.approved", of=edition, by=by, because=words)
    return approval


@operation(needs=Permission.CHARTER_WRITE, within=within_edition)
def publish(*, edition: Edition, agreed_on: date, on: date, because: str = "", by: Person | Outsider) -> Edition:
    """Publish an edition as agreed. From then on the database refuses every change to it.

    because  why commitments are in it that no statement stands behind, if there are any

    Raises NotReady (promises that nothing accounts for, reasons not given),
    NoStatementBehind when no reason is given, NotApproved, AlreadyPublished.
    """
    edition = hold(edition)
    if in_the_way := obstacles(edition=edition, on=on):
        raise NotReady(in_the_way)
    if (without := bare(edition=edition)) and not because:
        raise NoStatementBehind(without)
    given = approvals(edition=edition)
    if len(given) < APPROVERS:
        earlier = edition.approvals.select_related("by").exclude(pk__in=[one.pk for one in given])
        raise NotApproved([str(one.by) for one in given], before=sorted({str(one.by) for one in earlier}))
    edition.agreed_on, edition.published_on = agreed_on, on
    edition.save(update_fields=["agreed_on", "published_on"])
    record("edition.published", of=edition, by=by, because=because)
    return edition


@operation(needs=Permission.EDITION_COMMENT, within=within_edition)
def comment(
    *,
    edition: Edition,
    words: str,
    at: datetime,
    commitment: Commitment | None = None,
    passage: Passage | None = None,
    by: Person,
) -> Comment:
    """Say something about a draft: all of it, one promise or one passage. Raises AlreadyPublished, Elsewhere."""
    edition = hold(edition)
    for one in (commitment, passage):
        if one and one.edition_id != edition.pk:
            raise Elsewhere(str(one), edition)
    about = commitment.code if commitment else passage.heading if passage else ""
    row = Comment.objects.create(
        edition=edition, commitment=commitment, passage=passage, about=about, words=words, by=by, at=at
    )
    record("comment.made", of=row, by=by)
    return row


@operation(needs=Permission.CHARTER_WRITE, within=within_the_edition_of("comment"))
def settle(*, comment: Comment, outcome: str, at: datetime, by: Person) -> Comment:
    """Say what came of a comment. What was settled before keeps its first outcome."""
    now = Comment.objects.select_for_update().get(pk=comment.pk)
    if now.settled_at is None:
        now.settled_by, now.settled_at, now.outcome = by, at, outcome
        now.save(update_fields=["settled_by", "settled_at", "outcome"])
    record("comment.settled", of=now, by=by, because=outcome)
    return now
