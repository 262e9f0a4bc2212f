"""Reserves: who should stand by, so that targets are likely to hold when people leave.

Chosen for the largest chance that every seat can be filled and every target
met again; among equal choices, for the fewest seats missed on average; among
those still equal, by lot. Where all choices can be tried, all are, and the
answer is exact. Else a search puts each place in the best hands until no
change of one helps, over several hundred trials, from several starts.

Source of the question: A. Assos, C. Baharav, B. Flanigan and A. Procaccia,
2025, "Alternates, Assemble! Selecting optimal alternates for citizens'
assemblies"; the method here is our own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import comb, prod
from typing import TypeVar

import numpy as np

from ..proportions import share_interval
from .patience import UNTIRING, Patience
from .pool import Person, Pool
from .programme import NoAnswer, whole_best
from .standing_by import Group, Trials, all_trials, drawn_trials, missed, misses, uniforms, ways

T = TypeVar("T")
TRIED, MEASURED, STARTS, ROUNDS = 200, 4_000, 2, 4
NARROW = 64  # ways kept in a search, which need not be exact
FEW_CHOICES, FEW_TRIALS = 400, 2**12
PARTS = {  # of the work: what is said meanwhile, and roughly at which shares of it each begins and ends
    "search": ("Trying who serves best", 0.0, 0.2),
    "with": ("Trying how often the group holds with them", 0.2, 0.4),
    "without": ("Trying how often it holds without them", 0.4, 0.45),
    "ceiling": ("Trying how often it would hold if everyone stood by", 0.45, 1.0),
}
ALL_OUTCOMES = 2**16


@dataclass(frozen=True)
class Kinds:
    """Those who could stand by, alike in every target and in their chance to leave: their people, and numbers."""

    people: tuple[tuple[Person, ...], ...]
    parts: np.ndarray
    leaving: np.ndarray


@dataclass(frozen=True)
class Holding:
    """How likely a group is to hold.

    full      the chance that every seat is filled and every target met
    targets   the chance that every target is met, be seats empty or not
    missed    seats and targets missed, on average
    interval  where `full` plausibly lies; a point where it is exact
    trials    how many were drawn; 0 when everything that can happen was counted
    """

    full: float
    targets: float
    missed: float
    interval: tuple[float, float]
    trials: int


@dataclass(frozen=True)
class Reserves:
    """Who stands by, how well the group holds with and without them, and how sure we are that nobody serves better.

    ceiling  the chance to hold if everyone who is left stood by and none of them left; None where not asked
    exact    whether every choice was tried
    """

    people: tuple[Person, ...]
    with_them: Holding
    without: Holding
    ceiling: float | None
    exact: bool


def reserves(
    pool: Pool,
    seated: Sequence[Person],
    left: Sequence[Person],
    number: int,
    leaving: Mapping[str, float],
    seed: str,
    patience: Patience = UNTIRING,
) -> Reserves:
    """Who should stand by for a group.

    pool     the targets and the number of seats
    seated   the group; people of a pair leave together
    left     those who could stand by; of a household only one does, and nobody of a pair or of a household that
             sits already
    number   how many should stand by
    leaving  everyone's chance to leave, by id, for those who stand by as well
    seed     draws the trials, and the lots between equals

    Deterministic: the same values give the same answer on every machine. So a
    search that was stopped gives none, for nobody could repeat it.

    Raises OutOfTime when `patience` ends.

    >>> from .pool import Target
    >>> people = [Person(name, (group,)) for name, group in [("Ann", "carer"), ("Bo", ""), ("Cy", ""), ("Di", "carer")]]
    >>> pool = Pool(tuple(people), ("group",), (Target("group", "carer", 1, 1), Target("group", "", 1, 1)), seats=2)
    >>> found = reserves(pool, people[:2], people[2:], 1, {"Ann": 0.5, "Bo": 0.1, "Cy": 0.0, "Di": 0.0}, seed="1")
    >>> [person.id for person in found.people], round(found.without.full, 3), round(found.with_them.full, 3)
    (['Di'], 0.45, 0.9)
    """
    group, kinds = group_of(pool, seated, leaving), kinds_of(pool, seated, left, leaving, seed)
    number = min(number, sum(map(len, kinds.people)))
    of = {name: patience.for_part(*part) for name, part in PARTS.items()}
    exact = few_choices(group, kinds, number)
    chosen = tried_all(group, kinds, number, seed) if exact else searched(group, kinds, number, seed, of["search"])
    return Reserves(
        people=people_of(kinds, chosen, seed),
        with_them=holding(group, kinds, chosen, seed, of["with"]),
        without=holding(group, kinds, (), seed, of["without"]),
        ceiling=None if exact else ceiling(group, kinds, seed, of["ceiling"]),
        exact=exact,
    )


def parts_of(pool: Pool, units: Sequence[Sequence[Person]]) -> np.ndarray:
    """(units, targets): how many of each unit count towards each target."""
    rows = [[sum(pool.fits(person, target) for person in unit) for target in pool.targets] for unit in units]
    return np.array(rows, dtype=np.float32).reshape(len(units), len(pool.targets))


def group_of(pool: Pool, seated: Sequence[Person], leaving: Mapping[str, float]) -> Group:
    """The group by numbers. A pair leaves as soon as one of it does."""
    together: dict[str, list[Person]] = defaultdict(list)
    for person in seated:
        together[f"pair {person.pair}" if person.pair else f"id {person.id}"].append(person)
    units = list(together.values())
    return Group(
        low=np.array([target.minimum for target in pool.targets], dtype=np.float32),
        high=np.array([target.maximum for target in pool.targets], dtype=np.float32),
        parts=parts_of(pool, units),
        sizes=np.array([len(unit) for unit in units]),
        leaving=np.array([1 - prod(1 - leaving[person.id] for person in unit) for unit in units]),
    )


def kinds_of(
    pool: Pool, seated: Sequence[Person], left: Sequence[Person], leaving: Mapping[str, float], seed: str
) -> Kinds:
    """Those who could stand by, in lots of people who are alike, shuffled by the seed."""
    homes = {person.household for person in seated} - {""}
    alike: dict[tuple, list[Person]] = defaultdict(list)
    order = np.argsort(uniforms(seed, "order", len(left)), kind="stable")
    for person in (left[place] for place in order):
        if person.pair or person.household in homes:
            continue
        homes |= {person.household} - {""}
        alike[person.values, leaving[person.id]].append(person)
    lots = [alike[key] for key in sorted(alike)]
    return Kinds(
        people=tuple(map(tuple, lots)),
        parts=parts_of(pool, [lot[:1] for lot in lots]),
        leaving=np.array([leaving[lot[0].id] for lot in lots]),
    )


def people_of(kinds: Kinds, chosen: Sequence[int], seed: str) -> tuple[Person, ...]:
    """The people of a choice of kinds: the first of each lot, which the seed has shuffled."""
    taken: dict[int, int] = defaultdict(int)
    people = []
    for kind in chosen:
        people.append(kinds.people[kind][taken[kind]])
        taken[kind] += 1
    return tuple(people)


# -- choosing


def few_choices(group: Group, kinds: Kinds, number: int) -> bool:
    """Whether every choice can be tried, each against everything that can happen."""
    choices = comb(len(kinds.people) + number - 1, number)
    return choices <= FEW_CHOICES and 2 ** (len(group.sizes) + number) <= FEW_TRIALS


def tried_all(group: Group, kinds: Kinds, number: int, seed: str) -> tuple[int, ...]:
    """The best choice of kinds; among equals one by lot, as likely as there are people to make it up."""
    found = []
    for choice in combinations_with_replacement(range(len(kinds.people)), number):
        sets = prod(comb(len(kinds.people[kind]), choice.count(kind)) for kind in set(choice))
        if sets:
            trials = all_trials(group, kinds.leaving[list(choice)])
            off, _ = missed(group, trials, kinds.parts[list(choice)], kinds.leaving[list(choice)])
            found.append((*score(off, trials.weights), sets, choice))
    best = max(each[:2] for each in found)
    return by_lot([(each[3], each[2]) for each in found if each[:2] == best], uniforms(seed, "lot", 1)[0])


def score(off: np.ndarray, weights: np.ndarray) -> tuple[float, float]:
    """What a choice is judged by: the chance that nothing is missed, then how little is missed on average."""
    return round(float(weights[off == 0].sum()), 9), round(-float(weights @ off), 9)


def by_lot(choices: Sequence[tuple[T, float]], luck: float) -> T:
    """One of several (choice, weight), each as likely as its weight."""
    totals = np.cumsum([weight for _, weight in choices])
    return choices[int(np.searchsorted(totals, luck * totals[-1], side="right"))][0]


def searched(group: Group, kinds: Kinds, number: int, seed: str, patience: Patience = UNTIRING) -> tuple[int, ...]:
    """A good choice of kinds: places filled one by one and changed one by one until that does not help."""
    trials = drawn_trials(group, number, TRIED, f"{seed} search")
    trials = trials.some(trials.open > 0)
    looks = STARTS * number * (ROUNDS + 1)
    steps = (patience.spend("", look / looks) for look in range(looks))
    found = [search(group, kinds, number, trials, f"{seed} start {start}", steps) for start in range(STARTS)]
    return max(found, key=lambda each: each[0])[1]


def search(
    group: Group, kinds: Kinds, number: int, trials: Trials, seed: str, steps: Iterator[None]
) -> tuple[tuple, tuple[int, ...]]:
    """One search: its score and its choice. Each look takes one of the steps."""
    chosen: list[int] = []
    luck = iter(uniforms(seed, "lots", number * (ROUNDS + 1)))
    best = (-1.0, 0.0)
    for _ in range(number):
        next(steps)
        best, kind = best_for(group, kinds, chosen, len(chosen), trials, next(luck))
        chosen.append(kind)
    for _ in range(ROUNDS):
        before = best
        for place in range(number):
            next(steps)
            gained, kind = best_for(group, kinds, chosen, place, trials, next(luck))
            if gained > best:
                best, chosen[place] = gained, kind
        if best == before:
            break
    return best, tuple(chosen)


def best_for(
    group: Group, kinds: Kinds, chosen: Sequence[int], place: int, trials: Trials, luck: float
) -> tuple[tuple[float, float], int]:
    """The kind that serves best in one place beside all others, its score, and a lot between equals."""
    others = [other for other in range(len(chosen)) if other != place]
    kept = [chosen[other] for other in others]
    beside = Trials(trials.held, trials.open, trials.luck[:, others], trials.weights)
    off = least_missed(group, kinds, kept, beside, trials.luck[:, place])
    full = trials.weights @ (off == 0)
    less = -(trials.weights @ off)
    free = np.array([len(people) - kept.count(kind) for kind, people in enumerate(kinds.people)])
    scores = [(round(float(full[kind]), 9), round(float(less[kind]), 9)) for kind in range(len(free))]
    best = max(scores[kind] for kind in np.nonzero(free)[0])
    equal = [(int(kind), free[kind]) for kind in np.nonzero(free)[0] if scores[kind] == best]
    return best, by_lot(equal, luck)


def least_missed(group: Group, kinds: Kinds, kept: list[int], trials: Trials, luck: np.ndarray) -> np.ndarray:
    """(trials, kinds): what is missed at best when one of each kind stands by beside those kept.

    One more person changes what each target misses by one at most, so all
    kinds are priced by one matrix product. Long for speed.
    """
    held, empty = ways(group, trials, kinds.parts[kept], kinds.leaving[kept], NARROW)
    off = misses(group, held) + empty
    without = off.min(axis=1)
    result = np.repeat(without[:, None], len(kinds.people), axis=1)
    for trial in np.nonzero(without > 0)[0]:
        some = empty[trial] > 0
        now = held[trial, some]
        change = np.where(now < group.low, -1, np.where(now >= group.high, 1, 0)).astype(np.float32) @ kinds.parts.T
        one_more = (off[trial, some, None] - 1 + change).min(axis=0, initial=np.inf)
        better = (luck[trial] >= kinds.leaving) & (one_more < without[trial])
        result[trial, better] = one_more[better]
    return result


# -- measuring


def holding(group: Group, kinds: Kinds, chosen: Sequence[int], seed: str, patience: Patience = UNTIRING) -> Holding:
    """How likely the group is to hold with these standing by: exact where few things can happen, else by trials."""
    parts, leaving = kinds.parts[list(chosen)], kinds.leaving[list(chosen)]
    exact = 2 ** (len(group.sizes) + len(chosen)) <= ALL_OUTCOMES
    if exact:
        trials = all_trials(group, leaving)
    else:
        trials = drawn_trials(group, len(chosen), MEASURED, f"{seed} measure")
    off, alone = missed(group, trials, parts, leaving, patience)
    full, targets = float(trials.weights[off == 0].sum()), float(trials.weights[alone == 0].sum())
    interval = (full, full) if exact else tuple(share_interval(part=round(full * MEASURED), whole=MEASURED))
    return Holding(full, targets, float(trials.weights @ off), interval, 0 if exact else MEASURED)


def ceiling(group: Group, kinds: Kinds, seed: str, patience: Patience = UNTIRING) -> float:
    """The share of trials in which the seats could be filled if all who are left stood by and none of them left."""
    trials = drawn_trials(group, 0, TRIED, f"{seed} search")
    could: dict[bytes, bool] = {}
    rows = np.vstack([np.ones(len(kinds.people)), kinds.parts.T])
    most = np.array([len(people) for people in kinds.people], dtype=float)
    total = 0
    for trial, (held, seats) in enumerate(zip(trials.held, trials.open, strict=True)):
        patience.spend("", trial / TRIED)
        key = held.tobytes()
        if key not in could:
            low = np.append(seats, np.maximum(group.low - held, 0))
            could[key] = fills(rows, low, np.append(seats, group.high - held), most)
        total += could[key]
    return total / TRIED


def fills(rows: np.ndarray, low: np.ndarray, high: np.ndarray, most: np.ndarray) -> bool:
    """Whether whole people can fill these seats."""
    if (low > high).any():
        return False
    try:
        whole_best(rows, low, high, most)
    except NoAnswer:
        return False
    return True
