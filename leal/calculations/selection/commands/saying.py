"""What the commands of this room share: reading files, patience, and how they say what they found."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Timer
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:  # these take a second to come in, and listing commands needs none of them
    from ..choosing import Lottery
    from ..folder import Opened
    from ..pool import Pool

FILE = click.Path(path_type=Path)
UNMET, NOT_READ = 1, 2
WRITING = 0.3  # seconds left for writing it down
MAKING_UP = 0.8  # seconds of those given, at most, in which a lottery is made of the panels found


def content_of(path: Path) -> bytes:
    from ..telling import no_file

    try:
        return path.read_bytes()
    except OSError as wrong:
        raise no_file(str(path), wrong.strerror) from None


def opened_folder(folder: Path, as_json: bool) -> "Opened":
    """A selection's folder; says so and ends with 2 when it is not one."""
    from ..folder import read_folder
    from ..telling import no_file

    with faults_told(as_json):
        try:
            return read_folder(folder)
        except (OSError, ValueError, KeyError, TypeError) as wrong:
            raise no_file(str(folder), f"it is not the folder of a selection: {wrong}") from None


class Given(NamedTuple):
    """The seconds given, counted from the command's beginning, so that what is read first counts too.

    over, past  set when the search should stop, and when all should
    """

    seconds: float
    over: Event
    past: Event


def from_now(context: click.Context, option: click.Parameter, seconds: float | None) -> Given | None:
    if seconds is None:
        return None
    return Given(seconds, after(seconds - min(MAKING_UP, seconds / 5)), after(seconds - min(WRITING, seconds / 10)))


def after(seconds: float) -> Event:
    """Something that is set after so many seconds."""
    event = Event()
    timer = Timer(max(seconds, 0), event.set)
    timer.daemon = True
    timer.start()
    return event


SECONDS = click.option(
    "--seconds",
    type=click.FloatRange(min=0),
    callback=from_now,
    help="Stop searching then, and say what is proven.",
)


def solved_by(pool: "Pool", given: Given | None, as_json: bool) -> "Lottery":
    """The fair lottery of a pool; ends with 1 and says why when there is none, or none was found in time."""
    from ..choosing import CannotBeMet, fair_lottery
    from ..programme import OutOfTime
    from ..telling import clash_record

    try:
        with patience_of(given) as patience:
            return fair_lottery(pool, patience)
    except CannotBeMet as unmet:
        tell(clash_record(unmet.clash), as_json, UNMET)
    except OutOfTime:
        late = "No panel was found in the time given. Give more --seconds."
        tell({"met": None, "sentences": [late]}, as_json, UNMET)


def written(folder: Path, files: dict[str, bytes], as_json: bool, *, redraw: bool = False) -> None:
    """Writes the files of a folder; ends with 2 when it cannot be, or a draw would be lost."""
    from ..folder import AlreadyDrawn, write
    from ..telling import drawn_already, no_place

    with faults_told(as_json):
        try:
            write(folder, files, redraw=redraw)
        except AlreadyDrawn as drawn:
            raise drawn_already(str(folder), str(drawn)) from None
        except OSError as wrong:
            raise no_place(str(folder), wrong.strerror) from None


@contextmanager
def faults_told(as_json: bool) -> Iterator[None]:
    """Says every fault of a file and ends with 2."""
    from ..faults import Unreadable
    from ..telling import faults_record

    try:
        yield
    except Unreadable as wrong:
        tell(faults_record(wrong), as_json, NOT_READ)


@contextmanager
def patience_of(given: Given | None) -> Iterator:
    """As much time as was given, and a progress bar where someone is looking."""
    from rich.console import Console
    from rich.progress import Progress

    from ..patience import Patience

    # However long it took to begin, half of the time is for the search, so that something is found.
    at_least = after(given.seconds / 2) if given else Event()
    over, past = (given.over, given.past) if given else (at_least, at_least)
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Reading", total=1.0)
        yield Patience(
            go_on=lambda: not (over.is_set() and at_least.is_set()),
            linger=lambda: not (past.is_set() and at_least.is_set()),
            tell=lambda step, share: progress.update(bar, description=step, completed=share),
        )


def tell(found: dict, as_json: bool, code: int | None = None) -> None:
    """Say it, for a person or for a program, and end with a code when there is one."""
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(found["sentences"]), err=bool(code))
    if code is not None:
        sys.exit(code)
