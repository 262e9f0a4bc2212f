"""How an edition comes in other forms and languages: given, checked by a reader group, agreed, withdrawn, asked for."""

from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.erasing import destroy_key
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..models import Charter, Edition, Format, FormatState, FormatWish
from ..queries.formats import ENGLISH, Making, making_of, rests_on
from .holding import within_edition

State = FormatState.State


class NothingGiven(Exception):
    """A format is its words or its file."""

    def __str__(self) -> str:
        return "Write its words, or choose its file"


class NoTranscript(Exception):
    """Who cannot see a recording in sign language reads what is signed."""

    def __str__(self) -> str:
        return "A recording in British Sign Language needs its address and its transcript"


class AlreadyEnglish(Exception):
    """An edition is written in English."""

    def __str__(self) -> str:
        return "The edition is in English already. Choose another language"


class MadeFromOtherWords(Exception):
    """Nobody can find good what says what no longer stands."""

    def __init__(self, edition: Edition):
        super().__init__(edition)
        self.edition = edition

    def __str__(self) -> str:
        return f"It was made from other words than “{self.edition}” has today. Make it anew, then have it checked"


class NotChecked(Exception):
    """A format is agreed only after those it is for have read it."""

    def __str__(self) -> str:
        return "A reader group must check it before it is agreed"


class Withdrawn(Exception):
    """What was withdrawn does not come back; it is given anew."""

    def __str__(self) -> str:
        return "It was withdrawn. Give it anew"


def within_format(*, format: Format, **_) -> str:
    return format.edition.charter.scope


def within_wish(*, wish: FormatWish, **_) -> str:
    return wish.charter.scope


@operation(needs=Permission.FORMAT_MAKE, within=within_edition)
def give_format(
    *,
    edition: Edition,
    kind: str,
    language: str,
    made_by: str,
    words: str = "",
    content: bytes | None = None,
    name: str = "",
    media_type: str = "",
    link: str = "",
    about: str = "",
    because: str = "",
    on: date,
    by: Person,
) -> Format:
    """Keep a format that people made, as a draft that nobody has checked. What was there before stays in its history.

    content  a file with its name and kind, where it is not words

    Raises NothingGiven, NoTranscript, AlreadyEnglish.
    """
    if kind == Format.Kind.BSL and not (link and words):
        raise NoTranscript
    if kind == Format.Kind.TRANSLATION and language == ENGLISH:
        raise AlreadyEnglish
    if not words and content is None or kind == Format.Kind.RECORDING and content is None:
        raise NothingGiven
    row = Format.objects.create(
        edition=edition,
        kind=kind,
        language=language,
        words=words,
        content=content,
        name=name,
        size=len(content or b""),
        media_type=media_type,
        link=link,
        about=about,
        made_by=made_by,
        made_from=rests_on(edition=edition, kind=kind, language=language),
        made_on=on,
    )
    _say(row, State.DRAFTED, on, by, because=because)
    record("format.given", of=row, by=by, because=because)
    return row


@operation(needs=Permission.FORMAT_MAKE, within=within_format)
def check_format(*, format: Format, reader_group: str, on: date, because: str = "", by: Person) -> FormatState:
    """Say that a reader group checked a format, and when. Raises MadeFromOtherWords, Withdrawn."""
    _as_it_is(format)
    state = _say(format, State.CHECKED, on, by, reader_group=reader_group, because=because)
    record("format.checked", of=format, by=by, because=because)
    return state


@operation(needs=Permission.FORMAT_MAKE, within=within_format)
def agree_format(*, format: Format, on: date, because: str = "", by: Person) -> FormatState:
    """Agree a format that a reader group checked. Raises NotChecked, MadeFromOtherWords, Withdrawn."""
    if _as_it_is(format).checked is None:
        raise NotChecked
    state = _say(format, State.AGREED, on, by, because=because)
    record("format.agreed", of=format, by=by, because=because)
    return state


@operation(needs=Permission.FORMAT_MAKE, within=within_format)
def withdraw_format(*, format: Format, because: str, on: date, by: Person) -> FormatState:
    """Take a format away from readers, for a reason; it stays in its history. Raises Withdrawn."""
    if format.states.filter(state=State.WITHDRAWN).exists():
        raise Withdrawn
    state = _say(format, State.WITHDRAWN, on, by, because=because)
    record("format.withdrawn", of=format, by=by, because=because)
    return state


def _as_it_is(format: Format) -> Making:
    # Held, so that of two who decide at once the second sees what the first did.
    held = Format.objects.select_for_update(of=["self"]).select_related("edition__charter").get(pk=format.pk)
    found = making_of(row=held, edition=held.edition)
    if found.state.state == State.WITHDRAWN:
        raise Withdrawn
    if found.is_stale:
        raise MadeFromOtherWords(held.edition)
    return found


def _say(row: Format, state: str, on: date, by: Person, **told: str) -> FormatState:
    return FormatState.objects.create(format=row, state=state, on=on, by=by, **told)


@operation(needs=Permission.FORMAT_ASK)
def ask_for_format(
    *,
    charter: Charter,
    kind: str,
    language: str = ENGLISH,
    words: str = "",
    contact: str = "",
    on: date,
    by: Outsider,
) -> FormatWish:
    """Take in that someone asks for a charter in a form or language. Whoever asks, the record says that anyone did.

    contact  how to answer them, as they wrote it; it is erased as soon as they are answered
    """
    wish = FormatWish.objects.create(
        charter=charter, kind=kind, language=language, words=words, contact=contact, asked_on=on
    )
    record("format.asked-for", of=wish, by=by)
    return wish


@operation(needs=Permission.FORMAT_MAKE, within=within_wish)
def answer_wish(*, wish: FormatWish, answer: str, on: date, by: Person) -> FormatWish:
    """Say what came of a wish, and forget how to reach whoever asked, here and in history."""
    now = FormatWish.objects.select_for_update().get(pk=wish.pk)
    if now.answered_on is None:
        now.answer, now.answered_on, now.contact = answer, on, ""
        now.save(update_fields=["answer", "answered_on", "contact"])
        destroy_key(of=now)
    record("format.answered", of=now, by=by, because=answer)
    return now
