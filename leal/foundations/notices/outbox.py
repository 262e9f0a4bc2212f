"""Write notices into the outbox, and take away what has served its time. `sending` sends what waits there."""

from collections.abc import Container, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from leal.foundations.audit.erasing import destroy_key
from leal.foundations.audit.models import SubjectKey
from leal.foundations.audit.record import acting
from leal.foundations.database.copying import copy_into
from leal.foundations.people.actors import CLOCK

from .models import Notice


class Recipient(NamedTuple):
    """Whom to tell and how: handed in as plain values, so that notices need to know no slice.

    channel  "email", "letter", "text" or "phone"
    format   "plain", "large-print", "easy-read", …: what the person asked for
    """

    name: str
    channel: str
    address: str
    format: str = "plain"
    language: str = "en"


class Said(NamedTuple):
    """What a notice says, and in which form: large print is made of plain words, easy read is written by people.

    mend_at  the page on which the same can be written in easy read, for whoever sees to it that it could not leave
    """

    subject: str
    words: str
    form: str = "plain"
    language: str = "en"
    mend_at: str = ""


def tell(recipient: Recipient, *, subject: str, words: str, about: str, carries: str = "", within: str = "") -> Notice:
    """Write a notice into the outbox, inside the transaction of what it tells of.

    about    the event it tells of, as in the record: "link.asked-for"
    carries  a `Notice.Carries` when its words give something away
    within   as access names it ("charter our-charter"): whose colleagues see to it should it be unable to leave
    """
    row = written(recipient, Said(subject, words), about, carries, within, timezone.now())
    return Notice.objects.create(**dict(zip(WRITTEN, row, strict=True)))


def tell_many(told: Sequence[tuple[Recipient, Said]], *, about: str, carries: str = "", within: str = "") -> int:
    """Write many notices into the outbox, as `tell` does one; returns how many. One COPY."""
    at = timezone.now()
    copy_into(Notice, WRITTEN, (written(*one, about, carries, within, at) for one in told))
    return len(told)


WRITTEN = (
    *Recipient._fields,
    *("subject", "words", "written_as", "written_in", "mend_at"),
    *("about", "carries", "within", "written_at", "missed_because", "settled_how"),
)


def written(recipient: Recipient, said: Said, about: str, carries: str, within: str, at: datetime) -> tuple:
    """A notice as its row is written: see WRITTEN."""
    subject, words, form, language, mend_at = said
    return (*recipient, subject[:200], words, form, language, mend_at, about, carries, within, at, "", "")


def not_yet_in(form: str, *, about: Container[str]) -> QuerySet[Notice]:
    """Notices to people who asked for a form that are not written in it and have not left; held by the transaction."""
    stay = Notice.objects.select_for_update().filter(about__in=about, format=form, sent_at=None, settled_at=None)
    return stay.exclude(written_as=form).filter(begun_at=None)


def say_anew(notice: Notice, said: Said) -> Notice:
    """Give a notice that has not left the words it lacked, and let it leave by itself."""
    notice.subject, notice.words = said.subject[:200], said.words
    notice.written_as, notice.written_in = said.form, said.language
    notice.missed_at, notice.missed_because = None, ""
    notice.save()
    return notice


def erase(*, address: str) -> None:
    """Blank whom notices to this address were to and what they said, here and in history. Those waiting never leave."""
    for notice in Notice.objects.filter(address=address):
        notice.name = notice.address = notice.subject = notice.words = notice.settled_how = ""
        if notice.sent_at is None and notice.missed_at is None:
            notice.missed_at, notice.missed_because = timezone.now(), "Whom it was to was erased"
        if notice.missed_at and notice.settled_at is None:
            notice.settled_at = timezone.now()
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


def forget_left(*, about: Container[str]) -> int:
    """Take away notices that have left, or that a colleague has settled, with what history can tell of them.

    Those that still wait stay: nobody is forgotten with their letter.
    """
    with transaction.atomic(), acting(CLOCK):
        done = Notice.objects.filter(Q(sent_at__isnull=False) | Q(settled_at__isnull=False), about__in=about)
        keys = list(done.values_list("pk", flat=True))
        SubjectKey.objects.filter(subject__in=[f"{Notice._meta.db_table}:{key}" for key in keys]).delete()
        Notice.objects.filter(pk__in=keys).delete()
    return len(keys)
