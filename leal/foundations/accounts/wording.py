"""How roles are said on pages."""

from django.utils.formats import date_format
from django.utils.timezone import localdate

from leal.foundations.access.permissions import ROLES
from leal.foundations.people.models import Person, RoleHolding


def role_names(person: Person) -> str:
    """The roles a person holds today: "Manager, Owner of commitments". Asks nothing when holdings are prefetched."""
    today = localdate()
    held = sorted((h for h in person.role_holdings.all() if runs(h, today)), key=lambda h: h.pk)
    return ", ".join(dict.fromkeys(role_name(h) for h in held))


def role_name(held: RoleHolding) -> str:
    return ROLES[held.role].name if held.role in ROLES else held.role


def runs(held: RoleHolding, today) -> bool:
    return held.since <= today and (held.until is None or held.until > today)


def what_for(held: RoleHolding, things: dict[tuple[str, str], str]) -> str:
    """What a role is held for: "the charter Our Charter". What is no longer there is named by its key."""
    return things.get((held.scope, held.within), f"{held.get_scope_display()} ({held.within})")


def spell(held: RoleHolding) -> str:
    """When a role is held: "since 1 June 2018", "from 1 June 2018 until 2 May 2026"."""
    since, until = (date_format(day, "j F Y") if day else "" for day in (held.since, held.until))
    if until:
        return f"from {since} until {until}"
    return f"since {since}" if held.since <= localdate() else f"from {since}"
