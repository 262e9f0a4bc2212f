"""The public draw: fingerprints, pseudonyms, and the ticket a seed picks.

The lottery is fixed and published before anyone can know the seed (say,
numbers drawn on television the week after). Then anyone with the published
lottery and the seed can find the winning ticket with one command:

    printf '%s\\n%s' SEED FINGERPRINT | sha256sum

read as a number, and its remainder after dividing by the number of tickets.
"""

import hashlib
import hmac
from collections.abc import Sequence

from .pool import Pool
from .seating import TICKETS, Panel


def fingerprint(content: bytes) -> str:
    """The SHA-256 of a file, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def winning_ticket(seed: str, lottery_fingerprint: str, tickets: int = TICKETS) -> int:
    """The ticket, 0 or more and less than `tickets`, that this seed picks from this lottery.

    >>> winning_ticket("11 23 30 41 42 58", "0" * 64)
    369878262242082
    """
    digest = hashlib.sha256(f"{seed}\n{lottery_fingerprint}".encode()).hexdigest()
    return int(digest, 16) % tickets


def winner(panels: Sequence[Panel], ticket: int) -> int:
    """Which panel holds a ticket: panels hold theirs in order, from ticket 0 on."""
    passed = 0
    for place, panel in enumerate(panels):
        passed += panel.tickets
        if ticket < passed:
            return place
    raise ValueError(f"There is no ticket {ticket}: the panels hold {passed}")


def pseudonyms(pool: Pool, people_file: bytes) -> dict[str, str]:
    """For each id a name that says nothing: P1, P2, … in an order only the people file can give.

    The order is that of a keyed hash of the ids, the key made from the whole
    file. Whoever has the file can repeat it; nobody else can undo it.
    """
    key = hashlib.sha256(b"Leal pseudonyms 1\n" + people_file).digest()
    shuffled = sorted(pool.place, key=lambda id: hmac.digest(key, id.encode(), "sha256"))
    return {id: f"P{number:0{len(str(len(shuffled)))}d}" for number, id in enumerate(shuffled, start=1)}


def public_lottery(pool: Pool, panels: Sequence[Panel], names: dict[str, str], fingerprints: dict[str, str]) -> dict:
    """What may be published before the draw: panels under pseudonyms, their tickets, everyone's chance."""
    first, shown = 0, []
    for number, panel in enumerate(panels, start=1):
        people = sorted(names[pool.people[i].id] for i in panel.people)
        shown.append({"panel": number, "first_ticket": first, "tickets": panel.tickets, "people": people})
        first += panel.tickets
    chances = tickets_of(pool, panels)
    return {
        "how": "SHA-256 of the seed, a line break, and the SHA-256 of this file; that number modulo `tickets`",
        "tickets": TICKETS,
        "inputs": fingerprints,
        "chances": {name: chances[id] / TICKETS for id, name in sorted(names.items(), key=lambda each: each[1])},
        "panels": shown,
    }


def tickets_of(pool: Pool, panels: Sequence[Panel]) -> dict[str, int]:
    """How many tickets choose each person, by id, in the order of the file."""
    tickets = [0] * len(pool.people)
    for panel in panels:
        for i in panel.people:
            tickets[i] += panel.tickets
    return {person.id: number for person, number in zip(pool.people, tickets, strict=True)}
