"""What the working pages of an edition show, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from leal.calculations.comparing import Run
from leal.foundations.audit.lately import last_touches
from leal.foundations.editing.parts import Item, Shelf, changed, touched
from leal.foundations.pages.parts import Link
from leal.foundations.people.models import Person

from . import queries
from .models import Commitment, Edition, Lineage, Section
from .queries import Comparison

LEAD = "What was promised, and what is being written. A draft is seen only by those who work on it."
NO_DRAFT = "Nobody is writing a new edition."
NO_EDITION = "Nothing is published yet."
KINDS = dict(Lineage.Kind.choices)


@dataclass(frozen=True)
class PromiseLine:
    """A promise in its place: what became of it, what waits to be settled, and which ways it can move."""

    row: Commitment
    became: str
    waiting: str
    first: bool
    last: bool


@dataclass(frozen=True)
class SectionShown:
    """A section with its promises, whether sections stand inside it, and whether it is the first or the last."""

    row: Section
    promises: tuple[PromiseLine, ...]
    holds: bool
    first: bool
    last: bool


@dataclass(frozen=True)
class PairShown:
    """What promises of the edition before became: both sides, and why."""

    id: str
    word: str
    codes: str
    earlier: tuple[tuple[str, tuple[Run, ...]], ...]
    later: tuple[tuple[str, tuple[Run, ...]], ...]
    why: str
    same: bool


def editions(rows: Sequence[Edition]) -> tuple[Shelf, Shelf]:
    """Drafts and published editions, the newest first. Two queries."""
    touches = last_touches(rows)

    def item(row: Edition) -> Item:
        where = reverse("charters:draft", args=[row.charter.slug, row.code])
        when = f"Published {date_format(row.published_on, 'j F Y')}" if row.is_published else "Draft"
        follows = f"Follows {row.follows}" if row.follows else "The first"
        return Item(Link(row.title, where), note=follows, mark=when, touched=touched(touches.get(row)), aside=row.code)

    drafts, published = ([row for row in rows if row.is_published == done] for done in (False, True))
    return (
        Shelf("drafts", "Being written", tuple(map(item, drafts)), empty=NO_DRAFT),
        Shelf("published", "Published, and never changed", tuple(map(item, published)), empty=NO_EDITION),
    )


def text(*, edition: Edition, writes: bool) -> dict:
    """An edition as it is written. Six queries, however long it is."""
    told, waiting = queries.told_of(edition=edition), queries.open_comments(edition=edition)
    by_section: dict[int, list[Commitment]] = {}
    for row in queries.commitments(edition=edition):
        by_section.setdefault(row.section_id, []).append(row)
    sections = list(edition.sections.all())
    outer = {row.within_id for row in sections}
    return {
        "sections": [
            SectionShown(
                row,
                lines(by_section.get(row.pk, []), told, waiting),
                holds=row.pk in outer,
                first=row is sections[0],
                last=row is sections[-1],
            )
            for row in sections
        ],
        "passages": list(edition.passages.all()),
        "asks": list(edition.asks.all()),
        "waiting": said_of(sum(waiting.values())),
        "promises": sum(map(len, by_section.values())),
    }


def lines(rows: Sequence[Commitment], told: dict, waiting: dict) -> tuple[PromiseLine, ...]:
    return tuple(
        PromiseLine(
            row,
            became=" and ".join(dict.fromkeys(KINDS[one.kind] for one in told.get(row.pk, []) if one.kind != "kept")),
            waiting=said_of(waiting[row.pk]),
            first=row is rows[0],
            last=row is rows[-1],
        )
        for row in rows
    )


def said_of(many: int) -> str:
    """How many comments wait, in words; "" for none."""
    return f"{many} {'comment waits' if many == 1 else 'comments wait'}" if many else ""


def promise(*, edition: Edition, commitment: Commitment) -> dict:
    """A promise beside the one it came from and what was said of it. Four queries."""
    told = queries.told_of(edition=edition).get(commitment.pk, [])
    return {
        "before": [
            (
                KINDS[one.kind],
                one.earlier,
                changed(one.earlier.wording, commitment.wording),
                one.reason,
                one.same_promise,
            )
            for one in told
            if one.earlier
        ],
        "why_new": next((one.reason or "Nobody has said why." for one in told if one.earlier is None), ""),
        "comments": [one for one in queries.comments(edition=edition) if one.commitment_id == commitment.pk],
        "answers": list(commitment.answers.all()),
        "touched": touched(last_touches([commitment]).get(commitment)),
    }


def read(*, edition: Edition) -> dict:
    """The whole text, for reading. Six queries."""
    by_section: dict[int, list[Commitment]] = {}
    for row in queries.with_all(edition=edition):
        by_section.setdefault(row.section_id, []).append(row)
    sections = [(row, by_section.get(row.pk, [])) for row in edition.sections.all()]
    return {"sections": sections, "passages": list(edition.passages.all()), "asks": list(edition.asks.all())}


def as_readers_see(words: dict) -> dict:
    """The lines of a promise’s words that are told one by one."""
    return {"doing": [one for one in words["achieved_by"].splitlines() if one.strip()]}


def compared(found: Comparison) -> dict:
    """A comparison, promise by promise, and what it comes to."""
    pairs = tuple(pair_shown(number, pair) for number, pair in enumerate(found.pairs, start=1))
    counts = [(KINDS[kind], found.counts[kind]) for kind in KINDS if found.counts[kind]]
    kept = [pair for pair in pairs if pair.word == KINDS[Lineage.Kind.KEPT]]
    shown = {"changed": [pair for pair in pairs if pair not in kept], "kept": kept, "counts": counts}
    return shown | {"lost": found.lost, "nothing_lost": found.nothing_lost}


def pair_shown(number: int, pair) -> PairShown:
    sides = [one.commitment.code for one in (*pair.earlier, *pair.later)]
    return PairShown(
        id=f"pair-{number}",
        word=KINDS.get(pair.kind, "Nobody has said"),
        codes=", ".join(dict.fromkeys(sides)),
        earlier=tuple((one.commitment.code, one.words) for one in pair.earlier),
        later=tuple((one.commitment.code, one.words) for one in pair.later),
        why=" ".join(pair.reasons),
        same=pair.same,
    )


def lineage(*, edition: Edition) -> dict:
    """What is told of every promise, and what is not. Four queries."""
    rows = list(queries.lineage(edition=edition))
    earlier, later = {row.earlier_id for row in rows}, {row.later_id for row in rows}
    before = queries.commitments(edition=edition.follows)
    return {
        "lost": [one for one in before if one.pk not in earlier],
        "unsaid": [one for one in queries.commitments(edition=edition) if one.pk not in later],
        "silent": [row for row in rows if row.kind != Lineage.Kind.KEPT and not row.reason],
        "told": [row for row in rows if row.kind != Lineage.Kind.KEPT and row.reason],
        "kept": [row for row in rows if row.kind == Lineage.Kind.KEPT],
    }


def agreeing(*, edition: Edition, person: Person, on: date) -> dict:
    """What stands in the way of publishing, and who agreed to what. Some twenty queries, however long the text is."""
    given = queries.approvals(edition=edition)
    before = edition.approvals.select_related("by").exclude(pk__in=[one.pk for one in given])
    obstacles = [] if edition.is_published else queries.obstacles(edition=edition, on=on)
    return {
        "obstacles": obstacles,
        "bare": queries.bare(edition=edition),
        "given": [(one.by.name, localtime(one.at)) for one in given],
        "before": [(one.by.name, localtime(one.at)) for one in before],
        "mine": any(one.by_id == person.pk for one in given),
        "missing": max(queries.APPROVERS - len(given), 0),
        "waiting": said_of(sum(queries.open_comments(edition=edition).values())),
    }
