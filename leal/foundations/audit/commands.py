"""`leal audit`: seal the record, verify it, and read one row's history."""

import json
import sys

import click


@click.group()
def audit() -> None:
    """The record of what was done: seal it, verify it, read it."""
    from leal.foundations.database import ready

    ready()


@audit.command()
def seal() -> None:
    """Seal what was recorded since the last time, and note the new head outside the database."""
    from leal.foundations.database import home

    from . import anchor, chain

    head = chain.seal()
    anchor.note(home(), head)
    click.echo(f"Sealed up to link {head.position}: {head.chain.hex()}")


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def verify(as_json: bool) -> None:
    """Seal what is new, then read the whole chain and say where it is broken. Exit 1 when it is."""
    from leal.foundations.database import home

    from . import anchor, chain

    before = anchor.noted(home())
    sealed = chain.seal(everything=True)
    *broken, head = chain.verify(anchor=before)
    if not broken:
        anchor.note(home(), sealed)
    if as_json:
        found = [{"position": one.position, "why": one.why} for one in broken]
        click.echo(json.dumps({"whole": not broken, "links": head.position, "head": head.chain.hex(), "broken": found}))
    else:
        for one in broken:
            click.echo(f"Link {one.position}: {one.why}.")
        verdict = f"The record is broken in {len(broken)} places" if broken else "The record is whole"
        click.echo(f"{verdict}: {head.position} links read, head {head.chain.hex()[:16]}…")
    sys.exit(bool(broken))


@audit.command()
@click.argument("table")
@click.argument("key")
def history(table: str, key: str) -> None:
    """What was done to one row, oldest first: its TABLE and its KEY."""
    from .models import RowHistory

    for row in RowHistory.objects.filter(row_table=table, row_key=key).order_by("pk"):
        click.echo(f"{row.written_at:%Y-%m-%d %H:%M:%S} {row.by} {row.did}: {row.before or ''} → {row.after or ''}")


COMMANDS = [audit]
