"""A test database is migrated once for each state of the code; every worker and every run after it copies that one."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import django
from django.db import connections
from psycopg import sql

OURS = Path(__file__).resolve().parents[2]
PREFIX = "leal_migrated_"
# Any number will do, as long as every run of the tests takes the same.
COPYING = 0x6C656170


def name_for(code: Path) -> str:
    """What the copied database is called: by all that could make it another, our code and the version of Django."""
    made_by = sha256(django.__version__.encode())
    sources = (path.relative_to(code) for kind in ("py", "sql") for path in code.rglob(f"*.{kind}"))
    for path in sorted(path for path in sources if "tests" not in path.parts):
        made_by.update(f"{path}\n".encode())
        made_by.update((code / path).read_bytes())
    return PREFIX + made_by.hexdigest()[:16]


@contextmanager
def migrated_once() -> Iterator[None]:
    """Within it the test database is made: as a copy of one that is migrated, or else as the one others copy.

    Whoever comes meanwhile waits: to copy is quicker than to migrate beside each other.
    """
    owner, name = connections["owner"], name_for(OURS)
    with owner._nodb_cursor() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [COPYING])
        server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        kept = {row[0] for row in server.fetchall()}
        if name in kept:
            owner.settings_dict["TEST"]["TEMPLATE"] = name
            server.execute("SELECT pg_advisory_unlock(%s)", [COPYING])
            yield
            return
        yield
        for alias in connections:
            connections[alias].close()
        for old in kept:
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(copy.format(sql.Identifier(name), sql.Identifier(owner.settings_dict["NAME"])))
