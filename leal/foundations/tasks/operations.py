from django.utils import timezone

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.models import Person

from .models import Work


@operation(needs=Permission.SIGNED_IN)
def stop(*, work: Work, by: Person) -> Work:
    """Ask long work to stop at the next good moment."""
    work.stop_asked_at = timezone.now()
    work.save(update_fields=["stop_asked_at"])
    record("work.stop-asked", of=work, by=by)
    return work
