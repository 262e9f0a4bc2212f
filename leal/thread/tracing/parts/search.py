"""What the search page shows: hits by kind, each where it stands, and a clear sentence for every odd question."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from leal.foundations.pages.parts import Link
from leal.foundations.pages.sentences import counted, listed
from leal.foundations.pages.typography import printed

from ..search import Asked, Found, Hit, Kind
from ..search.finding import OPEN, SHUT

NAMES = {
    "charter": ("Charter", "Charters"),
    "body": ("Who does what", "Who does what"),
    "section": ("Part of the charter", "Parts of the charter"),
    "commitment": ("Promise", "Promises"),
    "part": ("Part of a promise", "Parts of promises"),
    "ask": ("What we ask of you", "What we ask of you"),
    "passage": ("About this charter", "About this charter"),
    "word": ("Word explained", "Words explained"),
    "statement": ("What people said", "What people said"),
    "quote": ("In people’s own words", "In people’s own words"),
    "theme": ("Theme", "Themes"),
    "principle": ("Principle of the law", "Principles of the law"),
    "practice": ("What is done", "What is done"),
    "measure": ("Measure", "Measures"),
    "example": ("What happened to someone", "What happened to people"),
    "lesson": ("Lesson", "Lessons"),
    "change": ("Change", "Changes"),
}

Place = dict[str, str | int]


def of_charter(page: str, *names: str, at: str = "") -> Callable[[Place], str]:
    """The address of a page of a charter, made of a hit’s place."""

    def address(place: Place) -> str:
        return reverse(f"tracing:{page}", args=[place["slug"], *(place[name] for name in names)]) + at.format(**place)

    return address


def of_quote(place: Place) -> str:
    page = "statement" if place["code"] else "statements"
    return of_charter(page, *(["code"] if place["code"] else []))(place)


ADDRESSES: dict[str, Callable[[Place], str]] = {
    "charter": of_charter("home"),
    "body": of_charter("who-does-what"),
    "section": of_charter("home", at="#section-{code}"),
    "commitment": of_charter("promise", "code"),
    "part": of_charter("promise", "code", at="#promised"),
    "ask": of_charter("about", at="#asks"),
    "passage": of_charter("about", at="#{kind}"),
    "word": of_charter("words", at="#word-{place}"),
    "statement": of_charter("statement", "code"),
    "quote": of_quote,
    "theme": of_charter("theme", "code"),
    "principle": of_charter("matrix", at="#principle-{number}"),
    "practice": of_charter("promise", "code", at="#keep"),
    "measure": of_charter("measure", "code"),
    "example": of_charter("promise", "code", at="#kept"),
    "lesson": of_charter("changes", at="#lesson-{code}"),
    "change": of_charter("changes", at="#lesson-{code}"),
}


@dataclass(frozen=True)
class HitShown:
    href: str
    title: SafeString
    words: SafeString
    charter: str


@dataclass(frozen=True)
class KindShown:
    id: str
    name: str
    tally: str
    hits: tuple[HitShown, ...]
    more: Link | None


@dataclass(frozen=True)
class SearchPage:
    """The page: what was asked, what came of it in one sentence, hits by kind, and what to try instead."""

    asked: Asked
    heading: str
    lead: str
    notes: tuple[str, ...]
    kinds: tuple[KindShown, ...]
    meant: Link | None
    elsewhere: Link | None


def search_page(
    asked: Asked, found: Found, *, charter: str, kind: str, meant: str, names: dict[str, str]
) -> SearchPage:
    """Everything the search page shows.

    names  of every charter by its slug; hits say theirs where there are several
    """
    named = names if len(names) > 1 and not charter else {}
    return SearchPage(
        asked=asked,
        heading=f"Search: {asked.typed}" if asked.words else "Search",
        lead=lead(asked, found),
        notes=tuple(notes(asked, found)),
        kinds=tuple(kind_shown(asked, one, charter, kind, named) for one in found.kinds),
        meant=Link(meant, address(meant, charter)) if meant else None,
        elsewhere=Link("Look in all charters", address(asked.typed)) if charter and len(names) > 1 else None,
    )


def address(words: str, charter: str = "", kind: str = "") -> str:
    query = {"q": words} | ({"charter": charter} if charter else {}) | ({"kind": kind} if kind else {})
    return f"{reverse('tracing:search')}?{urlencode(query)}"


def lead(asked: Asked, found: Found) -> str:
    """What came of it, in one sentence."""
    if not asked.typed:
        return "Write what you are looking for, in your own words. You can also write a code, such as PW2."
    if not asked.words:
        return "There is no word in what you wrote. Write at least one word."
    if not found.kinds:
        return f"Nothing that anyone may read here holds “{asked.typed}”."
    if found.some:
        return f"Nothing has all of the words “{asked.typed}”. These have some of them."
    total = sum(one.count for one in found.kinds)
    many = any(one.many for one in found.kinds)
    return f"{'More than ' if many else ''}{counted(total, 'thing')} found for “{asked.typed}”."


def notes(asked: Asked, found: Found) -> list[str]:
    said = []
    if asked.cut:
        said.append(f"That was long. We looked for the first words only: “{' '.join(asked.words)}”.")
    if asked.also and found.kinds:
        said.append(f"We also looked for {listed(f'“{one}”' for one in asked.also)}. Your own words come first.")
    return said


def kind_shown(asked: Asked, one: Kind, charter: str, only: str, names: dict[str, str]) -> KindShown:
    name, several = NAMES[one.kind]
    shown = len(one.hits)
    more = one.count > shown and not only
    return KindShown(
        id=f"kind-{one.kind}",
        name=name if one.count == 1 else several,
        tally=tally(one, shown),
        hits=tuple(hit_shown(one.kind, hit, names) for hit in one.hits),
        more=Link(f"More under “{several}”", address(asked.typed, charter, one.kind)) if more else None,
    )


def tally(one: Kind, shown: int) -> str:
    if one.count == shown:
        return counted(shown, "found", "found").capitalize() + "."
    return f"{'More than ' if one.many else ''}{one.count:,} found; the best {shown} are here."


def hit_shown(kind: str, hit: Hit, names: dict[str, str]) -> HitShown:
    slug = str(hit.place["slug"])
    return HitShown(ADDRESSES[kind](hit.place), marked(hit.title), marked(clipped(hit.words)), names.get(slug, ""))


def clipped(words: str) -> str:
    """Words around a hit, with dots where the sentence was cut."""
    bare = words.replace(OPEN, "").replace(SHUT, "").strip()
    before = "… " if bare[:1].islower() else ""
    after = "" if bare.endswith((".", "?", "!", "”", "…")) or not bare else " …"
    return before + words.strip() + after


def marked(words: str) -> SafeString:
    """Words with what was found in a mark; everything else is only words."""
    safe = escape(printed(words)).replace(OPEN, "<mark>").replace(SHUT, "</mark>")
    return mark_safe(safe)  # escaped above; the marks are ours
