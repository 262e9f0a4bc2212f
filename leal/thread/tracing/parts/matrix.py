"""The law beside the promises: which promise rests on which principle, and what nothing answers, in words first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from leal.foundations.pages.parts import Link, Promise
from leal.foundations.pages.sentences import counted, in_words
from leal.thread.statements.models import Principle

from ..reading import Thread
from .home import promise


@dataclass(frozen=True)
class PrincipleShown:
    """A line of the law, and the promises that rest on it through what people said."""

    id: str
    number: int
    wording: str
    promises: tuple[Promise, ...]
    tally: str

    @property
    def fold(self) -> str:
        return f"The promises that rest on principle {self.number}"


@dataclass(frozen=True)
class Line:
    """A promise across the principles; how many statements carry it to each, 0 for none."""

    link: Link
    cells: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Matrix:
    lead: str
    bare: tuple[PrincipleShown, ...]
    adrift: tuple[Promise, ...]
    adrift_tally: str
    principles: tuple[PrincipleShown, ...]
    blocks: tuple[Block, ...]
    said: str

    @property
    def columns(self) -> int:
        return len(self.principles) + 1


def matrix(thread: Thread, *, principles: Iterable[Principle], behind: Mapping[str, Mapping[int, int]]) -> Matrix:
    """Principles by promises.

    behind  for each promise, by code: how many of the statements it answers rest on which principle, by number
    """
    shown = tuple(principle_shown(thread, one, behind) for one in principles)
    adrift = tuple(promise(thread, c) for c in thread.commitments if shown and not behind.get(c.code))
    return Matrix(
        lead=lead(thread, shown),
        bare=tuple(one for one in shown if not one.promises),
        adrift=adrift,
        adrift_tally=adrift_tally(len(adrift)),
        principles=shown,
        blocks=tuple(blocks(thread, shown, behind)) if shown else (),
        said=reverse("tracing:statements", args=[thread.charter.slug]),
    )


def lead(thread: Thread, shown: tuple[PrincipleShown, ...]) -> str:
    if not shown:
        return "No principles of a law have been written down for this charter."
    bare = sum(not one.promises for one in shown)
    law = f"The law has {counted(len(shown), 'principle')}. People said what each should mean. Promises answer them."
    if not bare:
        return f"{law} Every principle has a promise."
    has = "has" if bare == 1 else "have"
    return f"{law} {in_words(bare).capitalize()} {has} no promise."


def adrift_tally(count: int) -> str:
    some = counted(count, "promise rests", "promises rest")
    it = "it answers" if count == 1 else "they answer"
    return f"{some[:1].upper()}{some[1:]} on no principle: nothing that people said, and that {it}, is tied to one."


def principle_shown(thread: Thread, one: Principle, behind: Mapping[str, Mapping[int, int]]) -> PrincipleShown:
    own = tuple(promise(thread, c) for c in thread.commitments if one.number in behind.get(c.code, ()))
    tally = f"{counted(len(own), 'promise')}." if own else "No promise."
    return PrincipleShown(f"principle-{one.number}", one.number, one.wording, own, tally[:1].upper() + tally[1:])


def blocks(
    thread: Thread, shown: tuple[PrincipleShown, ...], behind: Mapping[str, Mapping[int, int]]
) -> Iterable[Block]:
    for section, commitments in groupby(thread.commitments, key=lambda c: c.section):
        lines = []
        for commitment in commitments:
            knot, carried = promise(thread, commitment), behind.get(commitment.code, {})
            lines.append(Line(Link(knot.title, knot.href), tuple(carried.get(one.number, 0) for one in shown)))
        yield Block(section.name, tuple(lines))
