"""Who is missing, and what is done about it."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from leal.foundations.access.permissions import ROLES, Permission
from leal.foundations.people.models import Person, RoleHolding

from ..models import CoreGroup, Missing, Panel


def panels_of(*, service: str) -> QuerySet[Panel]:
    """The panels of a service, in the order they were opened. One query."""
    return Panel.objects.filter(service=service)


def groups_of(*, panel: Panel) -> QuerySet[CoreGroup]:
    """The groups of a panel, the newest first. One query."""
    return CoreGroup.objects.filter(panel=panel)


def missing_of(*, panel: Panel) -> QuerySet[Missing]:
    """Who is missing from a panel and its groups, what is not filled first. One query."""
    found = Missing.objects.filter(panel=panel).select_related("group", "owner", "panel")
    return found.order_by("-filled_on", "since", "pk")


def untouched(*, service: str, owner: Person) -> QuerySet[Missing]:
    """Gaps that someone sees to and about which nothing is done. One query."""
    return Missing.objects.filter(panel__service=service, owner=owner, filled_on=None, doing="").select_related(
        "panel", "group"
    )


def could_own(*, panel: Panel, on: date) -> QuerySet[Person]:
    """Whoever may look after this panel that day, and so see to who is missing from it. One query."""
    roles = [role for role, about in ROLES.items() if Permission.PANEL_WRITE in about.may]
    reaches = Q(scope="everything") | Q(scope="charter", within=panel.service)
    runs = Q(until__isnull=True) | Q(until__gt=on)
    held = RoleHolding.objects.filter(reaches, runs, role__in=roles, since__lte=on, person=OuterRef("pk"))
    return Person.objects.filter(Exists(held), is_active=True).order_by("name_key")
