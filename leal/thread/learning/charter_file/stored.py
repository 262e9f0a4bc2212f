"""Where each thing of a charter file stands in the database, and what of it deliberately stays out of the file."""

from collections.abc import Iterator

import msgspec
from django.db.models import Model

from leal.thread.charters import models as charters
from leal.thread.evidence import models as evidence
from leal.thread.panels import models as panels
from leal.thread.practice import models as practice
from leal.thread.statements import models as statements

from .. import models as learning
from . import shape

STORED: dict[type[shape.Row], type[Model]] = {
    shape.Charter: charters.Charter,
    shape.Body: charters.Body,
    shape.Principle: statements.Principle,
    shape.Theme: statements.Theme,
    shape.Panel: panels.Panel,
    shape.CoreGroup: panels.CoreGroup,
    shape.Statement: statements.Statement,
    shape.Quote: statements.Quote,
    shape.Edition: charters.Edition,
    shape.Passage: charters.Passage,
    shape.Section: charters.Section,
    shape.Commitment: charters.Commitment,
    shape.Part: charters.Part,
    shape.Ask: charters.Ask,
    shape.Lineage: charters.Lineage,
    shape.Ownership: practice.Ownership,
    shape.Practice: practice.Practice,
    shape.Measure: evidence.Measure,
    shape.Service: evidence.Service,
    shape.Level: evidence.Level,
    shape.Break: evidence.Break,
    shape.Source: evidence.Source,
    shape.Intake: evidence.Intake,
    shape.Refusal: evidence.Refusal,
    shape.Example: evidence.Example,
    shape.Decision: evidence.OwnerDecision,
    shape.Finding: evidence.Finding,
    shape.Lesson: learning.Lesson,
    shape.Change: learning.Change,
}
# Models of the thread that a file says nothing of, each with the reason.
LEFT_OUT: dict[str, str] = {
    **dict.fromkeys(
        (
            *("panels.PanelMember", "panels.Experience", "panels.EqualityAnswers", "panels.Confirmation"),
            *("panels.Consent", "panels.Willingness", "panels.Draw", "panels.Seat", "panels.Replacement"),
            *("panels.Reserves", "panels.Reserve", "panels.Invited", "panels.GatheringNeed", "panels.Renewal"),
            *(
                "panels.Thanks",
                "panels.Expense",
                "panels.RenewalRound",
                "panels.Organisation",
                "panels.OrganisationConsent",
                "panels.MembersFile",
                "panels.Headcount",
            ),
        ),
        "who takes part stays where they were asked and agreed",
    ),
    **dict.fromkeys(
        (
            *("panels.PanelQuestion", "panels.RecruitmentWave", "panels.ConsentWording", "panels.GroupTarget"),
            *("panels.PopulationTable", "panels.PostcodeFile", "panels.Postcode", "panels.WaitingLookup"),
        ),
        "how people are asked and chosen here; each installation has its own",
    ),
    "panels.Gathering": "for those invited, who are told here what came of it; what they said is told by statements",
    "panels.Missing": "counted from those who take part here, and seen to by someone who works for the service",
    "charters.Format": "a form of an edition with files of its own, given beside the text where it is published",
    "charters.FormatState": "names people who work for the service",
    "charters.FormatWish": "someone’s own wish, kept where they asked",
    "statements.Reply": "given without a name, to this service, in confidence",
    "charters.Approval": "names people who work for the service",
    "charters.Comment": "said among colleagues about a draft",
    "practice.Holder": "names people who work for the service",
    "practice.Keeping": "each practice names the promises it keeps",
    "evidence.Result": "one row of the table of results",
    "evidence.Citation": "one row of the table of citations",
    "evidence.Reminder": "names people who work for the service",
    "evidence.WaitingFile": "a file on its way in, not yet figures",
    "learning.Release": "a report made of what the file holds, published beside it as files of its own",
    "learning.ReleaseFile": "a file of a report, with an address of its own",
    "learning.Correction": "said beside the report it is about",
}


def longest(file: shape.CharterFile) -> Iterator[tuple[str, str, int, int]]:
    """Every text that is longer than its column: where, which field, how long, how long it may be."""
    return _longest(file, "")


def _longest(row: shape.Row, at: str) -> Iterator[tuple[str, str, int, int]]:
    rooms = _rooms(type(row))
    for field in msgspec.structs.fields(row):
        value = getattr(row, field.name)
        room = rooms.get(field.name)
        if isinstance(value, str) and room is not None and len(value) > room:
            yield at, field.encode_name, len(value), room
        elif isinstance(value, shape.Row):
            yield from _longest(value, _inside(at, field.encode_name))
        elif isinstance(value, list):
            for place, each in enumerate(value, start=1):
                if isinstance(each, shape.Row):
                    yield from _longest(each, _inside(at, f"{field.encode_name} {place}"))


def _inside(at: str, name: str) -> str:
    return f"{at}, {name}" if at else name


def _rooms(shaped: type[shape.Row]) -> dict[str, int]:
    if shaped not in STORED:
        return {}
    return {field.name: field.max_length for field in STORED[shaped]._meta.concrete_fields if field.max_length}
