"""Commands for the database Leal brings."""

import json

import click

from .home import DatabaseUnready, own_cluster


@click.group()
def database() -> None:
    """The database Leal brings: started when needed, stopped when done; these are for doing it by hand."""


def ours():
    from .addresses import given

    if given():
        raise DatabaseUnready("LEAL_DATABASE_URL names a database of your own: starting and stopping it is yours too.")
    return own_cluster()


@database.command()
def start() -> None:
    """Start it, and leave it running when nobody uses it."""
    from .using import use

    cluster = ours()
    use(cluster)
    cluster.stay.touch()
    click.echo(f"The database runs, in {cluster.folder}. Stop it with: leal database stop")


@database.command()
@click.option("--now", is_flag=True, help="Even while others use it.")
def stop(now: bool) -> None:
    """Stop it."""
    from .using import stop, users

    cluster = ours()
    cluster.stay.unlink(missing_ok=True)
    if (others := users(cluster)) and not now:
        named = ", ".join(f"process {pid}" for pid in others)
        raise DatabaseUnready(f"The database is in use by {named}. Stop that first, or say: leal database stop --now")
    click.echo("The database has stopped." if stop(cluster) else "The database was not running.")


@database.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def status(context: click.Context, as_json: bool) -> None:
    """Say whether it runs, where and for whom. Exit code 1 when it does not."""
    from .using import kept, users

    cluster = ours()
    running = kept(cluster)
    facts = {"running": bool(running), "folder": str(cluster.folder), **(running or {}), "users": users(cluster)}
    if as_json:
        click.echo(json.dumps(facts))
    elif running:
        click.echo(f"The database runs (PostgreSQL {running['version']}), in {cluster.folder}.")
    else:
        click.echo(f"The database is stopped. It is kept in {cluster.folder}.")
    context.exit(0 if running else 1)


@database.command()
@click.option("--role", type=click.Choice(["owner", "application"]), default="application", show_default=True)
def url(role: str) -> None:
    """Print its address, for psql and other PostgreSQL programs, while it runs."""
    from psycopg.conninfo import make_conninfo

    from .addresses import addresses

    click.echo(make_conninfo(**addresses()["default" if role == "application" else "owner"]))


COMMANDS = [database]
