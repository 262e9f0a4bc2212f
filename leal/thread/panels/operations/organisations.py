"""Organisations that speak for people: they ask to join, are put right, agree and leave, beside members."""

from collections.abc import Iterable, Mapping
from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.erasing import destroy_key
from leal.foundations.audit.record import record
from leal.foundations.notices import outbox
from leal.foundations.notices.models import Notice
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.foundations.revision import write_anew

from .. import letters, queries
from ..models import Confirmation, ConsentWording, Organisation, OrganisationConsent, Panel
from ..models.members import PanelMember
from ..organisations import letters as to_organisations
from .founding import within_panel, word_consent
from .joining import NotAgreed, of_nobody, to_confirm, used
from .leaving import LeftAlready, blank


def within_organisation(*, organisation: Organisation, **_) -> str:
    return organisation.scope


def within_agreed(*, consent: OrganisationConsent, **_) -> str:
    return consent.organisation.scope


@operation(needs=Permission.PANEL_JOIN, within=within_panel)
def ask_to_join_as_organisation(
    *, panel: Panel, words: Mapping[str, str], agreed: Iterable[ConsentWording], on: date, by: Person | Outsider
) -> Confirmation:
    """Write down an organisation that asked online, and write to its contact so that they can show it is theirs.

    Whoever asks learns nothing of which organisations are on the panel: where the address is one's, nothing is kept,
    and its contact is told that someone gave it. Raises NotAgreed.
    """
    there = queries.organisation_with_email(panel=panel, email=words.get("email", ""))
    if there:
        told = to_organisations.here_already(there)
        outbox.tell(letters.to(there), about="organisation.here-already", within=panel.scope, **told)
        record("organisation.asked-again", of=panel, by=by)
        return of_nobody(on)
    organisation = written(panel, words, agreed, PanelMember.How.ONLINE, on)
    record("organisation.asked", of=organisation, by=by)
    confirmation = to_confirm(organisation.told_by, on, organisation=organisation)
    told = to_organisations.confirm(organisation, confirmation)
    outbox.tell(
        letters.to(organisation), about="organisation.asked", carries=Notice.Carries.CODE, within=panel.scope, **told
    )
    return confirmation


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def enter_organisation(
    *,
    panel: Panel,
    words: Mapping[str, str],
    agreed: Iterable[ConsentWording],
    how: str,
    on: date,
    by: Person | Outsider,
) -> Organisation:
    """Write down an organisation as its contact said on the phone, in person or on paper. It is on the panel at once.

    how  a `PanelMember.How`. What it agrees to was read to its contact, or stands on the paper. Raises NotAgreed.
    """
    organisation = written(panel, words, agreed, how, on)
    record("organisation.entered", of=organisation, by=by)
    settle_organisation(organisation, on)
    return organisation


@operation(needs=Permission.PANEL_JOIN)
def confirm_organisation(*, confirmation: Confirmation, on: date, by: Person | Outsider) -> Organisation:
    """Take a link or code as showing that the address is theirs: the organisation is on the panel.

    Raises ConfirmationSpent when it was used, has run out, or was nobody's.
    """
    held = used(queries.good_confirmations(on=on).filter(organisation__isnull=False), confirmation, on)
    record("organisation.confirmed", of=held.organisation, by=by)
    settle_organisation(held.organisation, on)
    return held.organisation


@operation(needs=Permission.PANEL_WRITE, within=within_organisation)
def confirm_organisation_by_talking(*, organisation: Organisation, on: date, by: Person) -> Organisation:
    """Take it that an organisation does want to join, because a colleague spoke with its contact."""
    Confirmation.objects.filter(organisation=organisation).update(used_on=on)
    record("organisation.confirmed", of=organisation, by=by)
    settle_organisation(organisation, on)
    return organisation


@operation(needs=Permission.PANEL_WRITE, within=within_organisation)
def rewrite_organisation(
    *, organisation: Organisation, seen: str, because: str = "", by: Person, **words: object
) -> Organisation:
    """Put right what an organisation told us. Raises ChangedMeanwhile when someone was quicker, LeftAlready."""
    still_here(organisation)
    rewritten = write_anew(organisation, seen=seen, words=words)
    record("organisation.rewritten", of=rewritten, by=by, because=because)
    return rewritten


@operation(needs=Permission.PANEL_WRITE, within=within_organisation)
def agree_for_organisation(
    *, organisation: Organisation, wording: ConsentWording, how: str, on: date, by: Person
) -> OrganisationConsent:
    """Write down that an organisation agrees to one more purpose, in the words that stand now. Raises LeftAlready."""
    still_here(organisation)
    consent = OrganisationConsent.objects.create(organisation=organisation, wording=wording, how=how, given_on=on)
    record("consent.given", of=consent, by=by)
    return consent


@operation(needs=Permission.PANEL_WRITE, within=within_agreed)
def take_back_for_organisation(*, consent: OrganisationConsent, on: date, by: Person) -> OrganisationConsent:
    """Write down that an organisation no longer agrees to one purpose, such as that its name is shown."""
    consent.withdrawn_on = on
    consent.save(update_fields=["withdrawn_on"])
    record("consent.taken-back", of=consent, by=by)
    return consent


@operation(needs=Permission.PANEL_WRITE, within=within_organisation)
def let_organisation_leave(*, organisation: Organisation, on: date, by: Person) -> Organisation:
    """An organisation leaves the panel: who its contact is is erased, here and in history, and its name shown no more.

    That it was on the panel, and came to gatherings, stays. Raises LeftAlready.
    """
    held = still_here(organisation)
    record("organisation.left", of=held, by=by)
    forget_contact(held)
    held.consents.filter(withdrawn_on=None).update(withdrawn_on=on)
    blank(held)
    held.left_on = on
    held.save()
    destroy_key(of=held)
    return held


@operation(needs=Permission.PANEL_FORGET)
def forget_unconfirmed_organisation(*, organisation: Organisation, by: Outsider) -> None:
    """Erase what was written for an organisation when nobody showed that the address was theirs."""
    record("organisation.forgotten", of=organisation, by=by)
    forget_contact(organisation)
    destroyed = Organisation(pk=organisation.pk)
    organisation.delete()
    destroy_key(of=destroyed)


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def word_consent_of_organisations(
    *, panel: Panel, wordings: Mapping[str, str], on: date, by: Person | Outsider
) -> list[ConsentWording]:
    """Say in which words organisations agree, by purpose, from `on`; those that stand already stay as they are."""
    stand = dict(queries.organisations_agree_to(panel=panel).values_list("purpose", "wording"))
    anew = {purpose: words for purpose, words in wordings.items() if words and words != stand.get(purpose)}
    given = {"panel": panel, "on": on, "by": by}
    needed = ConsentWording.Purpose.SPEAK_FOR
    worded = [word_consent(purpose=one, wording=words, needed=one == needed, **given) for one, words in anew.items()]
    record("organisations.worded", of=panel, by=by)
    return worded


def still_here(organisation: Organisation) -> Organisation:
    """The organisation, held until the transaction ends. Raises LeftAlready."""
    found = Organisation.objects.select_for_update(of=["self"]).select_related("panel")
    held = found.get(pk=organisation.pk)
    if held.left_on:
        raise LeftAlready
    return held


def written(panel: Panel, words, agreed, how: str, on: date) -> Organisation:
    """The rows of an organisation that asked to join."""
    agreed = list(agreed)
    if set(queries.organisations_agree_to(panel=panel).filter(needed=True)) - set(agreed):
        raise NotAgreed
    organisation = panel.organisations.create(how_joined=how, asked_on=on, **words)
    OrganisationConsent.objects.bulk_create(
        OrganisationConsent(organisation=organisation, wording=one, how=how, given_on=on) for one in agreed
    )
    return organisation


def settle_organisation(organisation: Organisation, on: date) -> None:
    """Count an organisation as on the panel, and say welcome to its contact."""
    organisation.joined_on = on
    organisation.save(update_fields=["joined_on"])
    told = to_organisations.joined(organisation)
    outbox.tell(letters.to(organisation), about="organisation.confirmed", within=organisation.scope, **told)


def forget_contact(organisation: Organisation) -> None:
    """Erase what was written to the contact of an organisation, and blank what they said they need."""
    for address in filter(None, (organisation.email, organisation.postal_address, organisation.phone)):
        outbox.erase(address=address)
    for invited in organisation.invited_to.prefetch_related("needs"):
        for need in invited.needs.all():
            blank(need)
            need.save()
            destroy_key(of=need)
    Confirmation.objects.filter(organisation=organisation).delete()
