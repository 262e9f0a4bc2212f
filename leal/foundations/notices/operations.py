from datetime import datetime

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.models import Person

from .models import Notice


class SettledAlready(Exception):
    """Two colleagues must not both tell one person."""

    def __str__(self) -> str:
        return "Someone has seen to this meanwhile. There is nothing left to do"


def within_notice(*, notice: Notice, **_) -> str:
    return notice.within


@operation(needs=Permission.NOTICE_SETTLE, within=within_notice)
def settle(*, notice: Notice, how: str, at: datetime, by: Person) -> Notice:
    """Say that someone was told by hand, and how. A code in its words goes, as when it had left.

    Raises SettledAlready when a colleague was quicker.
    """
    held = _held(notice)
    held.settled_at, held.settled_by, held.settled_how = at, by, how
    if held.carries:
        held.words = ""
    held.save(update_fields=["settled_at", "settled_by", "settled_how", "words"])
    record("notice.settled", of=held, by=by)
    return held


@operation(needs=Permission.NOTICE_SETTLE, within=within_notice)
def send_again(*, notice: Notice, by: Person) -> Notice:
    """Let a notice try to leave once more, as when its carrier is there again.

    Raises SettledAlready when a colleague was quicker.
    """
    held = _held(notice)
    held.missed_at, held.missed_because = None, ""
    held.save(update_fields=["missed_at", "missed_because"])
    record("notice.sent-again", of=held, by=by)
    return held


def _held(notice: Notice) -> Notice:
    """The notice, held until the transaction ends, if it still waits for a colleague."""
    held = Notice.objects.select_for_update().filter(pk=notice.pk, missed_at__isnull=False, settled_at=None).first()
    if held is None:
        raise SettledAlready
    return held
