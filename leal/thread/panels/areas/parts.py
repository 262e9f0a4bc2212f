"""What the page about postcodes shows."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from leal.foundations.pages.parts import DataTable, Link, Row
from leal.foundations.pages.sentences import counted, on_day, sentence

from ..intake import RowFault
from ..models import Panel, PostcodeFile, WaitingLookup
from ..parts.taking_in import MOST, faults_in
from ..queries import NOT_KNOWN


class Came(NamedTuple):
    """What came of the file handed in last: in a sentence, with every fault; `more` are not shown."""

    sentence: str
    faults: DataTable | None
    more: int


def named(one: PostcodeFile) -> str:
    """A lookup as one speaks of it: its name, and of which day it is."""
    return f"{one.name}, of {on_day(one.of_date)}" if one.of_date else f"{one.name}, loaded on {on_day(one.loaded_on)}"


def facts(one: PostcodeFile) -> list[Row]:
    """The lookup that counts, a fact a line."""
    told = (
        ("Where it is from", one.source or "Not said"),
        ("Of which day", on_day(one.of_date) if one.of_date else "Not said"),
        ("Loaded on", on_day(one.loaded_on)),
        ("Postcodes", f"{one.postcodes:,}"),
        ("What it changed", what_changed(one.changed)),
    )
    return [Row(key, value) for key, value in told if value]


def what_changed(changed: Mapping[str, int]) -> str:
    """What a lookup changed, in sentences."""
    if not changed:
        return ""
    new, gone, moved, members = (changed[name] for name in ("new", "gone", "moved", "members"))
    said = [
        f"{counted(new, 'new postcode')}, {gone:,} gone, {moved:,} that lie elsewhere than before",
        f"{counted(members, 'member')} got another area, or one for the first time",
    ]
    return " ".join(map(sentence, said))


def came(waiting: WaitingLookup | None) -> Came | None:
    """What came of the file handed in last; None while there is nothing to say."""
    if waiting is None or waiting.waits or (waiting.loaded_id and not waiting.faults):
        return None
    faults = [RowFault(*fault) for fault in waiting.faults]
    rows = counted(len({fault.row for fault in faults}), "row")
    said = (
        f"{waiting.name} is loaded. Left out, as you asked: {rows} with faults."
        if waiting.loaded_id
        else f"{waiting.name} is not loaded: the last file goes on to count. Mend {rows}, or leave them out."
        if faults
        else f"{waiting.name} has no postcode in it, so it is not loaded."
    )
    return Came(said, faults_in(faults), max(0, len(faults) - MOST))


def rests(rests_on: Sequence[tuple[int | None, int]], lookups: Sequence[PostcodeFile]) -> list[str]:
    """By which lookup how many members are where they are."""
    by_key = {one.pk: named(one) for one in lookups}
    return [
        sentence(f"{counted(many, 'member')}: {by_key.get(key, 'an earlier file') if key else 'not written down'}")
        for key, many in rests_on
    ]


def not_known(panel: Panel, known: Mapping[str, int]) -> tuple[list[str], Link | None]:
    """Of how many members the area is not known and why, and the way to the list of them."""
    said = []
    if known["not_found"]:
        said.append(
            f"{counted(known['not_found'], 'member').capitalize()} gave a postcode that is not in the lookup. "
            "It may be new, or written wrong: open their record and put it right, or load a newer file."
        )
    if known["without"]:
        said.append(f"{counted(known['without'], 'member').capitalize()} gave no postcode. They need not.")
    at = reverse("panels:members", args=[panel.service, panel.code])
    link = Link("Members whose area is not known", f"{at}?{urlencode({'council_area': NOT_KNOWN})}") if said else None
    return said, link
