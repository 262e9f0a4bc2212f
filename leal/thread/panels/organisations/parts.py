"""What the pages of organisations show."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.timezone import localtime

from leal.foundations.editing.parts import Item, Shelf
from leal.foundations.pages.parts import Link, Row
from leal.foundations.pages.sentences import on_day

from ..models import ConsentWording, Organisation
from ..queries import agreed_by_organisation, invited_organisation, not_agreed_by_organisation

LEAD = "They speak for people who take part beside them. They are never counted among the people of the panel."


class Agreed(NamedTuple):
    """One purpose: its words, since when the organisation agrees (None: not), and the key to take it back by."""

    wording: ConsentWording
    since: object
    pk: int | None


def shelves(organisations: Iterable[Organisation]) -> tuple[Shelf, ...]:
    """Organisations as a list: those that wait for a word, those on the panel, those that left."""
    rows = list(organisations)
    waiting = [one for one in rows if one.joined_on is None and one.left_on is None]
    here = [one for one in rows if one.joined_on and one.left_on is None]
    left = [one for one in rows if one.left_on]
    found = [
        Shelf("waiting", "Asked to join, not confirmed yet", tuple(map(item, waiting)), empty=""),
        Shelf("here", "On the panel", tuple(map(item, here)), empty="No organisation is on the panel yet."),
        Shelf("left", "Left", tuple(map(item, left)), empty=""),
    ]
    return tuple(shelf for shelf in found if shelf.items or shelf.empty)


def item(one: Organisation) -> Item:
    days = (("Left", one.left_on), ("Since", one.joined_on), ("Asked on", one.asked_on))
    said, when = next((said, when) for said, when in days if when)
    shown = "Its name is shown" if one.shown and not one.left_on else ""
    link = Link(one.name, reverse("organisations:organisation", args=[one.panel.service, one.panel.code, one.pk]))
    note = " ".join(one.speaks_for.split())
    return Item(link, note=note, mark=shown, touched=f"{said} {on_day(when)}", aside=f"no. {one.pk}")


def facts(one: Organisation) -> list[Row]:
    """What an organisation told us, a fact a line."""
    told = (
        ("Whom it speaks for", one.speaks_for),
        ("What it can help with", one.helps_with or "Nothing said"),
        ("Whom we write to", one.contact_name),
        ("How we get in touch", one.get_told_by_display() if one.contact_name else ""),
        ("E-mail address", one.email),
        ("Phone number", one.phone),
        ("Address for letters", one.postal_address),
        ("Form that suits them", one.get_format_display() if one.contact_name else ""),
        ("Asked", f"{on_day(one.asked_on)}, {one.get_how_joined_display().lower()}"),
        ("On the panel since", on_day(one.joined_on) if one.joined_on else ""),
        ("Left on", on_day(one.left_on) if one.left_on else ""),
    )
    return [Row(key, value) for key, value in told if value]


def agreed(one: Organisation) -> list[Agreed]:
    """Each purpose, agreed to or not, what is needed first. Two queries."""
    given = {row.wording.purpose: row for row in agreed_by_organisation(organisation=one)}
    found = [Agreed(row.wording, row.given_on, row.pk) for row in given.values()]
    found += [Agreed(wording, None, None) for wording in not_agreed_by_organisation(organisation=one)]
    return sorted(found, key=lambda each: (not each.wording.needed, each.wording.pk))


def invited(one: Organisation) -> list[str]:
    """The gatherings it was invited to, each in a line."""
    came = {True: "Someone came.", False: "Nobody came.", None: ""}
    rows = invited_organisation(organisation=one).filter(invited_on__isnull=False)
    said = {"yes": "Said yes.", "no": "Said no.", "": "No answer yet."}
    return [
        f"{row.gathering.name}, {on_day(localtime(row.gathering.starts_at))}. {came[row.came] or said[row.answer]}"
        for row in rows
    ]
