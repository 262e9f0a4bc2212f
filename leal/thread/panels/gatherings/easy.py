"""What we write to whoever asked for easy read: a frame of ours, and what the holder of a gathering wrote in easy read.

Each row is the word of a picture in square brackets, and short sentences, one a line. Where the holder has written
nothing there are no words in easy read: a standard letter is never called by that name.
"""

from collections.abc import Iterator

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime

from leal.foundations.formats import easy_read
from leal.foundations.formats.easy_read import BEGINS, MARK, NotEasyRead
from leal.foundations.notices.outbox import Said

from ..models import Gathering

FORM = "easy-read"
MOST_WORDS = 15
CALLED = {
    Gathering.Kind.WORKSHOP: "a meeting",
    Gathering.Kind.FOCUS_GROUP: "a meeting",
    Gathering.Kind.INTERVIEW: "a talk with us",
    Gathering.Kind.STAKEHOLDERS: "a meeting",
}
ANSWER = """[choose] You can say yes.
You can say no.
Nothing bad happens if you say no.

[help] Tell us what help you need.
We can find a person who reads with you.
We can find a place with no steps.
We can have breaks.

[computer] You can answer on the internet.
Go to this page:
{link}

[phone] You can ring us.
Tell us this code:
{code}

[change] You can change your answer later."""


def worded(gathering: Gathering) -> bool:
    """Whether its holder has written it in easy read."""
    return bool(gathering.easy_purpose and gathering.easy_happens)


def rows(written: str, picture: str) -> str:
    """Sentences as rows: where someone chose no picture for a row, it is this one.

    >>> rows("We talk.\\nWe read.\\n\\n[money] We pay your bus.", "talk")
    '[talk] We talk.\\nWe read.\\n\\n[money] We pay your bus.'
    """
    pieces = (piece.strip() for piece in BEGINS.split(written.strip()))
    return "\n\n".join(piece if MARK.match(piece) else f"[{picture}] {piece}" for piece in pieces if piece)


def sentences(written: str) -> str:
    """What it says, without the words of its pictures, in one run.

    >>> sentences("[money] We pay your bus.\\n\\nWe talk.")
    'We pay your bus. We talk.'
    """
    return " ".join(_lines(written))


def faults(written: str) -> list[str]:
    """Why words cannot be sent as easy read: long sentences, pictures that are not there.

    >>> faults("We talk about letters.")
    []
    """
    found = []
    for line in _lines(written):
        many = len(line.split())
        if many > MOST_WORDS:
            found.append(f"“{line[:40]}…” has {many} words. Make two sentences of it: {MOST_WORDS} words is the most")
    try:
        easy_read(rows(written, "tell"), title="", publisher="", own=settings.PICTURES)
    except NotEasyRead as reason:
        found += reason.faults
    return found


def _lines(written: str) -> Iterator[str]:
    return filter(None, (MARK.sub("", line.strip()) for line in written.splitlines()))


def invitation(gathering: Gathering) -> Said:
    """The invitation."""
    return _said(
        f"Will you come? {gathering.name}",
        f"[letter] Hello {{name}}.\nWe invite you to {CALLED[gathering.kind]}.",
        f"[talk] It is called:\n{gathering.name}",
        rows(gathering.easy_purpose, "think"),
        rows(gathering.easy_happens, "together"),
        _when_and_where(gathering),
        ANSWER,
    )


def reminder(gathering: Gathering) -> Said:
    """A reminder for those who have not answered."""
    return _said(
        f"We have not heard from you: {gathering.name}",
        f"[letter] Hello {{name}}.\nWe invited you to {CALLED[gathering.kind]}.",
        f"[talk] It is called:\n{gathering.name}",
        "[wait] We do not have your answer yet.",
        rows(gathering.easy_purpose, "think"),
        _when_and_where(gathering),
        ANSWER,
    )


def called_off(gathering: Gathering) -> Said:
    """That it will not take place. The reason was not written in easy read, so it is told to whoever asks."""
    return _said(
        f"It will not take place: {gathering.name}",
        f"[stop] We will not have this meeting:\n{gathering.name}",
        f"[day] It was for this day:\n{date_format(localtime(gathering.starts_at), 'l j F Y')}",
        "[sad] We are sorry.",
        "[phone] You can ring us.\nWe will tell you why.",
        "[money] Did it cost you money?\nTell us.\nWe pay it back.",
    )


def told_back(gathering: Gathering, written: str) -> Said:
    """What came of it, as someone wrote it in easy read."""
    return _said(
        f"What came of it: {gathering.name}",
        f"[together] You came to this meeting:\n{gathering.name}",
        "[happy] Thank you.",
        "[tell] We tell you now what came of it.",
        rows(written, "listen"),
    )


def _when_and_where(gathering: Gathering) -> str:
    starts, ends = localtime(gathering.starts_at), localtime(gathering.ends_at)
    found = [
        f"[day] It is on this day:\n{date_format(starts, 'l j F Y')}",
        f"[time] It starts at {starts:%H:%M}.\nIt ends at {ends:%H:%M}.",
    ]
    place = "\n".join(line.strip() for line in gathering.place.splitlines() if line.strip())
    if place:
        found.append(f"[place] It is here:\n{place}")
    if gathering.link:
        found.append(f"[computer] You can come on a computer or a phone.\nGo to this page:\n{gathering.link}")
    return "\n\n".join(found)


def _said(subject: str, *parts: str) -> Said:
    return Said(subject, "\n\n".join(parts), FORM)
