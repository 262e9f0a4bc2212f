"""What the desk is told: everything that could need someone, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from leal.calculations.standing import CommitmentFacts, Standing
from leal.foundations.access.permissions import Permission
from leal.thread.charters.models import Charter, Commitment
from leal.thread.evidence.queries import Fresh, Known

Post = tuple[str, str]
"""A role and the body it belongs to, as a charter names who must keep it."""


@dataclass(frozen=True)
class Holding:
    """That a person fills a role that owns promises."""

    person: int
    role: str
    body: str


@dataclass(frozen=True)
class Word:
    """The newest word of the owner, or of the reviewer, on a promise in the year.

    agrees    None for the reviewer
    proposed  what the rule proposed at the time; "" where nobody wrote it down
    """

    commitment: int
    agrees: bool | None
    standing: str
    proposed: str


@dataclass(frozen=True)
class ToChange:
    """A change that was promised."""

    what: str
    due_on: date | None
    made_on: date | None


@dataclass(frozen=True)
class ToLearn:
    """A lesson, who must act on it, and what is to follow.

    post   who must act; two empty words where nobody was named
    about  the keys of the promises of this edition it is about
    """

    code: str
    title: str
    post: Post
    due_on: date | None
    changes: tuple[ToChange, ...]
    about: frozenset[int]


@dataclass(frozen=True)
class Draft:
    """An edition that is being written.

    approved_by  the keys of those who approved some wording of it
    approved     whether this person approved the very words it has now
    open         comments that nobody has settled, and since when the oldest of them waits
    said         whether this person has commented on it
    """

    code: str
    title: str
    approved_by: frozenset[int]
    approved: bool
    open: int
    open_since: date | None
    said: bool


@dataclass(frozen=True)
class Wish:
    """That someone waits for the charter in another form or language."""

    kind: str
    language: str
    asked_on: date


@dataclass(frozen=True)
class Made:
    """A format that people made of an edition, the newest of its kind and language, and how far it is."""

    key: int
    kind: str
    language: str
    edition: str
    state: str


@dataclass(frozen=True)
class UnderWay:
    """Long work a person asked for that has not ended, or could not be finished."""

    key: str
    title: str
    asked_at: datetime
    failed: bool


@dataclass(frozen=True)
class Handed:
    """A file that waits to be taken in, and who handed it in."""

    name: str
    by: str


@dataclass(frozen=True)
class Untold:
    """How many people wait for word that could not leave in the form they asked for, and since when the first does."""

    many: int
    since: datetime


@dataclass(frozen=True)
class Occasion:
    """A gathering that needs someone: people not told what came of it, or needs not met before it.

    unmet  how many needs of those who may come are not met; 0 where it is over
    """

    key: int
    name: str
    day: date
    unmet: int


@dataclass(frozen=True)
class Owed:
    """A gathering that cost people what is not paid back within the days we promise: how many expenses, since when."""

    key: int
    name: str
    many: int
    since: date


@dataclass(frozen=True)
class Silence:
    """A round of “do you still want to take part?” whose time for answers is over, with silence not settled."""

    key: int
    panel: str
    wave: str
    closed: date


@dataclass(frozen=True)
class Gap:
    """Who is missing from a panel, or a group of it, that this person sees to, with nothing done about it."""

    pk: int
    words: str
    panel: str
    group: str
    since: date


@dataclass(frozen=True)
class Desk:
    """Everything that could need one person, about one charter.

    me        their key; `may` is what they may do within the charter
    known     the edition in the newest year with results; None while there are none
    edition   the code of the edition in force
    """

    charter: Charter
    me: int
    may: frozenset[Permission]
    on: date
    known: Known | None
    fresh: tuple[Fresh, ...] = ()
    holdings: tuple[Holding, ...] = ()
    words: tuple[Word, ...] = ()
    lessons: tuple[ToLearn, ...] = ()
    drafts: tuple[Draft, ...] = ()
    work: tuple[UnderWay, ...] = ()
    files: tuple[Handed, ...] = ()
    untold: tuple[Untold, ...] = ()
    wishes: tuple[Wish, ...] = ()
    formats: tuple[Made, ...] = ()
    edition: str = ""
    occasions: tuple[Occasion, ...] = ()
    gaps: tuple[Gap, ...] = ()
    owed: tuple[Owed, ...] = ()
    silences: tuple[Silence, ...] = ()

    @cached_property
    def my_posts(self) -> frozenset[Post]:
        """The roles this person fills."""
        return frozenset((one.role, one.body) for one in self.holdings if one.person == self.me)

    @cached_property
    def filled(self) -> frozenset[Post]:
        """The roles that anybody fills."""
        return frozenset((one.role, one.body) for one in self.holdings)

    @property
    def leads(self) -> bool:
        """Whether they look after the whole charter."""
        return Permission.CHARTER_WRITE in self.may

    @cached_property
    def promises(self) -> tuple[Commitment, ...]:
        return tuple(self.known.facts) if self.known else ()

    def facts(self, promise: Commitment) -> CommitmentFacts:
        return self.known.facts[promise]

    def standing(self, promise: Commitment) -> Standing:
        return self.known.standings[promise.code]

    def owners(self, promise: Commitment) -> frozenset[Post]:
        """Which roles must keep a promise, or a part of it, today."""
        return frozenset((one.role, one.body) for one in self.facts(promise).owners if one.is_owner(self.on))

    @cached_property
    def mine(self) -> tuple[Commitment, ...]:
        """The promises this person answers for, in the order of the text."""
        return tuple(one for one in self.promises if self.owners(one) & self.my_posts)

    @cached_property
    def looked_after(self) -> tuple[Commitment, ...]:
        """The promises that concern them: all for whoever leads the charter, else those they answer for."""
        return self.promises if self.leads else self.mine

    def word(self, promise: Commitment, *, of_owner: bool) -> Word | None:
        """The newest word on a promise, of its owner or of the reviewer."""
        said = (one for one in self.words if one.commitment == promise.pk and (one.agrees is not None) is of_owner)
        return next(said, None)
