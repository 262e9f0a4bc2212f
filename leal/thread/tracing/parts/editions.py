"""A charter’s editions: the list of them, one whole text, and two side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from leal.calculations.comparing import Run
from leal.foundations.pages.lineage import SideBySide, Wording
from leal.foundations.pages.parts import Link
from leal.foundations.pages.sentences import counted, in_words, listed, on_day, sentence
from leal.thread.charters.models import Ask, Commitment, Edition, Passage, Section
from leal.thread.charters.queries import Comparison, Pair
from leal.thread.charters.queries.comparison import Said

from .about import HEADINGS, Chapter

# What kind of change is told first, and how many of it are one, or several.
ORDER = ("new", "reworded", "moved", "split", "merged", "ended")
TOLD = {
    "new": "{} new",
    "reworded": "{} said in other words",
    "moved": "{} moved to another section",
    "split": "{} split into several",
    "merged": "{} made of several",
    "ended": "{} ended",
    "kept": "{} kept word for word",
}
HEADS = {
    "new": "What is new",
    "reworded": "What is said in other words",
    "moved": "What moved to another section",
    "split": "What was split",
    "merged": "What was made one",
    "ended": "What ended",
}
SAME = "It is the same promise: what we know of how it was kept goes on."
ANOTHER = "It is another promise now: what we know of the one before does not count for it."
MOST_TOLD = 60


@dataclass(frozen=True)
class EditionShown:
    """An edition in the list: its days, how much it promises, and where to read on."""

    title: str
    href: str
    days: str
    promises: str
    beside: Link | None


@dataclass(frozen=True)
class Promised:
    """A promise in the whole text."""

    code: str
    words: str
    href: str
    doing: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A section of the whole text, or a section inside one: its promises in order."""

    id: str
    section: Section
    promises: tuple[Promised, ...]
    inside: tuple["Part", ...]


@dataclass(frozen=True)
class Text:
    """The whole text of an edition."""

    edition: Edition
    days: str
    chapters: tuple[Chapter, ...]
    parts: tuple[Part, ...]
    asks: tuple[Ask, ...]
    words: tuple[Passage, ...]
    beside: Link | None


@dataclass(frozen=True)
class Change:
    """One change in plain words: which promise, and what it means for the reader."""

    title: str
    href: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """All changes of a kind, or the first of very many and how many more there are."""

    fate: str
    heading: str
    changes: tuple[Change, ...]
    more: str


@dataclass(frozen=True)
class SectionBeside:
    """The promises of a section side by side; those kept word for word are folded away under their number."""

    name: str
    pairs: tuple[SideBySide, ...]
    kept: tuple[SideBySide, ...]
    summary: str


@dataclass(frozen=True)
class Beside:
    """Two editions side by side, promise by promise in the sections they stand in now."""

    earlier: Edition
    later: Edition
    verdict: str
    why: tuple[str, ...]
    tally: str
    changes: tuple[Changes, ...]
    sections: tuple[SectionBeside, ...]
    filters: tuple[Link, ...]


def address(edition: Edition) -> str:
    return reverse("tracing:edition", args=[edition.charter.slug, edition.code])


def beside_address(earlier: Edition, later: Edition) -> str:
    return reverse("tracing:comparison", args=[later.charter.slug, earlier.code, later.code])


def days(edition: Edition, after: Edition | None) -> str:
    """When an edition was agreed and published, and until when it held."""
    told = [f"Published on {on_day(edition.published_on)}"]
    if edition.agreed_on and edition.agreed_on != edition.published_on:
        told.insert(0, f"Agreed on {on_day(edition.agreed_on)}")
    told.append(f"It held until {on_day(after.published_on)}" if after else "It is the one in force")
    return f"{'. '.join(told)}."


def listing(editions: Sequence[Edition]) -> tuple[EditionShown, ...]:
    """Every published edition, the newest first."""
    after = dict(zip(editions[1:], editions, strict=False))
    return tuple(
        EditionShown(
            title=one.title,
            href=address(one),
            days=days(one, after.get(one)),
            promises=counted(one.promises, "promise"),
            beside=beside(one, editions),
        )
        for one in editions
    )


def beside(edition: Edition, editions: Sequence[Edition]) -> Link | None:
    """The way to an edition beside the one it follows."""
    follows = next((one for one in editions if one.pk == edition.follows_id), None)
    return Link(f"{edition.code} beside {follows.code}", beside_address(follows, edition)) if follows else None


def text(
    edition: Edition, editions: Sequence[Edition], commitments: Iterable[Commitment], *, in_force: bool, **rows
) -> Text:
    """The whole text of an edition, to be read from top to bottom."""
    after = dict(zip(editions[1:], editions, strict=False))
    passages = list(rows["passages"])
    by_section = {
        section: tuple(promised(edition, one, link=in_force) for one in some)
        for section, some in groupby(commitments, key=lambda one: one.section_id)
    }
    chapters = (Chapter(k.value, words, tuple(p for p in passages if p.kind == k)) for k, words in HEADINGS.items())
    return Text(
        edition=edition,
        days=days(edition, after.get(edition)),
        chapters=tuple(one for one in chapters if one.passages),
        parts=parts(list(rows["sections"]), by_section),
        asks=tuple(rows["asks"]),
        words=tuple(one for one in passages if one.kind == Passage.Kind.WORD),
        beside=beside(edition, editions),
    )


def parts(sections: Sequence[Section], promises: dict[int, tuple[Promised, ...]]) -> tuple[Part, ...]:
    """Sections with those inside them."""

    def part(section: Section) -> Part:
        inside = tuple(part(one) for one in sections if one.within_id == section.pk)
        return Part(f"section-{section.code}", section, promises.get(section.pk, ()), inside)

    return tuple(part(one) for one in sections if one.within_id is None)


def promised(edition: Edition, one: Commitment, *, link: bool) -> Promised:
    href = reverse("tracing:promise", args=[edition.charter.slug, one.code]) if link else ""
    return Promised(one.code, one.wording, href, tuple(one.achieved_by.splitlines()))


def side_by_side(found: Comparison, *, only: str, pairs: Sequence[Pair]) -> Beside:
    """Two editions side by side: whether anything was lost, what changed in plain words, and every promise.

    only   the one fate to show, "" for all
    pairs  those that this page shows; with the first of all stands what changed in plain words
    """
    at = beside_address(found.earlier, found.later)
    kinds = [kind for kind in (*ORDER, "kept") if found.counts[kind]]
    begins = not only and list(pairs[:1]) == list(found.pairs[:1])
    here = {pair_id(pair) for pair in pairs}
    return Beside(
        earlier=found.earlier,
        later=found.later,
        verdict=verdict(found),
        why=tuple(why(found)),
        tally=tally(found),
        changes=tuple(changes(found, kind, here) for kind in kinds if kind != "kept") if begins else (),
        sections=tuple(
            section_beside(name, [pair_shown(pair, found) for pair in some], unfolded=only == "kept")
            for name, some in groupby(pairs, key=section_name)
        ),
        filters=(
            Link("Show all", f"{at}#promises", current=not only),
            *(Link(f"only {WORD[kind]}", f"{at}?only={kind}#promises", current=only == kind) for kind in kinds),
        ),
    )


def section_beside(name: str, pairs: list[SideBySide], *, unfolded: bool) -> SectionBeside:
    kept = [] if unfolded else [pair for pair in pairs if pair.fate == "kept"]
    return SectionBeside(
        name,
        pairs=tuple(pair for pair in pairs if pair not in kept),
        kept=tuple(kept),
        summary=f"{counted(len(kept), 'promise').capitalize()} kept word for word",
    )


WORD = {
    "new": "new ones",
    "reworded": "those said in other words",
    "moved": "those that moved",
    "split": "those that were split",
    "merged": "those made one",
    "ended": "those that ended",
    "kept": "those kept word for word",
}


def verdict(found: Comparison) -> str:
    """Was anything lost?"""
    if found.lost:
        return f"{counted(len(found.lost), 'promise').capitalize()} cannot be found again"
    if ended := found.counts["ended"]:
        return f"{counted(ended, 'promise').capitalize()} ended; nothing else was lost"
    return "Nothing was lost"


def why(found: Comparison) -> Iterable[str]:
    if found.lost:
        yield f"Nobody has said what became of {listed(one.code for one in found.lost)}."
    elif found.nothing_lost:
        yield f"Every promise of {found.earlier.code} is still there in some form."
    if found.counts["new"]:
        yield f"{counted(found.counts['new'], 'promise').capitalize()} came in."


def tally(found: Comparison) -> str:
    """How many of each, in one sentence."""
    told = [TOLD[kind].format(in_words(found.counts[kind])) for kind in (*ORDER, "kept") if found.counts[kind]]
    return sentence(listed(told))


def changes(found: Comparison, kind: str, here: set[str]) -> Changes:
    """Every change of a kind in plain words, or the first of very many; a link where its pair stands on this page."""
    those = [pair for pair in found.pairs if pair.kind == kind]
    more = f"And {len(those) - MOST_TOLD:,} more, told below." if len(those) > MOST_TOLD else ""
    return Changes(kind, HEADS[kind], tuple(change(pair, found, here) for pair in those[:MOST_TOLD]), more)


def change(pair: Pair, found: Comparison, here: set[str]) -> Change:
    first = (pair.new or pair.old)[0]
    told = [one for one in (plain(pair, found), *pair.reasons) if one]
    if pair.kind in ("reworded", "split", "merged"):
        told.append(SAME if pair.same else ANOTHER)
    at = pair_id(pair)
    return Change(first.title, f"#{at}" if at in here else "", tuple(sentence(one) for one in told))


def plain(pair: Pair, found: Comparison) -> str:
    """What became of a promise, in one sentence; of some kinds the heading says it."""
    before, now = titles(pair.old), titles(pair.new)
    if pair.kind == "new":
        return f"“{pair.new[0].wording}”"
    if pair.kind == "moved":
        return f"From “{top(pair.old)}” to “{top(pair.new)}”"
    if pair.kind == "split":
        return f"It is now {now}"
    if pair.kind == "merged":
        return f"It was {before}"
    return f"It stood in {found.earlier.code} and does not stand in {found.later.code}" if pair.kind == "ended" else ""


def titles(some: Iterable[Commitment]) -> str:
    return listed(f"“{one.title}”" for one in some)


def top(some: Sequence[Commitment]) -> str:
    return some[0].section.top.name


def section_name(pair: Pair) -> str:
    """The section a pair stands in now, and the one inside it."""
    if not pair.new:
        return "No longer there"
    section = pair.new[0].section
    return f"{section.top.name}: {section.name}" if section.within else section.name


def pair_id(pair: Pair) -> str:
    side, prefix = (pair.new, "") if pair.new else (pair.old, "was-")
    return f"pair-{prefix}{side[0].code}"


def pair_shown(pair: Pair, found: Comparison) -> SideBySide:
    names = (found.earlier.code, found.later.code)
    notes = [sentence(f"Why: {reason}") for reason in pair.reasons]
    if pair.kind in ("reworded", "split", "merged") and not pair.same:
        notes.append(ANOTHER)
    if pair.kind == "moved":
        notes.insert(0, sentence(plain(pair, found)))
    return SideBySide(
        id=pair_id(pair),
        fate=pair.kind,
        title=titles(pair.new or pair.old).strip("“”"),
        earlier=tuple(wording(one, names[0]) for one in pair.earlier),
        later=tuple(wording(one, names[1]) for one in pair.later),
        names=names,
        notes=notes,
    )


def wording(one: Said, name: str) -> Wording:
    return Wording(f"{name} · {one.commitment.code}", one.words, tuple(lines(one.doing)))


def lines(runs: Iterable[Run]) -> Iterable[tuple[Run, ...]]:
    """Marked text, line by line."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.words.split("\n")
        line.append(Run(run.kind, first))
        for words in others:
            yield tuple(piece for piece in line if piece.words)
            line = [Run(run.kind, words)]
    if any(piece.words for piece in line):
        yield tuple(piece for piece in line if piece.words)


def pair_anchor(edition: Edition, later: Commitment) -> str:
    """Where a promise stands beside what it came from; its edition follows another."""
    return f"{beside_address(edition.follows, edition)}#pair-{later.code}"
