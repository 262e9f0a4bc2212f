"""`leal charter`: a charter as one file, out and in."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import click


@click.group()
def charter() -> None:
    """A whole charter as one file: out, in, and looked at."""


@charter.command()
@click.argument("slug", required=False)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to. Without it: <slug>.json.")
def export(slug: str | None, out: Path | None) -> None:
    """Write a charter with everything public about it to one JSON file.

    Taken in elsewhere with `leal charter import`, it shows the same site. The
    file is there whole or not at all.
    """
    from leal.foundations.database import ready

    ready()
    from ..charter_file.writing import written

    found = _charter(slug)
    out = out or Path(f"{found.slug}.json")
    half = out.with_name(out.name + ".part")
    try:
        with half.open("wb") as file:
            file.writelines(written(charter=found))
        half.replace(out)
    except OSError as reason:
        raise click.ClickException(f"{out} could not be written: {reason.strerror}.") from None
    finally:
        with suppress(OSError):
            half.unlink()
    click.echo(f"{found.name}: {out} ({out.stat().st_size:,} bytes).")


@charter.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "slug", default="", help="Another short name for it here, where its own is taken.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def import_(file: Path, slug: str, as_json: bool) -> None:
    """Take in a charter from a FILE made by `leal charter export`, or written by hand to the schema.

    All of it or nothing. Exit 1 when the file is wrong, with every fault.
    """
    from leal.foundations.database import ready

    ready()
    from leal.foundations.people.actors import CLOCK
    from leal.thread.evidence.reviewed import Misread

    from ..charter_file import differences
    from ..charter_file.bringing import with_slug
    from ..charter_file.reading import read
    from ..operations import take_in_charter

    try:
        shaped = read(_bytes(file), file.name)
        taken = take_in_charter(file=with_slug(shaped, slug) if slug else shaped, name=file.name, by=CLOCK)
    except Misread as wrong:
        _wrong(wrong.faults, as_json)
    differ = differences.standings(shaped, taken)
    if as_json:
        click.echo(json.dumps({"charter": taken.slug, "standings_that_differ": differ}, ensure_ascii=False, indent=1))
        return
    click.echo(f"{taken.name} is here, at /charters/{taken.slug}/.")
    for sentence in differ:
        click.echo(sentence)


@charter.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def check(file: Path, as_json: bool) -> None:
    """Say everything that is wrong with a charter FILE; take nothing in. Exit 1 when anything is."""
    import django

    # The shape of the tables is asked, not the tables.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leal.config.settings")
    django.setup()
    from leal.thread.evidence.reviewed import Misread

    from ..charter_file.checking import faults
    from ..charter_file.reading import read

    try:
        found = faults(read(_bytes(file), file.name), file.name)
    except Misread as wrong:
        found = wrong.faults
    if found:
        _wrong(found, as_json)
    click.echo(json.dumps({"faults": []}) if as_json else f"{file.name} hangs together.")


@charter.command()
def schema() -> None:
    """Print the JSON Schema of a charter file."""
    from ..charter_file.schema import schema

    click.echo(json.dumps(schema(), ensure_ascii=False, indent=1))


def _charter(slug: str | None):
    from leal.thread.charters.queries import charters

    found = [one for one in charters() if slug in (None, one.slug)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(one.slug for one in charters())
    if not known:
        raise click.ClickException("There is no charter here yet. Tell the story (leal story), or import a charter.")
    raise click.ClickException(f"Say which charter: one of {known}.")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as reason:
        raise click.ClickException(f"{file} could not be read: {reason.strerror}.") from None


def _wrong(faults, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"faults": [fault._asdict() for fault in faults]}, ensure_ascii=False, indent=1))
    else:
        for fault in faults:
            click.echo(str(fault), err=True)
        click.echo("Nothing was taken in.", err=True)
    sys.exit(1)
