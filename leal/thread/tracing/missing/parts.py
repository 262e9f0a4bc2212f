"""Who is missing, as everyone reads it: in words first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from leal.calculations.periods import day_words
from leal.foundations.pages.parts import Link
from leal.thread.panels.models import CoreGroup, Missing, Panel
from leal.thread.panels.parts.missing import Gap, told
from leal.thread.statements.models import Statement


@dataclass(frozen=True)
class Room:
    """A panel or a group: who is missing from it."""

    id: str
    name: str
    about: str
    figures: Link
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Rooms:
    """All of them."""

    lead: str
    rooms: tuple[Room, ...]


def rooms(
    panels: Sequence[Panel],
    groups: Sequence[CoreGroup],
    gaps: Mapping[tuple[int, int | None], Sequence[Missing]],
    roles: Mapping[int, str],
) -> Rooms:
    """Panel by panel, each followed by its groups in the order they were formed.

    roles  what those who see to gaps do here, by their key
    """
    found = []
    for panel in panels:
        found.append(_of_panel(panel, told(gaps.get((panel.pk, None), ()), roles)))
        mine = [one for one in groups if one.panel_id == panel.pk]
        found += [_of_group(one, told(gaps.get((panel.pk, one.pk), ()), roles)) for one in mine]
    return Rooms(_lead([gap for room in found for gap in room.gaps]), tuple(found))


def _of_panel(panel: Panel, gaps: tuple[Gap, ...]) -> Room:
    href = reverse("tracing:missing-from-panel", args=[panel.service, panel.code])
    about = panel.about or f"The people who help to shape the charter, since {day_words(panel.opened_on)}."
    return Room(f"panel-{panel.code}", panel.name, about, Link(f"{panel.name} in figures", href), gaps)


def _of_group(group: CoreGroup, gaps: tuple[Gap, ...]) -> Room:
    panel = group.panel
    href = reverse("tracing:missing-from-group", args=[panel.service, panel.code, group.code])
    about = f"{group.purpose.rstrip('.')}. {group.seats:,} people, formed on {day_words(group.formed_on)}."
    return Room(f"group-{panel.code}-{group.code}", group.name, about, Link(f"{group.name} in figures", href), gaps)


def resting(statements: Iterable[Statement]) -> tuple[Link, ...]:
    """The statements that rest on the words of a group, and so on those who were there."""
    return tuple(Link(one.wording, reverse("tracing:statement", args=[one.service, one.code])) for one in statements)


def _lead(gaps: Sequence[Gap]) -> str:
    still = [gap for gap in gaps if gap.open]
    idle = sum(gap.idle for gap in still)
    if not gaps:
        return "Nobody has written down yet who is missing. That does not mean that everyone is here."
    if not still:
        return "Everyone who was known to be missing has come since. Others may be missing of whom we do not know."
    many = "One kind of people is" if len(still) == 1 else f"{spelt(len(still)).capitalize()} kinds of people are"
    acts = {0: "Something is being done about each", len(still): "Nothing is being done about it yet"}
    done = acts.get(idle, f"About {spelt(idle)} of them nothing is being done yet")
    return f"{many} missing when we listen. So what we promise rests on other people’s lives. {done}."


def spelt(many: int) -> str:
    """A small number in a word, as in a sentence.

    >>> spelt(2), spelt(11)
    ('two', '11')
    """
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[many] if many < len(words) else str(many)
