"""`leal report`: the yearly report, every form of it, in one folder."""

import json
import sys
from pathlib import Path

import click


@click.command()
@click.option("--year", default="", metavar="Y", help="A charter year like 2022-23. Without it: the newest.")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="A new folder for it.")
@click.option("--charter", "slug", metavar="NAME", help="Which charter. Without it: the first one founded.")
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
def report(year: str, out: Path, slug: str | None, as_json: bool) -> None:
    """Write the report of a year: every promise, worst first, and every table, in every form.

    The folder is there whole or not at all. Ends with 2, and one sentence,
    when there is nothing to report or the folder cannot be written.
    """
    from leal.foundations.database import ready

    ready()
    from django.utils.timezone import localdate

    from leal.foundations.formats import CannotBeWritten

    from ..report.account import NothingToTell, account
    from ..report.folder import CannotWriteThere, fault_of_place, write
    from ..report.forms import Report

    try:
        if fault := fault_of_place(out):
            raise CannotWriteThere(fault)
        told = Report(account(charter=_charter(slug), year=year, on=localdate()))
        listing = write(told, out, progress=None if as_json else _progress)
    except (NothingToTell, CannotWriteThere, CannotBeWritten) as reason:
        click.echo(str(reason), err=True)
        sys.exit(2)
    if as_json:
        click.echo(json.dumps(listing, ensure_ascii=False, indent=1))
        return
    size = sum(one["bytes"] for one in listing["files"])
    click.echo(f"{listing['title']}: {len(listing['files'])} files, {size / 1e6:.1f} MB, in {out}.")
    click.echo(f"Begin with {out / 'report.html'}.")


def _charter(slug: str | None):
    from leal.thread.charters.queries import charters

    from ..report.account import NothingToTell

    found = [one for one in charters() if slug in (None, one.slug)]
    if found:
        return found[0]
    known = ", ".join(one.slug for one in charters())
    if slug and known:
        raise NothingToTell(f"There is no charter “{slug}” here. There is: {known}.")
    raise NothingToTell("There is no charter here yet. Tell the story (leal story), or import a charter.")


def _progress(names):
    """Each name as its file is being written, with a bar where somebody watches."""
    with click.progressbar(names, label="Writing", file=sys.stderr, item_show_func=lambda name: name or "") as bar:
        yield from bar
