"""Which columns of a file are asked about, and how they are read."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from leal.calculations.answers import Answers
from leal.calculations.answers.coding import BETWEEN, MANY, Listed, choice, number, plain_number, several, weight_column
from leal.calculations.answers.faults import Fault, Faulty
from leal.calculations.answers.written import People


class Asked(NamedTuple):
    """What to count of a file, by the names of its columns.

    by         groups
    questions  all other columns where none is named
    several    those with several answers a person
    numbers    those answered with a number
    apart      columns that are neither: the identifier, the weight
    between    what stands between several answers in one cell
    listed     answers each question can have, in order
    """

    by: Sequence[str] = ()
    questions: Sequence[str] = ()
    several: Sequence[str] = ()
    numbers: Sequence[str] = ()
    apart: Sequence[str] = ()
    between: str = BETWEEN
    listed: Mapping[str, Listed] = {}


class ToCount(NamedTuple):
    """Columns ready to count, and what a reader must be told of how they were chosen."""

    questions: list[Answers]
    groups: list[Answers]
    notes: list[str]


def to_count(people: People, asked: Asked) -> ToCount:
    """The questions and groups of a file.

    Raises Faulty with the faults of every column at once.
    """
    faults, notes = _faults_of_naming(people, asked), []
    named = list(asked.questions) or _every_question(people, asked, notes)
    read = {
        name: _reader(people, asked, name) for name in [*asked.by, *named] if name not in {f.column for f in faults}
    }
    found: dict[str, Answers] = {}
    for name, reader in read.items():
        try:
            found[name] = reader()
        except Faulty as wrong:
            faults += wrong.faults
    if not named:
        faults.append(Fault(people.name, 0, "", "no column is left to count once groups and others are taken out."))
    if faults:
        raise Faulty(faults)
    return ToCount([found[name] for name in named], [found[name] for name in asked.by], notes)


def _reader(people: People, asked: Asked, name: str) -> Callable[[], Answers]:
    listed = asked.listed.get(name)
    if name in asked.several:
        return lambda: several(people, name, listed, between=asked.between)
    if name in asked.numbers:
        return lambda: number(people, name)
    return lambda: choice(people, name, listed)


def _faults_of_naming(people: People, asked: Asked) -> list[Fault]:
    faults = []
    for name in dict.fromkeys([*asked.by, *asked.questions, *asked.several, *asked.numbers, *asked.apart]):
        try:
            if not any(header.startswith(f"{name}/") for header in people.columns):
                people.column(name)
        except Faulty as wrong:
            faults += [fault._replace(column=name) for fault in wrong.faults]
    for name in asked.by:
        if name in asked.numbers:
            faults.append(
                Fault(people.name, 0, name, "a number makes no groups. Put it in bands, in a column of its own.")
            )
    return faults


def _every_question(people: People, asked: Asked, notes: list[str]) -> list[str]:
    """Every column that is not a group, an identifier or a weight; words of one's own are left out, and said."""
    named = {*asked.by, *asked.apart}
    ticked = [name for name in asked.several if name not in people.columns]
    names = [name for name in dict.fromkeys([*people.columns, *ticked]) if name not in named]
    kept = []
    for name in names:
        if any(name.startswith(f"{whole}/") for whole in ticked):
            continue
        if name in people.columns and name not in (*asked.several, *asked.numbers, *asked.listed):
            words = people.columns[name].words
            if len(words) > MANY:
                numeric = all(plain_number(word) is not None for word in words if word)
                mend = f" If it is a number, add --numbers {name}." if numeric else ""
                notes.append(f"“{name}” is left out: {len(words):,} different things are written in it.{mend}")
                continue
        kept.append(name)
    return kept


def weights_of(
    people: People, *, column: str = "", file: People | None = None, identifier: str = ""
) -> np.ndarray | None:
    """The weight of each person, from a column of the file or from a file of weights; None without either.

    file        with a column `weight`, and the identifier's column or `row`
    identifier  the column both files share; by default people are told by row

    Raises Faulty for a person with no weight, or two.
    """
    if column:
        return weight_column(people, column)
    if file is None:
        return None
    key = identifier or "row"
    weights = dict(zip(file.column(key).told(), weight_column(file, "weight").tolist(), strict=True))
    told = people.column(identifier).told() if identifier else [str(row) for row in people.rows]
    faults = [
        people.fault(person, identifier, f"“{name}” has no weight in {file.name}.")
        for person, name in enumerate(told)
        if name not in weights
    ]
    if len(weights) < len(file):
        faults.append(Fault(file.name, 0, key, "someone has two weights. Keep one row a person."))
    if len(set(told)) < len(told):
        faults.append(Fault(people.name, 0, identifier, "two people have the same identifier. Give each their own."))
    if faults:
        raise Faulty(faults)
    return np.array([weights[name] for name in told])
