"""What we write to members when we ask whether they still want to take part: short enough for a text message."""

from django.utils.formats import date_format

from leal.foundations.invitations.wording import Invitee
from leal.foundations.notices.outbox import Said

from ..letters import to
from ..models import Renewal, RenewalRound

SUBJECT = "Do you still want to take part? {panel}"
HOW = "Answer here, without a password:\n\n{link}\n\nOr ring us, and give us this code: {code}"
MEANS = (
    "“Not now” means that you stay a member, and we invite you to nothing for six months. "
    "“No” means that you leave, and we erase what you told us. You need not say why."
)


def named(renewal: Renewal) -> str:
    """How invitations name a member who is asked."""
    return f"panels.renewal {renewal.pk}"


def invitee(renewal: Renewal) -> Invitee:
    return Invitee(named(renewal), to(renewal.member))


def silence(round: RenewalRound) -> str:
    """What happens with whoever does not answer, as they are told."""
    if round.silence == RenewalRound.Silence.STAY:
        return "If we hear nothing, nothing changes: you stay a member, and we ask again another time."
    over = date_format(round.asking.closes_on, "j F Y")
    return (
        f"If we hear nothing, we remind you. If we still hear nothing by {over}, a colleague ends your membership, "
        "and we erase what you told us."
    )


def asked(round: RenewalRound) -> list[Said]:
    """The question, in plain words and in easy read."""
    by, panel = date_format(round.answer_by, "j F Y"), str(round.panel)
    plain = (
        f"Hello {{name}},\n\ndo you still want to be a member of {panel}? Please tell us by {by}: yes, not now, or no."
        f"\n\n{HOW}\n\n{MEANS}\n\n{silence(round)}"
    )
    return [Said(SUBJECT.format(panel=panel), plain), Said(SUBJECT.format(panel=panel), easy(round), "easy-read")]


def reminded(round: RenewalRound) -> list[Said]:
    """The reminder for whoever has not answered."""
    by, panel = date_format(round.answer_by, "j F Y"), str(round.panel)
    subject = f"We have not heard from you: {panel}"
    plain = (
        f"Hello {{name}},\n\nwe asked if you still want to be a member of {panel}, by {by}. We have no answer yet."
        f"\n\n{HOW}\n\n{MEANS}\n\n{silence(round)}"
    )
    return [Said(subject, plain), Said(subject, easy(round), "easy-read")]


def easy(round: RenewalRound) -> str:
    """The question in easy read: a sentence a line, one idea in each."""
    over = date_format(round.asking.closes_on, "j F Y")
    silent = (
        "If you do not answer, nothing changes.\nYou stay a member."
        if round.silence == RenewalRound.Silence.STAY
        else f"If you do not answer by {over}, you stop being a member.\nWe then erase what you told us."
    )
    return (
        f"Hello {{name}}.\nYou are a member of {round.panel}.\nDo you still want to take part?\n"
        "You can say yes.\nYou can say not now.\nThen we do not invite you for 6 months.\n"
        "You can say no.\nThen you are not a member any more.\nThen we erase what you told us.\n"
        f"Please answer by {date_format(round.answer_by, 'j F Y')}.\n"
        "To answer, open this page:\n{link}\nOr ring us and tell us this code:\n{code}\n"
        f"Someone you trust can help you.\n{silent}"
    )
