"""A panel set beside everyone, for the pages that say who is missing."""

from datetime import date

from django.utils.timezone import localdate

from leal.foundations.people.models import Person
from leal.thread.charters.models import Charter
from leal.thread.panels.models import Gathering, Missing, Panel, PopulationTable, Seat

from ..factories import CoreGroupFactory, PanelFactory, PanelMemberFactory, PanelQuestionFactory, PersonFactory

Parts = dict[str, object]
SHARES = {"16-24": 0.13, "25-64": 0.63, "65": 0.24}


def a_panel(person: Person | None) -> Parts:
    """A panel of which nobody is under 25, with a table of everyone beside it."""
    service = Charter.objects.get().slug
    panel = Panel.objects.filter(service=service, code="compared").first() or _made(service)
    return {"service": service, "code": panel.code}


def the_panels(person: Person | None) -> Parts:
    """The page that leads to every panel of the charter."""
    return {"service": a_panel(person)["service"]}


def _made(service: str) -> Panel:
    panel = PanelFactory(service=service, code="compared", name="Experience Panels")
    PanelQuestionFactory(panel=panel)
    shares = [[[code], share] for code, share in SHARES.items()]
    PopulationTable.objects.create(
        panel=panel,
        name="scotland.csv",
        digest="0" * 64,
        like="Scotland",
        tables=[{"features": ["age"], "shares": shares, "source": "made up", "year": "2022"}],
        words=[["age", "16-24", "under 25"]],
        loaded_on=localdate(),
    )
    group = CoreGroupFactory(panel=panel, code="first", name="The first core group")
    for at in range(30):
        member = PanelMemberFactory(panel=panel, equality={"age": "65" if at % 3 else "25-64"})
        Seat.objects.create(group=group, member=member, since=date(2018, 6, 1), because="drawn")
    return panel


def _panel(person: Person | None) -> Panel:
    return Panel.objects.get(**a_panel(person))


def a_group(person: Person | None) -> Parts:
    return a_panel(person) | {"group": _panel(person).groups.get().code}


def a_gathering(person: Person | None) -> Parts:
    gathering = Gathering.objects.create(
        panel=_panel(person),
        kind="workshop",
        name="What should the charter promise?",
        purpose="To hear what matters",
        place="Dundee",
        starts_at="2018-07-01T10:00Z",
        ends_at="2018-07-01T12:00Z",
        tell_by=date(2018, 8, 1),
    )
    return a_panel(person) | {"pk": gathering.pk}


def a_gap(person: Person | None) -> Parts:
    gap = Missing.objects.create(
        panel=_panel(person),
        features={"age": "16-24"},
        words="Nobody under 25 is here yet",
        owner=person or PersonFactory(),
        doing="",
        since=date(2018, 7, 1),
    )
    return a_panel(person) | {"pk": gap.pk}


def read_by_everyone(person: Person | None) -> Parts:
    return {"slug": a_gap(person)["service"]}


def a_panel_read_by_everyone(person: Person | None) -> Parts:
    gap = a_gap(person)
    return {"slug": gap["service"], "panel": gap["code"]}


def a_group_read_by_everyone(person: Person | None) -> Parts:
    return a_panel_read_by_everyone(person) | {"group": _panel(person).groups.get().code}
