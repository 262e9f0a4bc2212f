"""Who is missing, as everyone reads it, and as pages for staff list it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format

from leal.calculations.periods import day_words
from leal.foundations.editing.parts import Item, Shelf
from leal.foundations.pages.parts import Link

from ..models import CoreGroup, Missing, Panel
from ..queries import missing as queries

NOTHING_DONE = "Nothing is done about it yet"
LEAD = "Who is not here yet, who sees to it, and what is being done. Readers see all of it, with every group."

NOTHING_YET = "Nothing yet. We know that they are missing, and we have not acted on it."
NOBODY_NOW = "Nobody sees to it now: whoever did no longer looks after panels."


@dataclass(frozen=True)
class Gap:
    """One kind of people who are missing.

    state    since when they are missing, or when that ended and by what
    done     what is done, or was; `open` says whether they are missing still
    seen_to  who sees to it, by what they do here and never by name; "" once it is filled
    """

    who: str
    done: str
    state: str
    open: bool
    source: str = ""
    seen_to: str = ""

    @property
    def idle(self) -> bool:
        """That nothing is done about it."""
        return self.open and self.done == NOTHING_YET


def told(rows: Iterable[Missing], roles: Mapping[int, str]) -> tuple[Gap, ...]:
    """Gaps in words; what is open comes first.

    roles  what those who see to gaps do here, by their key
    """
    return tuple(_gap(one, roles.get(one.owner_id)) for one in rows)


def still_missing(panel: Panel, on: date, group: CoreGroup | None = None) -> tuple[Gap, ...]:
    """Who is missing still from a panel, or from one of its groups and the panel it was chosen from."""
    return told(
        queries.still_missing(panel=panel, group=group), queries.roles_that_see_to_it(service=panel.service, on=on)
    )


def _gap(one: Missing, role: str | None) -> Gap:
    state = f"Missing since {day_words(one.since)}."
    if one.filled_on:
        because = one.filled_because.rstrip(".")
        state = f"No longer missing, since {day_words(one.filled_on)}: {because}."
    seen_to = (
        "" if one.filled_on else f"{'An' if role[0] in 'aeiou' else 'A'} {role} sees to it." if role else NOBODY_NOW
    )
    return Gap(one.words, one.doing or NOTHING_YET, state, one.filled_on is None, one.source, seen_to)


def shelves(panel: Panel, missing: Iterable[Missing]) -> tuple[Shelf, ...]:
    """What is open, and what was filled."""
    rows = list(missing)
    opened = tuple(_item(panel, one) for one in rows if not one.filled_on)
    filled = tuple(_item(panel, one) for one in rows if one.filled_on)
    nobody = "Nobody has written down who is missing. Look at the make-up of the panel: who is not there at all?"
    return (
        Shelf("open", "Still missing", opened, empty=nobody),
        Shelf("filled", "No longer missing", filled, empty="No gap has been filled yet."),
    )


def _item(panel: Panel, one: Missing) -> Item:
    of = one.group.name if one.group else "The panel"
    mark = f"Filled on {date_format(one.filled_on, 'j F Y')}" if one.filled_on else "" if one.doing else NOTHING_DONE
    return Item(
        Link(one.words, reverse("panels:rewrite-missing", args=[panel.service, panel.code, one.pk])),
        note=f"{of} · seen to by {one.owner.name} · since {date_format(one.since, 'j F Y')}",
        mark=mark,
        aside=f"in {of}",
    )
