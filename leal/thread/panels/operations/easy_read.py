"""Letters of a gathering that waited for words in easy read leave once its holder has written them."""

from collections.abc import Iterator

from leal.foundations.invitations.coding import OtherSecret, code_for
from leal.foundations.invitations.operations import about
from leal.foundations.invitations.wording import filled
from leal.foundations.notices.outbox import Recipient, not_yet_in, say_anew

from ..gatherings import easy
from ..models import Gathering


def let_leave_in_easy_read(gathering: Gathering) -> int:
    """Give invitations and reminders that could not leave in easy read their words, and let them; returns how many.

    Each is told by the code in it whose it is: whoever was invited gets the words with their own.
    """
    if gathering.asking is None or not easy.worded(gathering) or gathering.called_off_on:
        return 0
    written = {
        about("invitation.sent", gathering.asking): easy.invitation,
        about("invitation.reminded", gathering.asking): easy.reminder,
    }
    waiting = list(not_yet_in(easy.FORM, about=list(written)))
    codes = list(codes_of(gathering)) if waiting else []
    many = 0
    for notice in waiting:
        code = next((code for code in codes if code in notice.words), None)
        if code is not None:
            to = Recipient(notice.name, notice.channel, notice.address, notice.format, notice.language)
            said = filled(written[notice.about](gathering), recipient=to, code=code, asking=gathering.asking)
            say_anew(notice, said)
            many += 1
    return many


def codes_of(gathering: Gathering) -> Iterator[str]:
    """The codes of whoever was invited; none that a secret made which is no longer there."""
    for invitation in gathering.asking.invitations.all():
        try:
            yield code_for(invitation)
        except OtherSecret:
            continue
