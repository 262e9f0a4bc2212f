"""`leal agreement`: do those who coded the same units code them alike?"""

import json
from pathlib import Path

import click

# Named here too, so that listing the commands brings in no numpy.
LEVELS = ("nominal", "ordinal", "interval", "ratio")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--unit", default="", metavar="COLUMN", help="The column of units.")
@click.option("--coder", default="", metavar="COLUMN", help="The column of coders, where a row is one code.")
@click.option("--code", default="", metavar="COLUMN", help="The column of codes, where a row is one code.")
@click.option("--level", type=click.Choice(LEVELS), default="nominal", show_default=True, help="What codes mean.")
@click.option("--order", default="", metavar="A,B,C", help="Codes from lowest to highest, where they are words.")
@click.option("--missing", multiple=True, metavar="WORD", help="Words for no code, besides empty cells.")
@click.option("--each-code", is_flag=True, help="Units may have several codes: each is measured apart.")
@click.option("--replicates", type=click.IntRange(min=100), default=2_000, show_default=True, help="For intervals.")
@click.option("--seed", type=int, default=1, show_default=True, help="For intervals: the same seed, the same interval.")
@click.option("--json", "as_json", is_flag=True, help="Every measure, and every unit on which coders differ.")
def agreement(file, unit, coder, code, level, order, missing, each_code, replicates, seed, as_json) -> None:
    """Measure how well coders agree: Krippendorff's alpha, Cohen's and Fleiss's kappa.

    FILE (CSV, ODS, XLSX) has a row for each code (unit, coder, code), or a
    row a unit and a column a coder. Empty cells are codes not given.

    Ends with 0 when measured, 2 when the file cannot be.
    """
    from leal.calculations.answers.faults import Faulty, refuse

    from . import report
    from .reading import MISSING, Layout, read_given, read_ratings

    settings = report.Settings(level, replicates, seed)
    how = {"layout": Layout(unit, coder, code), "missing": ("", *missing) if missing else MISSING}
    words = [word.strip() for word in order.split(",") if word.strip()]
    if words and level != "ordinal":
        raise click.UsageError("--order is for --level ordinal.")
    try:
        if each_code:
            found = report.each_code(read_given(file, **how)[1], settings)
        else:
            found = report.record(read_ratings(file, level=level, order=words, **how), settings)
    except Faulty as wrong:
        raise SystemExit(refuse(wrong.faults, as_json=as_json)) from None
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join((report.code_sentences if each_code else report.sentences)(found)))


COMMANDS = [agreement]
