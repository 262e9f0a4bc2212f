"""`leal count`: who is elected by the papers in a file, round by round, with reasons."""

import json
import sys
from pathlib import Path

import click

NOT_READ = 2


class Named(click.ParamType):
    """The name of a method; methods are brought in only when one is asked for."""

    name = "method"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from .methods import METHODS

        return click.Choice(list(METHODS)).convert(value, param, ctx)


class Listing(click.Command):
    """A command whose help ends with every method."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from .methods import METHODS

        with formatter.section("Methods"):
            formatter.write_dl([(name, f"{each.does}. {each.source}.") for name, each in METHODS.items()])


@click.command("count", cls=Listing)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--method", required=True, type=Named(), metavar="METHOD", help="One of those below.")
@click.option("--seats", type=click.IntRange(min=1), help="In place of what the file says.")
@click.option("--lots", metavar="3,1,2", help="For ties: numbers of candidates as they were drawn, all of them.")
@click.option("--seed", help="For ties: public words or numbers that put candidates in order.")
@click.option(
    "--unclear",
    type=click.Choice(["refuse", "stop", "pass"]),
    default="refuse",
    show_default=True,
    help="Papers with a gap or equal preferences: refuse the file, count them up to there, or pass over it.",
)
@click.option("--json", "as_json", is_flag=True, help="Winners and rounds for a program to read.")
def count(file: Path, method: str, seats: int | None, lots: str | None, seed: str | None, unclear, as_json) -> None:
    """Count the papers in FILE: BLT, or PrefLib's soc, soi, toc, toi and cat.

    Each round says what happened and why. Lots for ties are known before the
    papers are: a recount has the same winners.

    Ends with 0 when counted, 2 when the file cannot be.
    """
    from .faults import Unreadable
    from .lots import lots_for
    from .methods import METHODS
    from .methods import count as counted
    from .reading import digest_of, read_ballots
    from .sheet import lines
    from .telling import record

    try:
        ballots = read_ballots(file, unclear=unclear, approved=METHODS[method].approves, seats=seats or 0)
    except Unreadable as wrong:
        _refuse(wrong, as_json)
    if lots and not all(number.strip().isdecimal() for number in lots.split(",")):
        raise click.UsageError(f"--lots {lots}: give the numbers of candidates as they were drawn, such as 3,1,2.")
    try:
        drawn = lots_for(ballots, tuple(map(int, lots.split(","))) if lots else (), seed or "")
    except ValueError as wrong:
        raise click.UsageError(f"--lots {lots}: {wrong}.") from None
    found = counted(ballots, method, drawn)
    if as_json:
        made = record(found) | {"file": {"name": file.name, "sha256": digest_of(file)}}
        click.echo(json.dumps(made, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(lines(found)))


def _refuse(wrong, as_json: bool) -> None:
    """Say every fault, and end with 2."""
    if as_json:
        faults = [fault.as_record() for fault in wrong.faults]
        click.echo(json.dumps({"faults": faults}, ensure_ascii=False, indent=1))
    click.echo(str(wrong), err=True)
    sys.exit(NOT_READ)


COMMANDS = [count]
