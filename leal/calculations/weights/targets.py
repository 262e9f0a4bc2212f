"""A file of targets: what part of everyone each level of each group ought to be."""

from pathlib import Path
from typing import NamedTuple

from leal.calculations.answers import Answers
from leal.calculations.answers.coding import Listed, choice, plain_number
from leal.calculations.answers.faults import Fault, Faulty, gathered
from leal.calculations.answers.written import Column, People, read_people

from .raking import Target

HEADERS = (("group", "level"), ("feature", "value"), ("category", "name"), ("category", "feature"))
SIZES = {"share": 1.0, "percent": 100.0, "people": None}
OFF = 0.005  # of the whole: published percentages are rounded, so they may miss 100 by half a point


class Wanted(NamedTuple):
    """The targets of a file: group by group, level by level, a share of everyone."""

    name: str
    shares: dict[str, dict[str, float]]


def read_targets(source: Path | bytes, *, name: str = "") -> Wanted:
    """Targets, from a file with a row a level: `group`, `level`, and one of `share`, `percent` or `people`.

    The headers that files of selection targets have are read too (`feature`
    and `value`, `category` and `name` or `feature`); other columns are
    passed over.
    Shares sum to 1 and percentages to 100 in each group, but for rounding;
    numbers of people are made shares of their sum.

    Raises Faulty with every fault at once.

    >>> read_targets(b"group,level,percent\\nage,16-44,45\\nage,45+,55\\n").shares
    {'age': {'16-44': 0.45, '45+': 0.55}}
    """
    file = read_people(source, name=name)
    (group, level), size = gathered(lambda: _pair(file), lambda: _size(file))
    sizes: dict[str, dict[str, float]] = {}
    faults: list[Fault] = []
    for row, (its_group, its_level, written) in enumerate(zip(group.told(), level.told(), size.told(), strict=True)):
        mine, amount = sizes.setdefault(its_group, {}), plain_number(written)
        if not its_group or not its_level:
            faults.append(file.fault(row, "", f"it needs a {group.name} and a {level.name}."))
        elif its_level in mine:
            faults.append(file.fault(row, level.name, f"“{its_level}” has two targets in {its_group}. Keep one."))
        elif amount is None or amount <= 0:
            faults.append(file.fault(row, size.name, f"“{written}” is no target. Write a number above 0."))
        mine[its_level] = amount or 0.0
    faults = faults or _faults_of_sums(file, size.name, sizes)
    if faults:
        raise Faulty(faults)
    return Wanted(file.name, {its: _shares(levels) for its, levels in sizes.items()})


def _pair(file: People) -> tuple[Column, Column]:
    for group, level in HEADERS:
        if group in file.columns and level in file.columns:
            return file.columns[group], file.columns[level]
    raise Faulty([Fault(file.name, 1, "", "its columns must be called group and level.")])


def _size(file: People) -> Column:
    there = [name for name in SIZES if name in file.columns]
    if len(there) == 1:
        return file.columns[there[0]]
    raise Faulty([Fault(file.name, 1, "", "it needs one column of targets, called share, percent or people.")])


def _faults_of_sums(file: People, size: str, sizes: dict[str, dict[str, float]]) -> list[Fault]:
    whole = SIZES[size]
    return [
        Fault(file.name, 0, group, f"its targets sum to {sum(levels.values()):g}, not {whole:g}.")
        for group, levels in sizes.items()
        if whole and abs(sum(levels.values()) - whole) > OFF * whole
    ]


def _shares(levels: dict[str, float]) -> dict[str, float]:
    whole = sum(levels.values())
    return {level: size / whole for level, size in levels.items()}


def targets_of(people: People, wanted: Wanted, *, keep_unknown: bool = False) -> list[Target]:
    """The targets, beside who of a file is in which level.

    keep_unknown  people whose level is empty keep the part of the whole they
                  start with; otherwise each is a fault

    Raises Faulty: a level no target lists, an empty cell, no such column.
    """
    faults, groups = [], {}
    for name, shares in wanted.shares.items():
        try:
            groups[name] = choice(people, name, Listed(tuple(shares)))
            if not keep_unknown:
                faults += _unknown(people, groups[name])
        except Faulty as wrong:
            faults += wrong.faults
    if faults:
        raise Faulty(faults)
    return [Target(groups[name], tuple(shares.values())) for name, shares in wanted.shares.items()]


def _unknown(people: People, group: Answers) -> list[Fault]:
    what = "it is not known. Fill it in, or add --unknown keep to leave such people the part they have."
    return [people.fault(int(person), group.name, what) for person in (group.codes < 0).nonzero()[0]]
