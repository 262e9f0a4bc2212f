"""What stands nested in a charter file, or by its place, as plain lists: for tables, CSV and the open data."""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from leal.thread.charters.models import Charter

from . import shape, writing
from .checking import promises


class Promised(shape.Row, kw_only=True):
    """A promise with the edition and section it stands in."""

    edition: shape.Code
    section: shape.Code
    code: shape.Code
    title: str
    wording: str
    achieved_by: str = ""
    binds: list[str] = []
    answers: list[shape.Code] = []
    parts: list[shape.Part] = []


class Descended(shape.Lineage, kw_only=True):
    """What became of a promise in a later edition."""

    edition: shape.Code


class Resulted(shape.Row, kw_only=True):
    """A measure’s value for a period, as published.

    result  its number in this list, by which citations name it
    group   empty for everyone
    mark    c suppressed, z not asked, x not available; approx, over, under, rounded
    """

    result: int
    measure: shape.Code | None
    question: str
    label: str
    starts_on: date
    ends_on: date
    period_as_given: str
    group: str
    answer: str
    value: str | None
    as_given: str
    mark: str
    unit: str
    base: int | None
    base_as_given: str


class Cited(shape.Row, kw_only=True):
    """That a source gave a result, as read from one row of one file."""

    result: int
    source: str
    row: int
    published_as: str
    period_as_given: str
    value: str | None
    as_given: str
    base: int | None
    base_as_given: str
    notes: str


def commitments(charter: Charter) -> list[Promised]:
    """Every promise of every published edition, in the order of the texts."""
    return [
        Promised(edition=edition.code, section=section.code, **{name: getattr(promise, name) for name in _SAME})
        for edition in writing.editions(charter)
        for section, promise in promises(edition)
    ]


_SAME = shape.Commitment.__struct_fields__


def lineage(charter: Charter) -> list[Descended]:
    """What became of each promise, edition by edition."""
    return [
        Descended(edition=edition.code, **{name: getattr(line, name) for name in line.__struct_fields__})
        for edition in writing.editions(charter)
        for line in edition.lineage
    ]


_RESULTS = """
SELECT row_number() OVER (ORDER BY r.id), m.code, r.question, r.label, r.starts_on, r.ends_on, r.period_as_given,
  r."group", r.answer, trim_scale(r.value)::text, r.as_given, r.mark, r.unit, r.base, r.base_as_given
FROM evidence_result r LEFT JOIN evidence_measure m ON m.id = r.measure_id
WHERE r.charter_id = %s ORDER BY r.id
"""
_CITATIONS = """
SELECT r.place, s.address, c.row, c.published_as, c.period_as_given, trim_scale(c.value)::text, c.as_given, c.base,
  c.base_as_given, c.notes
FROM evidence_citation c
JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM evidence_result WHERE charter_id = %s) r
  ON r.id = c.result_id
JOIN evidence_source s ON s.id = c.source_id ORDER BY c.id
"""


def results(charter: Charter) -> tuple[tuple[str, ...], Iterator[tuple]]:
    """Columns and rows of every result, in the order they were taken in."""
    return Resulted.__struct_fields__, _streamed(_RESULTS, charter)


def citations(charter: Charter) -> tuple[tuple[str, ...], Iterator[tuple]]:
    """Columns and rows of every citation."""
    return Cited.__struct_fields__, _streamed(_CITATIONS, charter)


def _streamed(query: str, charter: Charter) -> Iterator[tuple]:
    """Rows a few thousand at a time, however many there are."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, [charter.pk])
        while rows := cursor.fetchmany(5000):
            yield from rows
