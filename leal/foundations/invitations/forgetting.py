"""Once an asking is closed: forget who was reminded, and the letters that carried codes."""

from datetime import date

from django.db import transaction

from leal.foundations.audit.record import acting
from leal.foundations.notices import outbox
from leal.foundations.people.actors import CLOCK

from .models import Asking, Invitation
from .operations import about

EVENTS = ("invitation.sent", "invitation.reminded")


def forget(*, on: date) -> int:
    """Forget it for every asking that closed before `on`; returns how many there were.

    Who was reminded had not answered by then: kept longer than it is of use, that tells when people answered.
    """
    closed = list(Asking.objects.filter(closes_on__lt=on, forgotten_on=None))
    for asking in closed:
        with transaction.atomic(), acting(CLOCK):
            Invitation.objects.filter(asking=asking).update(reminded=0)
            outbox.forget_left(about=[about(event, asking) for event in EVENTS])
            asking.forgotten_on = on
            asking.save(update_fields=["forgotten_on"])
    return len(closed)
