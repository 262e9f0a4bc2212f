"""Targets that no panel can meet together: which ones clash, and the least change that would do."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import eye_array, hstack

from .pool import Pool, Target
from .programme import NoAnswer, programme, solved, whole_best
from .space import Space, space_of


@dataclass(frozen=True)
class Bound:
    """One side of one target: at least its minimum, or at most its maximum."""

    target: Target
    side: str  # "min" or "max"
    people: int  # how many in the pool count towards it

    @property
    def number(self) -> int:
        return self.target.minimum if self.side == "min" else self.target.maximum

    def __str__(self) -> str:
        words = "at least" if self.side == "min" else "at most"
        return f"{words} {self.number} with {self.target} ({self.people:,} in the pool)"


@dataclass(frozen=True)
class Clash:
    """Targets that cannot be met.

    bounds      sides of targets that clash: without any one of them the rest
                could be met; empty when not even the seats can be filled
    relaxation  the targets to change as they are, and as they would have to be;
                None when no change that the flex limits allow would do
    """

    seats: int  # still to be filled
    people: int
    bounds: tuple[Bound, ...]
    relaxation: tuple[tuple[Target, Target], ...] | None


def clash_of(pool: Pool, space: Space | None = None) -> Clash | None:
    """Why no panel meets the targets, or None when one does.

    Proven by integer programmes. The relaxation changes the smallest number
    of seats in all, within the flex limits.

    >>> from .pool import Person, Target
    >>> people = (Person("Ann", ("carer",)), Person("Bo", ("",)))
    >>> pool = Pool(people, ("group",), (Target("group", "carer", 2, 2), Target("group", "", 0, 1)), seats=2)
    >>> [(bound.target.value, bound.side, bound.number, bound.people) for bound in clash_of(pool).bounds]
    [('carer', 'min', 2, 1)]
    """
    space = space or space_of(pool)
    if possible(space, space.low, space.high):
        return None
    return Clash(pool.open_seats, len(pool.people), clashing(pool, space), least_relaxation(pool, space))


def possible(space: Space, low: np.ndarray, high: np.ndarray) -> bool:
    """Whether any panel keeps these bounds."""
    try:
        solved(programme(space.rows, low, high, space.most))
        whole_best(space.rows, low, high, space.most)
    except NoAnswer:
        return False
    return True


def clashing(pool: Pool, space: Space) -> tuple[Bound, ...]:
    """Sides of targets that clash, none of them idle: each is let go in turn, and only those that matter are kept."""
    low, high = space.low.copy(), space.high.copy()
    held = space.rows @ space.units
    kept = []
    for row, target in reversed(list(enumerate(pool.targets, start=1))):
        for side, bounds, free in (("min", low, 0.0), ("max", high, float(pool.seats))):
            was, bounds[row] = bounds[row], free
            if possible(space, low, high):
                bounds[row] = was
                kept.append(Bound(target, side, int(held[row])))
    # When not even the seats can be filled, letting go of everything did not help, and nothing was kept.
    return tuple(reversed(kept))


def least_relaxation(pool: Pool, space: Space) -> tuple[tuple[Target, Target], ...] | None:
    """Which targets to change, and to what, so that a panel exists; None when flex forbids it.

    Changes as few seats as can be. Among equal changes, those to earlier targets come first.
    """
    width, targets = len(space.most), len(pool.targets)
    picked = eye_array(space.rows.shape[0], format="csr")[:, 1 : targets + 1]
    room = [max(target.minimum - target.minimum_flex, 0) for target in pool.targets]
    room += [pool.seats if t.maximum_flex is None else max(t.maximum_flex - t.maximum, 0) for t in pool.targets]
    earlier = 1 + np.arange(targets) / (1000.0 * targets * pool.seats)
    costs = -np.concatenate([np.zeros(width), earlier, earlier])
    rows = hstack([space.rows, picked, -picked], format="csr")
    try:
        counts, _ = whole_best(rows, space.low, space.high, np.concatenate([space.most, room]), costs)
    except NoAnswer:
        return None
    lowered, raised = counts[width : width + targets], counts[width + targets :]
    return tuple(
        (target, replace(target, minimum=target.minimum - int(down), maximum=target.maximum + int(up)))
        for target, down, up in zip(pool.targets, lowered, raised, strict=True)
        if down or up
    )
