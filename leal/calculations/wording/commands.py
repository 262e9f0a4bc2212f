"""`leal words`: do the words fit the numbers?"""

import json
import sys
from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Every judgement, for a program to read.")
@click.option("--table", is_flag=True, help="Show the table of words instead.")
def words(file: Path | None, as_json: bool, table: bool) -> None:
    """Check each sentence that says a share in words beside its number (text, HTML, DOCX).

    Ends with 0 when all words fit, 1 when any do not, 2 when the file cannot
    be read. The table of words is in docs/recipes/words-for-numbers.md.
    """
    from leal.calculations.documents import Unreadable

    from . import check_file, published_table

    if table:
        click.echo(published_table(), nl=False)
        return
    if file is None:
        raise click.UsageError("Name a file to check, or ask for the --table.")
    try:
        found = check_file(file)
    except Unreadable as reason:
        click.echo(str(reason), err=True)
        sys.exit(2)
    wrong = [one for one in found if not one.fits]
    if as_json:
        click.echo(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=1))
    else:
        click.echo(_in_words(found, wrong))
    sys.exit(1 if wrong else 0)


def _in_words(found: list, wrong: list) -> str:
    lines = [f"“{one.words}” does not fit {one.number:g}%: say “{one.better}”.\n  {one.sentence}" for one in wrong]
    total = f"{len(found)} {'place' if len(found) == 1 else 'places'} where words stand with a number"
    return "\n".join([*lines, f"{total}; {len(wrong)} {'does' if len(wrong) == 1 else 'do'} not fit."])


COMMANDS = [words]
