from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..models import Body, Charter
from .holding import within_charter


@operation(needs=Permission.CHARTER_WRITE)
def found(*, slug: str, name: str, body: str, by: Person | Outsider, **about: str | int) -> Charter:
    """Found a charter.

    about  further fields of a Charter: act, about, contact, year_starts_in (1 to 12)
    """
    charter = Charter.objects.create(slug=slug, name=name, body=body, **about)
    record("charter.founded", of=charter, by=by)
    return charter


@operation(needs=Permission.CHARTER_WRITE, within=within_charter)
def name_body(*, charter: Charter, name: str, kind: str, does: str = "", by: Person | Outsider) -> Body:
    """Name one of those who must keep the charter, or see that it is kept."""
    body = Body.objects.create(charter=charter, name=name, kind=kind, does=does)
    record("body.named", of=body, by=by)
    return body
