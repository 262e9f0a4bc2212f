"""The report on four pages: what falls short, what disagrees, what changed, who was not heard."""

from collections.abc import Callable, Iterator

from leal.calculations.periods import day_words
from leal.calculations.standing import Word
from leal.foundations.formats import Block, CannotBeWritten, Document, Drawn, Heading, List, Paragraph, Strong
from leal.foundations.formats.pdf import compiled
from leal.foundations.pages.knots import knot_drawing
from leal.foundations.pages.sentences import counted, sentence
from leal.foundations.pages.typography import printed
from leal.thread.evidence.queries import Stood

from .account import Account
from .foreword import Foreword
from .promises import follows
from .whole import came_to, is_late, title

PAGES = 4


class TooLong(CannotBeWritten):
    """A document that is promised to be short, and is not."""

    def __init__(self, pages: int, most: int):
        super().__init__(pages, most)
        self.pages, self.most = pages, most

    def __str__(self) -> str:
        return f"It fills {self.pages} pages, and {self.most} were promised. Say less."


def fitting(make: Callable[[int], Document], pages: int, at_most: int = 12) -> tuple[Document, bytes]:
    """The fullest of some documents that fills so many pages at most, and its PDF.

    make  a document that tells so many things of each kind

    Raises TooLong when even one of each is too much.
    """
    for many in range(at_most, 0, -1):
        document = make(many)
        try:
            return document, compiled(document, 12, most_pages=(pages, TooLong))
        except TooLong:
            if many == 1:
                raise
    raise AssertionError("at least one of each is told")


def short(account: Account, most: int, *, foreword: Foreword = Foreword()) -> Document:  # noqa: B008 a constant
    """The report in short.

    most      how many promises and changes are told of each kind; of the others it is said how many there are
    foreword  what must be known before it, said first
    """
    name = f"{title(account)}. The short version"
    return Document(name, printed(account.charter.body), (*foreword.in_short(most), *_blocks(account, most)))


def _blocks(account: Account, most: int) -> Iterator[Block]:
    yield Paragraph.of(Strong(came_to(account)))
    for word, stood in account.by_word.items():
        if stood:
            yield Drawn(knot_drawing(word.value), (Paragraph.of(Strong(f"{len(stood)} {word.words.lower()}")),))
    for word in (Word.FALLING_SHORT, Word.DISAGREE):
        if account.by_word[word]:
            yield Heading(HEADINGS[word])
            yield from _told(account.by_word[word], most)
    if missing := account.by_word[Word.NOT_IN_PLACE]:
        yield Heading("Not in place yet")
        yield List(tuple(Paragraph.of(printed(it.commitment.title)) for it in missing[:most]))
        yield from _more(len(missing) - most, "promise")
    yield from _changes(account, most)
    yield from _not_heard(account, most)
    yield Heading("All of it")
    yield Paragraph.of(
        "The whole report says of every promise why it stands as it does, on which figures, who keeps it and how. "
        "There are tables of every figure, in large print and plain text too."
    )


HEADINGS = {Word.FALLING_SHORT: "Where we fall short", Word.DISAGREE: "Where people and figures disagree"}


def _told(stood: tuple[Stood, ...], most: int) -> Iterator[Block]:
    for it in stood[:most]:
        yield Heading(printed(it.commitment.title), 3)
        yield Paragraph.of(printed(it.proposed.because))
    yield from _more(len(stood) - most, "promise")


def _more(many: int, what: str) -> Iterator[Block]:
    if many > 0:
        verb = "is" if many == 1 else "are"
        yield Paragraph.of(sentence(f"{counted(many, f'more {what}')} {verb} told in the whole report"))


def _changes(account: Account, most: int) -> Iterator[Block]:
    late = [one for one in account.lessons if is_late(account, one)]
    made = [(lesson, change) for lesson in account.lessons for change in lesson.changes.all() if change.made_on]
    made.sort(key=lambda one: one[1].made_on, reverse=True)
    if not late and not made:
        return
    yield Heading("What changed because someone told us")
    if made:
        yield List(tuple(Paragraph.of(printed(sentence(follows(account, *one)))) for one in made[:most]))
    if late:
        yield Paragraph.of(Strong("What we said that we would do, and have not done:"))
        due = ((one.title, f"We said by {day_words(one.due_on)}.") for one in late[:most])
        yield List(tuple(Paragraph.of(printed(f"{sentence(what)} {when}")) for what, when in due))
        yield from _more(len(late) - most, "lesson")


def _not_heard(account: Account, most: int) -> Iterator[Block]:
    missing = dict.fromkeys(one.not_heard for one in account.statements if one.not_heard)
    if missing:
        yield Heading("Who was not heard")
        yield List(tuple(Paragraph.of(printed(sentence(one))) for one in list(missing)[:most]))
