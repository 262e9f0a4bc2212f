"""How a page or an operation says who may use it."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.timezone import localdate

from leal.foundations.people.actors import ANYONE, CLOCK, Outsider
from leal.foundations.people.models import Person

from .permissions import ANYONE_MAY, ROLES, THE_CLOCK_MAY, Permission

EVERYTHING = ("everything", "")
OUTSIDERS = {ANYONE: ANYONE_MAY, CLOCK: THE_CLOCK_MAY}


def may(by: Person | Outsider, permission: Permission, *, within: str = "") -> bool:
    """Whether `by` holds `permission` today.

    within  "charter our-charter", "team 4" or "site 2" when the thing acted on
            lies inside one; a role held for everything covers all of them, and
            one held within something narrower covers only that.
    """
    return any(covers(scope, held, within) for scope, held in scopes(by, permission))


def may_somewhere(by: Person | Outsider, permission: Permission) -> bool:
    """Whether `by` holds `permission` within anything at all: enough to open a page, not to act."""
    return bool(scopes(by, permission))


def scopes(by: Person | Outsider, permission: Permission) -> list[tuple[str, str]]:
    """Where `by` holds `permission` today, as (scope, within)."""
    if isinstance(by, Outsider):
        return [EVERYTHING] if permission in OUTSIDERS[by] else []
    if not by.is_authenticated:
        return [EVERYTHING] if permission in ANYONE_MAY else []
    if not by.is_active:
        return []
    if permission in ANYONE_MAY or permission == Permission.SIGNED_IN:
        return [EVERYTHING]
    return [(scope, held) for role, scope, held in held_today(by) if permission in ROLES[role].may]


def covers(scope: str, held: str, within: str) -> bool:
    """Whether a role held in `scope` reaches a thing that lies `within`; a thing in no place needs everything."""
    return scope == "everything" or f"{scope} {held}" == within


def held_today(person: Person) -> list[tuple[str, str, str]]:
    """The roles a person holds today as (role, scope, within); read once for each request."""
    if not hasattr(person, "_held_today"):
        today = localdate()
        held = person.role_holdings.filter(Q(until__isnull=True) | Q(until__gt=today), since__lte=today, role__in=ROLES)
        person._held_today = list(held.values_list("role", "scope", "within"))
    return person._held_today


def ask_again(person: Person) -> None:
    """Forget which roles a person held, after giving or ending one."""
    person.__dict__.pop("_held_today", None)


def require(by: Person | Outsider, permission: Permission, *, within: str = "") -> None:
    """Raise PermissionDenied unless `by` holds `permission`."""
    if not may(by, permission, within=within):
        raise PermissionDenied(permission)


def needs(what: Permission | Callable) -> Callable:
    """Declare who may open a page: a Permission, or the operation the page performs."""
    permission = getattr(what, "needs", what)

    def declare(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not may_somewhere(request.user, permission):
                raise PermissionDenied(permission)
            return view(request, *args, **kwargs)

        guarded.needs = permission
        return guarded

    return declare


def open_to_all(view: Callable) -> Callable:
    """Declare that a page needs no sign-in."""
    view.needs = Permission.EVERYONE
    return login_not_required(view)
