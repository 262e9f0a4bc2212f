"""Write to many: chunk by chunk into the outbox, each chunk whole or not at all.

Begun again after a kill it goes on where it was: whoever has an invitation,
or this reminder, is passed over. So nobody is written to twice and nobody is
forgotten.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from leal.foundations.notices.outbox import Said
from leal.foundations.people.models import Person
from leal.foundations.tasks.work import Progress

from .models import Asking
from .operations import invite, remind
from .wording import Invitee

CHUNK = 500


def send_invitations(
    *, asking: Asking, people: Iterable[Invitee], of: int, says: Sequence[Said], by: Person, tell: Progress
) -> int:
    """Invite everyone who is not invited yet; returns how many were.

    of    how many there are, for the progress
    says  the words in each form and language there is: the plain ones first. In them {name}, {code}, {link} and
          {closes} stand for what each is told
    tell  told how far it is; may raise `Stopped`
    """
    invited = done = 0
    for chunk in chunks(people):
        invited += invite(asking=asking, people=chunk, says=says, by=by)
        done += len(chunk)
        tell(min(done, of), of, "Writing invitations")
    return invited


def send_reminders(
    *, asking: Asking, people: Iterable[Invitee], of: int, says: Sequence[Said], by: Person, tell: Progress
) -> int:
    """Remind everyone who has not answered, once `operations.begin_reminder` has begun it; returns how many."""
    reminded = done = 0
    for chunk in chunks(people):
        reminded += remind(asking=asking, people=chunk, says=says, by=by)
        done += len(chunk)
        tell(min(done, of), of, "Writing reminders")
    return reminded


def chunks(people: Iterable[Invitee]) -> Iterator[list[Invitee]]:
    rest = iter(people)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
