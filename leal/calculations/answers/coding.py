"""From what is written to what was answered: choices, several choices, ticks and numbers."""

import math
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

import numpy as np

from .coded import MOST_TICKS, NOT_ASKED, SKIPPED, Answers
from .faults import Fault, Faulty
from .written import Column, People

WAS_NOT_ASKED = "[z]"  # the sign for "not applicable" of the Government Statistical Service
BETWEEN = ";"
TICKED = {"1": True, "yes": True, "true": True, "x": True, "0": False, "no": False, "false": False, "": False}
MANY_NUMBERS = 20_000  # each is counted in every group, and a table has to hold them
MANY = 60  # more different answers than this to one question are words or numbers, not choices


class Listed(NamedTuple):
    """The answers a question can have, in order, and the number each stands for (NaN for none)."""

    labels: tuple[str, ...]
    values: tuple[float, ...] = ()


def choice(people: People, name: str, listed: Listed | None = None) -> Answers:
    r"""A question with one answer a person. An empty cell is skipped, `[z]` not asked.

    listed  the answers there can be, in order; by default those found,
            numbers by size and then words by the alphabet
    Raises Faulty: answers that differ only in capitals or spaces, or that
    are not listed, or too many for a choice.

    >>> from .written import read_people
    >>> choice(read_people(b"id,rated\n1,Poor\n2,\n3,[z]\n4,Good\n"), "rated").codes.tolist()
    [1, -1, -2, 0]
    """
    column = people.column(name)
    found = [word for word in column.words if word not in ("", WAS_NOT_ASKED)]
    faults = _unlisted(people, column, found, listed.labels) if listed else _twins(people, column, found)
    listed = listed or Listed(tuple(sorted(found, key=_in_order)))
    if not faults and len(listed.labels) > MANY:
        faults = [Fault(people.name, 0, name, _too_many(len(listed.labels)))]
    if faults:
        raise Faulty(faults)
    place = {label: code for code, label in enumerate(listed.labels)} | {"": SKIPPED, WAS_NOT_ASKED: NOT_ASKED}
    codes = np.array([place[word] for word in column.words], dtype=np.int16)
    return Answers(name, listed.labels, codes[column.codes], values=listed.values)


def _in_order(word: str) -> tuple[float, str]:
    """Numbers by size, before words by the alphabet."""
    size = plain_number(word)
    return (math.inf if size is None else size, word)


def _too_many(found: int) -> str:
    return f"it has {found:,} different answers. Count it as a number with --numbers, or leave it out."


def _unlisted(people: People, column: Column, found: list[str], labels: Sequence[str]) -> list[Fault]:
    faults = []
    for word in found:
        if word not in labels:
            near = nearest(word, labels)
            mend = f"Did you mean “{near}”?" if near else f"The answers are: {'; '.join(labels)}."
            for person in column.rows_with(word):
                faults.append(people.fault(person, column.name, f"“{word}” is not one of the answers. {mend}"))
    return faults


def _twins(people: People, column: Column, found: list[str]) -> list[Fault]:
    """Answers that would be counted apart and are surely one."""
    first: dict[str, str] = {}
    faults = []
    for word in found:
        other = first.setdefault(_alike(word), word)
        if other != word:
            row = int(people.rows[column.rows_with(other)[0]])
            what = f"“{word}” and “{other}” (row {row:,}) differ only in capitals or spaces. Write them alike."
            faults.append(people.fault(int(column.rows_with(word)[0]), column.name, what))
    return faults


def _alike(word: str) -> str:
    return " ".join(word.casefold().split())


def nearest(word: str, labels: Sequence[str]) -> str | None:
    """The label someone surely meant: but for capitals and spaces the same, or a slip away.

    >>> nearest("excelent ", ["Excellent", "Good"])
    'Excellent'
    """
    by_form = {_alike(label): label for label in labels}
    near = get_close_matches(_alike(word), by_form, n=1, cutoff=0.75)
    return by_form[near[0]] if near else None


def several(people: People, name: str, listed: Listed | None = None, *, between: str = BETWEEN) -> Answers:
    r"""A question with several answers a person: `Phone; Post` in one cell, or a column for each, `name/Phone`.

    In a cell, an empty one is skipped. Of columns, each holds 1 or 0 (yes or
    no, true or false, x or nothing); all empty is skipped, all 0 answered
    with none.
    Raises Faulty: answers not listed, ticks that are none.

    >>> from .written import read_people
    >>> needs = several(read_people(b"id,needs\n1,BSL; Easy read\n2,\n3,BSL\n"), "needs")
    >>> needs.labels, needs.codes.tolist()
    (('BSL', 'Easy read'), [3, -1, 1])
    """
    if name in people.columns:
        return _in_one_cell(people, people.columns[name], listed, between)
    ticks = [column for header, column in people.columns.items() if header.startswith(f"{name}/")]
    if not ticks:
        people.column(name)
    return _in_columns(people, name, ticks)


def _in_one_cell(people: People, column: Column, listed: Listed | None, between: str) -> Answers:
    parts = {word: [part for part in map(str.strip, word.split(between)) if part] for word in column.words}
    parts.pop(WAS_NOT_ASKED, None)
    found = list(dict.fromkeys(part for each in parts.values() for part in each))
    labels = listed.labels if listed else tuple(sorted(found, key=_in_order))
    faults = []
    for word, each in parts.items():
        for part in each:
            if part not in labels:
                near = nearest(part, labels)
                mend = f"Did you mean “{near}”?" if near else f"The answers are: {'; '.join(labels)}."
                what = f"“{part}” is not one of the answers. {mend}"
                faults += [people.fault(person, column.name, what) for person in column.rows_with(word)]
    faults += _many_ticks(people, column.name, labels)
    if faults:
        raise Faulty(faults)
    bit = {label: 1 << place for place, label in enumerate(labels)}
    codes = [NOT_ASKED if word == WAS_NOT_ASKED else _bits(parts[word], bit) for word in column.words]
    return Answers(column.name, labels, np.array(codes, dtype=np.int64)[column.codes], several=True)


def _bits(parts: list[str], bit: dict[str, int]) -> int:
    return sum(bit[part] for part in set(parts)) if parts else SKIPPED


def _many_ticks(people: People, name: str, labels: Sequence[str]) -> list[Fault]:
    if len(labels) <= MOST_TICKS:
        return []
    what = f"it has {len(labels)} different answers and at most {MOST_TICKS} can be counted. What stands between them?"
    return [Fault(people.name, 0, name, what)]


def _in_columns(people: People, name: str, ticks: list[Column]) -> Answers:
    faults, codes = _many_ticks(people, name, ticks), np.zeros(len(people), dtype=np.int64)
    empty, not_asked = np.ones(len(people), dtype=bool), np.ones(len(people), dtype=bool)
    for place, column in enumerate(ticks[:MOST_TICKS]):
        for word in column.words:
            if word != WAS_NOT_ASKED and word.casefold() not in TICKED:
                what = f"“{word}” is no tick. Write 1 for chosen, 0 for not, nothing for skipped, or [z] for not asked."
                faults += [people.fault(person, column.name, what) for person in column.rows_with(word)]
        ticked = np.array([TICKED.get(word.casefold(), False) for word in column.words])[column.codes]
        codes |= ticked.astype(np.int64) << place
        empty &= np.array([word == "" for word in column.words])[column.codes]
        not_asked &= np.array([word == WAS_NOT_ASKED for word in column.words])[column.codes]
    if faults:
        raise Faulty(faults)
    codes[empty], codes[not_asked] = SKIPPED, NOT_ASKED
    return Answers(name, tuple(column.name.removeprefix(f"{name}/") for column in ticks), codes, several=True)


def number(people: People, name: str) -> Answers:
    r"""A question answered with a number: each different number is an answer that stands for itself.

    Raises Faulty for what is no finite number, and for more different
    numbers than can be counted each.

    >>> from .written import read_people
    >>> number(read_people(b"id,minutes\n1,12\n2,5.5\n3,12\n"), "minutes").values
    (5.5, 12.0)
    """
    column = people.column(name)
    values, faults = {}, []
    for word in column.words:
        if word in ("", WAS_NOT_ASKED):
            continue
        values[word] = plain_number(word)
        if values[word] is None:
            what = f"“{word}” is no number. Write it in figures, with a point and without commas or units."
            faults += [people.fault(person, name, what) for person in column.rows_with(word)]
    if len(values) > MANY_NUMBERS:
        what = f"it has {len(values):,} different numbers and at most {MANY_NUMBERS:,} can be counted. Round them."
        faults.append(Fault(people.name, 0, name, what))
    if faults:
        raise Faulty(faults)
    sizes = sorted(set(values.values()))
    place = {size: code for code, size in enumerate(sizes)}
    special = {"": SKIPPED, WAS_NOT_ASKED: NOT_ASKED}
    codes = [special[word] if word in special else place[values[word]] for word in column.words]
    return Answers(name, tuple(map(repr, sizes)), np.array(codes, dtype=np.int32)[column.codes], values=tuple(sizes))


def plain_number(word: str) -> float | None:
    """The number a word is, or None: finite, in plain figures.

    >>> plain_number("7.5"), plain_number("1,000"), plain_number("nan")
    (7.5, None, None)
    """
    try:
        size = float(word)
    except ValueError:
        return None
    # Python reads "1_000" and "nan" as numbers; a reader does not.
    return size if math.isfinite(size) and "_" not in word else None


def weight_column(people: People, name: str) -> np.ndarray:
    r"""A column of weights, one a person.

    Raises Faulty for each that is no number of 0 or more.

    >>> from .written import read_people
    >>> weight_column(read_people(b"id,weight\n1,1.5\n2,0.5\n"), "weight").tolist()
    [1.5, 0.5]
    """
    column = people.column(name)
    sizes, faults = [], []
    for word in column.words:
        size = plain_number(word)
        if size is None or size < 0:
            what = (
                f"“{word}” is no weight. A weight is a number of 0 or more." if word else "it is empty. Give a weight."
            )
            faults += [people.fault(person, name, what) for person in column.rows_with(word)]
        sizes.append(size or 0.0)
    if faults:
        raise Faulty(faults)
    return np.array(sizes)[column.codes]
