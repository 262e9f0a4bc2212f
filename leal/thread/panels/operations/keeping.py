"""Look after the members of a panel."""

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..models import PanelMember
from .joining import within_member


@operation(needs=Permission.MEMBER_READ, within=within_member)
def read_member(*, member: PanelMember, because: str, by: Person | Outsider) -> PanelMember:
    """Open the record of one member, and leave word of who did and why. Answers about equality are not in it."""
    record("member.read", of=member, by=by, because=because)
    return member
