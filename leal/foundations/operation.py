"""What makes a function a write: allowed, all-or-nothing, recorded."""

from collections.abc import Callable
from functools import wraps

from django.db import transaction

from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from .access.guards import require
from .access.permissions import Permission
from .audit.record import NothingRecorded, acting, watching


def operation(*, needs: Permission, within: Callable[..., str] | None = None) -> Callable:
    """Turn a function into an operation.

    The function is called by keyword only and is told who acts (`by`: a person,
    ANYONE or CLOCK). It runs in one transaction, which is undone if it leaves
    no audit entry. `within`, given the same keywords, says in which charter,
    team or site the act lies, for roles held within one.

    Raises PermissionDenied when `by` lacks `needs` there, NothingRecorded when it recorded nothing.
    """

    def declare(write: Callable) -> Callable:
        @wraps(write)
        def performed(*, by: Person | Outsider, **given):
            require(by, needs, within=within(**given) if within else "")
            with transaction.atomic(), acting(by), watching() as recorded:
                result = write(by=by, **given)
                if not recorded:
                    raise NothingRecorded(write.__qualname__)
            return result

        performed.needs = needs
        return performed

    return declare
