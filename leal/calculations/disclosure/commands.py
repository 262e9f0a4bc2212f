"""`leal disclosure`: can anything hidden in these tables be worked out?"""

import functools
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
@click.option("--hide", is_flag=True, help="Hide more, in all files together, until nothing can be worked out.")
@click.option(
    "--round", "base", type=click.IntRange(2), help="Or round every count to a multiple of this; sums stay true."
)
@click.option("--out", type=click.Path(path_type=Path), help="The folder the tables made safe are written to, as CSV.")
def disclosure(files: tuple[Path, ...], as_json: bool, hide: bool, base: int | None, out: Path | None, **asked) -> None:
    """Try to work out every figure that these tables hide (CSV, ODS, XLSX), all files together.

    Ends with 0 when nothing can be worked out, 1 when something can, 2 when a
    file cannot be read. With --hide or --round the tables are made safe first
    and written to --out; what is tried then is what was written.
    """
    from leal.calculations.files import Unreadable

    from .published import CannotBeMadeSafe, Settings, check_files

    settings = Settings(**asked)
    if bool(out) != bool(hide or base) or (hide and base):
        raise click.UsageError("Give --hide or --round, one of them, together with --out; or none of the three.")
    made = None
    try:
        if out:
            made, files = _made_safe(files, settings, base, out)
        report = check_files(files, settings)
    except (Unreadable, CannotBeMadeSafe, OSError) as reason:
        click.echo(str(reason), err=True)
        sys.exit(2)
    click.echo(json.dumps(_as_json(report, made), ensure_ascii=False, indent=1) if as_json else _in_words(report, made))
    sys.exit(0 if report.is_safe else 1)


def _made_safe(files: tuple[Path, ...], settings, base: int | None, out: Path) -> tuple:
    """What became of the tables, and where they were written; nothing is written when they cannot be made safe."""
    from .published import CannotBeMadeSafe, hidden_more, rounded_to

    told = functools.partial(click.echo, err=True) if sys.stderr.isatty() else lambda news: None
    made = rounded_to(files, base) if base else hidden_more(files, settings, told)
    paths = [out / name for name in made.files]
    taken = next((path for path in paths if path.resolve() in {file.resolve() for file in files}), None)
    if taken:
        raise CannotBeMadeSafe(f"{taken} is one of the files given. Name another folder for what is written.")
    out.mkdir(parents=True, exist_ok=True)
    for path, text in zip(paths, made.files.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return made, paths


def _as_json(report, made) -> dict:
    done = {"changed": made.changed, "loss": made.loss, "best": made.is_best} if made else None
    return {
        **({"made": done} if done else {}),
        "safe": report.is_safe,
        "files": list(report.files),
        "sums": report.sums,
        "hidden": [{**one._asdict(), "safe": one.is_safe} for one in report.findings],
        "warnings": [one._asdict() for one in report.warnings],
    }


def _in_words(report, made) -> str:
    lines = [] if made is None else [_changes(report, made)]
    lines += [_sentence(one) for one in report.findings if not one.is_safe]
    lines += [f"{one.file}: {one.sentence}" for one in report.warnings]
    lines.append(_verdict(report))
    return "\n".join(lines)


def _changes(report, made) -> str:
    cells = f"{made.changed:,} {'cell was' if made.changed == 1 else 'cells were'} changed"
    least = "no choice loses less" if made.is_best else "a choice that loses less may be there"
    return f"{cells} in {', '.join(report.files)}: {made.loss:,.0f} lost; {least}."


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
