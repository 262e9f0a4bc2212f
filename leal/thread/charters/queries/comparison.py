"""Two editions of a charter side by side: what became of every promise, and which words changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from leal.calculations.comparing import Run, marked, only

from ..models import Commitment, Edition, Lineage
from .editions import commitments

Kind = Lineage.Kind
# Stands between texts that are compared as one; no wording holds it.
BETWEEN = "\u2029"


@dataclass(frozen=True)
class Said:
    """One promise in a comparison, its words marked: on the earlier side what went, on the later what came.

    doing  marked likewise: what will be done to keep it
    """

    commitment: Commitment
    words: tuple[Run, ...]
    doing: tuple[Run, ...]


@dataclass(frozen=True)
class Pair:
    """Promises that belong together: usually one and what it became.

    kind      what became of it
    old, new  the promises of the earlier and of the later edition
    reasons   why, the newest edition's first
    same      whether results and standings go on

    Words are marked when they are asked for: a page shows some of many pairs.
    """

    kind: str
    old: tuple[Commitment, ...]
    new: tuple[Commitment, ...]
    reasons: tuple[str, ...]
    same: bool

    @property
    def earlier(self) -> tuple[Said, ...]:
        return self._sides[0]

    @property
    def later(self) -> tuple[Said, ...]:
        return self._sides[1]

    @cached_property
    def _sides(self) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
        """Both sides, their words marked against each other."""
        words = _marked([row.wording for row in self.old], [row.wording for row in self.new])
        doing = _marked([row.achieved_by for row in self.old], [row.achieved_by for row in self.new])
        return tuple(map(Said, self.old, words[0], doing[0])), tuple(map(Said, self.new, words[1], doing[1]))


@dataclass(frozen=True)
class Comparison:
    """Every promise of two editions: in the order of the later text, then what is not in it.

    lost     of the earlier edition: what nothing is said of; what ended stands among the pairs, with its reason
    unsaid   of the later edition: what nothing is said of
    """

    earlier: Edition
    later: Edition
    pairs: tuple[Pair, ...]
    lost: tuple[Commitment, ...]
    unsaid: tuple[Commitment, ...]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many pairs there are of each kind."""
        return Counter(pair.kind for pair in self.pairs)

    @property
    def nothing_lost(self) -> bool:
        """Whether every promise of the earlier edition lives on in some form."""
        return not self.lost and not self.counts[Kind.ENDED]


class _Link(NamedTuple):
    earlier: int | None
    later: int | None
    kind: str
    reasons: tuple[str, ...]
    same: bool


def compare(*, earlier: Edition, later: Edition) -> Comparison | None:
    """Two editions of one charter side by side; None when the later one does not come from the earlier.

    Editions between them are followed through. Three queries, and two more
    for each edition between.
    """
    links = _links(earlier, later)
    if links is None:
        return None
    before = {row.pk: row for row in commitments(edition=earlier)}
    after = {row.pk: row for row in commitments(edition=later)}
    told_of = {link.earlier for link in links}, {link.later for link in links}
    return Comparison(
        earlier=earlier,
        later=later,
        pairs=tuple(_pairs(links, before, after)),
        lost=tuple(row for key, row in before.items() if key not in told_of[0]),
        unsaid=tuple(row for key, row in after.items() if key not in told_of[1]),
    )


def _links(earlier: Edition, later: Edition) -> list[_Link] | None:
    if later.follows_id is None:
        return None
    told = later.lineage.values_list("earlier", "later", "kind", "reason", "same_promise")
    links = [_Link(old, new, kind, (why,) if why else (), same) for old, new, kind, why, same in told]
    if later.follows_id == earlier.pk:
        return links
    before = _links(earlier, later.follows)
    return None if before is None else list(_through(before, links))


def _through(before: Sequence[_Link], after: Sequence[_Link]) -> Iterable[_Link]:
    """Two steps as one; what both came and went between the two editions is in neither."""
    onward = defaultdict(list)
    for link in after:
        onward[link.earlier].append(link)
    yield from (link for link in before if link.later is None)
    for first in before:
        for then in onward.get(first.later, ()) if first.later else ():
            if first.earlier is None and then.later is None:
                continue
            reasons, same = then.reasons + first.reasons, first.same and then.same
            yield _Link(first.earlier, then.later, _both(first, then), reasons, same)
    yield from onward[None]


def _both(first: _Link, then: _Link) -> str:
    """What two steps come to: what began or ended did; else the step that changed more than the other."""
    if first.earlier is None or then.later is None:
        return Kind.NEW if first.earlier is None else Kind.ENDED
    return max((first.kind, then.kind), key=BY_WEIGHT.index)


BY_WEIGHT = [Kind.KEPT, Kind.MOVED, Kind.REWORDED, Kind.MERGED, Kind.SPLIT]


def _pairs(links: Iterable[_Link], before: dict[int, Commitment], after: dict[int, Commitment]) -> Iterable[Pair]:
    """Links that share a promise make one pair; in the order of the later text, what ended last."""
    order = {key: at for at, key in enumerate([*after, *before])}
    families = sorted(_families(links), key=lambda family: min(_place(link, order) for link in family))
    for family in families:
        old = sorted({link.earlier for link in family} - {None}, key=order.__getitem__)
        new = sorted({link.later for link in family} - {None}, key=order.__getitem__)
        yield Pair(
            kind=max(
                (link.kind for link in family), key=lambda kind: BY_WEIGHT.index(kind) if kind in BY_WEIGHT else 9
            ),
            old=tuple(before[key] for key in old),
            new=tuple(after[key] for key in new),
            reasons=tuple(dict.fromkeys(reason for link in family for reason in link.reasons)),
            same=all(link.same for link in family),
        )


def _place(link: _Link, order: dict[int, int]) -> int:
    return order[link.later] if link.later else order[link.earlier]


def _families(links: Iterable[_Link]) -> list[list[_Link]]:
    """Links that share an earlier or a later promise, directly or through others."""
    families: dict[int, list[_Link]] = {}
    home: dict[tuple[str, int], int] = {}
    for number, link in enumerate(links):
        ends = [(side, key) for side, key in (("earlier", link.earlier), ("later", link.later)) if key]
        joined = {home[end] for end in ends if end in home}
        families[number] = [link, *(each for other in sorted(joined) for each in families.pop(other))]
        for each in families[number]:
            home.update({("earlier", each.earlier): number, ("later", each.later): number})
    return list(families.values())


def _marked(old: Sequence[str], new: Sequence[str]) -> tuple[list[tuple[Run, ...]], list[tuple[Run, ...]]]:
    """Texts marked as one, and parted again: each earlier one with what went, each later one with what came."""
    runs = marked(BETWEEN.join(old), BETWEEN.join(new))
    return _parted(only(("same", "gone"), runs), len(old)), _parted(only(("same", "new"), runs), len(new))


def _parted(runs: Iterable[Run], count: int) -> list[tuple[Run, ...]]:
    texts: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.words.split(BETWEEN)
        texts[-1].append(Run(run.kind, first))
        texts += [[Run(run.kind, words)] for words in others]
    return [tuple(run for run in text if run.words) for text in texts[:count]]
