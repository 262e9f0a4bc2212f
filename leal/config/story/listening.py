"""Who takes part: the panels, the first core group, and who was missing from it."""

from pathlib import Path

from leal.foundations.people.models import Person
from leal.thread.panels import operations as panels
from leal.thread.panels.models import CoreGroup, Panel
from leal.thread.panels.operations.groups import form_group

from .files import but, told

TABLE = Path(__file__).with_name("population.csv")


def tell_panel(by: Person) -> dict[str, CoreGroup]:
    """The panel with what it asks and whom it speaks for, and its first core group; the groups by their codes."""
    file, service = told("listening"), told("charter")["charter"]["slug"]
    panel = panels.open_panel(service=service, by=by, **file["panel"])
    for question in file["questions"]:
        panels.add_question(panel=panel, on=panel.opened_on, by=by, **question)
    panels.load_population(
        panel=panel, content=TABLE.read_bytes(), name=TABLE.name, like="Scotland", on=panel.opened_on, by=by
    )
    group = form_group(panel=panel, by=by, **file["group"])
    tell_missing(panel, group, file["missing"], by)
    return {group.code: group}


def tell_missing(panel: Panel, group: CoreGroup, rows: list[dict], by: Person) -> None:
    """Who was missing, as published; the researcher of the cast sees to it."""
    owner = Person.objects.get(role_holdings__role="researcher", role_holdings__person__name="Nadia Hussain")
    for row in rows:
        of = None if row.get("of_panel") else group
        panels.note_missing(panel=panel, group=of, owner=owner, by=by, **but(row, "of_panel"))
