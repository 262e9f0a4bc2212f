"""Seal the record into a chain of digests, and check that it still holds.

Writers never wait for the chain: rows are sealed afterwards, in batches, by
one sealer at a time. A batch takes whatever has been committed, in whatever
order; a row committed later is sealed later.
"""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from .models import Seal

ONE_SEALER = 0x1EA1
BATCH = 20_000
LONGEST_TRANSACTION = timedelta(days=1)
START = bytes(32)

UTC = "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
TABLES = {
    Seal.Of.ENTRY: (
        "audit_entry",
        "id",
        f"id, event, subject, subject_key, by, because, act, {UTC.format('recorded_at')}",
        "recorded_at >= %(since)s",
    ),
    Seal.Of.HISTORY: (
        "audit_rowhistory",
        "id",
        f"id, row_table, row_key, did, before::text, after::text, by, act, {UTC.format('written_at')}",
        "written_at >= %(since)s",
    ),
    # A day's arrivals are sealed when the day is over, in the order of their
    # random keys: otherwise their place in the chain would tell the time.
    Seal.Of.ARRIVAL: ("audit_arrival", "key", "key, event, arrived_on", "arrived_on < %(today)s"),
}


class Head(NamedTuple):
    """The newest link: its position, counted from 1, and its digest."""

    position: int
    chain: bytes


class Broken(NamedTuple):
    """Where the record no longer says what was sealed."""

    position: int
    why: str


def head() -> Head:
    """The newest link of the chain; position 0 when nothing has been sealed."""
    newest = Seal.objects.order_by("-position").first()
    return Head(newest.position, bytes(newest.chain)) if newest else Head(0, START)


def seal(*, everything: bool = False) -> Head:
    """Seal what has been committed since the last time, and return the new head.

    everything  look through the whole record, not only its last day: finds
                rows of transactions that took longer than that.
    """
    while True:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_SEALER])
            before = head()
            after = link(before, list(unsealed(everything=everything)))
        if after == before:
            return after


def unsealed(*, everything: bool) -> Iterator[tuple[str, str, str]]:
    """Up to a batch of rows in no chain yet, as (kind, key, content)."""
    now = timezone.now()
    given = {"today": timezone.localdate(), "since": now - LONGEST_TRANSACTION}
    with connection.cursor() as cursor:
        for kind, (table, key, columns, lately) in TABLES.items():
            where = "true" if everything and kind != Seal.Of.ARRIVAL else lately
            cursor.execute(
                f"SELECT {key}::text, json_build_array({columns})::text FROM {table} AS r WHERE {where} "
                f"AND NOT EXISTS (SELECT FROM audit_seal AS s WHERE s.of = %(kind)s AND s.row_key = r.{key}::text) "
                f"ORDER BY {key} LIMIT {BATCH}",
                {**given, "kind": kind},
            )
            yield from ((kind, row_key, content) for row_key, content in cursor.fetchall())


def link(onto: Head, rows: list[tuple[str, str, str]]) -> Head:
    links, position, chain = [], *onto
    for kind, key, content in rows:
        digest = digested(content)
        position, chain = position + 1, hashlib.sha256(chain + digest).digest()
        links.append(Seal(position=position, of=kind, row_key=key, digest=digest, chain=chain))
    Seal.objects.bulk_create(links, batch_size=5_000)
    return Head(position, chain)


def digested(content: str) -> bytes:
    return hashlib.sha256(content.encode()).digest()


def verify(*, anchor: Head | None = None) -> Iterator[Broken | Head]:
    """Read the whole chain and yield each place where it is broken, then the head reached.

    anchor  a head noted earlier, outside the database: tells whether the end
            of the chain, or all of it, was taken away or made anew.
    """
    position, chain, anchored = 0, START, anchor is None or anchor.position == 0
    for seals in batches():
        contents = {kind: contents_of(kind, seals) for kind in TABLES}
        for one in seals:
            position += 1
            if one.position != position:
                yield Broken(position, f"links {position} to {one.position - 1} are missing")
                position = one.position
            content = contents[one.of].get(one.row_key)
            if content is None:
                yield Broken(position, f"{one.of} {one.row_key} was sealed and is gone")
            elif digested(content) != bytes(one.digest):
                yield Broken(position, f"{one.of} {one.row_key} was changed after it was sealed")
            if hashlib.sha256(chain + bytes(one.digest)).digest() != bytes(one.chain):
                yield Broken(position, f"the link of {one.of} {one.row_key} does not follow from the one before")
            chain = bytes(one.chain)
            anchored = anchored or (position, chain) == anchor
    if not anchored:
        yield Broken(
            anchor.position, "the chain does not hold the head noted earlier: its end was taken away or remade"
        )
    yield Head(position, chain)


def batches() -> Iterator[list[Seal]]:
    after = 0
    while seals := list(Seal.objects.filter(position__gt=after).order_by("position")[:BATCH]):
        yield seals
        after = seals[-1].position


def contents_of(kind: str, seals: list[Seal]) -> dict[str, str]:
    table, key, columns, _ = TABLES[kind]
    keys = [one.row_key for one in seals if one.of == kind]
    cast = "uuid" if kind == Seal.Of.ARRIVAL else "bigint"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}::text, json_build_array({columns})::text FROM {table} WHERE {key} = ANY (%s::{cast}[])",
            [keys],
        )
        return dict(cursor.fetchall())
