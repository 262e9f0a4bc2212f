"""Ready to use: the server up, the roles there, every migration run."""

import os

from .addresses import addresses, application_role, databases, given
from .home import DatabaseUnready, own_cluster
from .using import kept, use

OLDEST = 150000
# Any number will do, as long as every Leal takes the same.
MIGRATING = 0x6C65616C


def ready(*, migrate: bool = True) -> None:
    """Start the database if it is ours and asleep, and bring its tables up to date. Sets Django up.

    Raises DatabaseUnready with a sentence when the database cannot be used.
    """
    if given():
        check_the_given_one()
    else:
        use(own_cluster())
    set_django_up()
    if migrate:
        bring_up_to_date()


def keep_up() -> None:
    """Start our own database again if it was stopped under us. For those who use it for long."""
    if not given() and not kept(own_cluster()):
        use(own_cluster())


def check_the_given_one() -> None:
    """See that the database LEAL_DATABASE_URL names will do, and that the application can act in its own role there."""
    import psycopg

    found = addresses()
    try:
        with psycopg.connect(**found["owner"], connect_timeout=10, autocommit=True) as owner:
            if complaint := too_old(owner.info.server_version):
                raise DatabaseUnready(complaint)
            see_to_role(owner, application_role(), owner_acts=not os.environ.get("LEAL_DATABASE_APP_URL"))
            with psycopg.connect(**found["default"], connect_timeout=10, autocommit=True) as application:
                see_to_login(owner, application, application_role())
    except psycopg.OperationalError as reason:
        why = str(reason).strip()
        raise DatabaseUnready(f"The database LEAL_DATABASE_URL names cannot be reached: {why}") from None


def see_to_role(owner, role: str, *, owner_acts: bool = True) -> None:
    """Make the role the application acts as, and let the owner act as it if need be, where that is missing."""
    from psycopg import errors, sql

    act_as = "SET" if owner.info.server_version >= 160000 else "MEMBER"
    try:
        if not owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
            owner.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
        may_act = owner.execute("SELECT pg_has_role(current_user, %s, %s)", [role, act_as]).fetchone()[0]
        if owner_acts and not may_act:
            owner.execute(sql.SQL("GRANT {} TO current_user").format(sql.Identifier(role)))
    except errors.InsufficientPrivilege:
        raise DatabaseUnready(
            f"The database has no role {role} that LEAL_DATABASE_URL's role may act as, nor may it make one. Ask the "
            f'database\'s administrator to run: CREATE ROLE {role} NOLOGIN; GRANT {role} TO "{owner.info.user}";'
        ) from None


def see_to_login(owner, application, role: str) -> None:
    """See that the application signs in with the role's rights, and with none that could change the record."""
    from psycopg import errors, sql

    name, too_much, enough = application.execute(
        "SELECT current_user, rolsuper OR pg_has_role(oid, %s, 'MEMBER'), pg_has_role(oid, %s, 'USAGE') "
        "FROM pg_roles WHERE rolname = current_user",
        [owner.info.user, role],
    ).fetchone()
    if too_much:
        raise DatabaseUnready(
            f"LEAL_DATABASE_APP_URL signs in as {name}, who owns the tables or may do everything: nothing would keep "
            "the record from being changed. Name a role that can do less, or leave LEAL_DATABASE_APP_URL out."
        )
    if not enough:
        grant = sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(name))
        try:
            owner.execute(grant)
        except errors.InsufficientPrivilege:
            raise DatabaseUnready(
                f"LEAL_DATABASE_APP_URL signs in as {name}, who may not act as {role}. "
                f"Ask the database's administrator to run: {grant.as_string()};"
            ) from None


def too_old(version: int) -> str | None:
    """What to say of a server before PostgreSQL 15; nothing for a later one.

    version  as libpq gives it: 150018 is 15.18
    """
    if version >= OLDEST:
        return None
    return (
        f"LEAL_DATABASE_URL names PostgreSQL {version // 10000}; Leal needs 15 or later. "
        "Name a newer server, or leave LEAL_DATABASE_URL out to use the one Leal brings."
    )


def set_django_up() -> None:
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leal.config.settings")
    if not apps.ready:
        django.setup()
    point_django_here()


def point_django_here() -> None:
    """Tell Django where the database is now: settings may have been read before it was started."""
    from django.db import connections

    for alias, found in databases().items():
        known = connections.settings[alias]
        for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS"):
            known[name] = found[name]


def bring_up_to_date() -> None:
    """Run the migrations that have not run, as the owner."""
    from django.core.management import call_command
    from django.db import DatabaseError, connections
    from django.db.migrations.executor import MigrationExecutor

    owner = connections["owner"]
    with owner.cursor() as cursor:
        # One at a time: whoever comes second waits, and finds nothing left to do.
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        try:
            executor = MigrationExecutor(owner)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", database="owner", verbosity=0, interactive=False)
        except DatabaseError as reason:
            raise DatabaseUnready(
                f"The tables could not be brought up to date: {str(reason).strip()} The role of LEAL_DATABASE_URL must "
                "own the database, and the server must offer the extensions btree_gist, pg_trgm and unaccent."
            ) from reason
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
    owner.close()
