"""Write a notice into the outbox, and send what waits there."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from .models import Notice


class Recipient(NamedTuple):
    """Whom to tell and how: handed in as plain values, so that notices need to know no slice.

    channel  "email", "letter" or "text"
    format   "plain", "large-print", "easy-read", …: what the person asked for
    """

    name: str
    channel: str
    address: str
    format: str = "plain"
    language: str = "en"


class CannotLeave(Exception):
    """The notice cannot leave in the form the person asked for."""


def tell(recipient: Recipient, *, subject: str, words: str, about: str) -> Notice:
    """Write a notice into the outbox, inside the transaction of what it tells of.

    about  the event it tells of, as in the record: "link.asked-for"
    """
    return Notice.objects.create(
        **recipient._asdict(), subject=subject, words=words, about=about, written_at=timezone.now()
    )


def send_waiting() -> tuple[int, int]:
    """Send what waits, each notice once; returns how many were sent and how many missed.

    Several senders may run: each takes notices nobody else holds. A kill
    between sending and noting it may send one notice again, never lose one.
    """
    sent = missed = 0
    while (left := send_one()) is not None:
        sent, missed = sent + left, missed + (not left)
    return sent, missed


def send_one() -> bool | None:
    with transaction.atomic():
        waiting = Notice.objects.select_for_update(skip_locked=True).filter(sent_at=None, missed_at=None)
        notice = waiting.first()
        if notice is None:
            return None
        try:
            carrier(notice)(notice)
        except CannotLeave as reason:
            notice.missed_at, notice.missed_because = timezone.now(), str(reason)[:300]
            notice.save(update_fields=["missed_at", "missed_because"])
            return False
        notice.sent_at = timezone.now()
        notice.save(update_fields=["sent_at"])
        return True


def carrier(notice: Notice) -> Callable[[Notice], None]:
    if notice.format != "plain" or notice.language != "en":
        raise CannotLeave(f"We cannot yet make {notice.format} in {notice.language}")
    if notice.channel not in CARRIERS:
        raise CannotLeave(f"Nobody carries a {notice.get_channel_display()} for us yet")
    return CARRIERS[notice.channel]


def by_email(notice: Notice) -> None:
    try:
        EmailMessage(notice.subject, notice.words, to=[notice.address]).send()
    except OSError as reason:
        raise CannotLeave(f"The post office did not answer: {reason}") from None


def by_letter(notice: Notice) -> None:
    """Put a letter into the print folder, whole or not at all."""
    folder = Path(settings.LEAL_HOME) / "letters"
    folder.mkdir(mode=0o700, exist_ok=True)
    beside = folder / f".{notice.pk}"
    beside.write_text(f"{notice.name}\n{notice.address}\n\n{notice.subject}\n\n{notice.words}\n")
    beside.replace(folder / f"{notice.pk}.txt")


CARRIERS = {Notice.Channel.EMAIL: by_email, Notice.Channel.LETTER: by_letter}
