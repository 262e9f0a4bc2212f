"""How people take part, as everyone reads it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from leal.foundations.pages.parts import Link
from leal.foundations.pages.sentences import counted, on_day
from leal.thread.panels.models import CoreGroup, Gathering, Panel
from leal.thread.panels.parts.leading import told_apart

FEW = 5
SHOWN = 5


@dataclass(frozen=True)
class Beside:
    """Organisations beside members, by the key of the panel ("" for one that chose not to be named); who takes more."""

    names: Mapping[int, Sequence[str]]
    joinable: Collection[int]


@dataclass(frozen=True)
class OnePanel:
    """A panel: how many are on it, the way to join, which organisations are beside, and where to read more of it."""

    id: str
    name: str
    about: str
    people: str
    made_up: bool
    organisations: str
    named: tuple[str, ...]
    join: Link | None
    ways: tuple[Link, ...]


@dataclass(frozen=True)
class Told:
    """One gathering told back: what it was and when, what came of it ("" where that would tell of one person)."""

    id: str
    name: str
    when: str
    came: str


@dataclass(frozen=True)
class TakingPart:
    """All of it."""

    lead: str
    panels: tuple[OnePanel, ...]
    told: tuple[Told, ...]
    earlier: tuple[Told, ...]


def taking_part(
    panels: Sequence[Panel],
    people: Mapping[int, int],
    beside: Beside,
    groups: Iterable[CoreGroup],
    told: Iterable[Gathering],
) -> TakingPart:
    """The panels, those that can be joined first, and every gathering told back, newest first.

    people  how many members each panel has, by its key
    """
    rows, every = list(groups), sorted(panels, key=lambda panel: panel.closed_on is not None)
    names = told_apart({one.pk: (one.name, one.code) for one in every})
    drawn = told_apart({one.pk: (one.name, f"{names[one.panel_id]}, {one.code}") for one in rows})
    found = tuple(
        _panel(
            one,
            names[one.pk],
            people.get(one.pk, 0),
            beside,
            {row: drawn[row.pk] for row in rows if row.panel_id == one.pk},
        )
        for one in every
    )
    gatherings = tuple(map(_told, told))
    return TakingPart(_lead(panels), found, gatherings[:SHOWN], gatherings[SHOWN:])


def _panel(panel: Panel, name: str, people: int, beside: Beside, groups: Mapping[CoreGroup, str]) -> OnePanel:
    at = [panel.service, panel.code]
    join = None if panel.closed_on else Link(f"Join {name}", reverse("panels:join", args=at))
    about = panel.about or f"People who know the service from their own lives, since {on_day(panel.opened_on)}."
    ways = [Link(f"Who is missing from {name}", reverse("tracing:missing-from-panel", args=at))]
    if panel.pk in beside.joinable:
        ways.insert(0, Link(f"Join {name} as an organisation", reverse("organisations:join", args=at)))
    for one, called in groups.items():
        ways.append(Link(f"{called}: how it was drawn by lot", reverse("groups:public", args=[*at, one.code])))
    others = beside.names.get(panel.pk, ())
    named = tuple(filter(None, others))
    said = _organisations(len(others), len(named))
    people_said = _people(panel, people)
    return OnePanel(f"panel-{panel.code}", name, about, people_said, panel.made_up, said, named, join, tuple(ways))


def _organisations(many: int, named: int) -> str:
    """How many organisations speak for people beside its members; they are none of the people counted."""
    if not many:
        return ""
    said = f"{counted(many, 'organisation').capitalize()} that {'speaks' if many == 1 else 'speak'} for people"
    unnamed = many - named
    quiet = f" {counted(unnamed, 'chooses', 'choose').capitalize()} not to be named here." if unnamed else ""
    return f"Beside them: {said[0].lower()}{said[1:]}.{quiet}"


def _people(panel: Panel, people: int) -> str:
    """How many are on it; a number of one to four is not told, for it could tell who."""
    closed = f" It ended on {on_day(panel.closed_on)}." if panel.closed_on else ""
    if 0 < people < FEW:
        return f"Fewer than five people are on it.{closed}"
    return f"{counted(people, 'person is', 'people are').capitalize()} on it.{closed}"


def _told(one: Gathering) -> Told:
    """A gathering told back. One with one person is not named, nor what came of it: that could tell who it was."""
    alone = one.kind == Gathering.Kind.INTERVIEW
    name = "A talk with one person" if alone else one.name
    held = f"{one.get_kind_display()}, {on_day(one.starts_at.date())}."
    told = f"They were told what came of it on {on_day(one.told_on)}."
    return Told(f"told-{one.pk}", name, f"{held} {told}", "" if alone else one.what_came)


def _lead(panels: Sequence[Panel]) -> str:
    if any(panel.closed_on is None for panel in panels):
        return (
            "People who know the service from their own lives help to shape its charter. You can be one of them: "
            "online, by phone, on paper or in a room with others."
        )
    if panels:
        return "People who know the service from their own lives helped to shape its charter. Nobody can join just now."
    return "There is no panel yet: nobody with experience of the service has been asked to take part."
