"""The whole report as one document: every promise, worst first, then everything they rest on."""

from collections.abc import Iterator

from leal.calculations.periods import day_words
from leal.calculations.standing import Word
from leal.foundations.formats import (
    Block,
    Document,
    Drawn,
    Facts,
    Heading,
    List,
    Paragraph,
    Quote,
    Sheet,
    Strong,
    Table,
)
from leal.foundations.pages.knots import knot_drawing
from leal.foundations.pages.sentences import counted, in_words, listed, sentence
from leal.foundations.pages.standings import STANDINGS
from leal.foundations.pages.typography import printed

from ..models import Lesson
from .account import Account
from .figures import LACKS
from .foreword import Foreword
from .promises import follows, sheet


def title(account: Account) -> str:
    """What the report is called."""
    return printed(f"{account.charter.name}: is it kept? {account.year.name}")


def whole(account: Account, tables: tuple[Table, ...] = (), *, foreword: Foreword = Foreword()) -> Document:  # noqa: B008 a constant
    """The report in full.

    tables    every table of the release, as anyone may see them
    foreword  what must be known before it, said first
    """
    return Document(
        title=title(account),
        publisher=printed(account.charter.body),
        blocks=(*foreword.blocks(), *_blocks(account, tables, foreword)),
        contents="What is in this report",
    )


def _blocks(account: Account, tables: tuple[Table, ...], foreword: Foreword) -> Iterator[Block]:
    yield from opening(account)
    for word, stood in account.by_word.items():
        if stood:
            yield Heading(f"{word.words}: {counted(len(stood), 'promise')}")
            yield Drawn(knot_drawing(word.value), (Paragraph.of(STANDINGS[word.value].meaning),))
            for one in stood:
                yield sheet(account, one)
    yield from learned(account)
    yield from broken(account)
    yield from heard(account)
    if tables:
        yield Heading("All tables")
        yield Paragraph.of(
            "Here is every figure behind this report. The same tables are in the spreadsheets and, one by one, as CSV. "
            "There are tables of words there too: each promise with its steps, its owner and what is done to keep it."
        )
        yield from (Sheet((one,)) for one in tables)
    yield from method(account, foreword)


def opening(account: Account) -> Iterator[Block]:
    """What the year came to, in a few sentences and one table."""
    yield Paragraph.of(Strong(came_to(account)))
    yield Paragraph.of(
        printed(
            f"This is how the promises of {account.edition.title} stood at the end of {account.year.name}. "
            f"The year ran from {day_words(account.year.starts_on)} to {day_words(account.year.ends_on)}. "
            "What falls short comes first. A rule proposes each standing. The people who own a promise, and an "
            "independent reviewer, say beside it what they think."
        )
    )
    for word, stood in account.by_word.items():
        if stood:
            yield Drawn(knot_drawing(word.value), (Paragraph.of(Strong(f"{len(stood)} {word.words.lower()}")),))
    yield Heading("The year in one table")
    yield Sheet((glance(account),))


def came_to(account: Account) -> str:
    """The state of all promises in three short sentences."""
    total = len(account.stood)
    short, kept = (len(account.by_word[word]) for word in (Word.FALLING_SHORT, Word.KEPT))
    unknown = sum(len(account.by_word[word]) for word in (Word.NOT_KNOWN, Word.OUT_OF_DATE))
    said = [
        f"{counted(total, 'promise')} to the people who use {account.charter.body}",
        f"{in_words(short) if short else 'none'} {'falls' if short <= 1 else 'fall'} short, "
        f"and {in_words(kept) if kept else 'none'} {'is' if kept <= 1 else 'are'} kept",
    ]
    if unknown:
        said.append(f"for {in_words(unknown)} we cannot tell, and we say so")
    return " ".join(map(sentence, said))


def glance(account: Account) -> Table:
    """How many promises stand how, section by section."""
    sections = dict.fromkeys(it.commitment.section.top for it in account.in_order)
    rows = [
        (
            word.words,
            *(str(sum(it.commitment.section.top == section for it in stood)) for section in sections),
            str(len(stood)),
        )
        for word, stood in account.by_word.items()
    ]
    rows.append(
        (
            "All promises",
            *(str(sum(it.commitment.section.top == section for it in account.stood)) for section in sections),
            str(len(account.stood)),
        )
    )
    columns = ("Standing", *(printed(section.name) for section in sections), "All")
    return Table(f"How the promises stand, {printed(account.year.name)}", columns, tuple(rows))


def learned(account: Account) -> Iterator[Block]:
    """What people said and what changed, what is late first."""
    yield Heading("What we learned, and what changed")
    if not account.lessons:
        yield Paragraph.of("No lesson is recorded. That nobody wrote one down does not mean that there was none.")
        return
    late = sum(is_late(account, lesson) for lesson in account.lessons)
    if late:
        yield Paragraph.of(sentence(f"{counted(late, 'lesson')} should have led to a change by now, and did not"))
    yield Paragraph.of(f"This is as it was on {day_words(account.on)}, the day of this report.")
    for lesson in sorted(account.lessons, key=lambda one: not is_late(account, one)):
        yield Heading(printed(lesson.title), 3)
        yield Paragraph.of(sentence(printed(lesson.wording)))
        yield Facts(tuple(_lesson(account, lesson)))


def is_late(account: Account, lesson: Lesson) -> bool:
    """Whether the day has passed by which something should have followed a lesson, and nothing did."""
    made = any(change.made_on for change in lesson.changes.all())
    return bool(lesson.due_on and lesson.due_on < account.on and not made and not lesson.withdrawn_on)


def _lesson(account: Account, lesson: Lesson) -> Iterator[tuple[str, str]]:
    yield "We learned it from", sentence(printed(lesson.learned_from))
    promises = [f"{one.code} ({one.title})" for one in lesson.about]
    if promises:
        yield "It is about", printed(sentence(listed(promises)))
    who = f"{lesson.role or 'Nobody yet'}{f', {lesson.body}' if lesson.body else ''}"
    made_up = " Who must act, and by when, is made up for the story." if lesson.made_up else ""
    yield "Who must act", printed(f"{who}.{made_up}")
    if lesson.withdrawn_on:
        yield "Withdrawn", printed(f"On {day_words(lesson.withdrawn_on)}. {sentence(lesson.withdrawn_because)}")
    followed = [sentence(follows(account, lesson, change)) for change in lesson.changes.all()]
    due = f" We said that we would act by {day_words(lesson.due_on)}." if lesson.due_on else ""
    yield "What followed", printed(" ".join(followed) or f"Nothing has followed.{due}")


def broken(account: Account) -> Iterator[Block]:
    """Where the thread is broken, and who can mend it."""
    yield Heading("Where the thread is broken")
    rows = [
        (f"{it.commitment.code} {printed(it.commitment.title)}", LACKS[one.kind], printed(one.who))
        for it in account.in_order
        for one in it.proposed.broken
    ]
    if not rows:
        yield Paragraph.of("Behind every promise are people’s words, an owner, something in place and a measure.")
        return
    yield Paragraph.of(
        "A promise should have words of people behind it, someone who owns it, something in place to keep it, and a "
        "measure that can tell. Here one of them is missing."
    )
    yield Table("What is missing, and who can mend it", ("Promise", "What is missing", "Who can mend it"), tuple(rows))


def heard(account: Account) -> Iterator[Block]:
    """Whose words the promises rest on, and who was not heard."""
    yield Heading("Who was heard, and who was not")
    if not account.statements:
        yield Paragraph.of("Nothing that people said has been written down yet.")
        return
    unanswered = [one for one in account.statements if not account.answers.get(one.pk)]
    total = f"{counted(len(account.statements), 'statement')}, in our words, on what people told us"
    none = f"{in_words(len(unanswered))} of them {'has' if len(unanswered) == 1 else 'have'} no promise as an answer"
    yield Paragraph.of(" ".join(map(sentence, [total, *([none] if unanswered else [])])))
    yield occasions(account)
    if unanswered:
        yield Paragraph.of(Strong("What no promise answers:"))
        yield List(tuple(Paragraph.of(sentence(printed(one.wording))) for one in unanswered))
    yield from quotes(account)


def occasions(account: Account) -> Table:
    """Each occasion on which people were heard: when, how many, and who was not."""
    found = {}
    for one in account.statements:
        people = f"{one.people:,}" if one.people else "Nobody counted"
        missing = one.not_heard or "Nobody wrote that down"
        found.setdefault(one.heard_in, (one.heard_in, one.heard_on or "No date", people, missing))
    columns = ("Where", "When", "People", "Who was not heard")
    return Table("Who was heard, and who was not", columns, tuple(tuple(map(printed, row)) for row in found.values()))


def quotes(account: Account, most: int = 4) -> Iterator[Quote]:
    """What some of them said, word for word."""
    told = {quote["words"]: quote for one in account.statements for quote in one.said}
    for quote in list(told.values())[:most]:
        yield Quote(printed(quote["words"]), printed(f"{quote['credit']}, {quote['occasion']}, {quote['year']}"))


def method(account: Account, foreword: Foreword) -> Iterator[Block]:
    """How the report was made, and what it cannot tell."""
    yield Heading("How we know, and what this cannot tell")
    yield List(tuple(map(Paragraph.of, method_sentences(account))))
    yield Heading("Corrections")
    if foreword.corrections:
        yield List(tuple(Paragraph.of(one.said) for one in foreword.corrections))
    else:
        yield Paragraph.of("None so far. When a figure here proves wrong, this place says what it was and since when.")


def method_sentences(account: Account) -> Iterator[str]:
    """How the report was made and what it cannot tell, one sentence or two each."""
    yield "One rule proposes every standing, and we tell every step. The first that fits decides, worst first."
    yield "A result counts for the year when its whole period lies in it. We leave out results from after the year."
    yield "Unlike periods and reworded questions stand in one table. We never join them into one line."
    yield "We speak of a change only when it is more than rounding and chance would make, and large enough to matter."
    yield "We hide a figure on fewer people than its measure asks for: [c]. We hide what would give it away too."
    yield "People who choose to answer speak for themselves. A share of them has no margin of error, and we give none."
    yield "No average stands in for a bad part. We name groups that are worse off first."
    made_up = any(word and word.made_up for it in account.stood for word in (it.decision, it.finding))
    if made_up:
        yield "We made up some words, to show how this works, and say so beside them. Nobody in office said them."
