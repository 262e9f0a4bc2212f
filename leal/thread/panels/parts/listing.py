"""Members in a list, each a line: made whole here, for a list of fifty is most of its page."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from leal.calculations.periods import day_words

from ..models import Panel, PanelMember

TOLD_BY, FORMAT = dict(PanelMember.ToldBy.choices), dict(PanelMember.Format.choices)
NOBODY = UUID(int=0)


class Listed(NamedTuple):
    """One member in a list.

    aside    what tells them from another of the same name, for whoever does not see the line below
    known    where they live, how they are told, since when they are here
    confirm  where a colleague says that it is them, of someone who has asked to join
    """

    href: str
    name: str
    aside: str
    known: str
    confirm: str


def listed(members: Iterable[PanelMember], *, panel: Panel, waiting: bool) -> list[Listed]:
    """A line for each of some members."""
    page, confirm = (
        reverse(f"panels:{name}", args=[panel.service, panel.code, NOBODY]) for name in ("member", "confirmed")
    )
    return [
        Listed(
            page.replace(str(NOBODY), str(one.pk)),
            one.name,
            f"{one.council_area or 'area not known'}, {day_words(one.asked_on)}, {place}",
            known(one, waiting),
            confirm.replace(str(NOBODY), str(one.pk)) if waiting else "",
        )
        for place, one in enumerate(members, start=1)
    ]


def known(one: PanelMember, waiting: bool) -> str:
    """“Highland · told by e-mail · since 1 August 2017”"""
    parts = [one.council_area or "Area not known", f"told by {TOLD_BY[one.told_by].lower()}"]
    if one.format != "plain":
        parts.append(FORMAT[one.format].lower())
    parts.append(f"asked on {day_words(one.asked_on)}" if waiting else f"since {day_words(one.confirmed_on)}")
    return " · ".join(parts)
