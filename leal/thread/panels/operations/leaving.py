"""Leave a panel, and take back what one agreed to: words are erased for good, here and in history."""

from datetime import date

from django.core.exceptions import PermissionDenied

from leal.foundations.access.guards import require
from leal.foundations.access.permissions import Permission
from leal.foundations.accounts.operations import erase_words
from leal.foundations.audit.erasing import destroy_key
from leal.foundations.audit.record import record
from leal.foundations.notices import outbox
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..bundle import WORDS_OF_MEMBERS
from ..models import Confirmation, Consent, ConsentWording, EqualityAnswers, Experience, PanelMember, Renewal


class LeftAlready(Exception):
    """Whoever has left cannot leave again."""

    def __str__(self) -> str:
        return "They have left already, and what we held was erased then"


@operation(needs=Permission.PANEL_JOIN)
def leave_panel(*, member: PanelMember, on: date, by: Person | Outsider) -> PanelMember:
    """Leave the panel: erase who someone is and everything they told us of themselves.

    What stays is a row with a random key that says when somebody joined and
    left, so that numbers still add up. Their account goes too, unless it holds
    another role. Only the member, or who looks after the panel, may do this.
    Raises LeftAlready.
    """
    theirs_or_keeps(member, by)
    return erased(member, on, by)


def erased(member: PanelMember, on: date, by: Person | Outsider) -> PanelMember:
    """A member as they have left, nothing of theirs held any more. Raises LeftAlready."""
    held = PanelMember.objects.select_for_update().get(pk=member.pk)
    if held.left_on:
        raise LeftAlready
    record("member.left", of=held, by=by)
    for address in filter(None, (held.email, held.postal_address, held.phone)):
        outbox.erase(address=address)
    forget_rows(held)
    Consent.objects.filter(member=held, withdrawn_on=None).update(withdrawn_on=on)
    Renewal.objects.filter(member=held, answer="").delete()
    person, held.person = held.person, None
    blank(held)
    held.left_on = on
    held.save()
    destroy_key(of=held)
    if person:
        let_go(person, held.panel.service, on)
    return held


@operation(needs=Permission.PANEL_JOIN)
def take_back(*, consent: Consent, on: date, by: Person | Outsider) -> Consent:
    """Take back what someone agreed to, for one purpose. What was held for that purpose alone is erased.

    To take back what a member cannot do without is to leave: `leave_panel`.
    """
    theirs_or_keeps(consent.member, by)
    consent.withdrawn_on = on
    consent.save(update_fields=["withdrawn_on"])
    if consent.wording.purpose == ConsentWording.Purpose.EQUALITY:
        forget(EqualityAnswers.objects.filter(member=consent.member))
    record("consent.taken-back", of=consent, by=by)
    return consent


@operation(needs=Permission.PANEL_JOIN)
def agree(*, member: PanelMember, wording: ConsentWording, how: str, on: date, by: Person | Outsider) -> Consent:
    """Agree to one more purpose, in the words that stand now."""
    theirs_or_keeps(member, by)
    consent = Consent.objects.create(member=member, wording=wording, how=how, given_on=on)
    record("consent.given", of=consent, by=by)
    return consent


def theirs_or_keeps(member: PanelMember, by: Person | Outsider) -> None:
    """Let the member act, and who looks after the panel; nobody else."""
    if isinstance(by, Outsider):
        raise PermissionDenied
    if member.person_id is None or member.person_id != by.pk:
        require(by, Permission.PANEL_WRITE, within=member.panel.scope)


def forget_rows(member: PanelMember) -> None:
    """Take away what a member answered, blank what was written of them, and destroy the secrets of both."""
    for model in (Experience, EqualityAnswers):
        forget(model.objects.filter(member=member))
    for model, way in WORDS_OF_MEMBERS.items():
        for row in model.objects.filter(**{way: member}):
            blank(row)
            row.save()
            destroy_key(of=row)
    Confirmation.objects.filter(member=member).delete()


def forget(rows) -> None:
    found = list(rows)
    rows.delete()
    for row in found:
        destroy_key(of=row)


def blank(row) -> None:
    """Blank every personal column of a row: empty words, or what a new row would have."""
    for name in row.personal:
        field = row._meta.get_field(name)
        setattr(row, name, field.get_default() if field.has_default() else "")


def let_go(person: Person, service: str, on: date) -> None:
    """End the role of a panel member, and with no other role left erase the account."""
    held = person.role_holdings.filter(role="panel-member", scope="charter", within=service)
    held.filter(since__gte=on).delete()
    held.filter(until=None).update(until=on)
    if not person.role_holdings.exclude(role="panel-member").exists():
        erase_words(person)
        record("person.erased", of=person, by=person, because="Left the panel")
