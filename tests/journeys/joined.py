"""A panel that people can join, and someone on it, for the pages of joining and leaving."""

from datetime import timedelta

from django.utils.timezone import localdate

from leal.foundations.invitations.coding import code_by_lot, code_for
from leal.foundations.invitations.models import Invitation
from leal.foundations.people.models import Person
from leal.thread.charters.models import Charter
from leal.thread.panels import letters, operations
from leal.thread.panels.models import Confirmation, Panel, PanelMember
from leal.thread.panels.operations import renewing, staying
from leal.thread.panels.tests.making import a_panel

from ..factories import OrganisationFactory, PanelMemberFactory, PersonFactory

Parts = dict[str, object]


def the_panel() -> Panel:
    """The panel of the journeys; opened when nobody has."""
    service = Charter.objects.get().slug
    found = Panel.objects.filter(service=service, code="joined").first()
    if found is None:
        found = a_panel()
        Panel.objects.filter(pk=found.pk).update(service=service, code="joined")
        found.refresh_from_db()
    return found


def a_panel_to_join(person: Person | None) -> Parts:
    panel = the_panel()
    return {"service": panel.service, "code": panel.code}


def a_question(person: Person | None) -> Parts:
    return a_panel_to_join(person) | {"step": "q-benefits"}


def a_question_by_phone(person: Person | None) -> Parts:
    return a_panel_to_join(person) | {"how": "phone", "step": "q-age"}


def a_member(person: Person | None) -> Parts:
    return a_panel_to_join(person) | {"key": PanelMemberFactory(panel=the_panel(), name="Ishbel MacAulay").pk}


def a_panel_with_organisations(person: Person | None) -> Parts:
    """The panel, with one organisation on it that wrote for itself and waits for a word."""
    panel = the_panel()
    if not panel.organisations.exists():
        clerk = PersonFactory(role="researcher")
        wordings = {"speak-for": "You may keep what we told you.", "shown": "You may show our name."}
        operations.word_consent_of_organisations(panel=panel, wordings=wordings, on=localdate(), by=clerk)
        OrganisationFactory(panel=panel)
    return a_panel_to_join(person)


def an_organisation(person: Person | None) -> Parts:
    return a_panel_with_organisations(person) | {"pk": the_panel().organisations.get().pk}


def a_link_to_join(person: Person | None) -> Parts:
    waiting = PanelMemberFactory(panel=the_panel(), confirmed_on=None)
    until = localdate() + timedelta(days=7)
    link = Confirmation.objects.create(member=waiting, code=code_by_lot(), asked_on=localdate(), good_until=until)
    return {"token": letters.SIGNER.sign(link.key.hex)}


def a_wave(person: Person | None) -> Parts:
    """A wave that is open, on a panel of its own: joining goes on without waves elsewhere."""
    panel = the_panel_that_asks()
    return {"service": panel.service, "code": panel.code, "pk": panel.waves.first().pk}


def the_panel_that_asks() -> Panel:
    """A panel with a wave, a member who is asked whether they still want to take part, and one who said not now."""
    service = Charter.objects.get().slug
    found = Panel.objects.filter(service=service, code="asking").first()
    if found is not None:
        return found
    found, by, today = a_panel(), PersonFactory(role="researcher"), localdate()
    Panel.objects.filter(pk=found.pk).update(service=service, code="asking")
    found.refresh_from_db()
    said = {"hoped_for": "People under 25", "wanted": 60, "words": "Above all we look for people under 25."}
    operations.open_wave(panel=found, name="Younger people", on=today - timedelta(days=20), by=by, **said)
    ishbel, _ = (PanelMemberFactory(panel=found, name=name) for name in ("Ishbel MacAulay", "Ailsa Rae"))
    given = {"since": today, "answer_by": today + timedelta(days=28), "silence": "leave", "on": today}
    begun = renewing.begin_renewal(panel=found, by=by, **given)
    staying.answer_renewal(renewal=begun.renewals.get(member=ishbel), answer="later", on=today, by=by)
    return found


def a_panel_that_asks(person: Person | None) -> Parts:
    panel = the_panel_that_asks()
    return {"service": panel.service, "code": panel.code}


def a_round(person: Person | None) -> Parts:
    return {"pk": the_panel_that_asks().renewal_rounds.get().pk}


def an_answer_of_theirs(person: Person | None) -> Parts:
    return a_round(person) | {"renewal": the_panel_that_asks().renewal_rounds.get().renewals.first().pk}


def a_code_to_stay(person: Person | None) -> Parts:
    renewal = the_panel_that_asks().renewal_rounds.get().renewals.get(answer="")
    return {"code": code_for(Invitation.objects.get(to=f"panels.renewal {renewal.pk}"))}


def be_a_member(person: Person) -> PanelMember:
    """Whoever is signed in, on the panel."""
    found = PanelMember.objects.filter(person=person).first()
    return found or PanelMemberFactory(
        panel=the_panel(), person=person, experience={"benefits": ["grant"]}, equality={"age": "25-64"}
    )
