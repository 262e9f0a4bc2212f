"""What a charter file holds: every field, in the words of the field, with what it means.

A promise is named `edition/commitment` or `edition/commitment/part`, like
`2019/PS7` and `2019/PS7/b`. A number that was published is text, digit for
digit. People who work for the service are not in it, nor is anything that
was said in confidence.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Raw, field

from .fields import Code, Promise, Row, Standing, Words, Year
from .said import CoreGroup, Panel, Principle, Quote, Statement, Theme

FORMAT = "leal charter 1"


class Charter(Row, kw_only=True):
    """The lasting promise of a public service to the people who use it.

    licence  under which it publishes its text and data
    """

    slug: Code
    name: Words
    body: Words
    act: str = ""
    about: str = ""
    year_starts_in: Annotated[int, Meta(ge=1, le=12, description="The month its year starts in")] = 4
    contact: str = ""
    accessibility_enforced_by: str = ""
    licence: str = ""


class Body(Row, kw_only=True):
    """One of those who made the promises and must keep them, or see that they are kept."""

    name: Words
    kind: Literal["agency", "government", "parliament", "other"]
    does: str = ""


class Passage(Row, kw_only=True):
    """A piece of the introduction, or a word explained."""

    kind: Literal["welcome", "who-does-what", "who-sees-to-it", "contact", "word"]
    heading: Words
    words: Words


class Part(Row, kw_only=True):
    """One of several promises held in one sentence."""

    letter: Annotated[str, Meta(pattern="^[a-z]{1,2}$")]
    wording: Words


class Commitment(Row, kw_only=True):
    """A promise. `answers` names the statements it answers; none makes a broken thread.

    achieved_by  what those bound say they will do to keep it, one thing a line
    """

    code: Code
    title: Annotated[str, Meta(min_length=1, max_length=60)]
    wording: Words
    achieved_by: str = ""
    binds: list[str] = field(default_factory=list)
    answers: list[Code] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


class Section(Row, kw_only=True):
    """A part of the charter’s text, with its commitments in order.

    within   the code of the section it is a part of, which stands before it
    lead_in  who acts, as the words its promises begin with
    """

    code: Code
    name: Words
    summary: str = ""
    lead_in: str = ""
    within: Code | None = None
    commitments: list[Commitment] = field(default_factory=list)


class Ask(Row, kw_only=True):
    """What the service asks of the people it is for."""

    code: Code
    wording: Words
    why: str = ""
    how_we_make_it_easy: str = ""
    if_not: str = ""


class Lineage(Row, kw_only=True):
    """What became of a commitment of the edition before, or where one of this edition comes from.

    earlier       its code in an earlier edition, as edition/commitment; left out when new
    later         its code in this edition; left out when it ended
    same_promise  whether figures about the earlier one still speak of the later one
    """

    kind: Literal["kept", "reworded", "moved", "split", "merged", "new", "ended"]
    earlier: Promise | None = None
    later: Code | None = None
    reason: str = ""
    same_promise: bool = False


class Edition(Row, kw_only=True):
    """The text of the charter as agreed on a day. Only published editions are in a file.

    follows  the code of the edition whose every promise it accounts for
    """

    code: Code
    title: Words
    about: str = ""
    follows: Code | None = None
    laid_on: date | None = None
    agreed_on: date | None = None
    published_on: date
    passages: list[Passage] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    lineage: list[Lineage] = field(default_factory=list)


class Ownership(Row, kw_only=True):
    """Who must keep a promise: a role, never a person’s name, and the body responsible."""

    promise: Promise
    role: Words
    body: Words
    since: date | None = None
    ended_on: date | None = None


class Practice(Row, kw_only=True):
    """Something done to keep promises."""

    code: Code
    name: Words
    wording: Words
    role: str = ""
    body: Words
    state: Literal["in_place", "being_built", "promised"]
    since: date | None = None
    ended_on: date | None = None
    source: str = ""
    keeps: list[Promise] = field(default_factory=list)


class Service(Row, kw_only=True):
    """That a measure serves a promise, and whether it decides if that is kept."""

    promise: Promise
    decides: bool = False


class Level(Row, kw_only=True):
    """A target a measure is held to, from a day."""

    value: Decimal
    from_on: date
    authority: str = ""
    source: str = ""


class Break(Row, kw_only=True):
    """A day on which a series stops being one line, and why."""

    on: date
    kind: Literal["break", "reworded", "rebased"]
    reason: Words


class Measure(Row, kw_only=True):
    """A question with a unit, a base and a source.

    number       its number in a published framework, as text
    feeling      true: what people say they felt; false: what was counted
    matters_…    the difference that matters, in points or as a share of the value before
    rounding     the unit its source rounds to
    every, published_after  how often there is a result, and within how many days it is published
    labels, codes, answer  by what names figures of it are recognised in files
    definition   the digest of the reviewed file it comes from
    """

    code: Code
    name: Words
    number: str = ""
    asks: str = ""
    kind: Literal["", "share", "mean", "median", "count", "rate", "duration", "example"] = ""
    unit: str = ""
    feeling: bool = False
    base: str = ""
    population: Literal["", "all", "census", "sample", "self-selected"] = ""
    source: str = ""
    better: Literal["higher", "lower", "neither"] = "neither"
    matters_points: Decimal | None = None
    matters_relative: Decimal | None = None
    smallest_base: int | None = None
    good_for_years: Annotated[int, Meta(ge=0)] = 0
    rounding: Decimal | None = None
    every: Literal["", "month", "quarter", "year", "two years", "three years"] = ""
    published_after: Annotated[int, Meta(ge=0)] | None = None
    why_it_matters: str = ""
    caveat: str = ""
    gap: str = ""
    labels: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    answer: str = ""
    definition: str = ""
    retired_on: date | None = None
    serves: list[Service] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)


class Source(Row, kw_only=True):
    """Where figures were published."""

    address: Words
    name: Words
    publisher: str = ""
    licence: str = ""


class Refusal(Row, kw_only=True):
    """A row of a file that was not taken, and why."""

    row: int | None = None
    field_: str = field(default="", name="field")
    why: Words


class Intake(Row, kw_only=True):
    """One file of figures taken in, and what became of its rows. Results name it by its digest."""

    digest: Words
    name: Words
    mapping: str
    taken: int
    joined: int
    refused: int
    notes: str = ""
    taken_in_at: datetime
    refusals: list[Refusal] = field(default_factory=list)


RESULTS = (
    *("measure", "question", "label", "starts_on", "ends_on", "period_as_given", "group", "answer"),
    *("value", "as_given", "mark", "step", "unit", "base", "base_as_given", "intake"),
)
CITATIONS = (
    *("result", "source", "intake", "row", "published_as", "reviewed", "joined", "period_as_given"),
    *("value", "as_given", "base", "base_as_given", "notes"),
)


class Table(Row, kw_only=True):
    """Many rows with the same columns. Every value is text as published, or null.

    Of results: `intake` is its place among the intakes, from 1.
    Of citations: `result`, `source` and `intake` are places in their lists, from 1; `reviewed`, `joined` are t or f.
    """

    columns: list[str]
    rows: Annotated[
        Raw,
        Meta(extra_json_schema={"type": "array", "items": {"type": "array", "items": {"type": ["string", "null"]}}}),
    ]


class Example(Row, kw_only=True):
    """One case, good or bad, and what was done about it."""

    kind: Literal["good", "bad"]
    words: Words
    what_was_done: Words
    year: Year
    source: Words
    measure: Code | None = None
    commitments: list[Promise] = field(default_factory=list)


class Decision(Row, kw_only=True):
    """What the owner of a commitment says of its standing in a year.

    proposed  what the rule proposed on that day; empty when nobody noted it
    """

    commitment: Promise
    year: Year
    agrees: bool
    standing: Standing
    proposed: Standing | Literal[""] = ""
    reason: str = ""
    role: Words
    on: date
    made_up: bool = False


class Finding(Row, kw_only=True):
    """What an independent reviewer found about a commitment in a year."""

    commitment: Promise
    year: Year
    standing: Standing
    proposed: Standing | Literal[""] = ""
    reason: Words
    role: Words
    on: date
    made_up: bool = False


class Change(Row, kw_only=True):
    """What was done, or will be, because of a lesson."""

    what: Words
    due_on: date | None = None
    made_on: date | None = None
    told_to: str = ""
    told_on: date | None = None
    did_it_work: str = ""
    checked_on: date | None = None
    source: str = ""
    withdrawn_on: date | None = None
    withdrawn_because: str = ""


class Lesson(Row, kw_only=True):
    """What was taken from something people said, a figure or a mistake."""

    code: Code
    title: Words
    wording: Words
    learned_from: Words
    learned_on: date | None = None
    source: str = ""
    role: str = ""
    body: str | None = None
    due_on: date | None = None
    made_up: bool = False
    withdrawn_on: date | None = None
    withdrawn_because: str = ""
    commitments: list[Promise]
    changes: list[Change] = field(default_factory=list)


class Stands(Row, kw_only=True):
    """How a commitment stands in a year by the rule. Whoever takes the file in works it out anew."""

    commitment: Promise
    year: Year
    standing: Standing
    because: str = ""


class CharterFile(Row, kw_only=True):
    """A whole charter: what people said, what was promised, what is done, what happened, what was learned."""

    format: Literal["leal charter 1"] = field(name="format")
    charter: Charter
    bodies: list[Body] = field(default_factory=list)
    principles: list[Principle] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    groups: list[CoreGroup] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    owners: list[Ownership] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    intakes: list[Intake] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    lessons: list[Lesson] = field(default_factory=list)
    standings: list[Stands] = field(default_factory=list)
    results: Table | None = None
    citations: Table | None = None
