"""Write a notice into the outbox, and send what waits there."""

from collections.abc import Callable, Container
from datetime import datetime, timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from leal.foundations.audit.erasing import destroy_key
from leal.foundations.audit.record import acting
from leal.foundations.people.actors import CLOCK

from .models import Notice

TRY_FOR = timedelta(days=1)


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


class NotNow(Exception):
    """The post office did not answer; it may later."""


def tell(recipient: Recipient, *, subject: str, words: str, about: str) -> Notice:
    """Write a notice into the outbox, inside the transaction of what it tells of.

    about  the event it tells of, as in the record: "link.asked-for"
    """
    return Notice.objects.create(
        **recipient._asdict(), subject=subject, words=words, about=about, written_at=timezone.now()
    )


def send_waiting() -> tuple[int, int]:
    """Send what waits, each notice once; returns how many were sent and how many missed.

    What the post office would not take just now goes on waiting, for a day.
    Several senders may run: each takes notices nobody else holds. A kill
    between sending and noting it may send one notice again, never lose one.
    """
    put_off: list[int] = []
    sent = missed = 0
    while (left := send_one(put_off)) is not None:
        sent, missed = sent + (left == "sent"), missed + (left == "missed")
    return sent, missed


def send_one(put_off: list[int]) -> str | None:
    """Send the notice that waits longest, but for those put off: "sent", "missed" or "later"; None when none waits."""
    with transaction.atomic(), acting(CLOCK):
        waiting = Notice.objects.select_for_update(skip_locked=True).filter(sent_at=None, missed_at=None)
        notice = waiting.exclude(pk__in=put_off).first()
        if notice is None:
            return None
        try:
            carrier(notice)(notice)
        except NotNow as reason:
            if timezone.now() < notice.written_at + TRY_FOR:
                put_off.append(notice.pk)
                return "later"
            return miss(notice, str(reason))
        except CannotLeave as reason:
            return miss(notice, str(reason))
        notice.sent_at = timezone.now()
        notice.save(update_fields=["sent_at"])
        return "sent"


def miss(notice: Notice, because: str) -> str:
    notice.missed_at, notice.missed_because = timezone.now(), because[:300]
    notice.save(update_fields=["missed_at", "missed_because"])
    return "missed"


def erase(*, address: str) -> None:
    """Blank whom notices to this address were to and what they said, here and in history. Those waiting never leave."""
    for notice in Notice.objects.filter(address=address):
        notice.name = notice.address = notice.subject = notice.words = ""
        if notice.sent_at is None and notice.missed_at is None:
            notice.missed_at, notice.missed_because = timezone.now(), "Whom it was to was erased"
        notice.save()
        destroy_key(of=notice)


def forget(*, about: Container[str], written_before: datetime) -> int:
    """Take away notices that carried a secret, such as a link, and have served their time; returns how many."""
    with transaction.atomic(), acting(CLOCK):
        served = list(Notice.objects.filter(about__in=about, written_at__lt=written_before))
        Notice.objects.filter(pk__in=[notice.pk for notice in served]).delete()
        for notice in served:
            destroy_key(of=notice)
    return len(served)


def carrier(notice: Notice) -> Callable[[Notice], None]:
    if notice.format != "plain" or notice.language != "en":
        raise CannotLeave(f"We cannot yet make {notice.format} in {notice.language}")
    if notice.channel not in CARRIERS:
        raise CannotLeave(f"Nobody carries a {notice.get_channel_display()} for us yet")
    return CARRIERS[notice.channel]


def by_email(notice: Notice) -> None:
    try:
        EmailMessage(notice.subject, notice.words, to=[notice.address]).send()
    except SMTPRecipientsRefused:
        raise CannotLeave("The post office knows no such address") from None
    except SMTPResponseException as reason:
        raise (CannotLeave if reason.smtp_code >= 500 else NotNow)(f"The post office said {reason.smtp_code}") from None
    except OSError as reason:
        raise NotNow(f"The post office did not answer: {reason}") from None


def by_letter(notice: Notice) -> None:
    """Put a letter into the print folder, whole or not at all."""
    folder = Path(settings.LEAL_HOME) / "letters"
    folder.mkdir(mode=0o700, exist_ok=True)
    beside = folder / f".{notice.pk}"
    beside.write_text(f"{notice.name}\n{notice.address}\n\n{notice.subject}\n\n{notice.words}\n")
    beside.replace(folder / f"{notice.pk}.txt")


CARRIERS = {Notice.Channel.EMAIL: by_email, Notice.Channel.LETTER: by_letter}
