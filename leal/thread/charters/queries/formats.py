"""In which forms and languages an edition is there, how far each is, and what changed since it was made."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import Prefetch, Q, QuerySet

from ..models import Charter, Edition, Format, FormatState, FormatWish, Part

ENGLISH = "en-GB"
MOST_NAMED = 12
WORDS = "the words that it is read from"


class Since(NamedTuple):
    """What became of the words that a format was made from: pieces that read otherwise, came in, or are gone."""

    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(self)

    @property
    def sentence(self) -> str:
        """What became of them, in words."""
        told = (
            (self.changed, "has changed", "have changed"),
            (self.new, "is not in it", "are not in it"),
            (self.gone, "is in it, and is there no more", "are in it, and are there no more"),
        )
        return " ".join(f"{_named(names)} {many if len(names) > 1 else one}." for names, one, many in told if names)


class Making:
    """A format as it is today: the row, its states, and what changed since it was made.

    edition  the edition it is looked at for, which may be a later one than it was made from
    """

    def __init__(self, row: Format, states: list[FormatState], edition: Edition, today: dict[str, str]):
        self.format, self.states, self.edition = row, states, edition
        self.since = difference(row.made_from, today)

    @property
    def is_stale(self) -> bool:
        return bool(self.since)

    @cached_property
    def state(self) -> FormatState:
        """The newest of its states."""
        return self.states[-1]

    @cached_property
    def checked(self) -> FormatState | None:
        """When a reader group checked it last."""
        return next((one for one in reversed(self.states) if one.state == FormatState.State.CHECKED), None)

    @property
    def stale_since(self) -> date | None:
        """The day from which it was out of date, where that is known: a later edition came out."""
        return self.edition.published_on if self.is_stale and self.format.edition_id != self.edition.pk else None


def _named(names: tuple[str, ...]) -> str:
    """The first of some names, and how many more there are."""
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
    first = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return first[:1].upper() + first[1:]


def forms_there(*, edition: Edition) -> list[tuple[str, str]]:
    """The kind and language of each format that stands for an edition, in no order. One query."""
    return list(_standing(edition.formats.all()).order_by().values_list("kind", "language").distinct())


def pieces(*, edition: Edition) -> dict[str, str]:
    """A digest of each piece of an edition’s words, by the piece’s name: equal for equal words. Five queries."""
    parts: dict[str, list] = {}
    of_it = Part.objects.filter(commitment__edition=edition).order_by("letter")
    for code, *words in of_it.values_list("commitment__code", "letter", "wording"):
        parts.setdefault(code, []).append(words)
    promises = edition.commitments.values_list("code", "wording", "achieved_by")
    sections = edition.sections.values_list("name", "summary", "lead_in")
    told = [(code, [*words, parts.get(code)]) for code, *words in promises]
    told += [(f"“{name}”", words) for name, *words in sections]
    told += [(f"“{heading}”", [words]) for heading, words in edition.passages.values_list("heading", "words")]
    asks = edition.asks.values_list("code", "wording", "why", "how_we_make_it_easy", "if_not")
    told += [(code, words) for code, *words in asks]
    return {name: _digest(words) for name, words in told}


def rests_on(*, edition: Edition, kind: str, language: str, today: dict[str, str] | None = None) -> dict[str, str]:
    """The words that a format is made from, digested: those of the edition, or of the translation that is read aloud.

    today  the pieces of the edition, where they are known already
    """
    if kind == Format.Kind.RECORDING and language != ENGLISH and (words := _translated(edition, language)):
        return {WORDS: _digest(words)}
    return pieces(edition=edition) if today is None else today


def _translated(edition: Edition, language: str) -> list | None:
    found = _standing(Format.objects.filter(edition=edition, kind=Format.Kind.TRANSLATION, language=language)).last()
    return found and [found.words, found.name, found.made_on.isoformat()]


def _standing(rows: QuerySet[Format]) -> QuerySet[Format]:
    return rows.exclude(states__state=FormatState.State.WITHDRAWN).order_by("pk")


def _digest(words: object) -> str:
    return hashlib.sha256(json.dumps(words).encode()).hexdigest()[:16]


def difference(before: dict[str, str], today: dict[str, str]) -> Since:
    """What became of the pieces of a text, in the order they stand in."""
    return Since(
        changed=tuple(name for name in today if before.get(name, today[name]) != today[name]),
        new=tuple(name for name in today if name not in before),
        gone=tuple(name for name in before if name not in today),
    )


def makings(*, edition: Edition) -> list[Making]:
    """The newest standing format of each kind and language, made for the edition or for one before it.

    One that was made for the edition comes before one that was not. Seven queries, and one for each recording in
    another language than English.
    """
    rows = _with_states(edition)
    newest: dict[tuple[str, str], Format] = {}
    for row in rows:
        newest[row.kind, row.language] = row
    today = pieces(edition=edition) if newest else {}
    order = list(Format.Kind)
    found = []
    for (kind, language), row in sorted(newest.items(), key=lambda one: (order.index(one[0][0]), one[0][1])):
        words = rests_on(edition=edition, kind=kind, language=language, today=today)
        found.append(Making(row, list(row.states.all()), edition, words))
    return found


def _with_states(edition: Edition) -> Iterable[Format]:
    """Standing formats of the edition and of those published before it, its own last, each group the newest last."""
    before = Q(edition__charter=edition.charter_id, edition__published_on__isnull=False)
    if edition.published_on:
        before &= Q(edition__published_on__lt=edition.published_on)
    states = Prefetch("states", FormatState.objects.select_related("by"))
    found = _standing(Format.objects.filter(before | Q(edition=edition)))
    found = found.defer("content").select_related("edition__charter").prefetch_related(states)
    return sorted(found, key=lambda row: (row.edition_id == edition.pk, row.edition.published_on or date.max, row.pk))


def making_of(*, row: Format, edition: Edition) -> Making:
    """One format as it is today, for an edition."""
    today = rests_on(edition=edition, kind=row.kind, language=row.language)
    return Making(row, list(row.states.select_related("by")), edition, today)


def formats(*, charter: Charter) -> QuerySet[Format]:
    """Every format that was ever made of a charter, without its file."""
    return Format.objects.filter(edition__charter=charter).select_related("edition__charter").defer("content")


def wishes(*, charter: Charter) -> QuerySet[FormatWish]:
    """What was asked for and is not answered yet: who waited longest first."""
    return charter.format_wishes.filter(answered_on=None)
