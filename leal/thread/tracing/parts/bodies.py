"""Who does what: each body, what it must keep, which roles answer for it, and who sees to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from leal.foundations.pages.parts import Promise, Row
from leal.foundations.pages.sentences import counted, listed, sentence
from leal.thread.charters.models import Body, Passage

from ..reading import Thread
from .home import promise


@dataclass(frozen=True)
class Kept:
    """The promises of one section that a body must keep."""

    name: str
    tally: str
    promises: tuple[Promise, ...]


@dataclass(frozen=True)
class BodyShown:
    id: str
    name: str
    does: str
    passages: tuple[Passage, ...]
    tally: str
    keeps: tuple[Kept, ...]
    roles: tuple[Row, ...]


@dataclass(frozen=True)
class Bodies:
    """The page: every body, the passages about several of them, who sees to it, and promises that bind nobody."""

    lead: str
    bodies: tuple[BodyShown, ...]
    others: tuple[Passage, ...]
    sees_to_it: tuple[Passage, ...]
    unbound: tuple[Promise, ...]


def bodies(thread: Thread, *, bodies: Iterable[Body], passages: Iterable[Passage]) -> Bodies:
    """Who does what, in the order in which the charter names them."""
    bodies, passages = tuple(bodies), tuple(passages)
    told = [one for one in passages if one.kind == Passage.Kind.WHO_DOES_WHAT]
    shown = tuple(body_shown(thread, body, told) for body in bodies)
    used = {passage.pk for one in shown for passage in one.passages}
    return Bodies(
        lead=lead(thread, shown),
        bodies=shown,
        others=tuple(one for one in told if one.pk not in used),
        sees_to_it=tuple(one for one in passages if one.kind == Passage.Kind.WHO_SEES_TO_IT),
        unbound=tuple(promise(thread, c) for c in thread.commitments if not thread.facts[c.code].binds),
    )


def lead(thread: Thread, shown: tuple[BodyShown, ...]) -> str:
    keepers = [one.name for one in shown if one.keeps]
    if not keepers:
        return "The charter does not say yet who must keep its promises."
    keep = "must keep" if len(keepers) > 1 else "must keep all of"
    return sentence(f"{listed(keepers)} {keep} the {counted(len(thread.commitments), 'promise')} of this charter")


def body_shown(thread: Thread, body: Body, told: list[Passage]) -> BodyShown:
    keeps = tuple(kept(thread, body.name))
    total = sum(len(one.promises) for one in keeps)
    return BodyShown(
        id=f"body-{body.pk}",
        name=body.name,
        does=body.does,
        passages=tuple(one for one in told if body.name in one.heading),
        tally=sentence(f"It must keep {counted(total, 'promise')}" if total else "It keeps no promise itself"),
        keeps=keeps,
        roles=tuple(roles(thread, body.name)),
    )


def kept(thread: Thread, body: str) -> Iterable[Kept]:
    for section, commitments in groupby(thread.commitments, key=lambda c: c.section):
        every = list(commitments)
        own = tuple(promise(thread, c) for c in every if body in thread.facts[c.code].binds)
        if own:
            share = f"all {len(own)}" if len(own) == len(every) else f"{len(own)} of {len(every)}"
            yield Kept(section.name, share, own)


def roles(thread: Thread, body: str) -> Iterable[Row]:
    """The roles in a body that answer for promises today, with how many."""
    found: dict[str, list[str]] = {}
    for commitment in thread.commitments:
        for one in thread.facts[commitment.code].owners:
            if one.body == body and one.is_owner(thread.on):
                found.setdefault(one.role, []).append(commitment.code)
    for role, codes in found.items():
        codes = list(dict.fromkeys(codes))
        yield Row(role, f"Answers for {counted(len(codes), 'promise')}: {listed(codes)}.")
