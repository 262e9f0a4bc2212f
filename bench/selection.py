"""Fair selection beside sortition-algorithms (maximin, CBC) and beside the figure published with Nature's example.

The peer makes the smallest chance as large as it can be, to within 0.0005,
and stops there. Ours reaches it to a hundred-millionth, then goes on to the
next smallest, and so on, and proves each. So first stage stands against first
stage, and the whole leximin apart. The smallest chances must agree before a
time counts.
"""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter

import numpy as np

from bench.beside import row, say
from leal.calculations.selection import Patience, Person, Pool, Target, fair_lottery, read_pool
from leal.calculations.selection.leximin import TypeLottery, fairest_lottery
from leal.calculations.selection.reserves import reserves
from leal.calculations.selection.space import space_of
from leal.calculations.selection.tables import Room, tables
from tests.real_input import SHARED

POOLS = [(150, 22, 4), (600, 30, 4), (300, 30, 6), (600, 30, 6), (1200, 60, 7), (2400, 30, 6)]
HARD = (500, 75, 8)
KINDS = [2, 2, 3, 4, 5, 6, 3, 4]
PATIENCE = 30  # seconds, for either
WITHIN = 0.0005  # how near to the best the peer comes by its own account
PUBLISHED = {"small": (20, 2.7), "large": (200, 1161.8)}  # seats, median seconds: Nature 596, 2021, LEXIMIN with Gurobi


def main() -> None:
    """Print a row for each pool: name | ours | theirs | ratio."""
    for size, (seats, published) in PUBLISHED.items():
        nature(size, seats, published)
    for people, seats, features in POOLS:
        beside_the_peer(made_up(people, seats, features))
    beside_the_peer(all_different(*HARD))
    hard(made_up(*HARD))
    growth()
    replacement(made_up(2400, 30, 4))
    standing_by(made_up(300, 30, 4))
    seating(made_up(300, 30, 4))
    say(f"memory, the most that ours held at any time: {getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def nature(size: str, seats: int, published: float) -> None:
    """The published example; the published time is from another machine and another solver."""
    folder = SHARED / f"data/selection/nature_example_{size}"
    if not folder.exists():
        say(f"{folder.name} is not here")
        return
    files = [(name, (folder / name).read_bytes()) for name in ("respondents.csv", "categories.csv")]
    pool, _ = read_pool(*files, seats)
    ours = timed(lambda: fair_lottery(read_pool(*files, seats)[0]))
    name = (
        f"Nature's {size} example, {len(pool.people):,} → {seats}, {len(space_of(pool).types)} types, files to lottery"
    )
    row(name, ours, "published, another machine and solver", published)
    theirs = peers_seconds(pool, fair_lottery(pool).smallest_chance)
    row(name, ours, f"sortition-algorithms{unfinished(theirs)}", theirs)


def beside_the_peer(pool: Pool) -> None:
    """One pool, ours and theirs in the same run."""
    space = space_of(pool)
    found = []
    first = timed(lambda: found.append(fairest_lottery(space_of(pool), first_stage_only=True)))
    smallest = found[0].stages[0].chance
    assert chances(found[0], space).min() > smallest - 1e-8
    whole = timed(lambda: fair_lottery(pool))
    theirs = peers_seconds(pool, smallest)
    row(f"{named(pool)}: first stage", first, f"sortition-algorithms{unfinished(theirs)}", theirs)
    row(f"{named(pool)}: whole leximin and its proof", whole, f"its first stage{unfinished(theirs)}", theirs)


def hard(pool: Pool) -> None:
    """A pool where nearly everyone is a type of their own and the targets leave next to no room."""
    begun = perf_counter()
    lottery = fair_lottery(pool, Patience(go_on=lambda: perf_counter() - begun < PATIENCE))
    taken, proof = perf_counter() - begun, lottery.certificate
    never = sum(chance == 0 for chance in lottery.chances.values())
    how = "" if proof["exact"] else f" (not finished: {proof['proven']} chances proven, then {proof['gap']:.2%} short)"
    theirs = peers_seconds(pool, lottery.smallest_chance)
    row(f"{named(pool)}: whole leximin{how}", taken, f"its first stage{unfinished(theirs)}", theirs)
    say(
        f"in this pool {never} people fit into no panel at all: the best smallest chance is 0, and maximin says no more"
    )


def growth() -> None:
    """Ours alone, as a pool grows one way at a time."""
    for what, pools in {
        "people": [(people, 30, 5) for people in (300, 600, 1200, 2400)],
        "types": [(1200, 30, features) for features in (3, 4, 5, 6)],
        "seats": [(1200, seats, 5) for seats in (15, 30, 60, 120)],
    }.items():
        for pool in (made_up(*each) for each in pools):
            first = timed(lambda pool=pool: fairest_lottery(space_of(pool), first_stage_only=True))
            whole = timed(lambda pool=pool: fairest_lottery(space_of(pool)))
            say(f"growth with {what}: {named(pool)}: first stage {first:.2f} s, whole leximin {whole:.2f} s")


def drawn_from(pool: Pool) -> tuple[list[Person], list[Person]]:
    """A group of the pool's lottery, and who is left."""
    chosen = set(fair_lottery(pool).panels[0].people)
    return [pool.people[i] for i in sorted(chosen)], [p for i, p in enumerate(pool.people) if i not in chosen]


def replacement(pool: Pool) -> None:
    """One seat comes free: ours beside trying everyone who is left; both must find the same chances."""
    seated, left = drawn_from(pool)
    beside = Pool(tuple(left), pool.features, pool.targets, pool.seats, seated=tuple(seated[1:]))
    ours = timed(lambda: fair_lottery(beside))
    fits = [
        person.id
        for person in left
        if all(t.minimum <= beside.held(t) + pool.fits(person, t) <= t.maximum for t in pool.targets)
    ]
    theirs = timed(
        lambda: [
            all(t.minimum <= beside.held(t) + pool.fits(person, t) <= t.maximum for t in pool.targets)
            for person in left
        ]
    )
    found = fair_lottery(beside).chances
    assert all(abs(found[id] - 1 / len(fits)) < 1e-9 for id in fits)
    row(
        f"{named(pool)}: replacing one, {len(fits)} could take the seat, proof included",
        ours,
        "trying everyone",
        theirs,
    )


def standing_by(pool: Pool) -> None:
    """Six who stand by, each of the group leaving with a chance of one in ten: beside six drawn by lot."""
    seated, left = drawn_from(pool)
    leaving = dict.fromkeys((person.id for person in pool.people), 0.1)
    begun = perf_counter()
    found = reserves(pool, seated, left, 6, leaving, "bench")
    taken = perf_counter() - begun
    by_lot = [reserves(pool, seated, left[start : start + 6], 6, leaving, "bench") for start in (0, 60, 120, 180, 240)]
    say(
        f"{named(pool)}: six reserves in {taken:.1f} s: the group holds with a chance of {found.with_them.full:.1%}, "
        f"without them {found.without.full:.1%}; with six by lot {median(each.with_them.full for each in by_lot):.1%} "
        f"(median of five draws); with everyone left standing by {found.ceiling:.1%}"
    )


def seating(pool: Pool) -> None:
    """Thirty people, tables of six, three rounds: beside the best of as many random seatings as fit into our time."""
    people = [person.values for person in drawn_from(pool)[0]]
    begun = perf_counter()
    found = tables(people, 6, 3, seed="bench")
    taken, random = perf_counter() - begun, np.random.default_rng(1)
    room = Room(people, 6, 3, (), ())
    best, until = (10**6, 0), perf_counter() + taken
    while perf_counter() < until:
        room.seats = [room.first(random.random(len(people))) for _ in range(3)]
        room.begin()
        best = min(best, (room.missed, room.repeats))
    say(
        f"30 people at 5 tables, 3 rounds, in {taken:.1f} s: {found.missed} short of as mixed as the whole "
        f"(bound {found.missed_least}), {found.met} pairs meet (bound {found.met_most}); "
        f"the best of random seatings in the same time: {best[0]} short, {room.meetings - best[1]} pairs"
    )


def chances(found: TypeLottery, space) -> np.ndarray:
    """The chance of each type."""
    return found.shares @ found.panels / space.units


def named(pool: Pool) -> str:
    return f"{len(pool.people):,} → {pool.seats}, {len(pool.features)} features, {len(space_of(pool).types)} types"


def unfinished(seconds: float) -> str:
    return f" (not finished in {PATIENCE} s)" if seconds >= PATIENCE else ""


def timed(work: Callable[[], object]) -> float:
    """The median seconds of up to five runs; of fewer where they take long."""
    taken = []
    while not taken or (len(taken) < 5 and sum(taken) < 5):
        begun = perf_counter()
        work()
        taken.append(perf_counter() - begun)
    return median(taken)


# -- the peer


def peers_seconds(pool: Pool, smallest: float) -> float:
    """How long the peer takes with its fastest open solver; PATIENCE when it does not finish."""
    taken = []
    while not taken or (len(taken) < 5 and sum(taken) < 5):
        try:
            answer = asked_of_the_peer(pool)
        except subprocess.TimeoutExpired:
            return PATIENCE
        theirs = answer["smallest"]
        assert smallest - WITHIN - 1e-6 < theirs < smallest + 1e-6, f"the peer reaches {theirs}, we prove {smallest}"
        taken.append(answer["seconds"])
    return median(taken)


def asked_of_the_peer(pool: Pool) -> dict:
    """The peer's seconds and smallest chance for a pool, in a process of its own."""
    people, targets = io.StringIO(), io.StringIO()
    csv.writer(people, lineterminator="\n").writerows(
        [("id", *pool.features), *((person.id, *person.values) for person in pool.people)]
    )
    csv.writer(targets, lineterminator="\n").writerows(
        [("feature", "value", "min", "max"), *((t.feature, t.value, t.minimum, t.maximum) for t in pool.targets)]
    )
    asked = {"people": people.getvalue(), "targets": targets.getvalue(), "seats": pool.seats, "solver": "mip-cbc"}
    program = [sys.executable, str(Path(__file__).with_name("selection_peer.py"))]
    done = subprocess.run(
        program, input=json.dumps(asked), capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    return json.loads(done.stdout[done.stdout.index("{") :])


# -- pools


def made_up(people: int, seats: int, features: int) -> Pool:
    """A pool like a real one: who volunteers differs from who should be there, and features hang together.

    A target's minimum and maximum are what its share of the seats comes to, rounded down and up.
    """
    chance = np.random.default_rng(people * 1000 + features)
    lean, columns, targets = chance.normal(size=people), [], []
    for place, kinds in enumerate(KINDS[:features]):
        should = chance.dirichlet(np.full(kinds, 6.0))
        come = should * np.exp(0.6 * chance.normal(size=kinds))
        rank = 0.7 * chance.random(people) + 0.3 / (1 + np.exp(-1.5 * lean))
        rank = (rank.argsort().argsort() + 0.5) / people
        column = np.minimum(np.searchsorted(np.cumsum(come / come.sum()), rank), kinds - 1)
        columns.append(column)
        for kind in range(kinds):
            there = int((column == kind).sum())
            least = min(int(should[kind] * seats), there)
            most = max(least, -int(-should[kind] * seats // 1))
            targets.append(Target(f"feature {place}", f"kind {kind}", least, most))
    return pool_of(columns, targets, seats)


def all_different(people: int, seats: int, features: int) -> Pool:
    """A pool where nearly everyone is a type of their own; each target leaves a seat to spare either way."""
    chance = np.random.default_rng(people + features)
    columns = list(chance.integers(0, KINDS[:features], (people, features)).T)
    some, targets = chance.choice(people, seats, replace=False), []
    for place, column in enumerate(columns):
        for kind, held in enumerate(np.bincount(column[some], minlength=KINDS[place]).tolist()):
            targets.append(Target(f"feature {place}", f"kind {kind}", max(0, held - 1), held + 1))
    return pool_of(columns, targets, seats)


def pool_of(columns: list[np.ndarray], targets: list[Target], seats: int) -> Pool:
    """A pool from one column of kinds for each feature."""
    rows = zip(*(np.char.add("kind ", column.astype(str)).tolist() for column in columns), strict=True)
    names = tuple(f"feature {place}" for place in range(len(columns)))
    return Pool(tuple(Person(f"p{i}", values) for i, values in enumerate(rows)), names, tuple(targets), seats)


if __name__ == "__main__":
    main()
