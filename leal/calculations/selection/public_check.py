"""Checking what was published: a lottery under pseudonyms, and its draw, with nothing else at hand.

Names, targets and the proof need the private files; what everyone can check
without them is that the chances are those of the tickets, and that the seed
picks the panel that was announced.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .draw import fingerprint, winning_ticket
from .faults import Fault, Unreadable


def is_public(folder: Path) -> bool:
    """Whether a folder holds a published lottery and not the private files.

    >>> is_public(Path("no such folder"))
    False
    """
    lottery = folder / "lottery.json"
    return lottery.exists() and not (folder / "inputs").exists() and b'"first_ticket"' in lottery.read_bytes()


def public_checks(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each check that the published files allow: what is checked, and what is wrong.

    Raises Unreadable when a file is not one of a published selection.
    """
    content = (folder / "lottery.json").read_bytes()
    try:
        lottery = json.loads(content)
        yield "Every ticket belongs to one panel, and the panels hold them all", wrong_tickets(lottery)
        yield "Every chance is that of its tickets", wrong_chances(lottery)
        if (folder / "draw.json").exists():
            draw = json.loads((folder / "draw.json").read_text(encoding="utf-8"))
            yield "The seed picks the panel that was announced", wrong_draw(lottery, draw, fingerprint(content))
    except (ValueError, KeyError, TypeError) as wrong:
        what = f"It is not what a selection publishes ({wrong!r})"
        raise Unreadable([Fault(str(folder), what, "Fetch the files again")]) from None


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


def wrong_draw(lottery: dict, draw: dict, lottery_fingerprint: str) -> list[str]:
    """What is wrong with an announced draw."""
    ticket = winning_ticket(draw["seed"], lottery_fingerprint, lottery["tickets"])
    panel = next((each for each in lottery["panels"] if 0 <= ticket - each["first_ticket"] < each["tickets"]), None)
    due = {"public_lottery_sha256": lottery_fingerprint, "ticket": ticket}
    due |= {"panel": panel["panel"], "people": panel["people"]} if panel else {}
    return [f"{key} in draw.json is not what the seed picks" for key, value in due.items() if draw[key] != value]
