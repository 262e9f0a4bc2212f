"""Who carries a notice away, by the way and in the form its person asked for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parseaddr
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Protocol

from django.conf import settings
from django.core.mail import get_connection
from django.utils.module_loading import import_string
from django.utils.timezone import localtime

from leal.foundations.formats import CannotBeWritten, Document, List, Paragraph, pdf, write_whole

from .easy_words import is_pictured, linked, pictured, spoken
from .models import Notice
from .on_the_wire import Letter

MADE_OF = {
    "plain": {"plain", "large-print", "large-print-24"},
    "easy-read": {"easy-read"},
}
"""Which forms can be made of words written in one."""

POINTS = {"large-print": 18, "large-print-24": 24}
ON_PAPER = POINTS | {"easy-read": 18}
"""The size of print of a letter; 12 where it is not here. Easy Read is printed large, a line a paragraph."""
LONGEST_TEXT = 900
HANGS_UP = 421
FORMS = {
    "plain": "plain words",
    "large-print": "large print",
    "large-print-24": "very large print",
    "easy-read": "easy read",
    "braille": "Braille",
    "audio": "audio",
    "bsl": "British Sign Language",
}


class CannotLeave(Exception):
    """The notice cannot leave in the form the person asked for."""


class NotNow(Exception):
    """The carrier did not answer; it may later."""


class MayHaveLeft(Exception):
    """The carrier broke off while it was taking the notice: nobody can tell whether it has it."""

    def __str__(self) -> str:
        return "It may have left, and it may not: we were cut off in the middle. Ask them before you send it again"


class Carrier(Protocol):
    """Takes one notice after another. `left` says of one that was in hand when its sender was lost whether it went."""

    def carry(self, notice: Notice) -> None: ...

    def left(self, notice: Notice) -> bool | None: ...


def can_be_made(notice: Notice) -> None:
    """Raises CannotLeave, with the reason, when its words are not in the form and language asked for."""
    if notice.format not in MADE_OF.get(notice.written_as, {notice.written_as}):
        raise CannotLeave(f"We have no words in {FORMS.get(notice.format, notice.format)} for it")
    if notice.language.split("-")[0] != notice.written_in.split("-")[0]:
        raise CannotLeave(f"We have no words in the language they asked for ({notice.language})")


def document(notice: Notice) -> Document:
    """What a notice says as a document: an empty line begins a paragraph, “* ” an item of a list.

    In Easy Read each line is a paragraph: one sentence stands by itself, beside its picture where it has one.
    """
    publisher = parseaddr(settings.DEFAULT_FROM_EMAIL)[0] or settings.ADDRESS
    language = "en-GB" if notice.language == "en" else notice.language
    if is_pictured(notice):
        return pictured(notice, publisher, language)
    ends = r"\n+" if notice.written_as == "easy-read" else r"\n\s*\n"
    blocks = [_block(part) for part in re.split(ends, notice.words.strip()) if part.strip()]
    rtl = "rtl" if notice.language.split("-")[0] in {"ar", "fa", "he", "ur"} else "ltr"
    return Document(notice.subject, publisher, tuple(blocks), language=language, direction=rtl)


def _block(part: str) -> Paragraph | List:
    lines = [line.strip() for line in part.splitlines()]
    if all(line.startswith("* ") for line in lines):
        return List(tuple(_paragraph(line[2:]) for line in lines))
    return _paragraph(" ".join(lines))


def _paragraph(text: str) -> Paragraph:
    return Paragraph(tuple(linked(text)))


class ByEmail:
    """E-mail, over one conversation with the post office for as long as it is needed."""

    def __init__(self):
        self.office = None

    def carry(self, notice: Notice) -> None:
        reference, office = f"<{notice.reference}@{_host()}>", self.opened()
        letter = Letter(notice.subject, spoken(notice), to=notice.address, reference=reference, connection=office)
        if points := POINTS.get(notice.format):
            made = pdf(document(notice), points=points)
            letter.attach(f"large-print-{points}-point.pdf", made, "application/pdf")
        if is_pictured(notice):
            letter.attach("easy-read.pdf", pdf(document(notice), points=ON_PAPER["easy-read"]), "application/pdf")
        try:
            letter.send()
        except SMTPRecipientsRefused:
            raise CannotLeave("The post office knows no such address") from None
        except SMTPResponseException as reason:
            if reason.smtp_code == HANGS_UP:
                self.close()
            kind = CannotLeave if reason.smtp_code >= 500 else NotNow
            raise kind(f"The post office said {reason.smtp_code}") from None
        except OSError as reason:
            self.close()
            raise NotNow(f"The post office did not answer: {reason}") from None

    def opened(self):
        if self.office is None:
            office = get_connection()
            try:
                office.open()
            except OSError as reason:
                raise NotNow(f"The post office did not answer: {reason}") from None
            self.office = office
        return self.office

    def close(self) -> None:
        if self.office is not None:
            office, self.office = self.office, None
            office.close()

    def left(self, notice: Notice) -> bool | None:
        """Nobody can tell: a post office keeps no list that could be asked."""
        return None


class ByLetter:
    """A PDF in the print folder, its address on the first page. Written again it is the same file."""

    def carry(self, notice: Notice) -> None:
        folder = Path(settings.LEAL_HOME) / "letters"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        address = [notice.name, *notice.address.splitlines()]
        points = ON_PAPER.get(notice.format, 12)
        made = pdf(document(notice), points=points, to=[line for line in address if line.strip()])
        write_whole(folder / self.name(notice), made)

    @staticmethod
    def name(notice: Notice) -> str:
        return f"{localtime(notice.written_at):%Y-%m-%d}-{notice.pk}.pdf"

    def left(self, notice: Notice) -> bool | None:
        """Surely not: to write it again leaves one file."""
        return False


class ByText:
    """Text messages, by whoever settings name."""

    def __init__(self):
        self.texts = import_string(settings.TEXT_CARRIER)()

    def carry(self, notice: Notice) -> None:
        if notice.format in POINTS:
            raise CannotLeave("A text message cannot be in large print")
        if self.texts is None:
            raise CannotLeave("Nobody carries a text message for us yet")
        words = f"{notice.subject}\n\n{spoken(notice)}"
        if len(words) > LONGEST_TEXT:
            raise CannotLeave(f"It has {len(words):,} letters, and a text message holds {LONGEST_TEXT}")
        self.texts.send(number=notice.address, words=words, reference=notice.reference)

    def left(self, notice: Notice) -> bool | None:
        return self.texts is not None and self.texts.has(reference=notice.reference)


class ByPhone:
    """A call is made by a colleague: it waits for one."""

    def carry(self, notice: Notice) -> None:
        raise CannotLeave("They asked to be rung")

    def left(self, notice: Notice) -> bool | None:
        return False


CARRIERS = {
    Notice.Channel.EMAIL: ByEmail,
    Notice.Channel.LETTER: ByLetter,
    Notice.Channel.TEXT: ByText,
    Notice.Channel.PHONE: ByPhone,
}


class Carriers:
    """The carriers one sender uses, each made when it is first needed."""

    def __init__(self):
        self.made: dict[str, Carrier] = {}

    def by(self, channel: str) -> Carrier:
        if channel not in self.made:
            self.made[channel] = CARRIERS[channel]()
        return self.made[channel]

    def carry(self, notice: Notice) -> None:
        """Raises CannotLeave, NotNow or MayHaveLeft."""
        can_be_made(notice)
        try:
            self.by(notice.channel).carry(notice)
        except CannotBeWritten as reason:
            raise CannotLeave(str(reason)) from None


@contextmanager
def carriers() -> Iterator[Carriers]:
    """Carriers for as long as the block runs; conversations they have open end with it."""
    ours = Carriers()
    try:
        yield ours
    finally:
        for one in ours.made.values():
            getattr(one, "close", lambda: None)()


def _host() -> str:
    return settings.ADDRESS.split("//")[-1].split("/")[0].split(":")[0]
