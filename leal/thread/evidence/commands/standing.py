"""`leal standing`: the standing of every commitment and why."""

import json
from itertools import groupby

import click


@click.command()
@click.option("--year", metavar="Y", help="A charter year like 2022-23. Without it: the newest year with results.")
@click.option("--charter", "slug", metavar="NAME", help="Which charter. Without it: the first one founded.")
@click.option("--json", "as_json", is_flag=True, help="Say it as JSON, with every step.")
def standing(year: str | None, slug: str | None, as_json: bool) -> None:
    """The standing of every commitment and why, worst first."""
    from leal.foundations.database import ready

    ready()
    from leal.thread.charters.queries import current_edition

    from ..queries import edition_in, newest_year, standings, told

    charter = _charter(slug)
    edition = current_edition(charter=charter)
    if edition is None:
        raise click.ClickException(f"{charter.name} has no published edition yet.")
    newest = year or getattr(newest_year(charter=charter), "name", None)
    if newest is None:
        raise click.ClickException("No results yet, so there is no year to look at. Take figures in, or name a --year.")
    try:
        edition = edition_in(edition=edition, year=newest)
        found = standings(edition=edition, year=newest)
    except ValueError as reason:
        raise click.BadParameter(str(reason), param_hint="--year") from None
    if as_json:
        everything = {"charter": charter.slug, "edition": edition.code, "year": newest}
        click.echo(json.dumps(everything | {"standings": [told(it) for it in found]}, ensure_ascii=False, indent=2))
    else:
        for line in _lines(found, newest):
            click.echo(line)


def _charter(slug: str | None):
    from leal.thread.charters.queries import charters

    known = charters()
    charter = known.filter(slug=slug).first() if slug else known.first()
    if charter is None and slug:
        names = ", ".join(charter.slug for charter in known) or "none yet"
        raise click.BadParameter(f"There is no charter “{slug}” here. There is: {names}.", param_hint="--charter")
    if charter is None:
        raise click.ClickException("There is no charter here yet. Run `leal story` to have one to look at.")
    return charter


def _lines(found, year: str):
    """The standings as text: the worst word first, and under it the promises in the order of the charter."""
    yield f"How the promises stand for {year}"
    worst_first = sorted(found, key=lambda stood: stood.word.place)
    for word, those in groupby(worst_first, key=lambda stood: stood.word):
        those = list(those)
        yield f"\n{word.words} ({len(those)})"
        for stood in those:
            yield f"  {stood.commitment.code:5} {stood.commitment.title}"
            yield f"        {stood.proposed.because}"
            yield from _beside(stood)


def _beside(stood):
    if stood.decision:
        verb = "agrees" if stood.decision.agrees else f"says “{stood.decision.get_standing_display()}”"
        yield f"        The owner ({stood.decision.role}) {verb}: {stood.decision.reason}{_made_up(stood.decision)}"
    if stood.finding:
        says = stood.finding.get_standing_display()
        yield f"        The reviewer finds “{says}”: {stood.finding.reason}{_made_up(stood.finding)}"


def _made_up(word) -> str:
    return " (Made up for the story.)" if word.made_up else ""
