"""Results and their citations out of the database, a million rows at a time: by COPY, never row by row.

PostgreSQL’s COPY text and JSON text escape alike but for the quotation mark,
the missing value and a few control characters, so a piece of one becomes a
piece of the other by replacing bytes.
"""

import re
from collections.abc import Iterator
from itertools import islice

import msgspec
from django.db import connection, transaction

from leal.thread.charters.models import Charter

from .shape import CITATIONS, RESULTS

# Pieces that a processor keeps near are turned into JSON faster.
LINES = 1024
# Places of intakes, sources and results are looked up in sorted lists, made once: rows then flow in the order of
# their index, and nothing is sorted or joined but for the code of the measure. Results of one intake are numbered one
# after another, so that their places are told by runs: from which number on how many numbers are not theirs. Most
# charters came in as one run, and then a subtraction does.
_PLACES = "(SELECT array_agg(id ORDER BY id) FROM evidence_{} WHERE charter_id = {{0}})"
_INTAKES, _SOURCES = _PLACES.format("intake"), _PLACES.format("source")
_RESULTS = f"""
SELECT m.code, r.question, r.label, r.starts_on, r.ends_on, r.period_as_given, r."group", r.answer,
  trim_scale(r.value), r.as_given, r.mark, trim_scale(r.step), r.unit, r.base, r.base_as_given,
  width_bucket(r.intake_id, {_INTAKES})
FROM evidence_result r LEFT JOIN evidence_measure m ON m.id = r.measure_id
WHERE r.charter_id = {{0}} ORDER BY r.id
"""
_ONE_RUN = "SELECT min(id) - 1 FROM evidence_result WHERE charter_id = %s HAVING max(id) - min(id) + 1 = count(*)"
_RUNS = """
WITH numbered AS (
    SELECT id, id - row_number() OVER (ORDER BY id) AS others FROM evidence_result WHERE charter_id = {0}),
  runs AS (SELECT min(id) AS first, others FROM numbered GROUP BY others),
  found AS MATERIALIZED (
    SELECT array_agg(first ORDER BY first) AS firsts, array_agg(others ORDER BY first) AS others FROM runs)
"""
_BY_RUNS = "((SELECT others FROM found))[width_bucket(c.result_id, (SELECT firsts FROM found))]"
_CITATIONS = f"""
SELECT c.result_id - {{1}},
  width_bucket(c.source_id, {_SOURCES}), width_bucket(c.intake_id, {_INTAKES}),
  c.row, c.published_as, c.reviewed, c.joined, c.period_as_given,
  trim_scale(c.value), c.as_given, c.base, c.base_as_given, c.notes
FROM evidence_citation c WHERE c.source_id = ANY ({_SOURCES}::bigint[]) ORDER BY c.id
"""
# JSON would not take these as they stand; deleting them and comparing lengths is ten times as fast as looking for them.
_CONTROLS = bytes({*range(0x20)} - {0x09, 0x0A})
_ESCAPED = re.compile(r"\\([bfnrtv\\])")
_MEANT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\"}


def tables(charter: Charter, first: int | None = None) -> Iterator[tuple[str, tuple[str, ...], Iterator[bytes]]]:
    """Each table’s name, columns and rows as JSON, one row a line; with `first`, only so many of the rows."""
    most = f" LIMIT {int(first)}" if first is not None else ""
    yield "results", RESULTS, _rows(_RESULTS.format(int(charter.pk)) + most)
    yield "citations", CITATIONS, _rows(_citations(int(charter.pk)) + most)


def _citations(charter: int) -> str:
    """The query of citations, each with the place of its result."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_RUN, [charter])
        one = cursor.fetchone()
    if one:
        return _CITATIONS.format(charter, int(one[0]))
    return _RUNS.format(charter) + _CITATIONS.format(charter, _BY_RUNS)


def _rows(query: str) -> Iterator[bytes]:
    between = b""
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT") as copied:
        while lines := b"".join(map(bytes, islice(copied, LINES))):
            yield between + as_json(lines[:-1])
            between = b",\n"


def as_json(lines: bytes) -> bytes:
    r"""Lines of COPY text as lists of JSON.

    >>> as_json(b'call-wait\t351\t\\N\nsaid "no"\t\t1')
    b'["call-wait","351",null],\n["said \\"no\\"","","1"]'
    """
    # COPY writes a vertical tab as \\v, for which JSON has no such word.
    if b"\\v" in lines or len(lines.translate(None, _CONTROLS)) < len(lines):
        return b",\n".join(_exactly(line) for line in lines.split(b"\n"))
    quoted = lines.replace(b'"', b'\\"').replace(b"\t", b'","').replace(b"\n", b'"],\n["')
    return (b'["' + quoted + b'"]').replace(b'"\\N"', b"null")


def _exactly(line: bytes) -> bytes:
    values = (None if value == "\\N" else as_meant(value) for value in line.decode().split("\t"))
    return msgspec.json.encode(list(values))


def as_meant(value: str) -> str:
    return _ESCAPED.sub(lambda found: _MEANT[found[1]], value)
