"""A database of its own for what is measured: made and migrated first, gone afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def scratch_database() -> Iterator[dict[str, str]]:
    """Django set up on an empty database; yields what to add to another process's environment to reach it.

    The server is the tests' own: a kill loses it, and nothing of anyone's is on it.
    """
    import django

    from leal.foundations.database.addresses import addresses
    from leal.foundations.database.fixtures import a_database_for_tests, close_all
    from leal.foundations.database.routing import as_owner

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leal.config.settings")
    django.setup()
    a_database_for_tests()
    from django.db import connections
    from django.test.utils import setup_databases, teardown_databases
    from psycopg.conninfo import make_conninfo

    with as_owner():
        made = setup_databases(verbosity=0, interactive=False, aliases={"owner", "default"})
    name = connections["default"].settings_dict["NAME"]
    reached = {alias: make_conninfo(**address | {"dbname": name}) for alias, address in addresses().items()}
    try:
        yield {"LEAL_DATABASE_URL": reached["owner"], "LEAL_DATABASE_APP_URL": reached["default"]}
    finally:
        close_all()
        teardown_databases(made, verbosity=0)
