"""A charter with a million results, out to a file and in again, beside COPY of the same rows; the limit is twice that.

Beside going out: COPY of both tables to nowhere. Beside coming in: COPY of the same
rows into the same tables, which have the same rules, indexes and history.
"""

import os
import tempfile
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from bench.beside import row, say
from bench.scratch import scratch_database

RESULTS = int(os.environ.get("ROWS", "1000000"))
MEASURES, GROUPS = 80, 50
LIMIT = 2


def main() -> None:
    """A row for going out and one for coming in: what | ours | COPY | ratio."""
    with scratch_database(), tempfile.TemporaryDirectory() as folder:
        charter = _charter()
        tables = {name: Path(folder) / name for name in ("evidence_result", "evidence_citation")}
        out = Path(folder) / "charter.json"
        theirs = _seconds(lambda: _copied_out(tables))
        ours = _seconds(lambda: _written(charter, out))
        row(f"a charter of {RESULTS:,} results out to a file ({out.stat().st_size / 1e6:.0f} MB)", ours, "COPY", theirs)
        theirs = _seconds(lambda: _copied_in(charter, tables))
        ours = _seconds(lambda: _taken_in(out))
        row(f"a charter of {RESULTS:,} results in from a file", ours, "COPY", theirs)
        say(f"The limit is a ratio of {LIMIT}. Most memory: {getrusage(RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB.")


def _seconds(work) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _charter():
    from django.db import connection

    from leal.thread.evidence.models import Source
    from tests.factories import CharterFactory, EditionFactory, IntakeFactory, MeasureFactory

    charter = CharterFactory(slug="large")
    EditionFactory(charter=charter)
    intake = IntakeFactory(charter=charter)
    measures = [MeasureFactory(charter=charter, unit="%").pk for _ in range(MEASURES)]
    source = Source.objects.create(charter=charter, address="A report", name="A report")
    with connection.cursor() as cursor:
        cursor.execute(_RESULTS, [charter.pk, measures, MEASURES, MEASURES * GROUPS, intake.pk, RESULTS - 1])
        cursor.execute(_CITATIONS, [source.pk])
    return charter


_RESULTS = """
INSERT INTO evidence_result (charter_id, measure_id, question, label, starts_on, ends_on, period_as_given, "group",
  answer, value, as_given, mark, step, unit, base, base_as_given, intake_id)
SELECT %s, (%s::bigint[])[1 + n %% %s], '', '', day, day + 27, to_char(day, 'Month YYYY'),
  'group: ' || (n / 80) %% 50, '', (n %% 1000) / 10.0, ((n %% 1000) / 10.0)::text, '', 0.1, '%%', n %% 3000,
  (n %% 3000)::text, intake
FROM (SELECT n, date '2015-04-01' + n / %s AS day, %s AS intake FROM generate_series(0, %s) n) AS numbered
"""
_CITATIONS = """
INSERT INTO evidence_citation (result_id, source_id, intake_id, row, published_as, reviewed, joined, period_as_given,
  value, as_given, base, base_as_given, notes)
SELECT id, %s, intake_id, row_number() OVER (ORDER BY id), 'What people said of it', true, false, period_as_given,
  value, as_given, base, base_as_given, '' FROM evidence_result
"""


def _copied_out(tables: dict[str, Path]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for name, path in tables.items():
            with path.open("wb") as file, cursor.copy(f"COPY {name} TO STDOUT") as copied:
                for piece in copied:
                    file.write(piece)


def _written(charter, out: Path) -> None:
    from leal.thread.learning.charter_file.writing import written

    with out.open("wb") as file:
        file.writelines(written(charter=charter))


def _copied_in(charter, tables: dict[str, Path]) -> None:
    """The very rows again, as the owner of the tables left them."""
    from django.db import connection, connections, transaction

    with connections["owner"].cursor() as cursor:
        cursor.execute("TRUNCATE evidence_citation, evidence_result")
    with transaction.atomic(), connection.cursor() as cursor:
        for name, path in tables.items():
            with path.open("rb") as file, cursor.copy(f"COPY {name} FROM STDIN") as copied:
                while piece := file.read(1 << 20):
                    copied.write(piece)


def _taken_in(out: Path) -> None:
    from leal.foundations.people.actors import CLOCK
    from leal.thread.learning.charter_file.bringing import with_slug
    from leal.thread.learning.charter_file.reading import read
    from leal.thread.learning.operations import take_in_charter

    file = with_slug(read(out.read_bytes()), "large-again")
    take_in_charter(file=file, name="large.json", by=CLOCK)


if __name__ == "__main__":
    main()
