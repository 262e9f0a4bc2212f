"""`leal weights`: make those who answered add up to everyone."""

import json
from pathlib import Path

import click

A_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("file", type=A_FILE)
@click.option("--targets", required=True, type=A_FILE, help="A file: group, level, and share, percent or people.")
@click.option("--id", "identifier", default="", metavar="COLUMN", help="The column that says who each person is.")
@click.option(
    "--start", default="", metavar="COLUMN", help="The column of weights to start from; by default all alike."
)
@click.option("--lowest", type=float, default=0.0, show_default=True, help="No weight is lower. The average is 1.")
@click.option("--highest", type=float, default=float("inf"), help="No weight is higher; 5 is five times the average.")
@click.option(
    "--unknown",
    type=click.Choice(["refuse", "keep"]),
    default="refuse",
    show_default=True,
    help="People whose group is not known: refuse the file, or keep them the part they have.",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder to write the weights to.")
@click.option("--json", "as_json", is_flag=True, help="What was found as JSON, on the screen.")
def weights(file, targets, out, as_json, **told) -> None:
    """Weight the people of FILE so that every group has the make-up it ought to have.

    FILE has a row a person: CSV, ODS or XLSX. Every target is met, and no
    weight leaves the bounds; when no weights do both, it says which would.
    """
    from leal.calculations.answers.faults import Faulty, refuse

    from .report import write
    from .weighing import weighed

    if not out and not as_json:
        raise click.UsageError("Say where the weights go: --out FOLDER, or --json for the screen.")
    try:
        report = weighed(file, targets, **told)
    except Faulty as wrong:
        raise SystemExit(refuse(wrong.faults, as_json=as_json)) from None
    written = write(report, out) if out else []
    if as_json:
        click.echo(json.dumps(report.tree(), ensure_ascii=False, indent=2))
        return
    for line in report.summary():
        click.echo(line)
    click.echo("Written: " + ", ".join(map(str, written)))


COMMANDS = [weights]
