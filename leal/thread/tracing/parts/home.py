"""What a charter’s first page shows: shortfalls first, every promise at a glance, what changed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from leal.calculations.standing import Standing, Step, Word
from leal.foundations.pages.parts import Figure, Link, Promise, PromiseSection, SaidDone, Shortfall
from leal.foundations.pages.sentences import counted, in_words, listed, on_day, sentence
from leal.thread.charters.models import Commitment
from leal.thread.learning.models import Change, Lesson

from ..reading import Thread
from .figures import basis_of

MOST_CHANGES = 4


@dataclass(frozen=True)
class Home:
    """The first page of a charter in one year."""

    lead: str
    shortfalls: tuple[Shortfall, ...]
    disagreements: tuple[Shortfall, ...]
    counts: dict[str, int]
    sections: tuple[PromiseSection, ...]
    changes: tuple[SaidDone, ...]
    years: tuple[Link, ...]


def home(thread: Thread, *, changes: Iterable[Change], overdue: Iterable[Lesson]) -> Home:
    """Everything the first page shows."""
    words = Counter(standing.word for standing in thread.standings.values())
    return Home(
        lead=lead(thread, words),
        shortfalls=tuple(shortfalls(thread, Word.FALLING_SHORT)),
        disagreements=tuple(shortfalls(thread, Word.DISAGREE)),
        counts={word.value: words[word] for word in Word},
        sections=tuple(sections(thread)),
        changes=tuple([*map(done, changes), *(not_done(thread, lesson) for lesson in overdue)][:MOST_CHANGES]),
        years=years(thread),
    )


def lead(thread: Thread, words: Counter) -> str:
    """The state of all promises in three short sentences."""
    total = f"{counted(len(thread.commitments), 'promise')} to the people who use {thread.charter.body}."
    short, kept = words[Word.FALLING_SHORT], words[Word.KEPT]
    verdict = f"{how_many(kept)} {'is' if kept <= 1 else 'are'} kept. {how_many(short)} "
    verdict += "falls short." if short <= 1 else "fall short."
    unknown = words[Word.NOT_KNOWN] + words[Word.OUT_OF_DATE]
    unsaid = f"For {in_words(unknown)} we cannot tell, and we say so." if unknown else ""
    return " ".join(sentence(part) for part in (total, verdict, unsaid) if part)


def how_many(count: int) -> str:
    return in_words(count).capitalize() if count else "None"


def shortfalls(thread: Thread, word: Word) -> Iterable[Shortfall]:
    """The promises of one standing, those with most figures against them first, each with what decided."""
    found = [c for c in thread.commitments if thread.standings[c.code].word is word]
    told: dict[Step, list[Promise]] = {}  # one figure may speak of several promises, and is told once
    for commitment in sorted(found, key=lambda c: -weight(thread.standings[c.code])):
        told.setdefault(thread.standings[commitment.code].steps[0], []).append(promise(thread, commitment))
    for step, (first, *others) in told.items():
        yield Shortfall(first, Figure(step.says, basis_of(thread, step)), tuple(others))


def weight(standing: Standing) -> int:
    return sum(verdict.falls for verdict in standing.verdicts)


def promise(thread: Thread, commitment: Commitment) -> Promise:
    """A promise as a knot."""
    return Promise(
        code=commitment.code,
        title=commitment.title,
        href=address(thread, commitment),
        standing=thread.standings[commitment.code].word.value,
    )


def address(thread: Thread, commitment: Commitment) -> str:
    """Where a promise is read, in the year looked at."""
    at = reverse("tracing:promise", args=[thread.charter.slug, commitment.code])
    return at if thread.is_newest else f"{at}?year={thread.year.name}"


def sections(thread: Thread) -> Iterable[PromiseSection]:
    """The sections of the edition with their promises, in the order of its text."""
    for section, commitments in groupby(thread.commitments, key=lambda c: c.section.top):
        commitments = list(commitments)
        bodies = dict.fromkeys(name for c in commitments for name in thread.facts[c.code].binds)
        yield PromiseSection(
            id=f"section-{section.code}",
            name=section.name,
            summary=section.summary,
            made_by=f"Made by {listed(bodies)}." if bodies else "",
            promises=tuple(promise(thread, c) for c in commitments),
        )


def years(thread: Thread) -> tuple[Link, ...]:
    """The years one can look at, newest first."""
    at = reverse("tracing:home", args=[thread.charter.slug])
    return tuple(Link(year, f"{at}?year={year}", current=year == thread.year.name) for year in thread.years)


def done(change: Change) -> SaidDone:
    """You said, we did."""
    return SaidDone(said=change.lesson.wording, done=change.what, when=on_day(change.made_on))


def not_done(thread: Thread, lesson: Lesson) -> SaidDone:
    """You said, and we have not done it."""
    due = on_day(lesson.due_on)
    at = reverse("tracing:changes", args=[thread.charter.slug])
    return SaidDone(
        said=lesson.wording,
        why_not=f"We said that we would act by {due}. We are late.",
        link=Link("See who must act", f"{at}#lesson-{lesson.code}"),
    )
