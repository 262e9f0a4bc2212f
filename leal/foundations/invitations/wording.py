"""Whom an asking goes to, and what each is told, in their form, with their own code."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from leal.foundations.notices.carriers import MADE_OF
from leal.foundations.notices.outbox import Recipient, Said

from .models import Asking


class Invitee(NamedTuple):
    """Someone to be asked: how the slice that asks names them, and how they are reached."""

    to: str
    recipient: Recipient


def words_for(recipient: Recipient, says: Sequence[Said]) -> Said:
    """The words in the form and language this person asked for; where there are none the first, which stay here."""
    language = recipient.language.split("-")[0]
    fits = (
        said
        for said in says
        if said.language.split("-")[0] == language and recipient.format in MADE_OF.get(said.form, {said.form})
    )
    return next(fits, says[0])


def filled(said: Said, *, recipient: Recipient, code: str, asking: Asking) -> Said:
    """The words with what is each one’s own."""
    own = {
        "{name}": recipient.name,
        "{code}": code,
        "{link}": link_to(code),
        "{closes}": _day(asking.closes_on),
    }
    subject, words = said.subject, said.words
    for sign, value in own.items():
        subject, words = subject.replace(sign, value), words.replace(sign, value)
    return said._replace(subject=subject, words=words)


def link_to(code: str) -> str:
    """The whole address that opens an invitation."""
    return f"{_enter()}{code}/"


@lru_cache(maxsize=8)
def _day(day: date) -> str:
    return date_format(day, "j F Y")


@lru_cache(maxsize=1)
def _enter() -> str:
    return settings.ADDRESS.rstrip("/") + reverse("invitations:enter")
