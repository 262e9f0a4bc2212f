"""What there is of a charter in which form and language, as a page shows it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from leal.foundations.formats import LANGUAGES
from leal.foundations.pages.parts import Column, DataTable, Link
from leal.thread.charters.models import Edition, Format, FormatWish
from leal.thread.charters.queries import ENGLISH, Making, forms_there

from .documents import wording_of

Kind = Format.Kind
STATES = {"drafted": "Draft", "checked": "Checked", "agreed": "Agreed"}
NO = "Not there"
COLUMNS = ("Language", "To read", "Easy Read", "To listen to", "Signed (BSL)", "Large print, book, Braille")


class Offer(NamedTuple):
    """One format that people made: where it is, and how far it is."""

    id: str
    name: str
    href: str
    making: Making


class Waiting(NamedTuple):
    """What was asked for and is not there: how many asked, and how many days the first of them has waited."""

    name: str
    asked: int
    days: int


def address_of(row: Format) -> str:
    """Where a format is read, heard or watched."""
    edition = row.edition
    return reverse("tracing:wording", args=[edition.charter.slug, edition.code, wording_of(row.kind, row.language)])


def offers(makings: Sequence[Making]) -> list[Offer]:
    """Every format that people made, in the order of the list of kinds."""
    return [
        Offer(wording_of(one.format.kind, one.format.language), _name(one.format), address_of(one.format), one)
        for one in makings
    ]


def _name(row: Format) -> str:
    language = LANGUAGES[row.language]
    if row.kind == Kind.TRANSLATION:
        return f"{language.name}, {language.own_name}"
    return row.get_kind_display() if row.language == ENGLISH else f"{row.get_kind_display()}, {language.name}"


def missing(makings: Sequence[Making]) -> list[tuple[str, str]]:
    """The kinds that nobody has made of this charter at all, with their names."""
    made = {one.format.kind for one in makings}
    return [(kind.value, kind.label) for kind in Kind if kind not in made]


def waiting(wishes: Sequence[FormatWish], *, on: date) -> list[Waiting]:
    """What was asked for and is not there yet, by how long people have waited, the longest first."""
    groups: dict[str, list[FormatWish]] = {}
    for wish in wishes:
        name = wish.get_kind_display()
        if wish.language != ENGLISH:
            name = f"{name}: {wish.get_language_display()}"
        groups.setdefault(name, []).append(wish)
    found = [Waiting(name, len(some), (on - min(one.asked_on for one in some)).days) for name, some in groups.items()]
    return sorted(found, key=lambda one: (-one.days, -one.asked, one.name))


def table(edition: Edition, makings: Sequence[Making]) -> DataTable:
    """Language by language: in which forms there is how much."""
    found = {(one.format.kind, one.format.language): one for one in makings}
    languages = [ENGLISH, *sorted({language for _kind, language in found} - {ENGLISH})]
    return DataTable(
        id="parity",
        caption=f"{edition.title}, language by language",
        columns=tuple(map(Column, COLUMNS)),
        rows=tuple(_row(language, found) for language in languages),
    )


def _row(language: str, found: dict[tuple[str, str], Making]) -> tuple[str, ...]:
    english = language == ENGLISH
    words = "Agreed" if english else _cell(found.get((Kind.TRANSLATION, language)))
    heard = _cell(found.get((Kind.RECORDING, language)))
    if heard == NO and words != NO:
        heard = "A machine’s voice"
    return (
        LANGUAGES[language].name,
        words,
        _cell(found.get((Kind.EASY_READ, language))),
        heard,
        _cell(found.get((Kind.BSL, language))) if english else "–",
        NO if words == NO else "From the same words",
    )


def _cell(making: Making | None) -> str:
    if making is None:
        return NO
    return f"{STATES[making.state.state]}, out of date" if making.is_stale else STATES[making.state.state]


def ways_to_have(edition: Edition) -> list[Link]:
    """Where else an edition can be read, heard or watched: what people made of it, and a machine’s voice."""
    here = [edition.charter.slug, edition.code]
    found = []
    for kind, language in sorted(forms_there(edition=edition)):
        name, wording = _name(Format(kind=kind, language=language)), wording_of(kind, language)
        found.append(Link(f"This edition: {name}", reverse("tracing:wording", args=[*here, wording]), lang=language))
    found.append(Link("Listen to this edition", reverse("tracing:listening", args=here)))
    every = reverse("tracing:formats", args=here[:1])
    return [*found, Link("Every form and language, and how to ask for more", every)]


def bar(slug: str) -> tuple[Link, ...]:
    """The formats that every page of a charter leads to."""
    here = [("easy-read", "Easy Read"), ("bsl", "BSL"), ("listen", "Listen"), ("large-print", "Large print")]
    there = tuple(Link(text, reverse("tracing:way-to", args=[slug, name])) for name, text in here)
    formats = reverse("tracing:formats", args=[slug])
    talk = Link("Talk to us", reverse("tracing:about", args=[slug]) + "#contact")
    return (*there, Link("Languages", f"{formats}#languages"), talk)
