"""What the working pages of evidence show, as plain values."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from leal.foundations.pages.parts import Column, DataTable, Link
from leal.foundations.pages.parts import Row as SummaryRow

from .models import Intake, Refusal, Result
from .queries import Row
from .saying import count, rows, together


def intakes(found: Iterable[Intake]) -> DataTable:
    """The files taken in, newest first."""
    columns = ("File", "Taken in on"), ("Taken", "Joined", "Refused")
    return DataTable(
        id="intakes",
        caption="Files taken in, newest first",
        columns=(*map(Column, columns[0]), *(Column(label, number=True) for label in columns[1])),
        rows=tuple(
            (
                Link(f"{each.name} (file {each.pk})", reverse("evidence:intake", args=[each.charter.slug, each.pk])),
                f"{each.taken_in_at:%-d %B %Y, %H:%M}",
                f"{each.taken:,}",
                f"{each.joined:,}",
                f"{each.refused:,}",
            )
            for each in found
        ),
    )


def summary(intake: Intake, unmapped: int) -> list[SummaryRow]:
    """The counts of one file."""
    by = intake.taken_in_by.name if intake.taken_in_by else "the clock"
    return [
        SummaryRow("Taken in", f"{intake.taken_in_at:%-d %B %Y, %H:%M}, by {by}"),
        SummaryRow("Taken", f"{count(intake.taken, 'figure')} of this file stand as results"),
        SummaryRow("Joined", f"{intake.joined:,} of them say what another source gave before"),
        SummaryRow("Unmapped", f"{unmapped:,} of them are kept, and no measure claims them"),
        SummaryRow("Refused", f"{count(intake.refused, 'row')} not taken"),
    ]


def refused(found: Sequence[Refusal], *, of: int) -> DataTable:
    """What was not taken, and how to mend it; rows with the same fault together."""
    return DataTable(
        id="refused",
        caption="Not taken, and how to mend it",
        columns=(Column("Where"), Column("Column"), Column("What is wrong")),
        rows=tuple(
            (rows(numbers).capitalize(), field, why)
            for (field, why), numbers in together(found, "field", "why").items()
        ),
        note=_first(len(found), of),
    )


def unmapped(found: Sequence[Row], *, of: int) -> DataTable:
    """Figures nobody has reviewed, the rows of one label together."""
    return DataTable(
        id="unmapped",
        caption="Kept, and not yet anybody’s",
        columns=(Column("Published as"), Column("Where"), Column("Why")),
        rows=tuple((label, rows(numbers), why) for (label, why), numbers in together(found, "measure", "why").items()),
        note=_first(len(found), of),
    )


def _first(shown: int, of: int) -> str:
    return f"The first {shown:,} of {of:,} are shown. A program can read them all." if shown < of else ""


def taken(found: Iterable[Row]) -> DataTable:
    """Figures that stand as results."""
    columns = ("Row", "Published as", "Measure", "Period", "For whom")
    return DataTable(
        id="taken",
        caption="Taken",
        columns=(*map(Column, columns), Column("Value", number=True), Column("Base", number=True), Column("Also from")),
        rows=tuple(
            (
                f"Row {row.row}",
                row.measure,
                row.known_as or "None",
                row.period,
                row.group or "Everyone",
                f"{row.as_given} {row.unit}".replace(" %", "%").replace("%%", "%").strip(),
                "" if row.base is None else str(row.base),
                ", ".join(row.other),
            )
            for row in found
        ),
        wide=True,
    )


def conflicts(found: Iterable[list[Result]]) -> DataTable:
    """What sources disagree about, all they say side by side."""
    return DataTable(
        id="conflicts",
        caption="Sources that disagree",
        columns=(Column("What"), Column("Period"), Column("For whom"), Column("What each source says")),
        rows=tuple(
            (
                alike[0].measure.name if alike[0].measure else alike[0].question or alike[0].label,
                alike[0].period_as_given,
                "; ".join(filter(None, (alike[0].group, alike[0].answer))) or "Everyone",
                "; ".join(f"{one.as_given} {one.unit} ({_sources(one)})".replace(" %", "%") for one in alike),
            )
            for alike in found
        ),
    )


def _sources(result: Result) -> str:
    return ", ".join(sorted({source.name for source in result.sources.all()}))
