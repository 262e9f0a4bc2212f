"""Which organisations are on a panel, what they agree to, and which of them everyone may see."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from ..models import Confirmation, ConsentWording, Organisation, OrganisationConsent, Panel

AGREED = Exists(
    OrganisationConsent.objects.filter(
        organisation=OuterRef("pk"), withdrawn_on=None, wording__purpose=ConsentWording.Purpose.SHOWN
    )
)
"""Whether an organisation agrees that everyone may see its name."""


def organisations_agree_to(*, panel: Panel) -> QuerySet[ConsentWording]:
    """What organisations that join may agree to now, what is needed first; nothing while the panel takes none."""
    return panel.consent_wordings.filter(until=None, purpose__in=ConsentWording.OF_ORGANISATIONS)


def takes_organisations(*, panel: Panel) -> bool:
    """Whether organisations can join: once it is worded what they agree to."""
    return organisations_agree_to(panel=panel).filter(needed=True).exists()


def organisations_of(*, panel: Panel) -> QuerySet[Organisation]:
    """Every organisation on the panel, that has asked to, or that has left; each with whether its name is shown."""
    return panel.organisations.select_related("panel").annotate(shown=AGREED)


def shown_organisations(*, panel: Panel) -> QuerySet[Organisation]:
    """Organisations on the panel that agreed that everyone may see their name, by name."""
    return organisations_of(panel=panel).filter(joined_on__isnull=False, left_on=None, shown=True)


def organisations_beside(*, service: str) -> dict[int, list[str]]:
    """By panel of a service, the organisations on it: the name of each that agreed to be named, "" for the others."""
    found = Organisation.objects.filter(panel__service=service, joined_on__isnull=False, left_on=None)
    by_panel: dict[int, list[str]] = {}
    for one in found.annotate(shown=AGREED):
        by_panel.setdefault(one.panel_id, []).append(one.name if one.shown else "")
    return by_panel


def panels_that_take_organisations(*, service: str) -> set[int]:
    """The keys of the panels of a service that organisations can join."""
    worded = ConsentWording.objects.filter(panel__service=service, panel__closed_on=None, until=None, needed=True)
    return set(worded.filter(purpose__in=ConsentWording.OF_ORGANISATIONS).values_list("panel", flat=True))


def organisation_with_email(*, panel: Panel, email: str) -> Organisation | None:
    """Which organisation of the panel has this address already, or has asked with it."""
    return panel.organisations.filter(email=email, left_on=None).first() if email else None


def agreed_by_organisation(*, organisation: Organisation) -> QuerySet[OrganisationConsent]:
    """What an organisation agrees to now, with the words."""
    return organisation.consents.filter(withdrawn_on=None).select_related("wording")


def not_agreed_by_organisation(*, organisation: Organisation) -> QuerySet[ConsentWording]:
    """What an organisation could agree to and does not."""
    agreed = agreed_by_organisation(organisation=organisation).values("wording__purpose")
    return organisations_agree_to(panel=organisation.panel).exclude(purpose__in=agreed)


def invited_organisation(*, organisation: Organisation) -> QuerySet:
    """The gatherings an organisation was invited to, the latest first, with whether someone came."""
    return organisation.invited_to.select_related("gathering").order_by("-gathering__starts_at")


def organisations_never_confirmed(*, on: date) -> QuerySet[Organisation]:
    """Organisations that asked to join, and nobody showed in time that the address was theirs."""
    late = Confirmation.objects.filter(used_on=None, good_until__lt=on, organisation__isnull=False)
    return Organisation.objects.filter(joined_on=None, left_on=None, pk__in=late.values("organisation"))
