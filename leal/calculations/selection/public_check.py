"""Checking what was published: a lottery under pseudonyms, its draw and each replacement, with nothing else at hand.

Names, targets and the proof need the private files; what everyone can check
without them is that no file was altered, that chances are those of the tickets,
that each seed picks the panel that was announced, and that each replacement
follows from what was before it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from .draw import fingerprint, winning_ticket
from .faults import Fault, Unreadable
from .folder import as_json
from .publishing import FINGERPRINTS, fingerprints
from .replacing import replacements

Check = tuple[str, list[str]]


SLACK = 1e-6


@dataclass(frozen=True)
class Sitting:
    """Who sits by what was published, who left or could not be asked, and everyone of the first lottery."""

    seated: frozenset[str]
    away: frozenset[str] = frozenset()
    everyone: frozenset[str] = frozenset()

    def with_those(self, people: Iterable[str]) -> "Sitting":
        """The same once these were drawn."""
        return replace(self, seated=self.seated | set(people))

    def without(self, record: dict) -> "Sitting":
        """The same once whoever left is gone."""
        return replace(self, seated=self.seated - set(record["gone"]), away=frozenset(record["away"]))


def is_public(folder: Path) -> bool:
    """Whether a folder holds a published lottery and not the private files.

    >>> is_public(Path("no such folder"))
    False
    """
    lottery = folder / "lottery.json"
    published = lottery.exists() and b'"first_ticket"' in lottery.read_bytes()
    return not (folder / "inputs").exists() and (published or (folder / FINGERPRINTS).exists())


def public_checks(folder: Path) -> Iterator[Check]:
    """Each check that the published files allow: what is checked, and what is wrong.

    Raises Unreadable when a file is not one of a published selection, and no file was found to be altered.
    """
    wrong = altered(folder) if (folder / FINGERPRINTS).exists() else []
    if (folder / FINGERPRINTS).exists():
        yield "Every file is the one whose fingerprint was published", wrong
    try:
        yield from history_checks(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as unread:
        what = f"It is not what a selection publishes ({unread!r})"
        if not wrong:
            raise Unreadable([Fault(str(folder), what, "Fetch the files again")]) from None
        yield "Every file can be read", [what]


def altered(folder: Path) -> list[str]:
    """Files that are missing, too many or not as their fingerprints say."""
    listing = (folder / FINGERPRINTS).read_bytes()
    lines = [line.partition("  ")[::2] for line in listing.decode(errors="replace").splitlines()]
    due = {name: digits for digits, name in lines}
    there = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.name != FINGERPRINTS
    }
    wrong = [f"{name} is missing, or its line in {FINGERPRINTS} was altered" for name in due if name not in there]
    wrong += [f"{name} is not listed in {FINGERPRINTS}" for name in there if name not in due]
    wrong += [
        f"{name} was altered, or its line in {FINGERPRINTS}"
        for name, content in there.items()
        if name in due and due[name] != fingerprint(content)
    ]
    return wrong or [f"{FINGERPRINTS} was altered"] * (listing != fingerprints(there))


def history_checks(folder: Path) -> Iterator[Check]:
    """The checks of the first draw, then of each replacement in turn."""
    yield from lottery_checks(folder, folder)
    sitting = Sitting(frozenset(), frozenset(), frozenset(read(folder / "lottery.json")["chances"]))
    for before, place in pairwise([folder, *replacements(folder)]):
        title, record = f"Replacement {place.name}", read(place / "replacement.json")
        sitting = sitting.with_those(read(before / "draw.json")["people"])
        wrong = wrong_record(record, sitting, fingerprint((before / "draw.json").read_bytes()))
        yield f"{title} follows from what was before it", wrong + wrong_candidates(place, record, sitting)
        for name, faults in lottery_checks(place, folder):
            yield f"{title}: {name[0].lower()}{name[1:]}", faults
        sitting = sitting.without(record)


def lottery_checks(place: Path, folder: Path) -> Iterator[Check]:
    """The checks of one lottery and its draw, at its place in the folder."""
    lottery, targets = read(place / "lottery.json"), folder / "targets.csv"
    yield "Every ticket belongs to one panel, and the panels hold them all", wrong_tickets(lottery)
    yield "Every chance is that of its tickets", wrong_chances(lottery)
    if (place / "certificate.json").exists():
        yield "The figures of the proof fit the chances", wrong_figures(lottery, read(place / "certificate.json"))
    if targets.exists():
        changed = fingerprint(targets.read_bytes()) != lottery["inputs"]["targets_sha256"]
        yield "The targets are those of the lottery", ["targets.csv has changed"] * changed
    if (place / "draw.json").exists():
        yield "The seed picks the panel that was announced", wrong_draw(lottery, place)


def read(file: Path) -> dict:
    """A published file."""
    return json.loads(file.read_text(encoding="utf-8"))


def wrong_tickets(lottery: dict) -> list[str]:
    """Panels whose tickets do not follow one another from the first ticket to the last.

    >>> wrong_tickets({"tickets": 3, "panels": [{"panel": 1, "first_ticket": 0, "tickets": 2, "people": ["P1"]}]})
    ['The panels hold 2 tickets of 3']
    """
    wrong, due = [], 0
    for panel in lottery["panels"]:
        if panel["first_ticket"] != due or panel["tickets"] <= 0:
            wrong.append(f"Panel {panel['panel']} does not begin where the one before it ends")
        due = panel["first_ticket"] + panel["tickets"]
    return (
        wrong if due == lottery["tickets"] else [*wrong, f"The panels hold {due:,} tickets of {lottery['tickets']:,}"]
    )


def wrong_chances(lottery: dict) -> list[str]:
    """People whose chance is not the share of the tickets that choose them.

    >>> one = {"panel": 1, "first_ticket": 0, "tickets": 2, "people": ["P1"]}
    >>> wrong_chances({"tickets": 2, "chances": {"P1": 0.5}, "panels": [one]})
    ['The chance of P1 is not that of its tickets']
    """
    held = Counter()
    for panel in lottery["panels"]:
        held.update(dict.fromkeys(panel["people"], panel["tickets"]))
    names = [*lottery["chances"], *(name for name in held if name not in lottery["chances"])]
    return [
        f"The chance of {name} is not that of its tickets"
        for name in names
        if lottery["chances"].get(name) != held[name] / lottery["tickets"]
    ]


def wrong_figures(lottery: dict, certificate: dict) -> list[str]:
    """Figures of a proof that cannot be those of this lottery.

    >>> wrong_figures({"chances": {"P1": 0.5, "P2": 0.25}}, {"smallest_chance": 0.5, "proven_bound": 0.5})
    ['smallest_chance in certificate.json is not that of the lottery']
    """
    least = min(lottery["chances"].values())
    wrong = {
        "smallest_chance": certificate["smallest_chance"] != least,
        "proven_bound": certificate["proven_bound"] < least - SLACK,
        "proven": certificate.get("proven", 0) > len(lottery["chances"]),
    }
    return [f"{key} in certificate.json is not that of the lottery" for key, is_wrong in wrong.items() if is_wrong]


def wrong_draw(lottery: dict, place: Path) -> list[str]:
    """What is wrong with an announced draw."""
    content, of_lottery = (place / "draw.json").read_bytes(), fingerprint((place / "lottery.json").read_bytes())
    draw = read(place / "draw.json")
    ticket = winning_ticket(draw["seed"], of_lottery, lottery["tickets"])
    panel = next((each for each in lottery["panels"] if 0 <= ticket - each["first_ticket"] < each["tickets"]), None)
    due = {"seed": draw["seed"], **lottery["inputs"], "public_lottery_sha256": of_lottery, "ticket": ticket}
    due |= {"panel": panel["panel"]} if panel else {}
    due |= {"instead": draw["instead"]} if "instead" in draw else {}
    due |= {"people": panel["people"]} if panel else {}
    wrong = [f"{key} in draw.json is not what the seed picks" for key, value in due.items() if draw.get(key) != value]
    return wrong or ["draw.json was altered"] * (content != as_json(due))


def wrong_record(record: dict, sitting: Sitting, before: str) -> list[str]:
    """What is wrong with what was written down of someone who left.

    before  the fingerprint of the draw before it

    >>> record = {"gone": ["P1"], "stay": ["P2"], "away": ["P1"], "after_sha256": "x"}
    >>> wrong_record(record, Sitting(frozenset({"P1", "P2", "P3"})), "x")
    ['“stay” in replacement.json is not who sat before, without whoever left']
    """
    gone, stay, away = (record[key] for key in ("gone", "stay", "away"))
    follows = record["after_sha256"] == before
    wrong = {
        "“gone” in replacement.json names someone who did not sit": not sitting.seated.issuperset(gone),
        "“stay” in replacement.json is not who sat before, without whoever left": (
            len(stay) != len(set(stay)) or set(stay) != sitting.seated - set(gone)
        ),
        "“away” in replacement.json leaves out someone who had left": not sitting.away.union(gone).issubset(away),
        "“away” in replacement.json names someone who sits": bool(set(stay) & set(away)),
        "“after_sha256” in replacement.json is not the fingerprint of the draw before": not follows,
    }
    return [sentence for sentence, is_so in wrong.items() if is_so]


def wrong_candidates(place: Path, record: dict, sitting: Sitting) -> list[str]:
    """People in a lottery for a seat who could not be drawn for it, and panels of the wrong size."""
    lottery = read(place / "lottery.json")
    could = sitting.everyone - sitting.seated - set(record["away"])
    could = could if record["among"] is None else could & set(record["among"])
    wrong = [
        f"{name} in lottery.json could not be drawn for this seat" for name in lottery["chances"] if name not in could
    ]
    free = len(record["gone"]) + record.get("gone_unnamed", 0)
    return wrong + [
        f"Panel {panel['panel']} in lottery.json does not fill the seats that came free"
        for panel in lottery["panels"]
        if len(panel["people"]) != free
    ]
