"""What is wrong with a file, all of it at once, each fault with where it is and how to mend it."""

import json
from collections.abc import Callable
from typing import NamedTuple

import click

SHOWN = 40  # of one kind: who has forty wrong rows mends the cause, not the rows


class Fault(NamedTuple):
    """One thing wrong with a file.

    file    its name
    row     as a spreadsheet counts, the header being row 1; 0 for the whole file
    column  its header, or "" for the whole row
    what    what is wrong and how to mend it, one or two sentences
    """

    file: str
    row: int
    column: str
    what: str

    def __str__(self) -> str:
        place = ", ".join(filter(None, [self.file, self.row and f"row {self.row:,}", self.column]))
        return f"{place}: {self.what}"


class Faulty(ValueError):
    """A file with faults; `faults` holds every one."""

    def __init__(self, faults: list[Fault]):
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def shown(faults: list[Fault]) -> list[str]:
    """Faults as lines to read: of faults alike in all but the row, the first forty, and how many more."""
    alike: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in sorted(faults, key=lambda fault: (fault.file, fault.row)):
        alike.setdefault((fault.file, fault.column, fault.what), []).append(fault)
    lines = []
    for (file, column, what), same in alike.items():
        if len(same) == 1:
            lines.append(str(same[0]))
            continue
        rows = ", ".join(f"{fault.row:,}" for fault in same[:SHOWN])
        more = f" and {len(same) - SHOWN:,} more" if len(same) > SHOWN else ""
        lines.append(", ".join(filter(None, [file, f"rows {rows}{more}", column])) + f": {what}")
    return lines


def gathered(*works: Callable[[], object]) -> list:
    """What each piece of work gives; the faults of all of them when any has some.

    Raises Faulty.
    """
    given, faults = [], []
    for work in works:
        try:
            given.append(work())
        except Faulty as wrong:
            faults += wrong.faults
    if faults:
        raise Faulty(faults)
    return given


def refuse(faults: list[Fault], *, as_json: bool) -> int:
    """Say every fault, and give the exit code of a command that was given bad input and has written nothing."""
    if as_json:
        click.echo(json.dumps({"faults": [fault._asdict() for fault in faults]}, ensure_ascii=False, indent=2))
    for line in shown(faults):
        click.echo(line, err=True)
    return 2
