"""What a sheet for the wall says: where we fall short, what else is promised here, what changed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.text import slugify

from leal.calculations.standing import Word
from leal.foundations.pages.parts import Promise, SaidDone
from leal.foundations.pages.sentences import counted, in_words, sentence
from leal.thread.charters.models import Commitment
from leal.thread.learning.models import Lesson

from ..parts.home import done, promise, weight
from ..reading import Thread

MOST_CHANGES = 3
BADLY = (Word.FALLING_SHORT, Word.NOT_IN_PLACE, Word.DISAGREE)


@dataclass(frozen=True)
class Keeper:
    """A body, or a role in one, that must keep promises. `key` is its name in addresses."""

    key: str
    body: str
    role: str
    codes: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.role}, {self.body}" if self.role else self.body


@dataclass(frozen=True)
class Short:
    """A promise that is not kept, and what shows it."""

    promise: Promise
    says: str


@dataclass(frozen=True)
class Sheet:
    """One sheet. What is left out of it is counted."""

    keeper: Keeper
    lead: str
    short: tuple[Short, ...]
    others: tuple[Promise, ...]
    changes: tuple[SaidDone, ...]
    more_short: int = 0
    more_others: int = 0

    def cut(self, short: int, others: int, changes: int) -> "Sheet":
        """The same sheet with at most so many of each."""
        return replace(
            self,
            short=self.short[:short],
            others=self.others[:others],
            changes=self.changes[:changes],
            more_short=len(self.short[short:]),
            more_others=len(self.others[others:]),
        )

    @property
    def left_out(self) -> str:
        """What the sheet does not show, in a sentence; "" when it shows all."""
        more = [
            f"{counted(self.more_short, 'more promise')} not kept" if self.more_short else "",
            counted(self.more_others, "other promise") if self.more_others else "",
        ]
        told = " and ".join(filter(None, more))
        return f"Not on this sheet: {told}. Follow the code to read them." if told else ""


def keepers(thread: Thread) -> dict[str, Keeper]:
    """Every body that must keep promises, then every role that answers for some, by their names in addresses."""
    found: dict[tuple[str, str], list[str]] = {}
    for commitment in thread.commitments:
        for body in thread.facts[commitment.code].binds:
            found.setdefault((body, ""), []).append(commitment.code)
    for commitment in thread.commitments:
        for owner in thread.facts[commitment.code].owners:
            if owner.is_owner(thread.on):
                found.setdefault((owner.body, owner.role), []).append(commitment.code)
    named: dict[str, Keeper] = {}
    for at, ((body, role), codes) in enumerate(found.items(), start=1):
        key = slugify(f"{role} {body}")[:80] or f"keeper-{at}"
        key = key if key not in named else f"{key}-{at}"
        named[key] = Keeper(key, body, role, tuple(dict.fromkeys(codes)))
    return named


def sheet(thread: Thread, keeper: Keeper, lessons: Iterable[Lesson]) -> Sheet:
    """The sheet of one keeper, the worst first.

    lessons  about its promises, with their changes
    """
    own = [thread.by_code[code] for code in keeper.codes]
    badly = [one for one in own if thread.standings[one.code].word in BADLY]
    rest = [one for one in own if one not in badly]
    badly.sort(key=lambda one: (BADLY.index(thread.standings[one.code].word), -weight(thread.standings[one.code])))
    return Sheet(
        keeper=keeper,
        lead=lead(thread, own),
        short=tuple(short(thread, one) for one in badly),
        others=tuple(promise(thread, one) for one in rest),
        changes=changes(lessons),
    )


def lead(thread: Thread, own: list[Commitment]) -> str:
    """How many promises there are, and how they stand in the year looked at."""
    words = Counter(thread.standings[one.code].word for one in own)
    stand = [f"{in_words(count).capitalize()}: {word.words.lower()}." for word in Word if (count := words[word])]
    return " ".join([sentence(f"{counted(len(own), 'promise')}, as they stand in {thread.year.name}"), *stand])


def short(thread: Thread, commitment: Commitment) -> Short:
    """A promise and the step that decided how it stands."""
    return Short(promise(thread, commitment), thread.standings[commitment.code].steps[0].says)


def changes(lessons: Iterable[Lesson]) -> tuple[SaidDone, ...]:
    """What was done because someone spoke, the newest first."""
    made = [change for lesson in lessons for change in lesson.changes.all() if change.made_on]
    return tuple(map(done, sorted(made, key=lambda change: change.made_on, reverse=True)[:MOST_CHANGES]))
