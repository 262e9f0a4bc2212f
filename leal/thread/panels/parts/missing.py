"""Who is missing, as pages for staff list it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format

from leal.foundations.editing.parts import Item, Shelf
from leal.foundations.pages.parts import Link

from ..models import Missing, Panel

NOTHING_DONE = "Nothing is done about it yet"
LEAD = "Who is not here yet, who sees to it, and what is being done. Readers see all of it, with every group."


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
