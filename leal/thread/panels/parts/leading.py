"""The page that leads to everything about the panels of a service."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.urls import reverse

from leal.foundations.editing.parts import Item, Shelf
from leal.foundations.pages.parts import Link
from leal.foundations.pages.sentences import counted, on_day, sentence

from ..models import Panel

LEAD = (
    "Who takes part, who is chosen, who is asked, and who is missing. What waits for you stands beside each page that "
    "deals with it."
)

NONE = "There is no panel for this charter yet."


def every_panel(panel: Panel) -> Link:
    """The way back to the page that leads to every panel of the same service."""
    return Link("Panels", reverse("panels:panels", args=[panel.service]))


def shelves(panels: Iterable[Panel], people: Mapping[int, int]) -> tuple[Shelf, ...]:
    """A shelf for each panel: its pages, and what waits in them.

    people  how many members each panel has, by its key
    """
    rows = list(panels)
    names = told_apart({one.pk: (one.name, one.code) for one in rows})
    return tuple(shelf(one, names[one.pk], people.get(one.pk, 0)) for one in rows)


def told_apart(names: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """Names by key, given as (name, what tells it from others of the same name), which is added where it must be.

    >>> told_apart({1: ("Panel", "first"), 2: ("Panel", "second"), 3: ("Group", "core")})
    {1: 'Panel (first)', 2: 'Panel (second)', 3: 'Group'}
    """
    many = Counter(name for name, _ in names.values())
    return {key: f"{name} ({more})" if many[name] > 1 else name for key, (name, more) in names.items()}


def shelf(panel: Panel, name: str, people: int) -> Shelf:
    at = [panel.service, panel.code]
    lead = " ".join(
        filter(
            None,
            (
                f"Ended on {on_day(panel.closed_on)}." if panel.closed_on else "",
                "This is a story: everyone on this panel is made up." if panel.made_up else "",
            ),
        )
    )
    items = (
        item("Members", "panels:members", at, counted(people, "person", "people"), waiting(panel.waiting)),
        item("Organisations", "organisations:list", at, counted(panel.beside, "organisation"), waiting(panel.asking)),
        item("Make-up", "panels:make-up", at, "The panel beside everyone it speaks for"),
        item("Who is missing", "panels:missing", at, lacking(panel.lacking), idle(panel.idle)),
        item("Keeping the panel alive", "panels:keeping", at, taking(panel), unpaid(panel.late)),
        item("Core groups", "groups:groups", at, counted(panel.groups_formed, "group")),
        item("Gatherings", "gatherings:list", at, f"{counted(panel.come, 'gathering')} to come", untold(panel.untold)),
    )
    ways = () if panel.closed_on else (Link(f"Where people join: {name}", reverse("panels:join", args=at)),)
    return Shelf(f"panel-{panel.code}", name, items, empty="", lead=lead, ways=ways)


def item(text: str, page: str, at: list[str], note: str, mark: str = "") -> Item:
    return Item(Link(text, reverse(page, args=at)), note=sentence(note), mark=mark, aside=at[1])


def waiting(many: int) -> str:
    return f"{many:,} asked to join, not confirmed yet" if many else ""


def lacking(many: int) -> str:
    return f"{counted(many, 'kind')} of people missing" if many else "Nobody is written down as missing"


def taking(panel: Panel) -> str:
    """Whether people can join now, as the page of waves says more fully."""
    if panel.running:
        return f"{counted(panel.running, 'wave')} open, so people can join"
    return "Joining is closed between waves" if panel.waves_ever else "People can join at any time"


def unpaid(many: int) -> str:
    return f"{counted(many, 'expense').capitalize()} not paid in time" if many else ""


def idle(many: int) -> str:
    return f"Nothing is done about {counted(many, 'of them', 'of them')}" if many else ""


def untold(many: int) -> str:
    return f"{counted(many, 'gathering').capitalize()} not told back in time" if many else ""
