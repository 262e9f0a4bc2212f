"""Who may do what, in the words of the page of permissions."""

from .permissions import ANYONE_MAY, ROLES, THE_CLOCK_MAY, Permission


def who(permission: Permission) -> tuple[str, ...]:
    """Everyone who may do a thing: the names of roles, or "Anyone", "Anyone who has signed in", "The clock"."""
    if permission in ANYONE_MAY:
        return ("Anyone",)
    if permission == Permission.SIGNED_IN:
        return ("Anyone who has signed in",)
    clock = ("The clock",) if permission in THE_CLOCK_MAY else ()
    return (*clock, *(role.name for role in ROLES.values() if permission in role.may))
