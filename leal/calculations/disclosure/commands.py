"""`leal disclosure`: can anything hidden in these tables be worked out?"""

import json
import sys
from pathlib import Path

import click


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--json", "as_json", is_flag=True, help="Every hidden cell with the range left open, for a program to read."
)
@click.option(
    "--spread", default=2.0, show_default=True, help="How wide a range must be left of a hidden count, in people."
)
@click.option(
    "--points", default=1.0, show_default=True, help="The same for a hidden percentage, in percentage points."
)
@click.option("--smallest", default=0, help="Shown counts from 1 to one less are findings too. Each body sets its own.")
def disclosure(files: tuple[Path, ...], as_json: bool, spread: float, points: float, smallest: int) -> None:
    """Try to work out every figure that these tables hide (CSV, ODS, XLSX), all files together.

    Ends with 0 when nothing can be worked out, 1 when something can, 2 when a
    file cannot be read.
    """
    from leal.calculations.files import Unreadable

    from .published import Settings, check_files

    try:
        report = check_files(files, Settings(spread, points, smallest))
    except Unreadable as reason:
        click.echo(str(reason), err=True)
        sys.exit(2)
    click.echo(json.dumps(_as_json(report), ensure_ascii=False, indent=1) if as_json else _in_words(report))
    sys.exit(0 if report.is_safe else 1)


def _as_json(report) -> dict:
    return {
        "safe": report.is_safe,
        "files": list(report.files),
        "sums": report.sums,
        "hidden": [{**one._asdict(), "safe": one.is_safe} for one in report.findings],
        "warnings": [one._asdict() for one in report.warnings],
    }


def _in_words(report) -> str:
    lines = [_sentence(one) for one in report.findings if not one.is_safe]
    lines += [f"{one.file}: {one.sentence}" for one in report.warnings]
    lines.append(_verdict(report))
    return "\n".join(lines)


def _verdict(report) -> str:
    said = "Safe" if report.is_safe else "Not safe"
    hidden, known = len(report.findings), sum(not one.is_safe for one in report.findings)
    if not hidden:
        return f"{said}: nothing is hidden."
    figures, sums = "figure" if hidden == 1 else "figures", "sum" if report.sums == 1 else "sums"
    return (
        f"{said}: of {hidden:,} hidden {figures} {known:,} can be worked out or nearly so "
        f"({report.sums:,} {sums} tried)."
    )


def _sentence(one) -> str:
    at = f"{one.file}, {one.sheet + ', ' if one.sheet else ''}cell {one.cell} ({one.row}; {one.column})"
    return f"{at} is {one.verdict}: {one.because}."


COMMANDS = [disclosure]
