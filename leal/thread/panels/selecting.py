"""From a core group to the files of a selection, and back: the same files that `leal select` reads and writes.

People stand in them under pseudonyms only (P001, P002, …, in an order drawn
anew for each lottery); who is who is kept beside the draw and nowhere else.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leal.calculations.selection import Patience, fair_lottery, read_pool
from leal.calculations.selection.draw import fingerprint
from leal.calculations.selection.folder import Opened, as_csv, draw_files, lottery_files
from leal.calculations.selection.publishing import published
from leal.calculations.selection.replacing import Standing, Vacancy, everyone, replacement_files, vacancy
from leal.calculations.selection.reserves import Reserves, reserves
from leal.foundations.formats import packing
from leal.foundations.pages.sentences import in_a_sentence

from .models import CoreGroup, Draw, Replacement
from .models import Reserves as Choice
from .queries.groups import NOT_SAID, Candidate, Feature, features_of

ID, HOUSEHOLD = "person", "household"


@dataclass(frozen=True)
class Inputs:
    """What goes into a lottery: both files, who is who (pseudonym by member key), how the files are read."""

    people: tuple[str, bytes]
    targets: tuple[str, bytes]
    names: dict[str, str]
    read: dict[str, str | int | None]


def inputs_of(group: CoreGroup, people: Sequence[Candidate], names: dict[str, str] | None = None) -> Inputs:
    """The files of a group's lottery. Raises Unreadable when it has no targets, or nobody may be chosen.

    names  the pseudonyms to use, by member key; drawn by lot where none are given
    """
    rows = list(group.targets.all())
    used = {row.feature for row in rows}
    features = [feature for feature in features_of(panel=group.panel) if feature.code in used]
    names = names or pseudonyms_for([each.key for each in people])
    ordered = sorted(people, key=lambda each: names[each.key])
    homes: dict[str, int] = {}
    cells = [
        (
            names[each.key],
            *(feature.words_for(each.answers.get(feature.code)) for feature in features),
            str(homes.setdefault(each.home, len(homes) + 1)) if each.home else "",
        )
        for each in ordered
    ]
    people_file = as_csv([(ID, *(feature.called for feature in features), HOUSEHOLD), *cells])
    read = {"id_column": ID, "household": HOUSEHOLD, "pair": None, "seats": group.seats}
    return Inputs(("people.csv", people_file), ("targets.csv", targets_file(group, features)), names, read)


def pseudonyms_for(keys: Sequence[str]) -> dict[str, str]:
    """For each member a number that tells nothing of them, by lot."""
    shuffled = list(keys)
    secrets.SystemRandom().shuffle(shuffled)
    return {key: f"P{number:0{len(str(len(shuffled)))}d}" for number, key in enumerate(shuffled, start=1)}


def targets_file(group: CoreGroup, features: Sequence[Feature]) -> bytes:
    """The targets, and for every other answer one that lets any number be."""
    set_by = {(row.feature, row.value): row for row in group.targets.all()}
    rows = [("feature", "value", "min", "max", "min_flex", "max_flex")]
    for feature in features:
        for code, value in (*zip(feature.codes, feature.values, strict=True), (NOT_SAID, NOT_SAID)):
            row = set_by.get((feature.code, code))
            least, most = (row.minimum, row.maximum) if row else (0, group.seats)
            flex = ("" if row.maximum_flex is None else row.maximum_flex) if row else ""
            rows.append((feature.called, value, least, most, row.minimum_flex if row else 0, flex))
    return as_csv([tuple(map(str, row)) for row in rows])


def lottery_of(inputs: Inputs, patience: Patience) -> dict[str, bytes]:
    """Every file of the group's lottery. Raises CannotBeMet, Unreadable, or OutOfTime before any panel is found."""
    pool, _ = read_pool(inputs.people, inputs.targets, **inputs.read)
    lottery = fair_lottery(pool, patience)
    own = {name: name for name in inputs.names.values()}
    return lottery_files(lottery, inputs.people, inputs.targets, inputs.read, names=own)


def kept(files: dict[str, bytes], names: dict[str, str]) -> dict[str, object]:
    """The columns of a Draw that hold a lottery's files."""
    text = {place: content.decode() for place, content in files.items()}
    private = json.loads(text["lottery.json"])
    proof = {key: value for key, value in private["certificate"].items() if key not in ("types", "stages")}
    return {
        "people": fingerprint(files["inputs/people.csv"]),
        "targets": fingerprint(files["inputs/targets.csv"]),
        "lottery": {"lottery.json": text["public/lottery.json"], "targets.csv": text["inputs/targets.csv"]},
        "certificate": proof | private["fairness"] | {"lottery.json": text["lottery.json"]},
        "pseudonyms": {"names": names, "people.csv": text["inputs/people.csv"]},
    }


def opened(draw: Draw) -> Opened:
    """A kept lottery, as the calculations read one from a folder."""
    inputs = {
        "people": ("people.csv", draw.pseudonyms["people.csv"].encode()),
        "targets": ("targets.csv", draw.lottery["targets.csv"].encode()),
    }
    private = json.loads(draw.certificate["lottery.json"])
    pool, sheet = read_pool(inputs["people"], inputs["targets"], **private["read"])
    return Opened(private, draw.lottery["lottery.json"].encode(), pool, sheet, inputs)


def picked(draw: Draw, seed: str) -> tuple[list[str], dict[str, bytes]]:
    """The pseudonyms that a seed picks, and the files that a draw adds."""
    files = draw_files(opened(draw), seed)
    return json.loads(files["draw.json"])["ids"], files


def standing_now(draw: Draw, replacements: Sequence[Replacement]) -> Standing:
    """Who sits by pseudonym, after the draw and each replacement."""
    last = draw_files(opened(draw), draw.seed)["draw.json"]
    standing = Standing(tuple(json.loads(last)["ids"]), (), last)
    for each in replacements:
        files = each.certificate["files"]
        record, last = json.loads(files["replacement.json"]), files["draw.json"].encode()
        stay = [id for id in standing.seated if id not in record["gone"]]
        standing = Standing((*stay, *json.loads(last)["ids"]), tuple(record["away"]), last)
    return standing


def away_after(replacement: Replacement) -> list[str]:
    """Pseudonyms of all who left the group or could not be asked, up to a replacement."""
    return json.loads(replacement.certificate["files"]["replacement.json"])["away"]


def open_seat(
    draw: Draw,
    replacements: Sequence[Replacement],
    gone: str,
    gone_before: Sequence[str],
    among: Sequence[str] | None = None,
) -> Vacancy:
    """The seat that one person (a pseudonym) leaves open, and who may take it.

    gone_before  pseudonyms of others who could have been chosen and cannot take part any more
    among        only these may take it: those who stand by
    """
    standing = standing_now(draw, replacements)
    not_asked = [id for id in gone_before if id not in {*standing.seated, *standing.away}]
    return vacancy(opened(draw), standing, [gone], not_asked, among)


def replaced(draw: Draw, seat: Vacancy, seed: str, patience: Patience) -> dict[str, bytes]:
    """Every file of a replacement's folder: the lottery for an open seat, and its draw by a seed.

    Raises CannotBeMet, and OutOfTime when someone stops it: a lottery that is not whole gives no seat.
    """
    first = opened(draw)
    own = {person.id: person.id for person in first.pool.people}
    files = replacement_files(first, seat, fair_lottery(seat.pool, patience), own)
    made = Opened(json.loads(files["lottery.json"]), files["public/lottery.json"], seat.pool, seat.sheet, seat.inputs)
    return files | draw_files(made, seed)


def taken_by(files: Mapping[str, bytes]) -> str:
    """The pseudonym of whoever takes a seat, by the files of its draw."""
    return json.loads(files["draw.json"])["ids"][0]


def folder_of(draw: Draw, replacements: Sequence[Replacement]) -> dict[str, bytes]:
    """The folder of a group's selection, whole, as `leal select verify` checks it."""
    first = opened(draw)
    files = {f"inputs/{name}": content for name, content in first.inputs.values()}
    files |= {"lottery.json": draw.certificate["lottery.json"].encode(), "public/lottery.json": first.public}
    files["pseudonyms.csv"] = as_csv([("id", "pseudonym"), *((p.id, p.id) for p in first.pool.people)])
    files |= draw_files(first, draw.seed) if draw.drawn_on else {}
    before: list[Replacement] = []
    for number, each in enumerate(replacements, start=1):
        record = json.loads(each.certificate["files"]["replacement.json"])
        standing = standing_now(draw, before)
        not_asked = [id for id in record["away"] if id not in {*standing.away, *record["gone"]}]
        seat = vacancy(first, standing, record["gone"], not_asked, record["among"])
        place = f"replacements/{number}"
        files |= {f"{place}/inputs/{name}": content for name, content in seat.inputs.values()}
        files |= {f"{place}/{name}": text.encode() for name, text in each.certificate["files"].items()}
        before.append(each)
    return files


def published_of(draw: Draw, replacements: Sequence[Replacement]) -> dict[str, bytes]:
    """What everyone may have of a group's selection: its draw and each replacement, under pseudonyms."""
    names = {name: name for name in draw.pseudonyms["names"].values()}
    files = {"inputs/targets.csv": draw.lottery["targets.csv"], "lottery.json": draw.certificate["lottery.json"]}
    files["public/lottery.json"] = draw.lottery["lottery.json"]
    if draw.drawn_on:
        files |= dict.fromkeys(("draw.json", "public/draw.json"), draw.lottery["draw.json"])
    for number, each in enumerate(replacements, start=1):
        files |= {f"replacements/{number}/{name}": text for name, text in each.certificate["files"].items()}
    title = f"How {in_a_sentence(draw.group.name)} {'was' if draw.drawn_on else 'will be'} chosen"
    return published({name: text.encode() for name, text in files.items()}, names, title)


def packed(files: Mapping[str, bytes], into: str = "") -> bytes:
    """Files in one (ZIP), in a folder of that name; the same bytes for the same files."""
    return packing.packed((f"{into}/{name}" if into else name, files[name]) for name in sorted(files))


def who_stands_by(
    draw: Draw, replacements: Sequence[Replacement], gone_before: Sequence[str], asked: Choice, patience: Patience
) -> Reserves:
    """Who should stand by for a drawn group, under pseudonyms, and how well it then holds. Raises OutOfTime."""
    first, standing = opened(draw), standing_now(draw, replacements)
    known, out = everyone(first), {*standing.seated, *standing.away, *gone_before}
    seated = [known[id] for id in standing.seated]
    left = [person for person in first.pool.people if person.id not in out]
    leaving = dict.fromkeys(known, float(asked.leaving))
    return reserves(first.pool, seated, left, asked.number, leaving, asked.seed, patience)
