from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import connection

from leal.foundations.access.permissions import Permission
from leal.foundations.audit.record import record
from leal.foundations.operation import operation
from leal.foundations.people.actors import Outsider
from leal.foundations.people.models import Person
from leal.thread.charters.models import Charter

from ..belonging import Claims, claims, series_of
from ..intake.figures import Figure, FiguresRead, Refused
from ..intake.mappings import Mapping
from ..intake.reading import read_figures
from ..joining import SHARPENED, agree, sharpen, step_of
from ..models import Citation, Intake, Refusal, Result, Source

BATCH = 2000
Progress = Callable[[int, int, str], None]


def in_silence(done: int, of: int, saying: str) -> None:
    """Tell nobody."""


class AlreadyTakenIn(Exception):
    """The same file was taken in before; taking it in again changes nothing."""

    def __init__(self, intake: Intake):
        super().__init__(intake)
        self.intake = intake

    def __str__(self) -> str:
        return f"This file was taken in on {self.intake.taken_in_at:%-d %B %Y}. Nothing was changed."


def within_charter(*, charter: Charter, **_) -> str:
    return charter.scope


@operation(needs=Permission.FIGURES_TAKE_IN, within=within_charter)
def take_in(
    *,
    charter: Charter,
    source: Path | bytes,
    mappings: tuple[Mapping, ...],
    name: str = "",
    organisation: str = "",
    year: int | None = None,
    at: datetime,
    tell: Progress = in_silence,
    by: Person | Outsider,
) -> Intake:
    """Take in the figures of a file, the whole file or nothing.

    organisation  code or name of the one whose figures are wanted, where a file holds many; by default the charter's
    year          of a survey whose file does not say it
    tell          is told how many figures are done, of how many

    Figures that cannot be taken are kept as refusals with their reasons. A
    figure that a source gave before stays one result; so does one that
    another source gave, equal within rounding.

    Raises NotTheseFigures when the file as a whole cannot be read, AlreadyTakenIn when it was taken in before.
    """
    tell(0, 0, "Reading the file")
    file = read_figures(
        source,
        mappings=mappings,
        name=name,
        organisation=organisation or charter.body,
        year=year,
        year_starts_in=charter.year_starts_in,
    )
    _one_at_a_time(charter)
    digest = _digest(file, organisation, year)
    if before := Intake.objects.filter(charter=charter, digest=digest).first():
        raise AlreadyTakenIn(before)
    intake = _Taking(charter, file, digest).taken_in(at, by if isinstance(by, Person) else None, tell)
    record("figures.taken-in", of=intake, by=by, because=file.name)
    return intake


def _one_at_a_time(charter: Charter) -> None:
    """Hold back other imports of this charter until this one is done, so that two cannot both add one result."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('evidence.intake'), %s::int)", [charter.pk])


def _digest(file: FiguresRead, organisation: str, year: int | None) -> str:
    """What makes a file the same file: its bytes, and what was asked of it."""
    asked = f" {organisation.casefold()} {year}" if organisation or year else ""
    return sha256(f"{file.digest}{asked}".encode()).hexdigest() if asked else file.digest


class _Taking:
    """One file on its way in: what stands already, and what it adds."""

    def __init__(self, charter: Charter, file: FiguresRead, digest: str):
        self.charter, self.file, self.digest = charter, file, digest
        self.claims: Claims = claims(charter)
        self.refused: list[Refused] = list(file.refused)
        self.new: list[Result] = []
        self.sharpened: dict[int, Result] = {}
        self.citations: list[Citation] = []
        self.sources: dict[str, Source] = {s.address: s for s in Source.objects.filter(charter=charter)}
        self.standing = self._standing()

    def _standing(self) -> dict[tuple, list[Result]]:
        """Results that this file's figures may be the same as, by what they are about."""
        found = defaultdict(list)
        if days := [figure.period for figure in self.file.figures]:
            within = {"starts_on__gte": min(d.starts_on for d in days), "ends_on__lte": max(d.ends_on for d in days)}
            for result in Result.objects.filter(charter=self.charter, **within):
                found[_about(result)].append(result)
        return found

    def taken_in(self, at: datetime, by: Person | None, tell: Progress) -> Intake:
        intake = Intake(
            charter=self.charter,
            digest=self.digest,
            name=self.file.name[:200],
            mapping=self.file.mapping,
            notes="\n".join(self.file.told),
            taken_in_at=at,
            taken_in_by=by,
        )
        for number, figure in enumerate(self.file.figures):
            if number % BATCH == 0:
                tell(number, len(self.file.figures), "Comparing with what is known")
            self._take(figure, intake)
        self._join()
        intake.taken, intake.refused = len(self.citations), len(self.refused)
        intake.joined = sum(citation.joined for citation in self.citations)
        tell(len(self.file.figures), len(self.file.figures), "Writing it down")
        self._keep(intake)
        return intake

    def _take(self, figure: Figure, intake: Intake) -> None:
        asked = {"question": figure.question, "label": figure.published_as, "answer": figure.answer}
        if at_odds := self.claims.at_odds(**asked):
            self.refused.append(_claimed_by_two(figure, *at_odds))
            return
        measure = self.claims.measure(**asked, unit=figure.unit)
        result = self._result(figure, measure, intake)
        alike = self.standing[_about(result)]
        same = next((other for other in alike if agree(result, other)), None)
        if same is None:
            alike.append(result)
            self.new.append(result)
        elif sharpen(same, result) and same.pk:
            self.sharpened[same.pk] = same
        self.citations.append(self._citation(figure, same or result, intake))

    def _result(self, figure: Figure, measure, intake: Intake) -> Result:
        number = figure.number
        return Result(
            charter=self.charter,
            measure=measure,
            question=figure.question,
            label=series_of(measure and measure.pk, figure.question, figure.published_as)[-1],
            starts_on=figure.period.starts_on,
            ends_on=figure.period.ends_on,
            period_as_given=figure.period.as_given,
            group=figure.group,
            answer=figure.answer,
            value=number.number,
            as_given=number.as_given,
            mark=number.mark,
            step=step_of(number.number, number.step, measure and measure.rounding),
            unit=figure.unit,
            base=figure.base.number,
            base_as_given=figure.base.as_given,
            intake=intake,
        )

    def _citation(self, figure: Figure, result: Result, intake: Intake) -> Citation:
        read = figure.source
        source = self.sources.setdefault(read.address, Source(charter=self.charter, **read._asdict()))
        return Citation(
            result=result,
            source=source,
            intake=intake,
            row=figure.row,
            published_as=figure.published_as,
            reviewed=figure.reviewed,
            period_as_given=figure.period.as_given,
            value=figure.number.number,
            as_given=figure.number.as_given,
            base=figure.base.number,
            base_as_given=figure.base.as_given,
            notes="\n".join(figure.notes),
        )

    def _join(self) -> None:
        """Mark each figure whose result another source gave before it."""
        sources = defaultdict(set)
        standing = {citation.result.pk for citation in self.citations} - {None}
        for result, address in Citation.objects.filter(result__in=standing).values_list("result", "source__address"):
            sources[result].add(address)
        for citation in self.citations:
            before = sources[citation.result.pk or id(citation.result)]
            citation.joined = bool(before - {citation.source.address})
            before.add(citation.source.address)

    def _keep(self, intake: Intake) -> None:
        intake.save()
        Source.objects.bulk_create([source for source in self.sources.values() if source.pk is None], BATCH)
        Result.objects.bulk_create(self.new, BATCH)
        Result.objects.bulk_update(self.sharpened.values(), SHARPENED, BATCH)
        Citation.objects.bulk_create(self.citations, BATCH)
        refusals = (Refusal(intake=intake, row=each.row, field=each.field[:200], why=each.why) for each in self.refused)
        Refusal.objects.bulk_create(refusals, BATCH)


def _about(result: Result) -> tuple:
    series = series_of(result.measure_id, result.question, result.label)
    return *series, result.starts_on, result.ends_on, result.group, result.answer, result.unit


def _claimed_by_two(figure: Figure, by_code, by_label) -> Refused:
    return Refused(
        figure.row,
        figure.field,
        f"Its question {figure.question} belongs to “{by_code.name}” and its label “{figure.published_as}” to "
        f"“{by_label.name}”. Take one of them out of its measure’s file.",
    )
