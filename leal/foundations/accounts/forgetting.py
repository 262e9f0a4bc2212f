"""Forget what has served its time: used links, tries at guessing with their network addresses, ended sessions."""

from datetime import datetime, timedelta
from typing import NamedTuple

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from leal.foundations.notices import outbox

from .models import SignInLink

A_DAY = timedelta(days=1)
CARRY_A_LINK = ("link.asked-for",)


class Forgotten(NamedTuple):
    """How many of each were forgotten."""

    links: int
    tries: int
    sessions: int
    notices: int


def forget(*, at: datetime) -> Forgotten:
    """Forget what is of no use any more. None of it has a history; the entries of what was done stay.

    A try at guessing goes once it locks nobody out, and the network address
    with it: a quarter of an hour after the last.
    """
    tried = AccessAttempt.objects.filter(attempt_time__lt=at - settings.AXES_COOLOFF_TIME)
    ended = Session.objects.filter(expire_date__lt=at)
    links = SignInLink.objects.filter(asked_at__lt=at - A_DAY)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kept_for_a_while WHERE expires < %s", [at])
    notices = outbox.forget(about=CARRY_A_LINK, written_before=at - SignInLink.GOOD_FOR)
    return Forgotten(links.delete()[0], tried.delete()[0], ended.delete()[0], notices)
