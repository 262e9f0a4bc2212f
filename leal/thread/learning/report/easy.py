"""The report in Easy Read: short sentences of ours, pictures beside them, numbers as figures."""

from collections.abc import Iterator

from leal.calculations.plain.check import check_sentence
from leal.calculations.standing import Word
from leal.foundations.formats import Document, easy_read
from leal.foundations.pages.typography import printed

from .account import Account
from .foreword import Foreword
from .whole import is_late

MOST = 8
ROWS = {
    Word.FALLING_SHORT: ("bad", "We do not do enough.", "We must do better."),
    Word.NOT_IN_PLACE: ("stop", "We have not started on these yet.", ""),
    Word.DISAGREE: ("different", "People say one thing.", "Our numbers say another thing."),
    Word.OUT_OF_DATE: ("time", "What we know about these is old.", ""),
    Word.NOT_KNOWN: ("question", "We do not know if we keep these.", "We need to find out."),
    Word.PARTLY_KEPT: ("fit", "We keep a part of these.", ""),
    Word.KEPT: ("yes", "We keep these.", ""),
}


def easy(account: Account, *, foreword: Foreword = Foreword()) -> Document:  # noqa: B008 a constant
    """The report in Easy Read; every sentence passes `leal plain --easy-read`."""
    name = printed(f"{account.charter.name}: do we keep it? {account.year.name}")
    return easy_read(
        "\n\n".join([*foreword.easy_rows(), *_rows(account)]), title=name, publisher=printed(account.charter.body)
    )


def _rows(account: Account) -> Iterator[str]:
    yield "[paper] This is about our **charter**.\nA charter is a list of promises."
    yield f"[people] We made {len(account.stood)} promises.\nWe made them to the people we work for."
    yield "[look] Each year we look at every promise.\nWe ask one question.\nDo we keep this promise?"
    for word, stood in account.by_word.items():
        if stood:
            yield from _standing(word, [it.commitment.title for it in stood])
    late = sum(is_late(account, one) for one in account.lessons)
    if late:
        yield "# What we learned"
        yield f"[mistake] We learned {_things(late)}.\nThen we did not do what we said.\nWe are late."
    yield "# Want to know more?"
    yield "[ask] You can ask us for the full report.\nYou can ask for it in the way you need."


def _standing(word: Word, titles: list[str]) -> Iterator[str]:
    picture, first, second = ROWS[word]
    many = f"This is so for {len(titles)} promises." if len(titles) > 1 else "This is so for 1 promise."
    yield f"# {word.words}"
    yield f"[{picture}] " + "\n".join(filter(None, (first, many, second)))
    shown = [line for title in titles[:MOST] if not check_sentence(line := f"{title}.", easy_read=True)]
    if word is Word.FALLING_SHORT and shown:
        yield "[write] These promises are:\n" + "\n".join(shown)


def _things(many: int) -> str:
    return "1 thing" if many == 1 else f"{many} things"
