"""Open a panel: what everyone who joins is asked, what they agree to, when we look for them."""

from collections.abc import Sequence
from datetime import date

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person

from ..models import ConsentWording, Panel, PanelQuestion


def within_service(*, service: str, **_) -> str:
    return f"charter {service}"


def within_panel(*, panel: Panel, **_) -> str:
    return panel.scope


@operation(needs=Permission.PANEL_WRITE, within=within_service)
def open_panel(
    *,
    service: str,
    code: str,
    name: str,
    on: date,
    about: str = "",
    contact: str = "",
    made_up: bool = False,
    by: Person | Outsider,
) -> Panel:
    """Open a panel of people who know a service from their own lives."""
    panel = Panel.objects.create(
        service=service, code=code, name=name, about=about, contact=contact, opened_on=on, made_up=made_up
    )
    record("panel.opened", of=panel, by=by)
    return panel


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def add_question(
    *,
    panel: Panel,
    about: str,
    code: str,
    called: str,
    wording: str,
    why_asked: str,
    choices: Sequence[tuple[str, str]],
    several: bool = False,
    on: date,
    by: Person | Outsider,
) -> PanelQuestion:
    """Ask everyone who joins one more question, from `on`, after those they are asked already.

    called   what the answers are called in tables and filters: "Age"
    choices  what may be answered, as (code, words)
    """
    question = panel.questions.create(
        about=about,
        code=code,
        called=called,
        wording=wording,
        why_asked=why_asked,
        choices=[list(choice) for choice in choices],
        several=several,
        place=panel.questions.count() + 1,
        asked_since=on,
    )
    record("question.added", of=question, by=by)
    return question


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def word_consent(
    *, panel: Panel, purpose: str, wording: str, needed: bool = False, on: date, by: Person | Outsider
) -> ConsentWording:
    """Say in which words members agree to a purpose from `on`. Who agreed to earlier words agreed to those."""
    earlier = panel.consent_wordings.filter(purpose=purpose)
    earlier.filter(until=None).update(until=on)
    worded = panel.consent_wordings.create(
        purpose=purpose, version=earlier.count() + 1, wording=wording, needed=needed, since=on
    )
    record("consent.worded", of=worded, by=by)
    return worded


@operation(needs=Permission.PANEL_WRITE, within=within_panel)
def promise_payment(*, panel: Panel, days: int, by: Person) -> Panel:
    """Promise to pay back what taking part costs someone within so many days of their telling us."""
    panel.pays_within = days
    panel.save(update_fields=["pays_within"])
    record("panel.payment-promised", of=panel, by=by, because=f"{days} days")
    return panel
