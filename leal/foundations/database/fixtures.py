"""Tests on the real database: a server of their own, and every test as the application, never as the owner.

Imported by the project's `conftest.py`.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest

from .addresses import addresses
from .emptying import Furniture, furniture, put_back
from .home import Cluster, home
from .preparing import point_django_here
from .routing import as_owner
from .using import use


def a_database_for_tests() -> None:
    """LEAL_TEST_DATABASE_URL, or a server under LEAL_HOME that never waits for the disk."""
    if url := os.environ.get("LEAL_TEST_DATABASE_URL"):
        os.environ["LEAL_DATABASE_URL"] = url
        from .preparing import check_the_given_one

        check_the_given_one()
    else:
        os.environ.pop("LEAL_DATABASE_URL", None)
        os.environ["LEAL_HOME"] = str(home() / "test")
        use(Cluster(home() / "database", volatile=True))
    os.environ.pop("LEAL_DATABASE_APP_URL", None)
    point_django_here()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> None:
    a_database_for_tests()


@pytest.fixture(scope="session")
def django_db_setup(
    request,
    django_test_environment,
    django_db_blocker,
    django_db_keepdb,
    django_db_createdb,
    django_db_modify_db_settings,
) -> Iterator[None]:
    """The test database, made and migrated by the owner; "default" then reaches it as the application."""
    from django.test.utils import setup_databases, teardown_databases

    from .migrated import migrated_once

    verbosity = request.config.option.verbose
    with django_db_blocker.unblock(), as_owner(), migrated_once():
        made = setup_databases(
            verbosity=verbosity,
            interactive=False,
            aliases={"owner", "default"},
            keepdb=django_db_keepdb and not django_db_createdb,
        )
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            close_all()
            teardown_databases(made, verbosity=verbosity)


def close_all() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()


@dataclass(frozen=True)
class Committed:
    """The test database as other processes can reach it.

    owner, application  what libpq needs to connect, as one string
    environment         what to add to a process's environment so that `leal` there uses this database
    """

    owner: str
    application: str

    @property
    def environment(self) -> dict[str, str]:
        return {"LEAL_DATABASE_URL": self.owner, "LEAL_DATABASE_APP_URL": self.application}


@pytest.fixture(scope="session")
def made_database(django_db_setup) -> Committed:
    from django.db import connections
    from psycopg.conninfo import make_conninfo

    name = connections["default"].settings_dict["NAME"]
    found = {alias: make_conninfo(**address | {"dbname": name}) for alias, address in addresses().items()}
    return Committed(found["owner"], found["default"])


@pytest.fixture(scope="session")
def as_migrated(made_database) -> Furniture:
    """What the database holds when no test has run: other tests leave nothing behind."""
    with psycopg.connect(made_database.owner) as owner:
        return furniture(owner)


@pytest.fixture
def committed(made_database, as_migrated, django_db_blocker) -> Iterator[Committed]:
    """For tests that must really commit; the owner puts everything back afterwards.

    Instead of the `django_db` mark, never beside it: that would hold the test in a transaction of its own.
    """
    with django_db_blocker.unblock():
        yield made_database
        close_all()
    with psycopg.connect(made_database.owner) as owner:
        put_back(owner, as_migrated)
