"""Put right what a member told us: by themself, or by a colleague whom they told."""

from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.notices.outbox import tell
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.revision import write_anew

from .. import letters, queries
from ..models import PanelMember
from .leaving import LeftAlready, theirs_or_keeps


@operation(needs=Permission.PANEL_JOIN)
def put_right(
    *, member: PanelMember, seen: str, because: str = "", on: date, by: Person | Outsider, **words: str
) -> PanelMember:
    """Say anew how to reach a member, what suits them and what they need. Only they, or who looks after the panel, may.

    Where they live is worked out anew when their postcode is another one. When
    the way to reach them changes, they are told of it where they were reached
    before: if it was not them, they notice.
    Raises ChangedMeanwhile, LeftAlready.
    """
    theirs_or_keeps(member, by)
    before = PanelMember.objects.select_for_update(of=("self",)).select_related("panel", "person").get(pk=member.pk)
    if before.left_on:
        raise LeftAlready
    now = write_anew(before, seen=seen, words=words)
    if now.postcode != before.postcode:
        area = queries.place_of(postcode=now.postcode)
        for column, value in area.items():
            setattr(now, column, value)
        now.save(update_fields=[*area])
    if before.person and before.person.name == before.name != now.name:
        before.person.name = now.name
        before.person.save(update_fields=["name"])
    record("member.put-right", of=now, by=by, because=because)
    if (was := letters.to(before))[1:3] != letters.to(now)[1:3]:
        tell(was, about="member.put-right", within=before.panel.scope, **letters.reached_elsewhere(before, on))
    return now
