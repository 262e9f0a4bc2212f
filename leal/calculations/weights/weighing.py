"""From two files to weights."""

from pathlib import Path

from leal.calculations.answers.coding import weight_column
from leal.calculations.answers.faults import Fault, Faulty, gathered
from leal.calculations.answers.written import People, read_people

from .raking import rake
from .report import Report
from .targets import read_targets, targets_of


def weighed(
    file: Path,
    targets: Path,
    *,
    identifier: str = "",
    start: str = "",
    lowest: float = 0,
    highest: float = float("inf"),
    unknown: str = "refuse",
) -> Report:
    """Weights for the people of a file.

    Raises Faulty with every fault of both files; or, when the files are
    sound and no weights do, with the one that says which would.
    """
    people, wanted = gathered(lambda: read_people(file), lambda: read_targets(targets))
    aims, begin, _ = gathered(
        lambda: targets_of(people, wanted, keep_unknown=unknown == "keep"),
        lambda: weight_column(people, start) if start else None,
        lambda: _check_identifier(people, identifier),
    )
    try:
        raked = rake(aims, start=begin, lowest=lowest, highest=highest)
    except ValueError as reason:
        raise Faulty([Fault(wanted.name, 0, "", f"{reason}.")]) from None
    return Report(people, identifier, aims, raked)


def _check_identifier(people: People, identifier: str) -> None:
    if not identifier:
        return
    told, seen, faults = people.column(identifier).told(), {}, []
    for person, who in enumerate(told):
        if not who:
            faults.append(people.fault(person, identifier, "it is empty. Say who this is."))
        elif who in seen:
            what = f"“{who}” is in row {people.rows[seen[who]]:,} too. Give each person their own."
            faults.append(people.fault(person, identifier, what))
        seen.setdefault(who, person)
    if faults:
        raise Faulty(faults)
