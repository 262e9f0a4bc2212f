"""Small tables from and to files: who sits where, as a CSV, and what it came to."""

from collections.abc import Sequence
from dataclasses import dataclass

from .draw import fingerprint
from .faults import Fault, Unreadable, together
from .folder import as_csv, as_json
from .reading import id_column_of, id_faults, missing_column
from .sheets import Sheet, sheet
from .tables import Tables, closure, tables

File = tuple[str, bytes]


@dataclass(frozen=True)
class Asked:
    """How people should be seated: at most `size` a table, for so many rounds, mixed by these columns."""

    size: int
    rounds: int
    mix: tuple[str, ...]
    id_column: str | None = None
    seed: str = ""


def seated_files(people: File, asked: Asked, apart: File | None, kept: File | None) -> tuple[dict[str, bytes], Tables]:
    """The files of a seating, and what was found.

    people       a row for each person
    apart, kept  files of two columns of ids: who must not share a table, and who must

    Raises Unreadable with every fault of the files.

    >>> people = ("people.csv", b"id,age\\nAnn,old\\nBo,old\\nCy,young\\nDi,young\\n")
    >>> files, found = seated_files(people, Asked(2, 1, ("age",), seed="1"), None, ("together.csv", b"a,b\\nAnn,Di\\n"))
    >>> found.exact, sorted(files)
    (True, ['tables.csv', 'tables.json'])
    """
    source = sheet(*people)
    faults = [missing_column(source, name) for name in asked.mix if name not in source.heading]
    if asked.id_column is not None:
        there = asked.id_column in source.heading
        faults += id_faults(source, asked.id_column) if there else [missing_column(source, asked.id_column)]
    if faults:
        raise Unreadable(together(faults))
    named = asked.id_column or id_column_of(source, asked.mix)
    ids = source.column(named) if named else [str(number) for number in range(1, len(source.cells) + 1)]
    parted, joined = pairs_in(apart, ids, faults), pairs_in(kept, ids, faults)
    faults += pair_faults(parted, joined, ids, asked.size, kept, apart)
    if faults:
        raise Unreadable(together(faults))
    values = list(zip(*(source.column(name) for name in asked.mix), strict=True)) or [()] * len(ids)
    found = tables(values, asked.size, asked.rounds, apart=parted, together=joined, seed=asked.seed)
    given = {"people": people, "apart": apart, "together": kept}
    return files_of(source, ids, asked, found, {name: file for name, file in given.items() if file}), found


def pairs_in(file: File | None, ids: Sequence[str], faults: list[Fault]) -> list[tuple[int, int]]:
    """Pairs of places from a file of two columns of ids, faults noted."""
    if file is None:
        return []
    rows, place, found = sheet(*file), {id: i for i, id in enumerate(ids)}, []
    if len(rows.heading) != 2:
        faults.append(Fault(rows.name, f"It has {len(rows.heading)} columns", "Give two: one id in each", (1,)))
        return []
    for number, pair in zip(rows.numbers, rows.cells, strict=True):
        for heading, id in zip(rows.heading, pair, strict=True):
            if id not in place:
                mend = "Write an id as the people file has it"
                faults.append(Fault(rows.name, f"“{id}” is not in the people file", mend, (number,), heading))
        if pair[0] == pair[1]:
            faults.append(Fault(rows.name, f"“{pair[0]}” is paired with themselves", "Delete the row", (number,)))
        if set(pair) <= set(place) and pair[0] != pair[1]:
            found.append((place[pair[0]], place[pair[1]]))
    return found


def pair_faults(
    apart: Sequence[tuple[int, int]],
    joined: Sequence[tuple[int, int]],
    ids: Sequence[str],
    size: int,
    kept: File | None,
    parted: File | None,
) -> list[Fault]:
    """Wishes that no seating can grant."""
    clubs = closure({frozenset(pair) for pair in joined})
    faults = [
        Fault(parted[0], f"“{ids[i]}” and “{ids[j]}” must sit apart and together", "Delete one of the rows")
        for i, j in apart
        if frozenset((i, j)) in clubs
    ]
    for i, id in enumerate(ids):
        friends = sum(i in pair for pair in clubs)
        if friends >= size:
            what = f"“{id}” must sit with {friends} others, and a table has {size} seats"
            faults.append(Fault(kept[0], what, "Give a larger --size, or delete rows"))
    return faults


def files_of(
    source: Sheet, ids: Sequence[str], asked: Asked, found: Tables, given: dict[str, File]
) -> dict[str, bytes]:
    """Who sits where (by id, round by round), and what it came to."""
    heading = ["id", *(f"round {r}" for r in range(1, asked.rounds + 1))]
    rows = [(id, *map(str, seats)) for id, seats in zip(ids, zip(*found.rounds, strict=True), strict=True)]
    record = {
        "asked": {"size": asked.size, "rounds": asked.rounds, "mix": list(asked.mix), "seed": asked.seed},
        "inputs": {f"{name}_sha256": fingerprint(content) for name, (_, content) in given.items()},
        "tables": max(max(row) for row in found.rounds),
        "parted": found.parted,
        "missed": found.missed,
        "missed_least": found.missed_least,
        "met": found.met,
        "met_most": found.met_most,
        "exact": found.exact,
    }
    return {"tables.csv": as_csv([heading, *rows]), "tables.json": as_json(record)}


def tables_sentences(found: Tables) -> list[str]:
    """What a seating came to, for people.

    >>> tables_sentences(Tables(((1, 1, 2, 2),), 0, 0, 0, 2, 2))[-1]
    'No seating is better: proven.'
    """
    count, rounds = max(max(row) for row in found.rounds), len(found.rounds)
    lines = [f"{len(found.rounds[0])} people at {count} tables, {rounds} round{'s' * (rounds > 1)}."]
    if found.parted:
        lines.append(f"{found.parted} wishes to sit apart or together could NOT be granted.")
    mixed = "Every table is as mixed as the whole" if not found.missed else f"Tables miss that by {found.missed} people"
    lines.append(f"{mixed}; no seating misses it by fewer than {found.missed_least}.")
    lines.append(f"{found.met} pairs of people meet; no seating lets more than {found.met_most} meet.")
    lines.append("No seating is better: proven." if found.exact else "This is the best found; a better one may exist.")
    return lines
