"""`leal missing`: who is not in this group of people?"""

import json
from pathlib import Path

import click

A_FILE = click.Path(path_type=Path)


def _features(_context, _parameter, values: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    by = tuple(tuple(name.strip() for name in value.split(",") if name.strip()) for value in values)
    for value, features in zip(values, by, strict=True):
        if len(features) not in (1, 2):
            raise click.BadParameter(f"“{value}” is not one feature, nor two with a comma between.")
    if len({tuple(sorted(features)) for features in by}) < len(by):
        raise click.BadParameter("The same features are named twice.")
    return by


@click.command()
@click.option("--people", required=True, type=A_FILE, help="A file with a row a person and a column a feature.")
@click.option("--population", required=True, type=A_FILE, help="A file: feature, value, count or share, source, year.")
@click.option(
    "--by",
    multiple=True,
    callback=_features,
    metavar="A or A,B",
    help="A feature, or two at once; may be given several times. By default every feature that both files have.",
)
@click.option(
    "--smallest",
    type=click.IntRange(3),
    default=5,
    show_default=True,
    help="The smallest number of people that is shown. Each body sets its own.",
)
@click.option("--like", default="the population", help="What the population is called, as Scotland.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder to write makeup.csv to.")
@click.option("--json", "as_json", is_flag=True, help="Everything that may be shown as JSON, on the screen.")
def missing(people, population, out, as_json, **asked) -> None:
    """Set the people of a file beside the population: who is missing, worst first.

    Ends with 0 when nobody is missing, 1 when a group is here less than half
    as often as in the population, 2 when a file cannot be used.
    """
    from leal.calculations.answers.faults import Faulty, refuse

    from .report import reported, write

    try:
        report = reported(people, population, **asked)
    except Faulty as wrong:
        raise SystemExit(refuse(wrong.faults, as_json=as_json)) from None
    written = write(report, out) if out else []
    if as_json:
        click.echo(json.dumps(report.tree(), ensure_ascii=False, indent=2))
    else:
        for line in report.summary():
            click.echo(line)
        if written:
            click.echo("Written: " + ", ".join(map(str, written)))
    raise SystemExit(1 if report.made.missing() else 0)


COMMANDS = [missing]
