"""Measures of the story, its real published figures, its cases, and what owners and the reviewer say."""

from datetime import date, datetime

from leal.foundations.people.models import Person
from leal.thread.evidence import operations, queries
from leal.thread.evidence.definitions import read_definitions
from leal.thread.evidence.intake.mappings import read_mappings
from leal.thread.practice import operations as practice

from .charter import Told
from .files import HERE, but, told
from .people import SINCE

FIGURES = HERE / "figures.csv"


def tell_measures(story: Told, by: Person, on: date) -> None:
    """Every reviewed measure, the gaps among them."""
    operations.adopt_measures(charter=story.charter, definitions=read_definitions(), on=on, by=by)


def tell_figures(story: Told, by: Person, at: datetime) -> None:
    """Every published figure gathered for the story, each with the page it is from."""
    operations.take_in(charter=story.charter, source=FIGURES, mappings=read_mappings(), at=at, by=by)


def tell_judgements(story: Told, by: Person) -> None:
    """Cases good and bad with what was done; the owners’ word and the reviewer’s, beside the rule’s."""
    file, measures = told("evidence"), queries.measures_by_code(charter=story.charter)
    for example in file["examples"]:
        operations.give_example(
            charter=story.charter,
            commitments=[story.commitments[code] for code in example["commitments"]],
            measure=measures.get(example["measure"]),
            by=by,
            **but(example, "commitments", "measure"),
        )
    bodies = {owner["role"]: story.bodies[owner["body"]] for owner in told("practice")["owners"]}
    for decision in file["decisions"]:
        stands_in = {"role": decision["role"], "body": bodies[decision["role"]], "person": by}
        holder = practice.name_holder(since=SINCE, by=by, **stands_in)
        operations.decide(commitment=story.commitments[decision["commitment"]], by=by, **but(decision, "commitment"))
        # Never to have stood in for anybody, once the story is told.
        practice.end_holding(holder=holder, on=SINCE, by=by)
    for finding in file["findings"]:
        operations.file_finding(
            commitment=story.commitments[finding["commitment"]], by=by, **but(finding, "commitment")
        )
