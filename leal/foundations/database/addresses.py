"""Who connects where: the two roles' addresses, and Django's settings made of them."""

import os

from .home import Cluster, DatabaseUnready, own_cluster
from .server import APPLICATION, DATABASE, OWNER


def given() -> str | None:
    """The database of your own that LEAL_DATABASE_URL names, if any."""
    return os.environ.get("LEAL_DATABASE_URL") or None


def addresses() -> dict[str, dict[str, str]]:
    """For "owner" and "default" (the application): what libpq needs to connect, by its parameters' names."""
    if url := given():
        owner = read("LEAL_DATABASE_URL", url)
        if application := os.environ.get("LEAL_DATABASE_APP_URL"):
            return {"owner": owner, "default": read("LEAL_DATABASE_APP_URL", application)}
        options = f"{owner.get('options', '')} -c role={APPLICATION}".strip()
        return {"owner": owner, "default": owner | {"options": options}}
    return {alias: of_cluster(own_cluster(), alias) for alias in ("owner", "default")}


def read(variable: str, url: str) -> dict[str, str]:
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        return conninfo_to_dict(url)
    except ProgrammingError as reason:
        raise DatabaseUnready(
            f"{variable} is not an address PostgreSQL understands: {str(reason).strip()}. "
            "Write it as postgresql://role:password@host/database"
        ) from None


def of_cluster(cluster: Cluster, alias: str) -> dict[str, str]:
    """What libpq needs to connect to a server we keep: the password stays in its file."""
    user = OWNER if alias == "owner" else APPLICATION
    place = {"host": str(cluster.socket), "port": "5432", "dbname": DATABASE}
    return place | {"user": user, "passfile": str(cluster.passwords)}


def address_of(cluster: Cluster, alias: str) -> str:
    """The same as one string, as PostgreSQL's programs and LEAL_DATABASE_URL take it."""
    from psycopg.conninfo import make_conninfo

    return make_conninfo(**of_cluster(cluster, alias))


def application_role() -> str:
    """The role that migrations give rights to and take them from; whoever the application signs in as acts as it."""
    return APPLICATION


def databases() -> dict[str, dict]:
    """Django's DATABASES: "default" is the application, "owner" makes and changes tables. Starts nothing.

    Tests make their database as the owner and then run as the application.
    """
    found = {alias: settings_for(address) for alias, address in addresses().items()}
    found["default"]["TEST"] = {"MIRROR": "owner"}
    found["owner"]["TEST"] = {"DEPENDENCIES": []}
    return found


def settings_for(address: dict[str, str]) -> dict:
    rest = dict(address)
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **{ours: str(rest.pop(theirs, "")) for ours, theirs in named.items()},
        # A server thread keeps its connection, and looks whether it still holds before each page.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": rest,
    }
