"""Tables emptied by their owner, though rules forbid it: for the story told anew, and for tests that really commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from psycopg import sql

# How a trigger was on is how it must be on again: a record's rules hold "always".
ON_AGAIN = {"O": "ENABLE", "A": "ENABLE ALWAYS", "R": "ENABLE REPLICA"}
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
TRIGGERS = """
SELECT relname, tgname, tgenabled FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND tgenabled <> 'D' AND relnamespace = 'public'::regnamespace AND tgparentid = 0
"""


@dataclass(frozen=True)
class Furniture:
    """What was in the database before any test: rows by table, and how far each sequence had counted."""

    rows: dict[str, bytes]
    counted: dict[str, int | None]


def furniture(owner: psycopg.Connection) -> Furniture:
    """Everything in the database now."""
    tables = [name for (name,) in owner.execute(TABLES)]
    return Furniture(
        {table: rows for table in tables if (rows := copied(owner, table))},
        dict(owner.execute(SEQUENCES).fetchall()),
    )


def copied(owner: psycopg.Connection, table: str) -> bytes:
    with owner.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as rows:
        return b"".join(rows)


def put_back(owner: psycopg.Connection, before: Furniture) -> None:
    """Make the database what it was, whatever was committed and whatever its rules forbid."""
    with owner.transaction():
        # A test that left a transaction open would hold us up for ever.
        owner.execute("SET LOCAL lock_timeout = '10s'")
        with rules_asleep(owner):
            tables = sql.SQL(", ").join(sql.Identifier(name) for (name,) in owner.execute(TABLES))
            owner.execute(sql.SQL("TRUNCATE {}").format(tables))
            owner.execute("SET CONSTRAINTS ALL DEFERRED")
            for table, rows in before.rows.items():
                with owner.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
                    copy.write(rows)
            owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for sequence, last in before.counted.items():
                owner.execute("SELECT setval(%s, %s, %s)", [f'"{sequence}"', last or 1, last is not None])


@contextmanager
def rules_asleep(owner: psycopg.Connection) -> Iterator[None]:
    """Inside a transaction of the owner’s: no trigger of ours acts. However the block ends, the rules hold again."""
    triggers = owner.execute(TRIGGERS).fetchall()
    for table, trigger, _ in triggers:
        switch(owner, table, "DISABLE", trigger)
    yield
    for table, trigger, how in triggers:
        switch(owner, table, ON_AGAIN[how], trigger)


def switch(owner: psycopg.Connection, table: str, how: str, trigger: str) -> None:
    statement = sql.SQL("ALTER TABLE {} {} TRIGGER {}")
    owner.execute(statement.format(sql.Identifier(table), sql.SQL(how), sql.Identifier(trigger)))
