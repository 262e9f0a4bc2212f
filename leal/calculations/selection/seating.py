"""From counts by type to named people: a lottery over panels of ids, in whole tickets.

A lottery is a book of 1,000,000,000,000,000 tickets. Each panel holds some of
them, so the chances are whole numbers and sum to one exactly.

Within a type everyone must have the same chance. Each panel of counts holds a
stretch of tickets; the type's seats on it are handed to its groups one after
another, each group taking an equal amount in all, starting where the last one
stopped and wrapping round at the end (McNaughton's rule). Where someone comes
or goes, the stretch is split into two panels of people.
"""

from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from .pool import Pool
from .space import Group, Space, Type

TICKETS = 10**15
SNAP = 10_000  # splits closer than this many tickets (a hundred-thousand-millionth) are made one
PACK = 100  # panels of counts hold whole packs, which swallows the last digits of a floating-point share

Stretch = tuple[int, int, int]  # panel, first ticket of it, one past the last


@dataclass(frozen=True)
class Panel:
    """People (places in the pool, in order) and how many tickets choose them."""

    people: tuple[int, ...]
    tickets: int


def panels_of(pool: Pool, space: Space, counts: np.ndarray, shares: np.ndarray) -> list[Panel]:
    """The lottery over people that gives each of a type the same chance.

    counts, shares  panels as counts by type, one row each, and their shares
    returns         panels whose tickets sum to TICKETS, most tickets first

    Chances within a type differ by a few hundred-thousand-millionths at most.
    Source: R. McNaughton, 1959, "Scheduling with deadlines and loss
    functions", Management Science 6(1), for the wrapping round.
    """
    tickets = whole_tickets(shares)
    held: dict[int, list[tuple[int, int, tuple[int, ...]]]] = defaultdict(list)
    for t, kind in enumerate(space.types):
        for unit, (panel, start, end) in seats(shuffled(pool, kind), counts[:, t], tickets):
            held[panel].append((start, end, unit))
    people: dict[tuple[int, ...], int] = defaultdict(int)
    for panel, stretches in held.items():
        for members, number in split(stretches, int(tickets[panel])):
            people[members] += number
    return sorted((Panel(*each) for each in people.items()), key=lambda each: (-each.tickets, each.people))


def shuffled(pool: Pool, kind: Type) -> Type:
    """The type with its groups in an order that has nothing to do with the file's: who sits with whom is chance."""

    def mark(group: Group) -> bytes:
        return sha256("\n".join(pool.people[i].id for unit in group for i in unit).encode()).digest()

    return Type(tuple(sorted(kind.groups, key=mark)))


def whole_tickets(shares: np.ndarray) -> np.ndarray:
    """Shares as packs of tickets that sum to TICKETS: to the nearest pack, the rest to the largest."""
    packs = np.round(shares * (TICKETS // PACK)).astype(np.int64)
    packs[np.argmax(packs)] += TICKETS // PACK - int(packs.sum())
    return packs * PACK


def seats(kind: Type, counts: np.ndarray, tickets: np.ndarray) -> list[tuple[tuple[int, ...], Stretch]]:
    """Who of a type sits on which stretch of which panel."""
    where = np.nonzero(counts)[0]
    stretches = fair_stretches(counts[where].astype(np.int64), tickets[where], len(kind.groups))
    return [
        (unit, (int(where[panel]), start, end))
        for group, own in zip(kind.groups, stretches, strict=True)
        for unit, (panel, start, end) in shared_within(group, own)
    ]


def fair_stretches(counts: np.ndarray, tickets: np.ndarray, groups: int) -> list[list[Stretch]]:
    """For each group, stretches that add up to the same number of tickets, give or take one.

    At no ticket of a panel do more or fewer groups sit than it counts. A
    group must take what the later ones could not, and takes the rest first
    where a panel is already split, so that few panels are.
    """
    left, reached = counts * tickets, np.zeros(len(counts), dtype=np.int64)
    result = []
    for later in range(groups - 1, -1, -1):
        least = np.maximum(left - np.minimum(later, counts) * tickets, 0)
        room = np.minimum(tickets, left) - least
        order = np.argsort(reached == 0, kind="stable")
        wanted = int(left.sum()) // (later + 1) - int(least.sum())
        before = np.cumsum(room[order]) - room[order]
        take = least
        take[order] += np.clip(wanted - before, 0, room[order])
        result.append([piece for c in np.nonzero(take)[0] for piece in wrapped(c, reached[c], take[c], tickets[c])])
        reached = np.where(take < tickets, (reached + take) % np.maximum(tickets, 1), reached)
        left = left - take
    return result


def wrapped(panel: int, start: int, length: int, whole: int) -> list[Stretch]:
    """A stretch of a panel that begins again at the front when it passes the end."""
    if length == whole:
        return [(int(panel), 0, int(whole))]
    end = int(start + length)
    pieces = [(int(panel), int(start), min(end, int(whole))), (int(panel), 0, end - int(whole))]
    return [piece for piece in pieces if piece[2] > piece[1]]


def shared_within(group: Group, stretches: list[Stretch]) -> list[tuple[tuple[int, ...], Stretch]]:
    """A household's stretches, cut so that each unit of it has as many tickets as the next."""
    if len(group) == 1:
        return [(group[0], stretch) for stretch in stretches]
    total, result, used = sum(end - start for _, start, end in stretches), [], 0
    for panel, start, end in stretches:
        while start < end:
            turn = min(used * len(group) // max(total, 1), len(group) - 1)
            limit = -(-total * (turn + 1) // len(group)) - used
            stop = min(end, start + max(limit, 1))
            result.append((group[turn], (panel, start, stop)))
            used, start = used + stop - start, stop
    return result


def split(stretches: list[tuple[int, int, tuple[int, ...]]], whole: int) -> list[tuple[tuple[int, ...], int]]:
    """One panel of counts cut into panels of people wherever someone comes or goes."""
    place = snapped(sorted({at for start, end, _ in stretches for at in (start, end)} | {0, whole}))
    coming, going = defaultdict(list), defaultdict(list)
    for start, end, unit in stretches:
        if place[start] < place[end]:
            coming[place[start]].append(unit)
            going[place[end]].append(unit)
    marks, sitting, result = sorted(set(place.values())), set(), []
    for start, end in zip(marks, marks[1:], strict=False):
        sitting = sitting - {i for unit in going[start] for i in unit} | {i for unit in coming[start] for i in unit}
        result.append((tuple(sorted(sitting)), end - start))
    return result


def snapped(marks: list[int]) -> dict[int, int]:
    """Marks that all but coincide, made one: the first of each cluster, and the end stays the end."""
    place, anchor, end = {}, marks[0], marks[-1]
    for mark in marks:
        anchor = anchor if mark - anchor <= SNAP else mark
        place[mark] = anchor
    if end - place[end] > 0:
        place = {mark: end if anchor == place[end] else anchor for mark, anchor in place.items()}
    return place
