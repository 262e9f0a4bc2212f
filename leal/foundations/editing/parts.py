"""What pages about writing show: how it will read, which words change, lists of what can be written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.timezone import localtime

from leal.calculations.comparing import Run, marked
from leal.foundations.audit.lately import Touch
from leal.foundations.pages.parts import Link, Row
from leal.foundations.pages.typography import printed

from .forms import Words, said, values_of
from .meanwhile import began_of

SHORT = 12


@dataclass(frozen=True)
class Changed:
    """A field whose words change: its label, and what went, came and stayed."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Item:
    """One thing in a list of what can be written: its name as a link, what it is, and who changed it last.

    aside  what a screen reader hears besides, to tell it from others of the same name
    """

    link: Link
    note: str = ""
    mark: str = ""
    touched: str = ""
    aside: str = ""


@dataclass(frozen=True)
class Shelf:
    """Things that belong together, what else leads from there, and what to say while there are none.

    On a long page they are folded, and it is read by its headings.
    """

    id: str
    heading: str
    items: tuple[Item, ...]
    empty: str
    ways: tuple[Link, ...] = ()
    lead: str = ""
    folded: bool = False

    @property
    def summary(self) -> str:
        return f"{printed(self.heading)}: {len(self.items)}"


def folded(shelves: Sequence[Shelf]) -> tuple[Shelf, ...]:
    """The shelves, folded where all together hold more than is read at a glance."""
    many = sum(len(shelf.items) for shelf in shelves) > SHORT
    return tuple(replace(shelf, folded=many and bool(shelf.items)) for shelf in shelves)


def changes(form: Words) -> tuple[Changed, ...]:
    """The fields that differ from what stood there when the form was opened."""
    began = began_of(form)
    now = values_of(form, began)
    return tuple(
        Changed(str(form[name].label), changed(said(form, name, began[name]), said(form, name, now[name])))
        for name in form.fields
        if name in now and now[name] != began[name]
    )


def changed(before: str, after: str) -> tuple[Run, ...]:
    """Words marked as they are set on pages."""
    return tuple(marked(printed(before), printed(after)))


def as_it_reads(form: Words) -> tuple[Row, ...]:
    """Every field that says something, as a reader sees it; what only travels along is none."""
    values = values_of(form, [bound.name for bound in form.visible_fields()])
    return tuple(Row(str(form[name].label), said(form, name, many)) for name, many in values.items() if many)


def touched(touch: Touch | None) -> str:
    """Who touched a thing last: "Changed last by Nadia, 3 May 2024"."""
    return f"Changed last by {touch.by}, {localtime(touch.at):%-d %B %Y}" if touch else ""
