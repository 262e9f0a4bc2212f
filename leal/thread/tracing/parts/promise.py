"""What a promise’s page shows: the whole thread of one commitment, stage by stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from leal.calculations.freshness import Timeliness
from leal.calculations.periods import charter_year
from leal.calculations.standing import Broken, CommitmentFacts, OwnerFact, PartStanding, PracticeFact, Standing
from leal.foundations.pages.parts import (
    BrokenThread,
    ChangeBox,
    ChartFigure,
    Link,
    Opinion,
    Quote,
    Row,
    StandingHeading,
    TwoTruths,
)
from leal.foundations.pages.sentences import listed, on_day
from leal.thread.charters.models import Commitment
from leal.thread.charters.queries import Step
from leal.thread.evidence.models import Example
from leal.thread.evidence.opinions import deciding_steps, earlier, further_steps, heading, opinions
from leal.thread.evidence.queries import Judgements, freshness
from leal.thread.learning.models import Change, Lesson
from leal.thread.practice.models import Practice
from leal.thread.statements.models import Statement

from ..reading import Thread
from .figures import MeasureShown, group_figures, measure_shown
from .history import PastWording, history
from .truths import two_truths

STAGE_OF = {"statement": "said", "owner": "keep", "practice": "keep", "measure": "kept"}
STATES = dict(Practice.State.choices)


@dataclass(frozen=True)
class Said:
    """What was said on one occasion, on whose word."""

    statements: tuple[Statement, ...]
    whose: str
    source: str


@dataclass(frozen=True)
class Promise:
    """One commitment, from the words behind it to what changed."""

    commitment: Commitment
    facts: CommitmentFacts
    standing: Standing
    heading: StandingHeading
    said: tuple[Said, ...]
    quotes: tuple[Quote, ...]
    owners: tuple[Row, ...]
    practices: tuple[Row, ...]
    breaks: dict[str, tuple[BrokenThread, ...]]
    truths: TwoTruths | None
    measures: tuple[MeasureShown, ...]
    beside: tuple[MeasureShown, ...]
    untold: tuple[str, ...]
    examples: tuple[Example, ...]
    steps: tuple[str, ...]
    further: tuple[str, ...]
    opinions: tuple[Opinion, ...]
    earlier: tuple[Opinion, ...]
    changes: tuple[ChangeBox, ...]
    groups: tuple[ChartFigure, ...]
    years: tuple[Link, ...]
    late: tuple[str, ...]
    history: tuple[PastWording, ...]

    @property
    def kept_heading(self) -> str:
        return f"Is it kept? {self.standing.word.words}"

    @property
    def bound(self) -> str:
        return listed(self.facts.binds) or "nobody by name"

    @property
    def parts(self) -> tuple[PartStanding, ...]:
        return self.standing.parts


def promise(
    thread: Thread,
    commitment: Commitment,
    *,
    statements: Iterable[Statement],
    examples: Iterable[Example],
    judged: Judgements,
    lessons: Iterable[Lesson],
    lineage: Sequence[Step] = (),
) -> Promise:
    """Everything a promise’s page shows."""
    standing, facts = thread.standings[commitment.code], thread.facts[commitment.code]
    measures = shown_measures(thread, commitment, standing)
    drawn = [one for one in measures if one.figure]
    statements = tuple(statements)
    return Promise(
        commitment=commitment,
        facts=facts,
        standing=standing,
        heading=heading(standing, judged.decision),
        said=said(statements),
        quotes=tuple(Quote(**quote | {"year": str(quote["year"])}) for one in statements for quote in one.said),
        owners=tuple(owner(one) for one in facts.owners if one.is_owner(thread.on)),
        practices=tuple(practice(one) for one in facts.practices if one.is_going_on(thread.on)),
        breaks=breaks(standing.broken),
        truths=two_truths(thread, standing),
        measures=tuple(one for one in drawn if one.decides),
        beside=tuple(one for one in drawn if not one.decides),
        untold=tuple(step for one in measures if not one.figure for step in one.steps[:1]),
        examples=tuple(examples),
        steps=deciding_steps(standing),
        further=further_steps(standing),
        opinions=opinions(standing, judged),
        earlier=earlier(judged),
        changes=tuple(box for lesson in lessons for box in boxes(thread, lesson)),
        groups=tuple(group_figures(thread, standing)),
        years=years(thread, commitment, lineage),
        late=late(thread, commitment),
        history=history(lineage),
    )


def late(thread: Thread, commitment: Commitment) -> tuple[str, ...]:
    """Results of measures that decide about this promise and are late today, the longest first."""
    if not thread.is_newest:
        return ()
    deciding = [code for code in thread.evidence if thread.decides(commitment.code, code)]
    evidence = {thread.measures[code]: thread.evidence[code] for code in deciding}
    found = freshness(evidence=evidence, on=thread.on)
    return tuple(f"“{one.measure.name}”: {one.sentence}" for one in found if one.at is Timeliness.LATE)


def years(thread: Thread, commitment: Commitment, lineage: Sequence[Step]) -> tuple[Link, ...]:
    """The same promise in other years; a new one only in those at whose end it had been made."""
    at = reverse("tracing:promise", args=[thread.charter.slug, commitment.code])
    is_new = any(step.row.earlier is None for step in lineage if step.row.later_id == commitment.pk)
    made_on = thread.edition.published_on if is_new else date.min
    named = (charter_year(name, starts_in=thread.charter.year_starts_in) for name in thread.years)
    there = [year.name for year in named if year.ends_on >= made_on]
    return tuple(Link(year, f"{at}?year={year}", current=year == thread.year.name) for year in there)


def said(statements: Iterable[Statement]) -> tuple[Said, ...]:
    """Statements by the occasion they were heard on, so that it is named once."""
    heard: dict[tuple[str, str], list[Statement]] = {}
    for one in statements:
        people = f" ({one.people} people)" if one.people else ""
        when = f", {one.heard_on}" if one.heard_on else ""
        heard.setdefault((f"{one.on_whose_words}{people}. {one.heard_in}{when}.", one.source), []).append(one)
    return tuple(Said(tuple(some), whose, source) for (whose, source), some in heard.items())


def owner(one: OwnerFact) -> Row:
    key = f"{one.part}. Who answers for it" if one.part else "Who answers for it"
    return Row(key=key, value=f"{one.role}, {one.body}")


def practice(one: PracticeFact) -> Row:
    since = f" since {on_day(one.since)}" if one.since else ""
    key = f"{one.part}. {one.name}" if one.part else one.name
    return Row(key=key, value=one.wording, mark=f"{STATES[one.state]}{since}")


def breaks(broken: Iterable[Broken]) -> dict[str, tuple[BrokenThread, ...]]:
    """Where the thread is broken, by the stage it is broken at: said, keep or kept."""
    found: dict[str, list[BrokenThread]] = {"said": [], "keep": [], "kept": []}
    for one in broken:
        found[STAGE_OF[one.kind]].append(BrokenThread(missing=one.sentence, mender=one.who))
    return {stage: tuple(some) for stage, some in found.items()}


def shown_measures(thread: Thread, commitment: Commitment, standing: Standing) -> list[MeasureShown]:
    return [
        measure_shown(thread, it, decides=thread.decides(commitment.code, it.rule.code)) for it in standing.verdicts
    ]


def boxes(thread: Thread, lesson: Lesson) -> Iterable[ChangeBox]:
    """A lesson as boxes: one for each change, or one that says that nothing followed."""
    changes = list(lesson.changes.all())
    if lesson.withdrawn_on:
        verdict = f"We withdrew this lesson on {on_day(lesson.withdrawn_on)}: {lesson.withdrawn_because}"
        yield ChangeBox("dropped", lesson.title, lesson.wording, "", verdict, small(lesson))
        return
    late = lesson.due_on is not None and lesson.due_on < thread.on and not any(c.made_on for c in changes)
    for change in changes:
        yield box(thread, lesson, change)
    if not changes:
        verdict = "Nothing has followed." if late else "Nothing has followed yet."
        state = "overdue" if late else "due"
        yield ChangeBox(state, lesson.title, lesson.wording, on_day(lesson.due_on), verdict, small(lesson))


def box(thread: Thread, lesson: Lesson, change: Change) -> ChangeBox:
    due = change.due_on or lesson.due_on
    if change.withdrawn_on:
        verdict = f"We will not do this: {change.withdrawn_because}"
        return ChangeBox("dropped", lesson.title, change.what, "", verdict, small(lesson, change))
    if change.made_on:
        return ChangeBox("done", lesson.title, change.what, on_day(change.made_on), "", small(lesson, change))
    if due and due < thread.on:
        verdict = f"We said that we would do this by {on_day(due)}. We have not done it."
        return ChangeBox("overdue", lesson.title, change.what, on_day(due), verdict, small(lesson, change))
    return ChangeBox("due", lesson.title, change.what, on_day(due), "", small(lesson, change))


def small(lesson: Lesson, change: Change | None = None) -> tuple[str, ...]:
    """The quiet lines under a lesson: from what, whose it is, who was told, whether it worked."""
    who = f"{lesson.role or 'Nobody owns this yet'}{f', {lesson.body}' if lesson.body else ''}"
    lines = [f"We learned it from: {lesson.learned_from}.", f"Who must act: {who}."]
    if change and change.told_to:
        lines.append(f"Told to: {change.told_to}.")
    if change and change.did_it_work:
        lines.append(f"Did it work? {change.did_it_work}")
    if lesson.made_up:
        lines.append("Who must act, and by when, is made up for the story.")
    return tuple(lines)
