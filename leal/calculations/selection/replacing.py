"""Replacing someone who leaves: a fresh fair lottery over those left, beside those who stay.

A replacement is a selection like any other, in a folder of its own, whose
`already.csv` names those who stay. What was published before is not touched.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .choosing import Lottery
from .draw import fingerprint
from .faults import Fault, Unreadable
from .folder import Opened, as_csv, as_json, lottery_files, public_draw
from .pool import Person, Pool
from .reading import read_pool
from .sheets import Sheet

ROW = "row"  # the heading of the ids where the people file has none but its row numbers


@dataclass(frozen=True)
class Standing:
    """Who sits in a group now, and who left it or could not be asked, ids in order."""

    seated: tuple[str, ...]
    away: tuple[str, ...] = ()
    last: bytes = b""  # the latest draw, as its file has it


@dataclass(frozen=True)
class Vacancy:
    """What a replacement is drawn from: input files by name, how they are read, and the pool they come to.

    last  the draw before it, as its file has it
    """

    inputs: dict[str, tuple[str, bytes]]
    read: dict[str, str | int | None]
    pool: Pool
    sheet: Sheet
    record: dict
    last: bytes = b""


def vacancy(
    opened: Opened,
    standing: Standing,
    gone: Sequence[str],
    not_asked: Collection[str] = (),
    among: Collection[str] | None = None,
) -> Vacancy:
    """The seats that those who go leave open, and who may take them.

    opened     the selection the group was drawn in
    standing   who sits now
    gone       ids of those who leave
    not_asked  ids of others who cannot take part any more
    among      only these may be chosen (say, the reserves); else all that are left

    Raises Unreadable with every fault of the names given.

    >>> from .choosing import fair_lottery
    >>> people = ("people.csv", b"id,age\\nAnn,x\\nBo,x\\nCy,x\\n")
    >>> targets = ("targets.csv", b"feature,value,min,max\\nage,x,2,2\\n")
    >>> read = {"id_column": "id", "household": None, "pair": None, "seats": 2}
    >>> opened = Opened({"read": read}, b"", *read_pool(people, targets, 2), {"people": people, "targets": targets})
    >>> open_seat = vacancy(opened, Standing(("Ann", "Bo")), gone=["Bo"])
    >>> fair_lottery(open_seat.pool).chances
    {'Cy': 1.0}
    """
    faults = name_faults(opened, standing, gone, not_asked)
    if faults:
        raise Unreadable(faults)
    stay = [id for id in standing.seated if id not in set(gone)]
    away = tuple(dict.fromkeys([*standing.away, *gone, *not_asked]))
    read = dict(opened.lottery["read"]) | {"id_column": opened.lottery["read"]["id_column"] or ROW}
    people = left_over(opened, {*standing.seated, *away}, among)
    inputs = {"people": people, "targets": opened.inputs["targets"], "already": staying(opened, stay, read)}
    pool, sheet = read_pool(people, inputs["targets"], already=inputs["already"], **read)
    record = {"gone": list(gone), "away": list(away), "after_sha256": fingerprint(standing.last), "stay": stay}
    record["among"] = None if among is None else sorted(among)
    return Vacancy(inputs, read, pool, sheet, record, standing.last)


def name_faults(opened: Opened, standing: Standing, gone: Sequence[str], not_asked: Collection[str]) -> list[Fault]:
    """Names that do not fit: who goes must sit, who is not asked must not, and pairs go together."""
    known, sits = everyone(opened), set(standing.seated)
    faults = [
        Fault("--gone", f"“{id}” does not sit in this group", f"Those who do: {', '.join(standing.seated)}")
        for id in gone
        if id not in sits
    ]
    for id in not_asked:
        if id not in known:
            faults.append(Fault("--not-asked", f"“{id}” is not in the people file", "Write the id as the file has it"))
        elif id in sits:
            faults.append(Fault("--not-asked", f"“{id}” sits in this group", "Say --gone for those who leave it"))
    pairs = {known[id].pair for id in gone if id in sits} - {""}
    for id in standing.seated:
        if known[id].pair in pairs and id not in gone:
            faults.append(Fault("--gone", f"“{id}” was chosen together with someone who goes", f"Name {id} as well"))
    return faults or ([] if gone else [Fault("--gone", "Nobody leaves", "Name who does")])


def everyone(opened: Opened) -> dict[str, Person]:
    """All people of a selection by id, those who sat already included."""
    return {person.id: person for person in (*opened.pool.seated, *opened.pool.people)}


def left_over(opened: Opened, without: set[str], among: Collection[str] | None) -> tuple[str, bytes]:
    """The people file with only those who may still be chosen; numbered where its ids are row numbers."""
    numbered = opened.lottery["read"]["id_column"] is None
    rows = [
        (person.id, *row) if numbered else row
        for person, row in zip(opened.pool.people, opened.sheet.cells, strict=True)
        if person.id not in without and (among is None or person.id in among)
    ]
    if not rows:
        raise Unreadable(
            [Fault("people.csv", "Nobody is left who could be asked", "Find more people, and select anew")]
        )
    heading = (ROW, *opened.sheet.heading) if numbered else opened.sheet.heading
    return "people.csv", as_csv([heading, *rows])


def staying(opened: Opened, stay: Sequence[str], read: dict[str, str | int | None]) -> tuple[str, bytes]:
    """A file of those who stay, with the columns that matter and no others."""
    known = everyone(opened)
    kin = [name for name in ("household", "pair") if read[name]]
    heading = [read["id_column"], *opened.pool.features, *(read[name] for name in kin)]
    rows = [(id, *known[id].values, *(getattr(known[id], name) for name in kin)) for id in stay]
    return "already.csv", as_csv([heading, *rows])


def replacement_files(opened: Opened, open_seats: Vacancy, lottery: Lottery, names: dict[str, str]) -> dict[str, bytes]:
    """The files of a replacement before its draw, by their place in its own folder.

    names  the pseudonyms of the first lottery, which people keep
    """
    inputs = open_seats.inputs
    return {
        **lottery_files(lottery, inputs["people"], inputs["targets"], open_seats.read, inputs["already"], names),
        **record_files(open_seats, names),
    }


def record_files(open_seats: Vacancy, names: Mapping[str, str]) -> dict[str, bytes]:
    """The files that say who left and who stayed: by id, and under pseudonyms."""
    before = json.loads(open_seats.last)
    shown = as_json(public_draw(before, [names[id] for id in before["ids"]]))
    return {
        "replacement.json": as_json(open_seats.record),
        "public/replacement.json": as_json(public_record(open_seats.record, names, shown)),
    }


def public_record(record: Mapping[str, Sequence[str] | None], names: Mapping[str, str], before: bytes) -> dict:
    """Who left and who stayed at a replacement, under pseudonyms.

    Those who sat before there was a lottery have none, and are only counted.
    """
    known = {key: [names[id] for id in record[key] or () if id in names] for key in ("gone", "stay", "away")}
    unnamed = {f"{key}_unnamed": sum(id not in names for id in record[key]) for key in ("gone", "stay")}
    return {
        **known,
        **{key: number for key, number in unnamed.items() if number},
        "among": None if record["among"] is None else sorted(names[id] for id in record["among"]),
        "after_sha256": fingerprint(before),
    }


def standing_of(folder: Path, opened: Opened) -> Standing:
    """Who sits now, after the draw and every replacement in a selection's folder.

    Raises Unreadable when nothing was drawn yet, or a replacement still waits for its draw.
    """
    standing = Standing(tuple(person.id for person in opened.pool.seated))
    for place in (folder, *replacements(folder)):
        if not (place / "draw.json").exists():
            what, mend = "Its lottery is not drawn yet", "Draw it first: leal select draw"
            raise Unreadable([Fault(str(place), what, mend)])
        standing = after(standing, place)
    return standing


def after(standing: Standing, place: Path) -> Standing:
    """Who sits once this draw has been made."""
    last = (place / "draw.json").read_bytes()
    record = {"gone": [], "away": standing.away}
    if (place / "replacement.json").exists():
        record = json.loads((place / "replacement.json").read_text(encoding="utf-8"))
    stay = [id for id in standing.seated if id not in record["gone"]]
    return Standing((*stay, *json.loads(last)["ids"]), tuple(record["away"]), last)


def replacements(folder: Path) -> list[Path]:
    """The folders of a selection's replacements, first to last."""
    places = [place for place in (folder / "replacements").glob("*") if place.name.isdigit()]
    return sorted(places, key=lambda place: int(place.name))
