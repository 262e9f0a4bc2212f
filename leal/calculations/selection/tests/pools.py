"""Pools made up for tests, and the definition of leximin itself as the oracle."""

from fractions import Fraction
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

from leal.calculations.selection import Person, Pool, Target


def pool_of(rows: list[tuple[str, ...]], targets: list[tuple[int, str, int, int]], seats: int, **kin) -> Pool:
    """People numbered from 1; a target is (feature's place, value, minimum, maximum)."""
    features = tuple(f"feature {place}" for place in range(len(rows[0])))
    homes, pairs = kin.get("homes", [""] * len(rows)), kin.get("pairs", [""] * len(rows))
    people = tuple(Person(str(i), row, homes[i - 1], pairs[i - 1]) for i, row in enumerate(rows, start=1))
    return Pool(people, features, tuple(Target(features[place], *rest) for place, *rest in targets), seats)


@st.composite
def small_pools(draw, kin: bool = False) -> Pool:
    """Pools of 5 to 9 people whose targets at least one panel meets."""
    number, features = draw(st.integers(5, 9)), draw(st.integers(1, 3))
    rows = [tuple(draw(st.sampled_from("abc")) for _ in range(features)) for _ in range(number)]
    seats = draw(st.integers(2, min(4, number - 1)))
    some = draw(st.permutations(range(number)))[:seats]
    targets = []
    for place in range(features):
        for value in sorted({row[place] for row in rows}):
            held = sum(rows[i][place] == value for i in some)
            targets.append((place, value, max(0, held - draw(st.integers(0, 1))), held + draw(st.integers(0, 1))))
    if not kin:
        return pool_of(rows, targets, seats)
    labels = st.lists(st.sampled_from(["", "", "x", "y"]), min_size=number, max_size=number)
    return pool_of(rows, targets, seats, homes=draw(labels), pairs=draw(labels))


def all_panels(pool: Pool) -> list[tuple[int, ...]]:
    """Every panel that meets the targets, keeps pairs together and takes one of a household: by trying them all."""
    return [panel for panel in combinations(range(len(pool.people)), pool.seats) if is_panel(pool, panel)]


def is_panel(pool: Pool, panel: tuple[int, ...]) -> bool:
    people = [pool.people[i] for i in panel]
    pairs = {person.pair for person in people if person.pair}
    if any(person.pair in pairs and person not in people for person in pool.people):
        return False
    chosen_together = {(person.pair or person.id, person.household) for person in people if person.household}
    if len(chosen_together) > len({home for _, home in chosen_together}):
        return False
    counts = [sum(pool.fits(person, target) for person in people) for target in pool.targets]
    return all(t.minimum <= count <= t.maximum for t, count in zip(pool.targets, counts, strict=True))


def leximin_by_definition(pool: Pool) -> list[Fraction]:
    """Everyone's chance under the leximin lottery, exactly, over all panels listed one by one.

    Each stage is a linear programme over the panels' shares in fractions; who
    can have no more is found by asking for each person alone.
    """
    panels = all_panels(pool)
    sits = [[Fraction(int(i in panel)) for panel in panels] for i in range(len(pool.people))]
    held: dict[int, Fraction] = {}
    while len(held) < len(pool.people):
        free = [i for i in range(len(pool.people)) if i not in held]
        floor = best(sits, held, free, None)
        stuck = [i for i in free if best(sits, held | dict.fromkeys(free, floor), [], i) == floor]
        held |= dict.fromkeys(stuck, floor)
    return [held[i] for i in range(len(pool.people))]


def best(sits, at_least: dict[int, Fraction], together: list[int], one: int | None) -> Fraction:
    """The most that the smallest chance of `together` (or the chance of `one`) can be, others having at least theirs.

    Minorises nothing and rounds nothing: a simplex in fractions (Bland's rule).
    """
    panels = len(sits[0])
    width = panels + 1  # shares, then the smallest chance
    rows, right = [], []
    for i in together:
        rows.append([-part for part in sits[i]] + [Fraction(1)])
        right.append(Fraction(0))
    for i, chance in at_least.items():
        if i not in together:
            rows.append([-part for part in sits[i]] + [Fraction(0)])
            right.append(-chance)
    whole = [Fraction(1)] * panels + [Fraction(0)]
    rows += [whole, [-part for part in whole]]
    right += [Fraction(1), Fraction(-1)]
    gains = [Fraction(0)] * width
    if one is None:
        gains[-1] = Fraction(1)
    else:
        gains[:panels] = sits[one]
        rows.append([Fraction(0)] * panels + [Fraction(1)])
        right.append(Fraction(0))
    return maximum(rows, right, gains)


def maximum(rows, right, gains) -> Fraction:
    """max gains·x with rows·x <= right, x >= 0, in fractions: two-phase simplex with Bland's rule."""
    count, width = len(rows), len(gains)
    table = [
        [*row, *(Fraction(int(i == j)) for j in range(count)), Fraction(-1), b]
        for i, (row, b) in enumerate(zip(rows, right, strict=True))
    ]
    basis = [width + i for i in range(count)]
    artificial = width + count
    if min(right) < 0:
        pivot(table, basis, min(range(count), key=lambda i: right[i]), artificial)
        climb(table, basis, [Fraction(0)] * artificial + [Fraction(-1)])
        if artificial in basis:
            row = basis.index(artificial)
            pivot(table, basis, row, next(j for j in range(artificial) if table[row][j]))
    for row in table:
        row[artificial] = Fraction(0)
    return climb(table, basis, [*gains, *[Fraction(0)] * (count + 1)])


def climb(table, basis, gains) -> Fraction:
    while True:
        priced = [
            gains[j] - sum(gains[b] * row[j] for b, row in zip(basis, table, strict=True)) for j in range(len(gains))
        ]
        entering = next((j for j, price in enumerate(priced) if price > 0), None)
        if entering is None:
            return sum((gains[b] * row[-1] for b, row in zip(basis, table, strict=True)), Fraction(0))
        ratios = [(row[-1] / row[entering], basis[i], i) for i, row in enumerate(table) if row[entering] > 0]
        pivot(table, basis, min(ratios)[2], entering)


def pivot(table, basis, leaving: int, entering: int) -> None:
    unit = table[leaving][entering]
    table[leaving] = [cell / unit for cell in table[leaving]]
    for i, row in enumerate(table):
        if i != leaving and row[entering]:
            factor = row[entering]
            table[i] = [cell - factor * other for cell, other in zip(row, table[leaving], strict=True)]
    basis[leaving] = entering


def many(*, people: int, seats: int, features: int):
    """A pool of the size of a real one, whose targets one known panel meets with a seat to spare either way."""
    chance = np.random.default_rng(people + features)
    rows = [
        tuple(str(v) for v in row)
        for row in chance.integers(0, [2, 2, 3, 4, 5, 6, 3, 4][:features], (people, features))
    ]
    some = chance.choice(people, seats, replace=False)
    targets = []
    for place in range(features):
        for value in sorted({row[place] for row in rows}):
            held = sum(rows[i][place] == value for i in some)
            targets.append((place, value, max(0, held - 1), held + 1))
    return pool_of(rows, targets, seats)
