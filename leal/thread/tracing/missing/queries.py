from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from leal.thread.panels.models import CoreGroup, Missing, Panel, Seat
from leal.thread.statements.models import Statement


def panels(*, service: str) -> QuerySet[Panel]:
    """The panels of a service. One query."""
    return Panel.objects.filter(service=service)


def groups(*, service: str) -> QuerySet[CoreGroup]:
    """The groups that readers know of: someone sits or sat in them or is missing, or their words are written down.

    One query.
    """
    sits = Seat.objects.filter(group=OuterRef("pk"))
    lacks = Missing.objects.filter(group=OuterRef("pk"))
    said = Statement.objects.filter(group=OuterRef("pk"), withdrawn_on=None)
    found = CoreGroup.objects.filter(Exists(sits) | Exists(lacks) | Exists(said), panel__service=service)
    return found.select_related("panel").order_by("formed_on", "pk")


def gaps(*, service: str) -> dict[tuple[int, int | None], list[Missing]]:
    """Who is missing, by panel and group, what is open first and the oldest of it. One query."""
    found = Missing.objects.filter(panel__service=service).order_by("-filled_on", "since", "pk")
    return by_room(found)


def by_room(rows: Iterable[Missing]) -> dict[tuple[int, int | None], list[Missing]]:
    told = defaultdict(list)
    for row in rows:
        told[row.panel_id, row.group_id].append(row)
    return told
