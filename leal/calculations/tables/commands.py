"""`leal tables`: count a file of answers."""

import json
from pathlib import Path

import click

A_FILE = click.Path(path_type=Path)


def _names(_context, _parameter, value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


def _columns(flag: str, told: str):
    return click.option(flag, default="", callback=_names, metavar="A,B", help=told)


@click.command()
@click.argument("file", type=A_FILE)
@_columns("--by", "The groups to count in: columns, separated by commas.")
@_columns("--questions", "What to count; by default every other column.")
@_columns("--several", "Where people gave several answers, in one cell or in columns `NAME/ANSWER`.")
@_columns("--numbers", "Answered with a number: mean and median.")
@click.option("--between", default=";", show_default=True, help="What stands between several answers in one cell.")
@click.option("--answers", type=A_FILE, help="A file of the answers there can be: question, answer and value.")
@click.option("--weight", default="", metavar="COLUMN", help="The column that holds each person's weight.")
@click.option("--weights", type=A_FILE, help="A file of weights, as `leal weights` writes it.")
@click.option("--id", "identifier", default="", metavar="COLUMN", help="The column that says who each person is.")
@click.option(
    "--population",
    type=click.Choice(["not-said", "all", "census", "sample", "self-selected"]),
    default="not-said",
    help="How people were chosen. Only a sample drawn by chance has margins of error and tests.",
)
@click.option(
    "--correction",
    type=click.Choice(["holm", "benjamini-hochberg"]),
    default="holm",
    show_default=True,
    help="How tests are corrected for being many.",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder to write the tables to.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON, on the screen.")
def tables(file, by, questions, several, numbers, between, population, out, as_json, **told) -> None:
    """Count every question of FILE in every group, with its base.

    FILE has a row a person and a column a question: CSV, ODS or XLSX. An
    empty cell was skipped; [z] was not asked.
    """
    from leal.calculations.answers.faults import Faulty, refuse

    from . import telling
    from .asking import Asked
    from .report import Chosen

    if not out and not as_json:
        raise click.UsageError("Say where the tables go: --out FOLDER, or --json for the screen.")
    try:
        asked = Asked(by, questions, several, numbers, between=between)
        report = telling.counted(file, asked, chosen=Chosen(population), **told)
    except Faulty as wrong:
        raise SystemExit(refuse(wrong.faults, as_json=as_json)) from None
    written = telling.write(report, out) if out else []
    if as_json:
        click.echo(json.dumps(report.tree(), ensure_ascii=False, indent=2))
        return
    for line in telling.summary(report):
        click.echo(line)
    click.echo("Written: " + ", ".join(map(str, written)))


@click.command()
@click.argument("file", type=A_FILE)
@click.option(
    "--measures", required=True, type=A_FILE, help="A file of what is asked: measure, statistic, where, among."
)
@click.option("--month", required=True, metavar="COLUMN", help="The column of dates (2023-04-17) or months (2023-04).")
@_columns("--by", "The groups to measure in: columns of the events, or of the clients.")
@click.option("--amount", default="", metavar="COLUMN", help="The column of amounts, for totals and means.")
@click.option("--answers", type=A_FILE, help="A file of what columns can say: question and answer.")
@click.option("--clients", type=A_FILE, help="A file of clients, a row each.")
@click.option("--client", default="", metavar="COLUMN", help="The column that says whose an event is, in both files.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="The folder to write measures.csv to.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON, on the screen.")
def events(file, measures, out, as_json, **told) -> None:
    """Measure the events of FILE month by month, for everyone and in every group.

    FILE has a row an event. A measure is a count, a share, a total or a mean
    of the events that meet a condition, as channel=Phone|Post; late=yes.
    """
    from leal.calculations.answers.faults import Faulty, refuse

    from .histories import history
    from .telling import write_rows

    if not out and not as_json:
        raise click.UsageError("Say where the measures go: --out FOLDER, or --json for the screen.")
    if bool(told["clients"]) != bool(told["client"]):
        raise click.UsageError("A file of clients needs the column both files share: --clients FILE --client COLUMN.")
    try:
        found = history(file, measures, **told)
    except Faulty as wrong:
        raise SystemExit(refuse(wrong.faults, as_json=as_json)) from None
    written = write_rows({"measures.csv": list(found.rows())}, out) if out else []
    if as_json:
        click.echo(json.dumps(found.tree(), ensure_ascii=False, indent=2))
        return
    for line in found.summary():
        click.echo(line)
    click.echo("Written: " + ", ".join(map(str, written)))


COMMANDS = [tables, events]
