"""Who takes part: the panels, the first core group, and who was missing from it."""

from datetime import date, timedelta
from pathlib import Path

from leal.foundations.people.models import Person
from leal.thread.panels import operations as panels
from leal.thread.panels import queries
from leal.thread.panels.models import CoreGroup, Panel
from leal.thread.panels.operations.groups import form_group

from .core_group import tell_core_group
from .files import but, told
from .members import tell_members

TABLE = Path(__file__).with_name("population.csv")


def tell_panel(by: Person, today: date) -> dict[str, CoreGroup]:
    """The panel with what it asks, whom it speaks for and its members; its groups by their codes."""
    file = told("listening")
    panel = open_with_questions(by)
    panels.load_population(panel=panel, content=TABLE.read_bytes(), name=TABLE.name, like="Scotland", on=today, by=by)
    first = form_group(panel=panel, by=by, **file["group"])
    tell_waves(panel, file["waves"], by, today)
    tell_members(panel, by, today)
    second = tell_core_group(panel, by, today)
    tell_ishbel(panel, file["ishbel"], by)
    tell_organisations(panel, file["organisations"], by)
    tell_missing(panel, {None: None, first.code: first, second.code: second}, file["missing"], by, today)
    return {group.code: group for group in (first, second)}


def open_with_questions(by: Person, **other: str) -> Panel:
    """The panel with the words of its consents and its questions."""
    file, service = told("listening"), told("charter")["charter"]["slug"]
    panel = panels.open_panel(service=service, by=by, **file["panel"] | other)
    for consent in file["consents"]:
        panels.word_consent(panel=panel, on=panel.opened_on, by=by, **consent)
    for question in file["questions"]:
        panels.add_question(panel=panel, on=panel.opened_on, by=by, **question)
    return panel


def tell_waves(panel: Panel, rows: list[dict], by: Person, today: date) -> None:
    """When the panel looked for members, and the wave that is open now."""
    for row in rows:
        on = row["on"] if "on" in row else today + timedelta(days=row["days"])
        closed_on = row["closed_on"] if "closed_on" in row else today + timedelta(days=row["closes"])
        given = but(row, "on", "days", "closed_on", "closes")
        panels.open_wave(panel=panel, on=on, closed_on=closed_on, by=by, **given)


def tell_ishbel(panel: Panel, one: dict, by: Person) -> None:
    """The one of the cast who takes part: her account is there already, and her membership joins it."""
    agreed = list(queries.asked_to_agree(panel=panel))
    given = but(one, "on", "how")
    panels.enter_member(panel=panel, agreed=agreed, how=one["how"], on=one["on"], by=by, **given)


def tell_organisations(panel: Panel, told_of: dict, by: Person) -> None:
    """Organisations that speak for people, each agreeing to what it says; one of them not to being shown."""
    on = told_of["on"]
    panels.word_consent_of_organisations(panel=panel, wordings=told_of["wordings"], on=on, by=by)
    asked = list(queries.organisations_agree_to(panel=panel))
    for one in told_of["each"]:
        agreed = [wording for wording in asked if wording.purpose in one["agrees"]]
        words = but(one, "agrees", "how")
        panels.enter_organisation(panel=panel, words=words, agreed=agreed, how=one["how"], on=on, by=by)


def tell_missing(
    panel: Panel, groups: dict[str | None, CoreGroup | None], rows: list[dict], by: Person, today: date
) -> None:
    """Who was missing, as published; the researcher of the cast sees to it."""
    owner = Person.objects.get(role_holdings__role="researcher", role_holdings__person__name="Nadia Hussain")
    for row in rows:
        on = row["on"] if "on" in row else today + timedelta(days=row["days"])
        given = but(row, "of", "on", "days")
        panels.note_missing(panel=panel, group=groups[row.get("of")], owner=owner, on=on, by=by, **given)
