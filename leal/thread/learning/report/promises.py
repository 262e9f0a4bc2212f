"""One promise in the report: its standing, why, on which figures, who keeps it, what was said of it, what changed."""

from collections.abc import Iterable, Iterator
from functools import singledispatch
from math import ceil

from leal.calculations.periods import day_words
from leal.calculations.standing import PracticeFact, Standing, Verdict
from leal.foundations.formats import Block, Drawn, Facts, Heading, List, Paragraph, Sheet, Strong
from leal.foundations.pages.knots import knot_drawing
from leal.foundations.pages.sentences import listed, sentence
from leal.foundations.pages.typography import printed
from leal.thread.evidence.models import Finding, OwnerDecision
from leal.thread.evidence.opinions import MADE_UP, deciding_steps
from leal.thread.evidence.queries import Stood
from leal.thread.practice.models import Practice

from ..models import Change, Lesson
from .account import Account

PAGE, LETTERS = 39.5, 86  # lines of a page at 12 point, and letters of a line
DETAILS = ((5, 3), (4, 3), (3, 3), (3, 2), (2, 2), (2, 1), (1, 1))  # how many steps and figures are told
MOST_CHANGES = 3
STATES = dict(Practice.State.choices)


def sheet(account: Account, stood: Stood) -> Sheet:
    """What the report says of a promise, on one page at most: where it is too much, it says how much more there is."""
    for steps, figures in DETAILS:
        blocks = tuple(_blocks(account, stood, steps, figures))
        if lines(blocks) <= PAGE:
            break
    return Sheet(blocks)


def lines(blocks: Iterable[Block]) -> float:
    """About how many lines of a page some blocks take, the space between them counted in."""
    return sum(map(_lines, blocks))


@singledispatch
def _lines(block: Block) -> float:
    return 3.3  # a heading or a drawing


@_lines.register
def _(paragraph: Paragraph) -> float:
    words = "".join(run if isinstance(run, str) else run.text for run in paragraph.runs)
    return ceil(len(words) / LETTERS) + 0.5


@_lines.register
def _(items: List) -> float:
    return sum(_lines(item) - 0.3 for item in items.items) + 0.5


@_lines.register
def _(facts: Facts) -> float:
    return sum(1.4 + ceil(len(said) / LETTERS) for _, said in facts.rows) + 0.5


def _blocks(account: Account, stood: Stood, steps: int, figures: int) -> Iterator[Block]:
    row, standing = stood.commitment, stood.proposed
    yield Heading(printed(f"{row.code}. {row.title}"), 3)
    yield stands(standing)
    yield Paragraph.of(Strong("What we promised. "), sentence(printed(row.wording)))
    yield from _why(standing, steps)
    yield from _figures(account, stood, figures)
    yield Facts(tuple(_facts(account, stood)))


def stands(standing: Standing) -> Drawn:
    """The knot of a standing with its word."""
    return Drawn(knot_drawing(standing.word.value), (Paragraph.of(Strong(standing.word.words)),))


def _why(standing: Standing, most: int) -> Iterator[Block]:
    steps = [printed(step) for step in deciding_steps(standing)]
    shown, more = steps[:most], len(steps) - most
    if len(shown) == 1:
        yield Paragraph.of(Strong("Why. "), shown[0])
    else:
        yield Paragraph.of(Strong("Why, step by step:"))
        yield List(tuple(map(Paragraph.of, shown)), numbered=True)
    if more > 0:
        yield Paragraph.of(f"The table of steps tells {more} more.")


def _figures(account: Account, stood: Stood, most: int) -> Iterator[Block]:
    """What was asked or counted behind the figures that decide, and where they were published."""
    decide = list(account.deciding(stood))
    if not decide:
        return
    yield Paragraph.of(Strong("Where the figures come from:" if len(decide) > 1 else "Where the figure comes from:"))
    yield List(tuple(_figure(account, verdict) for verdict in decide[:most]))
    if (more := len(decide) - most) > 0:
        yield Paragraph.of(f"{more} more that {'decides is' if more == 1 else 'decide are'} among the tables.")


def _figure(account: Account, verdict: Verdict) -> Paragraph:
    measure = account.measures[verdict.rule.code]
    asked = f" Asked: {sentence(printed(measure.asks))}" if measure.asks else ""
    source = f" Source: {sentence(printed(measure.source))}" if measure.source else " No source is recorded."
    return Paragraph.of(Strong(f"{printed(verdict.rule.name)}: {said(verdict)}."), f"{asked}{source}")


def said(verdict: Verdict) -> str:
    """The newest figure of a measure with its period."""
    return printed(f"{verdict.newest.said(verdict.rule.unit)} {verdict.newest.when}")


def _facts(account: Account, stood: Stood) -> Iterator[tuple[str, str]]:
    facts, on = account.facts[stood.commitment.code], account.year.ends_on
    owners = [f"{_part(one.part)}{one.role}, {one.body}" for one in facts.owners if one.is_owner(on)]
    yield "Who answers for it", _sentences(owners) or f"Nobody by name. It binds {listed(facts.binds) or 'nobody'}."
    going_on = [_practice(one) for one in facts.practices if one.is_going_on(on)]
    yield "What is done to keep it", _sentences(going_on) or "Nothing is recorded."
    yield from _words(stood)
    yield "What changed", _sentences(changes(account, account.lessons_about(stood.commitment.code)))
    if stood.proposed.broken:
        yield "Where the thread is broken", _sentences(_broken(stood.proposed))


def _words(stood: Stood) -> Iterator[tuple[str, str]]:
    if stood.decision is None and stood.finding is None:
        yield "What the owner and a reviewer say", "Neither the owner nor a reviewer has said anything about this year."
        return
    yield "The owner says", _word(stood.decision) or "The owner has not said anything about this year."
    yield "The reviewer finds", _word(stood.finding) or "No independent reviewer has looked at this year."


def _sentences(said: Iterable[str]) -> str:
    return printed(" ".join(map(sentence, said)))


def _part(letter: str) -> str:
    return f"Part {letter}: " if letter else ""


def _practice(one: PracticeFact) -> str:
    since = f" since {day_words(one.since)}" if one.since else ""
    return f"{_part(one.part)}{one.name} ({STATES[one.state].lower()}{since})"


def _word(word: OwnerDecision | Finding | None) -> str:
    """What someone says of a standing, in whose role and when."""
    if word is None:
        return ""
    made_up = f" {MADE_UP}" if word.made_up else ""
    reason = f" {sentence(word.reason)}" if word.reason else ""
    return printed(f"{word.get_standing_display()}.{reason} {word.role}, {day_words(word.on)}.{made_up}")


def _broken(standing: Standing) -> Iterator[str]:
    for one in standing.broken:
        yield f"{one.sentence} Who can mend it: {one.who}"


def changes(account: Account, lessons: list[Lesson]) -> list[str]:
    """What followed what was learned, one sentence each; what is late is said, and nothing is said too."""
    told = [line for lesson in lessons for line in _followed(account, lesson)]
    more = len(told) - MOST_CHANGES
    rest = [f"{more} more {'is' if more == 1 else 'are'} told under “What we learned”"] if more > 0 else []
    return [*told[:MOST_CHANGES], *rest] or ["No lesson is recorded about this promise"]


def _followed(account: Account, lesson: Lesson) -> Iterator[str]:
    if lesson.withdrawn_on:
        return
    rows = list(lesson.changes.all())
    yield from (follows(account, lesson, row) for row in rows)
    if not rows:
        due = f" We said that we would act by {day_words(lesson.due_on)}." if lesson.due_on else ""
        yield f"{lesson.title}: nothing has followed.{due}"


def follows(account: Account, lesson: Lesson, change: Change) -> str:
    """What we did, or did not do, in one sentence or two."""
    due = change.due_on or lesson.due_on
    if change.withdrawn_on:
        return f"{_ends(change.what)} We will not do this: {change.withdrawn_because}"
    if change.made_on:
        return f"{_ends(change.what)} Done on {day_words(change.made_on)}"
    if due and due < account.on:
        return f"{_ends(change.what)} We said that we would do this by {day_words(due)}. We have not done it"
    return f"{_ends(change.what)} {f'Due by {day_words(due)}' if due else 'No day is set'}"


def _ends(words: str) -> str:
    return sentence(words)
