"""The whole thread of one promise as one picture and as a list, made of the same knots."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from leal.calculations.standing import Broken, OwnerFact, PracticeFact, Standing, Verdict
from leal.foundations.pages.charts import Chart, PictureKnot, PictureStage, thread_picture
from leal.foundations.pages.sentences import counted, on_day
from leal.foundations.pages.standings import KNOTS
from leal.foundations.pages.typography import printed
from leal.thread.charters.models import Commitment, Edition
from leal.thread.learning.models import Change, Lesson
from leal.thread.statements.models import Statement

from ..reading import Thread
from .figures import shown
from .promise import STATES

LONGEST, MOST = 90, 6
OPEN = "not_in_place"


@dataclass(frozen=True)
class Tied:
    """A knot of the thread before it is drawn: all its words, and what the drawing needs."""

    words: str
    href: str
    note: str = ""
    drawn: str = "plain"

    @property
    def loose(self) -> bool:
        return self.drawn == "broken" or (self.drawn in KNOTS and KNOTS[self.drawn].loose)

    @property
    def is_broken(self) -> bool:
        return self.drawn == "broken"


@dataclass(frozen=True)
class Stage:
    """A stage of the thread: in the picture, and as a list with every word."""

    id: str
    heading: str
    several: str
    knots: tuple[Tied, ...]

    @property
    def standing(self) -> str:
        """The knot that stands before the stage in the list."""
        if any(knot.is_broken for knot in self.knots):
            return "broken"
        return self.knots[0].drawn if len(self.knots) == 1 and self.knots[0].drawn in KNOTS else "stage"

    @property
    def size(self) -> str:
        return "tall" if self.standing == "broken" else ""

    @property
    def is_loose(self) -> bool:
        return all(knot.loose for knot in self.knots)

    @property
    def title(self) -> str:
        return f"{self.heading}. The thread is broken here" if self.standing == "broken" else self.heading


@dataclass(frozen=True)
class Picture:
    chart: Chart
    stages: tuple[Stage, ...]
    lead: str
    broken: int


def picture(
    thread: Thread,
    commitment: Commitment,
    *,
    statements: Iterable[Statement],
    lessons: Iterable[Lesson],
    after: Edition | None,
    **_,
) -> Picture:
    """The thread of one promise: from what people said to the next edition."""
    standing, at = thread.standings[commitment.code], Addresses(thread, commitment)
    statements = list(statements)
    lessons = [one for one in lessons if one.withdrawn_on is None]
    broken = {kind: [one for one in standing.broken if one.kind == kind] for kind in ("statement", "owner", "practice")}
    measures = [one for one in standing.broken if one.kind == "measure"]
    every = (
        Stage("words", "In people’s words", "quotes", quotes(statements, at)),
        Stage(
            "said", "You said", "statements", (*said(statements, at), *breaks(broken["statement"], at.promise("said")))
        ),
        Stage("promised", "We promised", "promises", (promised(thread, commitment, at),)),
        Stage("keep", "How we keep it", "things done", kept_by(thread, commitment, broken, at)),
        Stage(
            "shown",
            "What shows it",
            "measures",
            (*shown_by(thread, standing, at), *breaks(measures, at.promise("kept"))),
        ),
        Stage("kept", "Is it kept?", "standings", (stands(standing, at),)),
        Stage("learned", "What we learned", "lessons", learned(thread, lessons, at)),
        Stage("changed", "What we changed", "changes", changed(thread, lessons, at)),
        Stage("next", "What comes next", "editions", (upcoming(after, at),)),
    )
    stages = tuple(stage for stage in every if stage.knots)
    total = sum(knot.is_broken for stage in stages for knot in stage.knots)
    return Picture(drawn(commitment, standing, stages), stages, lead(total), total)


class Addresses:
    """Where the knots of a promise’s thread lead."""

    def __init__(self, thread: Thread, commitment: Commitment):
        self.slug, self.code = thread.charter.slug, commitment.code

    def promise(self, stage: str) -> str:
        return f"{reverse('tracing:promise', args=[self.slug, self.code])}#{stage}"

    def page(self, name: str, *parts: str, at: str = "") -> str:
        return reverse(f"tracing:{name}", args=[self.slug, *parts]) + at


def drawn(commitment: Commitment, standing: Standing, stages: tuple[Stage, ...]) -> Chart:
    told = ". ".join(f"{stage.heading}: {counted(len(stage.knots), 'knot')}" for stage in stages)
    return thread_picture(
        [PictureStage(stage.heading, tuple(map(short, few(stage)))) for stage in stages],
        id="thread",
        title=f"The thread of promise {commitment.code}",
        description=f"{told}. It stands as: {standing.word.words}. The same as a list is below.",
    )


def few(stage: Stage) -> tuple[Tied, ...]:
    """As many knots as a drawing has room for, broken ones always among them; the rest stand in the list."""
    if len(stage.knots) <= MOST:
        return stage.knots
    broken = [knot for knot in stage.knots if knot.is_broken][: MOST - 1]
    whole = [knot for knot in stage.knots if not knot.is_broken][: MOST - 1 - len(broken)]
    rest = len(stage.knots) - len(broken) - len(whole)
    return (
        *whole,
        *broken,
        Tied(
            f"and {counted(rest, f'more of the {stage.several}', f'more of the {stage.several}')}", f"#list-{stage.id}"
        ),
    )


def short(knot: Tied) -> PictureKnot:
    words = printed(knot.words)
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
    return PictureKnot(words, knot.href, printed(knot.note), knot.drawn, knot.loose)


def lead(broken: int) -> str:
    if not broken:
        return "The thread is whole. Every knot is a link, and you can follow it either way."
    where = "in one place" if broken == 1 else f"in {counted(broken, 'place')}"
    return f"The thread is broken {where}. Every knot is a link, and you can follow it either way."


def quotes(statements: list[Statement], at: Addresses) -> tuple[Tied, ...]:
    """What people said word for word; each once, with the credit they agreed to."""
    found: dict[str, Tied] = {}
    for one in statements:
        for quote in one.said:
            words = f"“{quote['words']}”"
            note = f"{quote['credit']}, {quote['year']}"
            found.setdefault(words, Tied(words, at.page("statement", one.code, at="#said"), note))
    return tuple(found.values())


def said(statements: list[Statement], at: Addresses) -> tuple[Tied, ...]:
    return tuple(Tied(one.wording, at.page("statement", one.code), heard(one)) for one in statements)


def heard(one: Statement) -> str:
    people = f"{one.people:,} people" if one.people else ""
    return ", ".join(part for part in (people, one.heard_on) if part)


def breaks(broken: Iterable[Broken], href: str) -> tuple[Tied, ...]:
    return tuple(
        Tied(one.sentence, href, f"The thread is broken here. Who can mend it: {one.who}.", "broken") for one in broken
    )


def promised(thread: Thread, commitment: Commitment, at: Addresses) -> Tied:
    return Tied(f"{commitment.code}: {commitment.title}", at.promise("promised"), thread.edition.title)


def kept_by(thread: Thread, commitment: Commitment, broken: dict[str, list[Broken]], at: Addresses) -> tuple[Tied, ...]:
    """Who answers for it, what is done, and where one of them is missing."""
    facts, href = thread.facts[commitment.code], at.promise("keep")
    owners = {one.role: owner(one, href) for one in facts.owners if one.is_owner(thread.on)}
    done = {one.name: practice(one, href) for one in facts.practices if one.is_going_on(thread.on)}
    return (*owners.values(), *done.values(), *breaks((*broken["owner"], *broken["practice"]), href))


def owner(one: OwnerFact, href: str) -> Tied:
    return Tied(one.role, href, f"answers for part {one.part}" if one.part else "answers for it")


def practice(one: PracticeFact, href: str) -> Tied:
    since = f" since {on_day(one.since)}" if one.since else ""
    return Tied(one.name, href, f"{STATES[one.state].lower()}{since}", "plain" if one.state == "in_place" else OPEN)


def shown_by(thread: Thread, standing: Standing, at: Addresses) -> tuple[Tied, ...]:
    """The measures that decide, each with its newest figure."""
    code = standing.commitment
    return tuple(
        measure(verdict, at.page("measure", verdict.rule.code))
        for verdict in standing.verdicts
        if thread.decides(code, verdict.rule.code)
    )


def measure(verdict: Verdict, href: str) -> Tied:
    newest = verdict.newest
    if newest is None:
        return Tied(verdict.rule.name, href, "no figure", "not_known")
    return Tied(verdict.rule.name, href, f"{shown(verdict.rule, newest)}, {newest.period}")


def stands(standing: Standing, at: Addresses) -> Tied:
    return Tied(standing.word.words, at.promise("kept"), f"in {standing.year}", standing.word.value)


def learned(thread: Thread, lessons: list[Lesson], at: Addresses) -> tuple[Tied, ...]:
    if not lessons:
        return (Tied("No lesson yet", at.promise("changed"), "", OPEN),)
    return tuple(
        Tied(one.title, at.page("changes", at=f"#lesson-{one.code}"), f"from {one.learned_from}") for one in lessons
    )


def changed(thread: Thread, lessons: list[Lesson], at: Addresses) -> tuple[Tied, ...]:
    """What followed each lesson; where nothing did, that."""
    found = []
    for lesson in lessons:
        href = at.page("changes", at=f"#lesson-{lesson.code}")
        changes = [one for one in lesson.changes.all() if one.withdrawn_on is None]
        found += [change(thread, lesson, one, href) for one in changes]
        if not changes:
            due = f", due {on_day(lesson.due_on)}" if lesson.due_on else ""
            found.append(
                Tied(f"Nothing has followed “{lesson.title}”{due}", href, "The thread is broken here.", "broken")
            )
    return tuple(found)


def change(thread: Thread, lesson: Lesson, one: Change, href: str) -> Tied:
    due = one.due_on or lesson.due_on
    if one.made_on:
        return Tied(one.what, href, f"done {on_day(one.made_on)}", "plain")
    late = "overdue since" if due and due < thread.on else "due"
    return Tied(one.what, href, f"{late} {on_day(due)}" if due else "no day set", OPEN)


def upcoming(after: Edition | None, at: Addresses) -> Tied:
    """The edition that follows: what we learn goes into it."""
    if after is None:
        return Tied("The next edition", at.page("editions"), "What we learn goes into it.", OPEN)
    return Tied(after.title, at.page("edition", after.code), "What was promised from then on.")
