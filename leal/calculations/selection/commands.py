"""`leal select`: from a file of people and a file of targets to a fair panel that anyone can check."""

import json
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Timer

import click

FILE = click.Path(path_type=Path)
UNMET, NOT_READ = 1, 2


@click.group("select", invoke_without_command=True)
@click.option("--people", type=FILE, help="CSV: a row for each person, a column for each feature.")
@click.option("--targets", type=FILE, help="CSV: feature, value, min, max; min_flex, max_flex if you like.")
@click.option("--seats", type=click.IntRange(min=1), help="How many people to choose.")
@click.option("--id", "id_column", help="The column of ids; else the first whose cells all differ, else row numbers.")
@click.option("--household", help="A column: at most one of those who share a cell is chosen.")
@click.option("--pair", help="A column: those who share a cell are chosen together or not at all.")
@click.option("--seed", help="Picks the panel; else a random seed, written down in draw.json.")
@click.option("--no-draw", is_flag=True, help="Stop at the lottery, to publish it before anyone knows the seed.")
@click.option("--seconds", type=click.FloatRange(min=0), help="Stop searching then, and say what is proven.")
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


def _choose(people, targets, seats, id_column, household, pair, seed, no_draw, seconds, out, as_json) -> None:
    """Read, solve, write, say."""
    from .choosing import CannotBeMet, fair_lottery
    from .folder import Opened, draw_files, fault_of_place, lottery_files, write
    from .programme import OutOfTime
    from .reading import id_column_of, read_pool
    from .telling import clash_record, no_place, summary

    with _faults_told(as_json):
        if fault := fault_of_place(out):
            raise no_place(str(out), fault)
        files = [(path.name, _content(path)) for path in (people, targets)]
        pool, sheet = read_pool(*files, seats, id_column=id_column, household=household, pair=pair)
    try:
        with _patience(seconds) as patience:
            lottery = fair_lottery(pool, patience)
    except CannotBeMet as unmet:
        _tell(clash_record(unmet.clash), as_json, UNMET)
    except OutOfTime:
        _tell(
            {"met": None, "sentences": ["No panel was found in the time given. Give more --seconds."]}, as_json, UNMET
        )
    named = id_column or id_column_of(sheet, pool.features)
    made = lottery_files(lottery, *files, {"id_column": named, "household": household, "pair": pair, "seats": seats})
    chosen = None
    if not no_draw:
        opened = Opened(json.loads(made["lottery.json"]), made["public/lottery.json"], pool, sheet)
        made |= draw_files(opened, seed or secrets.token_hex(16))
        chosen = json.loads(made["draw.json"])["ids"]
    with _faults_told(as_json):
        try:
            write(out, made)
        except OSError as wrong:
            raise no_place(str(out), wrong.strerror) from None
    _tell(summary(lottery, str(out), chosen), as_json)


@select.command()
@click.argument("folder", type=FILE)
@click.option("--seed", required=True, help="The public seed, exactly as it was published.")
@click.option("--json", "as_json", is_flag=True, help="Say what was drawn as JSON.")
def draw(folder: Path, seed: str, as_json: bool) -> None:
    """Pick the panel of the lottery in FOLDER by a public seed."""
    from .folder import draw_files, write

    made = draw_files(_opened(folder, as_json), seed)
    write(folder, made)
    drawn = json.loads(made["draw.json"])
    sentences = [f"Ticket {drawn['ticket']:,} wins: panel {drawn['panel']}.", f"Chosen: {', '.join(drawn['ids'])}."]
    _tell({"sentences": sentences, **drawn}, as_json)


@select.command()
@click.argument("folder", type=FILE)
@click.option("--again", is_flag=True, help="Also solve everything once more, and compare.")
@click.option("--json", "as_json", is_flag=True, help="Say what holds as JSON.")
def verify(folder: Path, again: bool, as_json: bool) -> None:
    """Check the selection in FOLDER: its files, its chances, its proof and its draw.

    Ends with 0 when all hold, 1 when something does not, 2 when the folder
    cannot be read.
    """
    from .verifying import checks

    _opened(folder, as_json)
    results = list(checks(folder, again=again))
    holds = not any(wrong for _, wrong in results)
    lines = [line for name, wrong in results for line in (f"{'NO ' if wrong else 'yes'} {name}", *wrong)]
    found = [{"check": name, "holds": not wrong, "wrong": wrong} for name, wrong in results]
    _tell({"holds": holds, "checks": found, "sentences": lines}, as_json, 0 if holds else UNMET)


def _content(path: Path) -> bytes:
    from .telling import no_file

    try:
        return path.read_bytes()
    except OSError as wrong:
        raise no_file(str(path), wrong.strerror) from None


def _opened(folder: Path, as_json: bool):
    """A selection's folder; says so and ends with 2 when it is not one."""
    from .folder import read_folder
    from .telling import no_file

    with _faults_told(as_json):
        try:
            return read_folder(folder)
        except (OSError, ValueError, KeyError, TypeError) as wrong:
            raise no_file(str(folder), f"it is not the folder of a selection: {wrong}") from None


@contextmanager
def _faults_told(as_json: bool) -> Iterator[None]:
    """Says every fault of a file and ends with 2."""
    from .faults import Unreadable
    from .telling import faults_record

    try:
        yield
    except Unreadable as wrong:
        _tell(faults_record(wrong), as_json, NOT_READ)


@contextmanager
def _patience(seconds: float | None) -> Iterator:
    """As much time as was given, and a progress bar where someone is looking."""
    from rich.console import Console
    from rich.progress import Progress

    from .patience import Patience

    over = Event()
    timer = Timer(seconds, over.set) if seconds is not None else Timer(0, lambda: None)
    timer.daemon = True
    timer.start()
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Reading", total=1.0)
        yield Patience(
            go_on=lambda: not over.is_set(),
            tell=lambda step, share: progress.update(bar, description=step, completed=share),
        )
    timer.cancel()


def _tell(found: dict, as_json: bool, code: int | None = None) -> None:
    """Say it, for a person or for a program, and end with a code when there is one."""
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(found["sentences"]), err=bool(code))
    if code is not None:
        sys.exit(code)


COMMANDS = [select]
