"""The question itself: one statement over every kind of thing that can be found."""

import json
from dataclasses import dataclass
from functools import cache

from django.db import connection

from leal.foundations.database.findable import Findable
from leal.thread.charters import findable as charters
from leal.thread.evidence import findable as evidence
from leal.thread.learning import findable as learning
from leal.thread.practice import findable as practice
from leal.thread.statements import findable as statements

from .asking import Asked

EVERYTHING: dict[str, Findable] = {
    one.kind: one for slice_ in (charters, statements, practice, evidence, learning) for one in slice_.FINDABLE
}
FEW, MANY = 4, 50
MOST_LOOKED_AT = 100  # of one kind, where a common word is in thousands
OPEN, SHUT = "\u0001", "\u0002"  # stand around what was found; no text of ours holds them
HEADLINE = f"StartSel={OPEN}, StopSel={SHUT}"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: its title and the words around what was found, with what was found between marks."""

    title: str
    words: str
    place: dict


@dataclass(frozen=True, slots=True)
class Kind:
    """Everything found of one kind, the best first; `many`: so many that we stopped counting."""

    kind: str
    count: int
    best: tuple[bool, float]
    hits: tuple[Hit, ...]

    @property
    def many(self) -> bool:
        return self.count >= MOST_LOOKED_AT


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, by kind, the kind with the best hit first; `some`: nothing had every word, these have some."""

    kinds: tuple[Kind, ...]
    some: bool = False


def found(asked: Asked, *, charter: str = "", kind: str = "") -> Found:
    """What can be found of what was asked: in one charter or all, of one kind or all. At most two queries."""
    if not asked.words:
        return Found(())
    kinds = look(asked.exact, asked.wide, charter, kind)
    if kinds or len(asked.words) == 1:
        return Found(kinds)
    return Found(look(asked.exact, asked.some, charter, kind), some=True)


def look(exact: str, wide: str, charter: str, kind: str) -> tuple[Kind, ...]:
    asks = {"exact": exact, "wide": wide, "charter": charter, "most": MOST_LOOKED_AT, "shown": MANY if kind else FEW}
    with connection.cursor() as cursor:
        cursor.execute(question(kind), asks)
        rows = cursor.fetchall()
    kinds: dict[str, list] = {}
    for name, *row in rows:
        kinds.setdefault(name, []).append(row)
    every = [
        Kind(
            name,
            hits[0][0],
            (hits[0][1], hits[0][2]),
            tuple(Hit(title, words, json.loads(place)) for *_, title, words, place in hits),
        )
        for name, hits in kinds.items()
    ]
    return tuple(sorted(every, key=lambda one: one.best, reverse=True))


@cache
def question(kind: str = "") -> str:
    """The whole statement: what is in force, and a branch for each kind."""
    kinds = [EVERYTHING[kind]] if kind else EVERYTHING.values()
    return f"WITH current AS MATERIALIZED ({charters.CURRENT})\n" + "\nUNION ALL\n".join(map(branch, kinds))


def branch(one: Findable) -> str:
    """The best of one kind: a few are shown of those that were looked at.

    OFFSET 0 keeps PostgreSQL from working out who may read what for every row that has a common word, where the
    first so many are enough.
    """
    return f"""(SELECT '{one.kind}', best.n, best.exact, best.rank,
        ts_headline('english', {one.title}, to_tsquery('english', %(wide)s), '{HEADLINE}, HighlightAll=true'),
        ts_headline('english', {one.words}, to_tsquery('english', %(wide)s), '{HEADLINE}, MaxWords=34, MinWords=18'),
        {one.place}
    FROM (
        SELECT id, exact, rank, count(*) OVER () AS n FROM (
            SELECT s.id, s.vector @@ to_tsquery('english', %(exact)s) AS exact,
                ts_rank(s.vector, to_tsquery('english', %(exact)s), 1) * 2
                + ts_rank(s.vector, to_tsquery('english', %(wide)s), 1) AS rank
            FROM {one.beside} s
            CROSS JOIN LATERAL (SELECT FROM {one.table} t WHERE t.id = s.id AND {one.public} OFFSET 0) public
            WHERE s.vector @@ to_tsquery('english', %(wide)s) LIMIT %(most)s
        ) looked_at ORDER BY exact DESC, rank DESC, id LIMIT %(shown)s
    ) best JOIN {one.table} t ON t.id = best.id ORDER BY best.exact DESC, best.rank DESC, best.id)"""
