from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from leal.calculations.codes import read_code

from .coding import digests
from .models import Asking, Invitation, Sheet
from .refusals import AnsweredAlready, Closed, NoSuchCode, NotOpenYet

A_BATCH = 1000


class Counts(NamedTuple):
    """How many were asked, how many answered, and in which ways."""

    invited: int
    answered: int
    ways: dict[str, int]


def invitation(*, code: str) -> Invitation:
    """The invitation of a code as someone typed it. Two queries at most.

    Raises `Misread` for what is no code, and NoSuchCode.
    """
    found = Invitation.objects.filter(digest__in=digests(read_code(code))).select_related("asking").first()
    if found is None:
        raise NoSuchCode
    return found


def answerable(*, code: str, on: date) -> Invitation:
    """The invitation of a code, if it can be answered today. Two queries.

    Raises `Misread`, and NotAnswerable with the reason: unknown, not open yet, closed, answered already.
    """
    found = invitation(code=code)
    check(found.asking, on)
    if not found.asking.anew and Sheet.objects.get(asking=found.asking).has(found.place):
        raise AnsweredAlready
    return found


def check(asking: Asking, on: date) -> None:
    """Raises NotOpenYet or Closed."""
    if on < asking.opens_on:
        raise NotOpenYet(asking.opens_on)
    if on > asking.closes_on:
        raise Closed(asking.closes_on)


def counts(*, asking: Asking) -> Counts:
    """How many were asked and have answered: numbers only, never who. One query."""
    sheet = Sheet.objects.get(asking=asking)
    return Counts(sheet.invited, sheet.answered, {way.value: getattr(sheet, way.value) for way in Sheet.Way})


def unanswered(*, asking: Asking, to: Sequence[str]) -> Iterator[Invitation]:
    """Of those named, whose invitations are not answered yet. For sending reminders; nothing shows it."""
    sheet = Sheet.objects.get(asking=asking)
    for one in Invitation.objects.filter(asking=asking, to__in=to).order_by("place"):
        if not sheet.has(one.place):
            yield one
