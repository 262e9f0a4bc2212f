"""Who is missing, and what is done about it."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

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


def still_missing(*, panel: Panel, group: CoreGroup | None = None) -> QuerySet[Missing]:
    """Who is missing still from a panel, or from one of its groups and then the panel it was chosen from. One query."""
    found = missing_of(panel=panel).filter(filled_on=None)
    if group is None:
        return found.filter(group=None)
    return found.filter(Q(group=group) | Q(group=None)).order_by(F("group").asc(nulls_last=True), "since", "pk")


def roles_that_see_to_it(*, service: str, on: date) -> dict[int, str]:
    """The role of everyone who may look after panels of a service that day, by their key: "researcher". One query."""
    rows = may_look_after(service, on).order_by("pk").values_list("person", "role")
    return {person: ROLES[role].name.lower() for person, role in rows}


def may_look_after(service: str, on: date) -> QuerySet[RoleHolding]:
    roles = [role for role, about in ROLES.items() if Permission.PANEL_WRITE in about.may]
    reaches = Q(scope="everything") | Q(scope="charter", within=service)
    runs = Q(until__isnull=True) | Q(until__gt=on)
    return RoleHolding.objects.filter(reaches, runs, role__in=roles, since__lte=on, person__is_active=True)


def untouched(*, service: str, owner: Person) -> QuerySet[Missing]:
    """Gaps that someone sees to and about which nothing is done. One query."""
    return Missing.objects.filter(panel__service=service, owner=owner, filled_on=None, doing="").select_related(
        "panel", "group"
    )


def could_own(*, panel: Panel, on: date) -> QuerySet[Person]:
    """Whoever may look after this panel that day, and so see to who is missing from it. One query."""
    held = may_look_after(panel.service, on).filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(held)).order_by("name_key")
