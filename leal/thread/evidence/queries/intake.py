from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Count, QuerySet, Window

from leal.foundations.access.guards import may
from leal.foundations.access.permissions import ROLES, Permission
from leal.foundations.people.models import Person
from leal.thread.charters.models import Charter

from ..definitions import read_set_aside, same_label
from ..joining import SAME_THING
from ..models import Citation, Intake, Refusal, Result

Plain = int | float | str | None


class Row(NamedTuple):
    """One figure of a file that now stands as a result, as the file gave it.

    row       its number in the file
    measure   its label there; code the reviewed code of its question, else of its measure, else ""
    value     a number, or the words as given ("[c]", "over 700"); base likewise, None when there was none
    group     "" for everyone, else the parts: "benefit: X; channel: phone", "answer: Yes"
    known_as  the name of the measure it belongs to, "" when none claims it
    why       for a figure that no measure claims, a sentence
    reviewed  whether a mapping knows its question
    other     names of other sources that give the same result
    """

    row: int
    measure: str
    code: str
    period: str
    value: Plain
    unit: str
    base: Plain
    group: str
    known_as: str
    why: str
    reviewed: bool
    joined: bool
    other: tuple[str, ...]
    as_given: str
    source: str


class Report(NamedTuple):
    """What became of a file, row by row."""

    intake: Intake
    rows: tuple[Row, ...]
    refused: tuple[Refusal, ...]

    @property
    def joined(self) -> list[Row]:
        return [row for row in self.rows if row.joined]

    @property
    def unmapped(self) -> list[Row]:
        """Figures of questions or labels that nobody has reviewed: kept, and of no measure."""
        return [row for row in self.rows if not row.known_as and not row.reviewed]

    @property
    def unmeasured(self) -> list[Row]:
        """Figures of reviewed questions that no measure draws on."""
        return [row for row in self.rows if not row.known_as and row.reviewed]


def intakes(*, charter: Charter) -> QuerySet[Intake]:
    """The files taken in for a charter, newest first."""
    return Intake.objects.filter(charter=charter).select_related("charter", "taken_in_by")


def who_may_take_in(*, charter: Charter) -> list[Person]:
    """Everyone who may take in figures of a charter today, longest known first."""
    roles = [name for name, role in ROLES.items() if Permission.FIGURES_TAKE_IN in role.may]
    people = Person.objects.filter(is_active=True, role_holdings__role__in=roles).distinct().order_by("pk")
    return [person for person in people if may_take_in(person=person, charter=charter)]


def may_take_in(*, person: Person, charter: Charter) -> bool:
    """Whether a person may take in figures of a charter."""
    return may(person, Permission.FIGURES_TAKE_IN, within=charter.scope)


def refusals(*, intake: Intake) -> QuerySet[Refusal]:
    """What was not taken of a file, in the order of its rows."""
    return intake.refusals.all()


def report(*, intake: Intake) -> Report:
    """What became of every row of a file. Five queries, however many rows."""
    return Report(intake, tuple(rows(citations=citations(intake=intake))), tuple(refusals(intake=intake)))


def citations(*, intake: Intake) -> QuerySet[Citation]:
    """What a file gave, in the order of its rows, with results, measures and all their sources."""
    return intake.citations.select_related("result__measure", "source").prefetch_related("result__sources")


def unmapped(*, intake: Intake) -> QuerySet[Citation]:
    """Figures of a file that are of questions or labels nobody has reviewed."""
    return citations(intake=intake).filter(result__measure=None, reviewed=False)


def rows(*, citations: Iterable[Citation]) -> list[Row]:
    """Citations as rows of a report."""
    set_aside = read_set_aside()
    return [_row(citation, set_aside) for citation in citations]


def _row(citation: Citation, set_aside: dict[str, str]) -> Row:
    result = citation.result
    return Row(
        row=citation.row,
        measure=citation.published_as,
        code=result.question or (result.measure.code if result.measure else ""),
        period=citation.period_as_given,
        value=_plain(citation.value, citation.as_given),
        unit=result.unit,
        base=_plain(citation.base, citation.base_as_given) if citation.base_as_given else None,
        group="; ".join(filter(None, (result.group, result.answer and f"answer: {result.answer}"))),
        known_as=result.measure.name if result.measure else "",
        why="" if result.measure else _why_unmapped(citation, set_aside),
        reviewed=citation.reviewed,
        joined=citation.joined,
        other=tuple(sorted({each.name for each in result.sources.all() if each.pk != citation.source_id})),
        as_given=citation.as_given,
        source=citation.source.name,
    )


def _plain(number: Decimal | int | None, as_given: str) -> Plain:
    """A number, unless what was given says that it is not exact or that there is none."""
    if number is None or not as_given[:1].lstrip("-−").isdigit() and as_given[:1] not in "-−":
        return as_given
    return int(number) if number == int(number) else float(number)


def _why_unmapped(citation: Citation, set_aside: dict[str, str]) -> str:
    if why := set_aside.get(same_label(citation.published_as)):
        return why
    if told := next((note for note in citation.notes.splitlines() if note.startswith("“")), ""):
        return told
    if citation.reviewed:
        return "No measure draws on this question."
    if citation.result.answer:
        return "No measure counts this answer."
    return (
        "No measure claims this label. Add it to the `labels` of a measure’s file, or to unmapped.toml with a reason."
    )


def conflicts(*, charter: Charter) -> list[list[Result]]:
    """Results that sources disagree about beyond rounding: each a list of what was said, with its sources."""
    about = [name for name in SAME_THING if name != "charter_id"]
    found = Result.objects.filter(charter=charter).annotate(said=Window(Count("pk"), partition_by=about))
    ordered = found.filter(said__gt=1).select_related("measure").prefetch_related("sources").order_by(*about, "pk")
    return [list(alike) for _, alike in groupby(ordered, key=attrgetter(*about))]
