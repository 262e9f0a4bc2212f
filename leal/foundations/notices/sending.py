"""Send what waits in the outbox: nobody is written to twice, nobody is forgotten, whoever is killed in the middle.

A sender first writes down, for good, which notices it has in hand, then
carries them and notes that they left. Should it be lost meanwhile, the next
one finds what it had in hand: a letter is written again over itself, a text
is looked for at its carrier, and an e-mail that may have left waits for a
colleague, who asks.
"""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from leal.foundations.audit.models import SubjectKey
from leal.foundations.audit.record import acting
from leal.foundations.people.actors import CLOCK

from .carriers import CannotLeave, Carriers, MayHaveLeft, NotNow, carriers
from .models import Notice

TRY_FOR = timedelta(days=1)
# As many may be in doubt when a sender is killed; with fewer, writing it down takes as long as sending.
IN_HAND = 50
# What left is noted at least so often, so that a kill leaves as little as can be in doubt.
NOTED_EVERY = 0.1
HELD = "hashtext('notices.sender'), %s"


def send_waiting() -> tuple[int, int]:
    """Send what waits, each notice once; returns how many were sent and how many missed.

    What a carrier would not take just now goes on waiting, for a day. Several
    senders may run: each takes notices nobody else has in hand.
    """
    sent = missed = 0
    put_off: list[int] = []
    with sender() as me, carriers() as ours:
        take_up_what_was_left(me, ours)
        while taken := take_in_hand(me, put_off):
            in_hand = Batch(me, ours)
            for notice in taken:
                in_hand.send(notice)
            in_hand.note()
            sent, missed = sent + in_hand.sent, missed + in_hand.missed
            put_off += in_hand.put_off
    return sent, missed


@contextmanager
def sender() -> Iterator[int]:
    """A number of one's own, held by this connection: when a sender is lost, however, the database lets go of it."""
    me = secrets.randbelow(2**31)
    ask("pg_advisory_lock", me)
    try:
        yield me
    finally:
        ask("pg_advisory_unlock", me)


def ask(function: str, number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({HELD})", [number])
        return cursor.fetchone()[0]


def take_in_hand(me: int, put_off: list[int]) -> list[Notice]:
    """The notices that wait longest and nobody has in hand; from now on this sender has."""
    with transaction.atomic():
        waiting = Notice.objects.select_for_update(skip_locked=True).filter(sent_at=None, missed_at=None, begun_at=None)
        batch = list(waiting.exclude(pk__in=put_off).order_by("pk")[:IN_HAND])
        Notice.objects.filter(pk__in=[one.pk for one in batch]).update(begun_at=timezone.now(), begun_by=me)
    return batch


class Batch:
    """One batch on its way: what left and is not noted yet, what was put off, what could not leave."""

    def __init__(self, me: int, ours: Carriers):
        self.me, self.ours = me, ours
        self.left: list[Notice] = []
        self.put_off: list[int] = []
        self.sent = self.missed = 0
        self.noted_at = time.monotonic()

    def send(self, notice: Notice) -> None:
        try:
            self.ours.carry(notice)
        except NotNow as reason:
            if timezone.now() < notice.written_at + TRY_FOR:
                self.put_off.append(notice.pk)
            else:
                self.missed += miss(notice, str(reason))
        except CannotLeave as reason:
            self.missed += miss(notice, str(reason))
        except MayHaveLeft:
            self.missed += see_to(notice, self.ours)
        else:
            self.left.append(notice)
            self.sent += 1
        if time.monotonic() > self.noted_at + NOTED_EVERY:
            self.note()

    def note(self) -> None:
        """Write down what left, and give up what was put off."""
        note_sent(self.left)
        Notice.objects.filter(pk__in=self.put_off, begun_by=self.me).update(begun_at=None, begun_by=None)
        self.left, self.noted_at = [], time.monotonic()


def note_sent(left: list[Notice]) -> None:
    """That notices left. The words of those that carried a code or a link go with it, here and in history."""
    if not left:
        return
    gone = [one.pk for one in left if one.carries]
    now = {"sent_at": timezone.now(), "begun_at": None, "begun_by": None}
    with transaction.atomic(), acting(CLOCK):
        Notice.objects.filter(pk__in=[one.pk for one in left if not one.carries]).update(**now)
        if gone:
            Notice.objects.filter(pk__in=gone).update(**now, words="")
            SubjectKey.objects.filter(subject__in=[f"{Notice._meta.db_table}:{pk}" for pk in gone]).delete()


def miss(notice: Notice, because: str) -> int:
    """That a notice could not leave, and why: it waits for a colleague. Returns 1."""
    with transaction.atomic(), acting(CLOCK):
        missed = {"missed_at": timezone.now(), "missed_because": because[:300]}
        Notice.objects.filter(pk=notice.pk).update(begun_at=None, begun_by=None, **missed)
    return 1


def take_up_what_was_left(me: int, ours: Carriers) -> None:
    """See to what senders that were lost had in hand."""
    begun = Notice.objects.filter(sent_at=None, missed_at=None, begun_at__isnull=False).exclude(begun_by=me)
    for lost in begun.order_by().values_list("begun_by", flat=True).distinct():
        with alone(lost) as nobody_holds:
            if nobody_holds:
                for notice in begun.filter(begun_by=lost):
                    see_to(notice, ours)


@contextmanager
def alone(number: int) -> Iterator[bool]:
    """Whether the sender of that number is no more; if so, nobody else finds it so meanwhile."""
    held = ask("pg_try_advisory_lock", number)
    try:
        yield held
    finally:
        if held:
            ask("pg_advisory_unlock", number)


def see_to(notice: Notice, ours: Carriers) -> int:
    """Find out whether a notice left: note that it did, let it be sent anew, or ask a colleague. Returns 1 for that.

    While its carrier does not answer it stays in hand, and the next sender sees to it.
    """
    try:
        left = ours.by(notice.channel).left(notice)
    except NotNow:
        return 0
    if left is None:
        return miss(notice, str(MayHaveLeft()))
    if left:
        note_sent([notice])
    else:
        Notice.objects.filter(pk=notice.pk).update(begun_at=None, begun_by=None)
    return 0
