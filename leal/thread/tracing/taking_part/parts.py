"""How people take part, as everyone reads it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from leal.foundations.pages.parts import Link
from leal.foundations.pages.sentences import counted, on_day
from leal.thread.panels.models import CoreGroup, Gathering, Panel
from leal.thread.panels.parts.leading import told_apart
from leal.thread.panels.queries.joining import JoiningNow

FEW = 5
SHOWN = 5


@dataclass(frozen=True)
class Beside:
    """Organisations beside members, by the key of the panel ("" for one that chose not to be named); who takes more."""

    names: Mapping[int, Sequence[str]]
    joinable: Collection[int]


@dataclass(frozen=True)
class OnePanel:
    """A panel: how many are on it, the way to join or when there is one, who is beside, where to read more of it."""

    id: str
    name: str
    about: str
    people: str
    made_up: bool
    organisations: str
    named: tuple[str, ...]
    join: Link | None
    joining: str
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
    joining: Mapping[int, JoiningNow],
    beside: Beside,
    groups: Iterable[CoreGroup],
    told: Iterable[Gathering],
) -> TakingPart:
    """The panels, those that can be joined first, and every gathering told back, newest first.

    people   how many members each panel has, by its key
    joining  whether each that has not ended can be joined today, and from when, by its key
    """
    rows, every = list(groups), sorted(panels, key=lambda panel: panel.closed_on is not None)
    names = told_apart({one.pk: (one.name, one.code) for one in every})
    drawn = told_apart({one.pk: (one.name, f"{names[one.panel_id]}, {one.code}") for one in rows})
    found = tuple(
        _panel(
            one,
            names[one.pk],
            people.get(one.pk, 0),
            joining.get(one.pk),
            beside,
            {row: drawn[row.pk] for row in rows if row.panel_id == one.pk},
        )
        for one in every
    )
    gatherings = tuple(map(_told, told))
    return TakingPart(_lead(panels, joining.values()), found, gatherings[:SHOWN], gatherings[SHOWN:])


def _panel(
    panel: Panel, name: str, people: int, now: JoiningNow | None, beside: Beside, groups: Mapping[CoreGroup, str]
) -> OnePanel:
    at = [panel.service, panel.code]
    address = reverse("panels:join", args=at)
    join = Link(f"Join {name}", address) if now and now.open else None
    about = panel.about or f"People who know the service from their own lives, since {on_day(panel.opened_on)}."
    ways = [Link(f"Who is missing from {name}", reverse("tracing:missing-from-panel", args=at))]
    if now and not now.open:
        ways.insert(0, Link(f"What it means to join {name}", address))
    if panel.pk in beside.joinable:
        ways.insert(0, Link(f"Join {name} as an organisation", reverse("organisations:join", args=at)))
    for one, called in groups.items():
        ways.append(Link(f"{called}: how it was drawn by lot", reverse("groups:public", args=[*at, one.code])))
    others = beside.names.get(panel.pk, ())
    named = tuple(filter(None, others))
    said = _organisations(len(others), len(named))
    people_said, when = _people(panel, people), _joining(now) if now else ""
    return OnePanel(
        f"panel-{panel.code}", name, about, people_said, panel.made_up, said, named, join, when, tuple(ways)
    )


def _joining(now: JoiningNow) -> str:
    """Until when people can join, or from when; "" where they can at any time."""
    if now.open:
        last = now.wave.last_day if now.wave else None
        return f"You can ask to join until {on_day(last)}." if last else ""
    if now.next:
        return f"Joining is closed just now. You can ask to join from {on_day(now.next.opened_on)} on."
    return (
        f"Joining is closed just now. We last looked for new members until {on_day(now.last.last_day)}. "
        "When we do again, it stands here."
    )


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


def _lead(panels: Sequence[Panel], joining: Collection[JoiningNow]) -> str:
    if any(now.open for now in joining):
        return (
            "People who know the service from their own lives help to shape its charter. You can be one of them: "
            "online, by phone, on paper or in a room with others."
        )
    if joining:
        return (
            "People who know the service from their own lives help to shape its charter. We look for more of them "
            "from time to time, and say here when you can be one."
        )
    if panels:
        return "People who know the service from their own lives helped to shape its charter. Nobody can join just now."
    return "There is no panel yet: nobody with experience of the service has been asked to take part."
