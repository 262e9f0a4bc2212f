"""What the components are given: plain values, no models.

A page makes these from its queries and hands them to a tag. Text is plain text,
never markup; dates and periods come as the words to be read ("2022-23" is
printed "2022–23"). `id` is the part's address on its page, unique there.
"""

from dataclasses import dataclass
from typing import Literal

from leal.calculations.comparing import Run

from .charts.shapes import Chart

StandingKey = Literal["falling_short", "not_in_place", "disagree", "out_of_date", "not_known", "partly_kept", "kept"]


# The frame of a page


@dataclass(frozen=True, slots=True)
class Link:
    """A link. `lang` and `direction` when its text is in another language."""

    text: str
    href: str
    current: bool = False
    lang: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away: "{text} (PDF, 378 kB)". `size` in bytes."""

    text: str
    href: str
    format: str
    size: int
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """The strip above everything: "Story" and one sentence on what that means."""

    word: str
    sentence: str
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is signed in: "Morag, charter lead". `account` is their own page; `sign_out` is posted to."""

    name: str
    role: str = ""
    sign_out: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class SearchBox:
    """The search in the top of every page: where it leads, and the charter it looks in ("" for all)."""

    href: str
    charter: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What stands on every page. Settings name who makes it: LEAL_SITE.

    trail  the way here, for a page of a stage that may not name later ones by itself
    """

    name: str
    body: str = ""
    home: str = "/"
    nav: tuple[Link, ...] = ()
    formats: tuple[Link, ...] = ()
    about: tuple[Link, ...] = ()
    note: str = ""
    phase: Phase | None = None
    visitor: Visitor | None = None
    sign_in: Link | None = None
    trail: tuple[Link, ...] = ()
    search: SearchBox | None = None


# Words and figures


@dataclass(frozen=True, slots=True)
class Basis:
    """What a figure rests on. A figure is never shown without one."""

    base: str
    period: str
    source: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A sentence that carries a figure, and what it rests on. `big` is set large before it."""

    sentence: str
    basis: Basis
    big: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What someone said, credited by occasion and year, never by name."""

    words: str
    credit: str
    occasion: str = ""
    year: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class SaidDone:
    """You said, we did. `done` empty: `why_not` says why nothing is done yet."""

    said: str
    done: str = ""
    when: str = ""
    why_not: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list: what it is, what it says, where that leads."""

    key: str
    value: str
    link: Link | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `number`: set right, with figures of one width."""

    label: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """Rows under columns; the first cell of a row is its header.

    Periods go newest first. On a phone the rows are stacked, one cell a line;
    with `wide` they keep their shape and the frame scrolls instead.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Link, ...], ...]
    note: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """Panels that answer one question; the heading is the answer.

    `level` is the heading's (2 to 4). Under the panels stand base, period and
    source, and the same figures as a table in a fold.
    """

    id: str
    heading: str
    charts: tuple[Chart, ...]
    basis: Basis
    table: DataTable
    level: int = 3
    lead: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChairRow:
    """One group of people beside what would match: "Under 25", "Nobody", "To match Scotland: about 4 in 30."

    count    None when it is not shown; then `at_most` says the most it may be, if that is said
    """

    label: str
    count: int | None
    match: int
    here: str
    would_match: str
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class EmptyChairs:
    """Who is there and who is missing, as people and empty chairs, worst first; the heading is the answer.

    group, like  what stands beside what: "the core group", "Scotland"
    """

    id: str
    heading: str
    group: str
    like: str
    rows: tuple[ChairRow, ...]
    basis: Basis
    note: str = ""
    level: int = 2


# Writing


@dataclass(frozen=True, slots=True)
class TwoWordings:
    """What two people wrote in one field: theirs, saved meanwhile, and mine; `whose` names the other."""

    name: str
    label: str
    whose: str
    theirs: tuple[Run, ...]
    mine: tuple[Run, ...]


# The thread


@dataclass(frozen=True, slots=True)
class StandingHeading:
    """One knot, one word, one sentence, and who decided it when."""

    standing: StandingKey
    sentence: str
    period: str
    decided: str = ""


@dataclass(frozen=True, slots=True)
class BrokenThread:
    """A place where the thread is broken: what is missing, since when, who can mend it."""

    missing: str
    mender: str = ""
    since: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """A promise whose thread is broken, in one place or several."""

    link: Link
    breaks: tuple[BrokenThread, ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the rule proposes, the owner says or the reviewer finds. No `words`: nothing yet."""

    whose: str
    standing: StandingKey | None = None
    words: str = ""
    credit: str = ""
    nothing_yet: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """One of two truths: what people said, or what was counted."""

    heading: str
    asked: str
    chart: Chart
    basis: Basis


@dataclass(frozen=True, slots=True)
class TwoTruths:
    """What people said beside what was counted; neither hides the other."""

    people: Truth
    figures: Truth
    table: DataTable


@dataclass(frozen=True, slots=True)
class ChangeBox:
    """A change: overdue (dashed), due, due now (framed), done, or dropped. `on` is its date in words."""

    state: Literal["overdue", "now", "due", "done", "dropped"]
    title: str
    what: str
    on: str = ""
    verdict: str = ""
    small: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as a knot: its short title and how it stands."""

    code: str
    title: str
    href: str
    standing: StandingKey


@dataclass(frozen=True, slots=True)
class PromiseSection:
    """The promises of one section, in charter order."""

    id: str
    name: str
    promises: tuple[Promise, ...]
    summary: str = ""
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement: what people said, in our words, on whose word, and the promises that answer it."""

    wording: str
    href: str
    whose: str = ""
    answered_by: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A promise with the one figure that shows how it stands; `also`: others that the same figure speaks of."""

    promise: Promise
    figure: Figure
    also: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """Long work: how far it is, in words, and where to look again."""

    sentence: str
    done: int
    of: int
    again: str
    finished: bool = False
