"""Tests on the real database: a server of their own, and every test as the application, never as the owner.

Imported by the project's `conftest.py`.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from .addresses import addresses
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

    verbosity = request.config.option.verbose
    with django_db_blocker.unblock(), as_owner():
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

    environment  what to add to a process's environment so that `leal` there uses this database
    """

    environment: dict[str, str]


@pytest.fixture
def committed(django_db_setup, django_db_blocker) -> Iterator[Committed]:
    """For tests that must really commit; everything they leave is emptied by the owner afterwards.

    Instead of the `django_db` mark, never beside it: that would hold the test in a transaction of its own.
    """
    from django.core.management import call_command
    from django.db import connections
    from psycopg.conninfo import make_conninfo

    name = connections["default"].settings_dict["NAME"]
    found = {alias: make_conninfo(**address | {"dbname": name}) for alias, address in addresses().items()}
    with django_db_blocker.unblock():
        yield Committed({"LEAL_DATABASE_URL": found["owner"], "LEAL_DATABASE_APP_URL": found["default"]})
        close_all()
        call_command("flush", database="owner", verbosity=0, interactive=False, allow_cascade=True)
        close_all()
