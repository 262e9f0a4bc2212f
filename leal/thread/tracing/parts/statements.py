"""What people said: every statement with its theme, the promises that answer it, and what nothing answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from leal.foundations.pages.parts import BrokenThread, ChangeBox, Heard, Link, Promise, Quote, Row
from leal.foundations.pages.sentences import counted, in_a_sentence, in_words, on_day, sentence
from leal.thread.learning.models import Lesson
from leal.thread.statements.models import Principle, Statement, Theme

from ..reading import Thread
from .home import promise
from .promise import boxes

NOBODY_SAID = "Nobody wrote down who was not heard"


@dataclass(frozen=True)
class Said:
    """All that was said to one service, and the thread it leads into.

    answers  for each statement, by key, the codes of the promises that answer it
    """

    thread: Thread
    statements: tuple[Statement, ...]
    themes: tuple[Theme, ...]
    answers: Mapping[int, list[str]]

    @cached_property
    def by_code(self) -> dict[str, Statement]:
        return {one.code: one for one in self.statements}

    @cached_property
    def standing(self) -> tuple[Statement, ...]:
        """The statements that stand: those that were withdrawn have only their own page."""
        return tuple(one for one in self.statements if one.withdrawn_on is None)

    def promises(self, one: Statement) -> tuple[Promise, ...]:
        """The promises that answer a statement, as knots."""
        return tuple(promise(self.thread, self.thread.by_code[code]) for code in self.answers.get(one.pk, ()))

    def heard(self, one: Statement, *, whose: bool = False) -> Heard:
        at = reverse("tracing:statement", args=[self.thread.charter.slug, one.code])
        return Heard(one.wording, at, who_said_it(one) if whose else "", self.promises(one))


@dataclass(frozen=True)
class ThemeShown:
    """A group of statements."""

    id: str
    name: str
    href: str
    summary: str
    tally: str
    heard: tuple[Heard, ...]


@dataclass(frozen=True)
class AllSaid:
    """The page of everything that was said."""

    lead: str
    unanswered: tuple[Heard, ...]
    themes: tuple[ThemeShown, ...]
    occasions: tuple[Row, ...]


@dataclass(frozen=True)
class ThemePage:
    theme: Theme
    withdrawn: str
    shown: ThemeShown
    quotes: tuple[Quote, ...]
    principles: tuple[str, ...]
    occasions: tuple[Row, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True)
class StatementPage:
    """One statement: who said it, in which words, what answers it and what changed."""

    statement: Statement
    facts: tuple[Row, ...]
    quotes: tuple[Quote, ...]
    principles: tuple[str, ...]
    promises: tuple[Promise, ...]
    broken: BrokenThread
    changes: tuple[ChangeBox, ...]
    reply: str
    theme: Link
    withdrawn: str

    @property
    def is_loose(self) -> bool:
        """Whether the thread goes on only in dots: nothing answers it."""
        return not self.promises


def all_said(said: Said) -> AllSaid:
    """Everything that was said, what nothing answers first."""
    unanswered = tuple(said.heard(one, whose=True) for one in said.standing if not said.answers.get(one.pk))
    return AllSaid(lead(said, unanswered), unanswered, themes(said), occasions(said.standing))


def lead(said: Said, unanswered: tuple[Heard, ...]) -> str:
    if not said.standing:
        return "Nothing that people said has been written down here yet."
    if len(said.standing) == 1:
        answer = "No promise answers it." if unanswered else "A promise answers it."
        return f"One statement, in our words, that rests on what people told us. {answer}"
    total = f"{counted(len(said.standing), 'statement')}, in our words, each resting on what people told us."
    if not unanswered:
        return sentence(f"{total} A promise answers every one of them.")
    one = len(unanswered) == 1
    none = f"{in_words(len(unanswered)).capitalize()} of them {'is' if one else 'are'} answered by no promise."
    return f"{sentence(total)} {none}"


def themes(said: Said) -> tuple[ThemeShown, ...]:
    """The themes that hold a statement, in the order people found them."""
    found = (theme_shown(said, theme) for theme in said.themes)
    return tuple(one for one in found if one.heard)


def theme_shown(said: Said, theme: Theme, *, whose: bool = False) -> ThemeShown:
    own = [one for one in said.standing if one.theme_id == theme.pk]
    return ThemeShown(
        id=f"theme-{theme.code}",
        name=theme.name,
        href=reverse("tracing:theme", args=[said.thread.charter.slug, theme.code]),
        summary=theme.summary,
        tally=tally(said, own),
        heard=tuple(said.heard(one, whose=whose) for one in own),
    )


def tally(said: Said, own: list[Statement]) -> str:
    answered = sum(bool(said.answers.get(one.pk)) for one in own)
    total = counted(len(own), "statement")
    if answered == len(own):
        return sentence(f"{total}, {'answered' if len(own) == 1 else 'all answered'}")
    return sentence(f"{total}, {in_words(answered) if answered else 'none'} answered")


def theme_page(said: Said, theme: Theme) -> ThemePage:
    """One theme: its statements on whose word, what people said word for word, and who was not heard."""
    own = [one for one in said.standing if one.theme_id == theme.pk]
    quotes = {quote["words"]: quote for one in own for quote in one.said}
    return ThemePage(
        theme=theme,
        withdrawn=withdrawn(theme),
        shown=theme_shown(said, theme, whose=True),
        quotes=tuple(map(quoted, quotes.values())),
        principles=principles(own),
        occasions=occasions(own),
        others=tuple(Link(one.name, one.href) for one in themes(said) if one.name != theme.name),
    )


def statement_page(said: Said, one: Statement, lessons: Iterable[Lesson]) -> StatementPage:
    """One statement, and the thread both ways from it."""
    slug = said.thread.charter.slug
    return StatementPage(
        statement=one,
        facts=facts(one),
        quotes=tuple(map(quoted, one.said)),
        principles=principles([one]),
        promises=said.promises(one),
        broken=BrokenThread("No promise in this edition answers it.", "whoever writes the next edition"),
        changes=tuple(box for lesson in lessons for box in boxes(said.thread, lesson)),
        reply=reverse("statements:statement", args=[one.service, one.code]),
        theme=Link(one.theme.name, reverse("tracing:theme", args=[slug, one.theme.code])),
        withdrawn=withdrawn(one),
    )


def withdrawn(one: Statement | Theme) -> str:
    """When something was withdrawn, and why; "" while it stands."""
    return sentence(f"On {on_day(one.withdrawn_on)}. {one.withdrawn_because}") if one.withdrawn_on else ""


def facts(one: Statement) -> tuple[Row, ...]:
    """On whose word a statement rests; who was not heard is said even when nobody wrote it down."""
    where = f"{one.heard_in}, {one.heard_on}" if one.heard_on else one.heard_in
    return (
        Row("Who said it", sentence(one.on_whose_words)),
        Row("How many people", f"{one.people:,}" if one.people else "Nobody counted."),
        Row("Where and when", sentence(where)),
        Row("Who was not heard", sentence(one.not_heard or NOBODY_SAID), link=_missing(one)),
        Row("Source", sentence(one.source)),
    )


def _missing(one: Statement) -> Link | None:
    """Where it stands who is missing from the group whose words these are, and what is done about it."""
    if one.group is None:
        return None
    panel = one.group.panel
    href = reverse("tracing:missing-from-group", args=[panel.service, panel.code, one.group.code])
    return Link(f"Who is missing from {in_a_sentence(one.group.name)}", href)


def who_said_it(one: Statement) -> str:
    people = f" ({one.people:,} people)" if one.people else ""
    when = f", {one.heard_on}" if one.heard_on else ""
    return sentence(f"{one.on_whose_words}{people}{when}")


def principles(statements: Iterable[Statement]) -> tuple[str, ...]:
    """The lines of the law that statements rest on, in its order."""
    found = {line.number: line for one in statements for line in one.principles.all()}
    return tuple(f"{number}. {found[number].wording}{gone(found[number])}" for number in sorted(found))


def gone(line: Principle) -> str:
    """What is said behind a line of the law that was withdrawn: when, and why."""
    if line.withdrawn_on is None:
        return ""
    return f" (Withdrawn on {on_day(line.withdrawn_on)}: {line.withdrawn_because.rstrip('.')})"


def quoted(quote: dict) -> Quote:
    return Quote(**quote | {"year": str(quote["year"])})


def occasions(statements: Iterable[Statement]) -> tuple[Row, ...]:
    """Each occasion on which people were heard: when, how many, and who was not."""
    told = {}
    for one in statements:
        when = sentence(one.heard_on or "No date is known")
        people = f"{one.people:,} people." if one.people else "Nobody counted how many."
        missing = f"Who was not heard: {one.not_heard}." if one.not_heard else f"{NOBODY_SAID}."
        told.setdefault(one.heard_in, Row(one.heard_in, f"{when} {people} {missing}"))
    return tuple(told.values())
