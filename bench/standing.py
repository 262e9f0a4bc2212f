"""Standing of all commitments with 77 measures × 12 groups × 60 months: the limit is one second from cold.

Cold: a process of its own that has set Django up and never looked at the
database. Its first call connects, reads every row, and judges every promise.
"""

import os
import subprocess
import sys
from calendar import monthrange
from datetime import UTC, date, datetime
from random import Random
from time import perf_counter

from bench.scratch import scratch_database

MEASURES, GROUPS, MONTHS, COMMITMENTS, LIMIT = 77, 12, 60, 51, 1.0
YEAR = "2022-23"
SIZE = f"{COMMITMENTS} promises, {MEASURES} measures × {GROUPS} groups × {MONTHS} months"


def main() -> None:
    """Print a row for the sums alone and one for the whole from cold: name | ours | limit | ratio."""
    with scratch_database() as reached:
        rows = _written(Random(2023))
        told = subprocess.run(
            [sys.executable, "-m", "bench.standing", "cold"],
            env=os.environ | reached,
            check=True,
            capture_output=True,
            text=True,
        )
    sums, whole = (float(seconds) for seconds in told.stdout.split())
    _row(f"standings, the sums alone: {SIZE}", sums)
    _row(f"standings from cold, {rows:,} results read: {SIZE}", whole)


def cold() -> None:
    """In a fresh process: seconds of the sums alone, measured after the whole, and of the whole's first call."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leal.config.settings")
    django.setup()
    from leal.calculations.standing import standings as judged
    from leal.thread.charters.models import Edition
    from leal.thread.evidence.queries import known, standings

    begun = perf_counter()
    edition = Edition.objects.select_related("charter").get()
    assert len(standings(edition=edition, year=YEAR)) == COMMITMENTS
    whole = perf_counter() - begun
    told = known(edition=edition, year=YEAR)
    evidence = {measure.code: its for measure, its in told.evidence.items()}
    begun = perf_counter()
    judged(told.facts.values(), evidence, told.year)
    sys.stdout.write(f"{perf_counter() - begun} {whole}")


def _row(name: str, ours: float) -> None:
    sys.stdout.write(f"{name} | {ours:.3f} s | {LIMIT:.0f} s | {ours / LIMIT:.2f}\n")


def _written(random: Random) -> int:
    """A made-up charter of that size; how many results it has."""
    from tests.factories import EditionFactory, KeepingFactory, SectionFactory

    edition = EditionFactory(published_on=None)  # what is published takes no more promises
    section = SectionFactory(edition=edition)
    commitments = [
        KeepingFactory(commitment__section=section, commitment__code=f"X{at}", commitment__place=at + 1).commitment
        for at in range(COMMITMENTS)
    ]
    measures = _measures(edition.charter, commitments)
    return _results(edition.charter, measures, random)


def _measures(charter, commitments):
    from tests.factories import MeasureFactory

    measures = []
    for at in range(MEASURES):
        share = {"kind": "share", "unit": "%", "better": "higher", "matters_relative": None, "matters_points": 5}
        measure = MeasureFactory(charter=charter, name=f"Measure {at}", feeling=at % 2 == 0, rounding="0.1", **share)
        for step in range(3):
            measure.services.create(commitment=commitments[(at * 2 + step) % COMMITMENTS], decides=step < 2)
        measures.append(measure)
    return measures


def _results(charter, measures, random: Random) -> int:
    from leal.thread.evidence.models import Result
    from tests.factories import IntakeFactory

    intake = IntakeFactory(charter=charter, taken_in_at=datetime(2024, 1, 1, tzinfo=UTC))
    groups = ["", *(f"group: {group}" for group in range(GROUPS))]
    made = Result.objects.bulk_create(
        (
            _result(charter, measure, intake, group, month, round(random.gauss(80, 3), 1), random.randint(20, 5000))
            for measure in measures
            for group in groups
            for month in range(MONTHS)
        ),
        batch_size=2000,
    )
    return len(made)


def _result(charter, measure, intake, group: str, month: int, value: float, base: int):
    from leal.thread.evidence.models import Result

    starts_on, ends_on = _month(month)
    return Result(
        charter=charter,
        measure=measure,
        intake=intake,
        group=group,
        starts_on=starts_on,
        ends_on=ends_on,
        period_as_given=f"{starts_on:%Y-%m}",
        value=value,
        as_given=str(value),
        base=base,
        base_as_given=str(base),
        step="0.1",
        unit="%",
    )


def _month(at: int) -> tuple[date, date]:
    """The first and last day of a month, counted from April 2018."""
    year, month = 2018 + (at + 3) // 12, (at + 3) % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


if __name__ == "__main__":
    cold() if sys.argv[1:] == ["cold"] else main()
