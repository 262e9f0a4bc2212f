"""What became of a file, said as JSON or in lines."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from .queries import Report, Row

# A reader at the command line is told so many of each; --json says them all.
MOST_LINES = 100


def as_json(report: Report, *, again: bool = False) -> dict[str, Any]:
    """A report as plain values.

    again  whether the file had been taken in before, so that nothing was changed

    `taken` has every figure of the file that stands as a result, in order of
    rows; `joined`, `unmapped` and `unmeasured` name those among them that
    another source gave before, that nobody has reviewed, and that no measure
    draws on. A base or value that is no plain number is said as it was given.
    """
    return {
        "file": report.intake.name,
        "digest": report.intake.digest,
        "taken_in_at": report.intake.taken_in_at.isoformat(),
        "changed": not again,
        "taken": [_figure(row) for row in report.rows],
        "joined": [{"row": row.row, **_figure(row), "also_given_by": list(row.other)} for row in report.joined],
        "unmapped": [_why(row) for row in report.unmapped],
        "unmeasured": [_why(row) for row in report.unmeasured],
        "refused": [{"row": each.row, "field": each.field, "why": each.why} for each in report.refused],
        "told": report.intake.notes.splitlines(),
    }


def refused_as_json(refused: Iterable) -> dict[str, Any]:
    """What is said of a file that could not be taken in at all."""
    rows = [{"row": each.row, "field": each.field, "why": each.why} for each in refused]
    return {"changed": False, "taken": [], "joined": [], "unmapped": [], "unmeasured": [], "refused": rows, "told": []}


def _figure(row: Row) -> dict[str, Any]:
    return {
        "measure": row.measure,
        "code": row.code,
        "period": row.period,
        "value": row.value,
        "unit": row.unit,
        "base": row.base,
        "group": row.group,
    }


def _why(row: Row) -> dict[str, Any]:
    return {"row": row.row, "measure": row.measure, "code": row.code, "why": row.why}


def as_lines(report: Report, *, again: bool = False) -> Iterator[str]:
    """A report in lines for a reader at the command line."""
    intake = report.intake
    if again:
        yield f"{intake.name} was taken in on {intake.taken_in_at:%-d %B %Y}. Nothing was changed."
    yield f"{intake.name}: {count(intake.taken, 'figure')} taken, {intake.joined} of them joined to what another"
    yield f"source gave before, {count(len(report.unmapped), 'figure')} unmapped, {intake.refused} refused."
    unmapped = together(report.unmapped, "measure", "why").items()
    refused = together(report.refused, "field", "why").items()
    yield from _at_most(f"  unmapped, {rows(numbers)}: {label}. {why}" for (label, why), numbers in unmapped)
    yield from _at_most(f"  refused, {rows(numbers)}, {field}: {why}" for (field, why), numbers in refused)


def _at_most(lines: Iterable[str], most: int = MOST_LINES) -> Iterator[str]:
    lines = iter(lines)
    yield from islice(lines, most)
    if left := sum(1 for _ in lines):
        yield f"  and {left:,} more: --json says them all"


def together(found: Iterable, *alike: str) -> dict[tuple[str, ...], list[int]]:
    """The numbers of rows that say the same, by what they say."""
    numbers: dict[tuple[str, ...], list[int]] = {}
    for each in found:
        numbers.setdefault(tuple(getattr(each, name) for name in alike), []).append(each.row)
    return numbers


def rows(numbers: list[int]) -> str:
    """Row numbers in words, runs of them shortened.

    >>> rows([4]), rows([2, 3, 4, 9])
    ('row 4', 'rows 2-4, 9')
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
    return f"row {said}" if said.isdigit() else f"rows {said}"


def refusal(each) -> str:
    """A refusal in one line: where, and why."""
    where = ", ".join(filter(None, (f"row {each.row}" if each.row else "", each.field)))
    return f"refused, {where}: {each.why}" if where else f"refused: {each.why}"


def count(number: int, thing: str) -> str:
    """A number of things.

    >>> count(1, "figure"), count(1200, "figure")
    ('1 figure', '1,200 figures')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
