"""`leal select`: from a file of people and a file of targets to a fair panel that anyone can check."""

import json
import secrets
from pathlib import Path

import click

from .saying import FILE, SECONDS, UNMET, content_of, faults_told, opened_folder, solved_by, tell, written


@click.group("select", invoke_without_command=True)
@click.option("--people", type=FILE, help="CSV: a row for each person, a column for each feature.")
@click.option("--targets", type=FILE, help="CSV: feature, value, min, max; min_flex, max_flex if you like.")
@click.option("--seats", type=click.IntRange(min=1), help="How many people to choose.")
@click.option("--id", "id_column", help="The column of ids; else the first whose cells all differ, else row numbers.")
@click.option("--household", help="A column: at most one of those who share a cell is chosen.")
@click.option("--pair", help="A column: those who share a cell are chosen together or not at all.")
@click.option("--already", type=FILE, help="CSV with the same columns: those who sit already, and take seats.")
@click.option("--seed", help="Picks the panel; else a random seed, written down in draw.json.")
@click.option("--no-draw", is_flag=True, help="Stop at the lottery, to publish it before anyone knows the seed.")
@SECONDS
@click.option("--out", type=FILE, help="The folder to write.")
@click.option("--json", "as_json", is_flag=True, help="Say what was done as JSON.")
@click.pass_context
def select(context: click.Context, **given) -> None:
    """Choose a panel that meets the targets, as fairly as any lottery can.

    The smallest chance of being chosen is as large as can be, then the next,
    and so on (leximin), with a proof that `leal select verify` checks.

    Ends with 0 when done, 1 when the targets cannot be met, 2 when a file
    cannot be read.
    """
    if context.invoked_subcommand is None:
        missing = [f"--{name}" for name in ("people", "targets", "seats", "out") if given[name] is None]
        if missing:
            raise click.UsageError(f"Give {', '.join(missing)}. See leal select --help.")
        _choose(**given)


def _choose(people, targets, seats, id_column, household, pair, already, seed, no_draw, seconds, out, as_json) -> None:
    """Read, solve, write, say."""
    from ..folder import Opened, draw_files, lottery_files
    from ..reading import id_column_of, read_pool
    from ..telling import summary

    with faults_told(as_json):
        _refuse_place(out, seed, no_draw)
        paths = {"people": people, "targets": targets} | ({"already": already} if already else {})
        files = {name: (path.name, content_of(path)) for name, path in paths.items()}
        how = {"household": household, "pair": pair, "seats": seats}
        pool, sheet = read_pool(**files, **how, id_column=id_column)
    lottery = solved_by(pool, seconds, as_json)
    read = {"id_column": id_column or id_column_of(sheet, pool.features), **how}
    made = lottery_files(lottery, files["people"], files["targets"], read, files.get("already"))
    chosen = None
    if not no_draw:
        opened = Opened(json.loads(made["lottery.json"]), made["public/lottery.json"], pool, sheet, files)
        made |= draw_files(opened, seed or secrets.token_hex(16))
        chosen = json.loads(made["draw.json"])["ids"]
    written(out, made, as_json)
    tell(summary(lottery, str(out), chosen), as_json)


def _refuse_place(out: Path, seed: str | None, no_draw: bool) -> None:
    """Says before the long work that the folder cannot be written, or holds a draw that would be lost."""
    from ..folder import drawn_seed, fault_of_place
    from ..telling import drawn_already, no_place

    if fault := fault_of_place(out):
        raise no_place(str(out), fault)
    before = drawn_seed(out)
    if before is not None and (no_draw or seed != before):
        raise drawn_already(str(out), before)


@select.command()
@click.argument("folder", type=FILE)
@click.option("--seed", required=True, help="The public seed, exactly as it was published.")
@click.option(
    "--redraw", metavar="WHY", help="Draw once more, saying why; the earlier draw is kept beside the new one."
)
@click.option("--json", "as_json", is_flag=True, help="Say what was drawn as JSON.")
def draw(folder: Path, seed: str, redraw: str | None, as_json: bool) -> None:
    """Pick the panel of the lottery in FOLDER by a public seed.

    What was drawn stays drawn: another seed is refused, unless --redraw says
    why, for all to read.
    """
    from ..folder import draw_files, drawn_seed, redrawn

    opened = opened_folder(folder, as_json)
    again = bool(redraw) and drawn_seed(folder) not in (None, seed)
    made = redrawn(folder, opened, seed, redraw) if again else draw_files(opened, seed)
    if drawn_seed(folder) == seed:
        made["draw.json"] = (folder / "draw.json").read_bytes()
    else:
        written(folder, made, as_json, redraw=again)
    drawn = json.loads(made["draw.json"])
    sentences = [f"Ticket {drawn['ticket']:,} wins: panel {drawn['panel']}.", f"Chosen: {', '.join(drawn['ids'])}."]
    tell({"sentences": sentences, **drawn}, as_json)


@select.command()
@click.argument("folder", type=FILE)
@click.option("--again", is_flag=True, help="Also solve everything once more, and compare.")
@click.option("--json", "as_json", is_flag=True, help="Say what holds as JSON.")
def verify(folder: Path, again: bool, as_json: bool) -> None:
    """Check the selection in FOLDER: its files, its chances, its proof, its draw and its replacements.

    FOLDER may be the ZIP it came in. Where it holds only what was published
    (under pseudonyms), it is checked as far as that goes: first the draw, then
    each replacement.

    Ends with 0 when all hold, 1 when something does not, 2 when the folder
    cannot be read.
    """
    from ..public_check import is_public, public_checks
    from ..unpacking import folder_at
    from ..verifying import checks

    with faults_told(as_json), folder_at(folder) as place:
        if not is_public(place):
            opened_folder(place, as_json)
        results = list(public_checks(place) if is_public(place) else checks(place, again=again))
    holds = not any(wrong for _, wrong in results)
    lines = [line for name, wrong in results for line in (f"{'NO ' if wrong else 'yes'} {name}", *wrong)]
    found = [{"check": name, "holds": not wrong, "wrong": wrong} for name, wrong in results]
    tell({"holds": holds, "checks": found, "sentences": lines}, as_json, 0 if holds else UNMET)


@select.command()
@click.argument("folder", type=FILE)
@click.option("--title", default="A group chosen by lot", show_default=True, help="What was chosen, for the README.")
@click.option("--out", type=FILE, required=True, help="The folder to write.")
@click.option("--json", "as_json", is_flag=True, help="Say what was written as JSON.")
def publish(folder: Path, title: str, out: Path, as_json: bool) -> None:
    """Write what may be published of the selection in FOLDER: every draw so far, under pseudonyms.

    Anyone can repeat it all from there with leal select verify.
    """
    from ..folder import names_of
    from ..publishing import published

    opened = opened_folder(folder, as_json)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    made = published(files, names_of(opened), title)
    written(out, made, as_json, redraw=True)
    tell({"sentences": [f"{len(made)} files written to {out}."], "files": sorted(made)}, as_json)
