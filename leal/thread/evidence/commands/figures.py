"""`leal figures`: take in published or exported figures as results."""

import json
import sys
from pathlib import Path

import click


@click.group()
def figures() -> None:
    """Published or exported figures, taken in as results."""


@figures.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--charter", "slug", default="", help="The charter's short name; needed only where there are several.")
@click.option(
    "--organisation", default="", help="Code or name of the one whose figures are wanted, where a file holds many."
)
@click.option("--year", type=int, help="The year of a survey whose file does not say it.")
@click.option("--by", "email", default="", help="E-mail address of the person who takes them in.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON.")
def import_(file: Path, slug: str, organisation: str, year: int | None, email: str, as_json: bool) -> None:
    """Take in the figures of a FILE (CSV, ODS or XLSX): the whole file or nothing.

    Each row is taken, joined to what another source gave, or refused with the
    reason. The same file twice changes nothing. Exit 1 when the file as a
    whole cannot be taken in.
    """
    from leal.foundations.database import ready

    ready()
    from django.utils.timezone import now

    from .. import operations, queries, saying
    from ..intake.figures import NotTheseFigures
    from ..intake.mappings import read_mappings

    charter = _charter(slug)
    again = False
    try:
        intake = operations.take_in(
            charter=charter,
            source=file,
            mappings=read_mappings(),
            organisation=organisation,
            year=year,
            at=now(),
            by=_person(charter, email),
        )
    except operations.AlreadyTakenIn as before:
        intake, again = before.intake, True
    except NotTheseFigures as reason:
        _say(saying.refused_as_json(reason.refused) if as_json else map(saying.refusal, reason.refused))
        sys.exit(1)
    report = queries.report(intake=intake)
    _say(saying.as_json(report, again=again) if as_json else saying.as_lines(report, again=again))


def _say(what) -> None:
    click.echo(json.dumps(what, indent=1, ensure_ascii=False) if isinstance(what, dict) else "\n".join(what))


def _charter(slug: str):
    from leal.thread.charters.queries import charters

    found = [charter for charter in charters() if slug in ("", charter.slug)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(charter.slug for charter in charters())
    if not known:
        raise click.ClickException("There is no charter yet. Tell the story (leal story), or found a charter.")
    raise click.ClickException(f"Say which charter the figures are of: --charter with one of {known}.")


def _person(charter, email: str):
    """Who takes the figures in: the one named; else the only one who may, or in the story any of them."""
    from leal.foundations.accounts.queries import is_story

    from .. import queries

    people = queries.who_may_take_in(charter=charter)
    named = [person for person in people if person.email.casefold() == email.casefold()]
    if named:
        return named[0]
    if email:
        raise click.ClickException(f"{email} is nobody who may take in figures of “{charter}”. Name someone who may.")
    if len(people) == 1 or (people and is_story()):
        return people[0]
    if not people:
        raise click.ClickException(
            f"Nobody may take in figures of “{charter}” yet. Give somebody the role of researcher."
        )
    raise click.ClickException("Say who takes the figures in: --by someone@example.org.")
