"""What we write to whoever is invited to a gathering: invited, reminded, called off, told what came of it."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from leal.foundations.invitations.wording import Invitee
from leal.foundations.notices.outbox import Recipient, Said

from ..letters import to
from ..models import Gathering, Invited
from . import easy

Written = Callable[[Gathering], Said]

HOW_TO_ANSWER = (
    "Tell us if you are coming, and what you need so that you can take part: an interpreter, a lift, breaks, someone "
    "to read with you, childcare, money for the journey beforehand. You can change your answer until then.\n\n"
    "Answer here, without a password:\n\n{link}\n\n"
    "Or ring us, and give us this code: {code}"
)


def reached(invited: Invited) -> Recipient:
    """Someone invited as notices know them."""
    return to(invited.member or invited.organisation)


def named(invited: Invited) -> str:
    """How invitations name someone invited."""
    return f"panels.invited {invited.pk}"


def invitee(invited: Invited) -> Invitee:
    return Invitee(named(invited), reached(invited))


def when(gathering: Gathering) -> str:
    """When it is: "Tuesday 2 March 2027, from 10:30 to 12:00"."""
    starts, ends = localtime(gathering.starts_at), localtime(gathering.ends_at)
    until = f"{ends:%H:%M}" if starts.date() == ends.date() else f"{date_format(ends, 'l j F')}, {ends:%H:%M}"
    return f"{date_format(starts, 'l j F Y')}, from {starts:%H:%M} to {until}"


def where(gathering: Gathering) -> str:
    place = ", ".join(line.strip() for line in gathering.place.splitlines() if line.strip())
    return " or ".join(part for part in (place, f"online at {gathering.link}" if gathering.link else "") if part)


def invitation(gathering: Gathering) -> Said:
    """The invitation, in plain words."""
    beforehand = f"What you get beforehand: {gathering.goes_in}\n\n" if gathering.goes_in else ""
    return Said(
        f"Will you come? {gathering.name}",
        f"Hello {{name}},\n\nwe invite you to this: {gathering.name}. {_sentence(gathering.purpose)}\n\n"
        f"When: {when(gathering)}\n\nWhere: {where(gathering)}\n\n{beforehand}{HOW_TO_ANSWER}\n\n"
        "You need not come, and need not say why.",
    )


def reminder(gathering: Gathering) -> Said:
    """A reminder for those who have not answered."""
    return Said(
        f"We have not heard from you: {gathering.name}",
        f"Hello {{name}},\n\nwe invited you to this: {gathering.name}. It is on {when(gathering)}. "
        f"Where: {where(gathering)}\n\n{HOW_TO_ANSWER}\n\nWe remind you only because we have no answer yet.",
    )


def called_off(gathering: Gathering) -> Said:
    """That it will not take place, and why."""
    return Said(
        f"It will not take place: {gathering.name}",
        f"This will not take place: {gathering.name}, {when(gathering)}. "
        f"{_sentence(gathering.called_off_because)}\n\nWe are sorry. If it cost you anything already, tell us, and we "
        "pay it back.",
    )


def told_back(gathering: Gathering) -> Said:
    """What came of it."""
    return Said(
        f"What came of it: {gathering.name}",
        f"You took part in this: {gathering.name}, {when(gathering)}. Thank you.\n\n{gathering.what_came}",
    )


def invitations(gathering: Gathering) -> list[Said]:
    """The invitation in each form there is, plain words first."""
    return _in_each_form(gathering, invitation, easy.invitation)


def reminders(gathering: Gathering) -> list[Said]:
    """The reminder in each form there is, plain words first."""
    return _in_each_form(gathering, reminder, easy.reminder)


def _in_each_form(gathering: Gathering, plain: Written, in_easy_read: Written) -> list[Said]:
    """Plain words, which say where the others are written; easy read where the holder has written it."""
    said = plain(gathering)._replace(mend_at=f"{reverse('gatherings:words', args=[gathering.pk])}#id_easy_purpose")
    return [said, in_easy_read(gathering)] if easy.worded(gathering) else [said]


def _sentence(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
