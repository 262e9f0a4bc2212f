"""People as full circles and those who are missing as empty chairs, as many as would match the population."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .svg import circle, drawing, number, path, rectangle

ACROSS, STEP, LINE, RADIUS = 15, 23, 28, 9
WIDTH = 360
MOST = 30  # circles that one can still count
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Chairs:
    """One group of people: how many are there, and how many would match.

    count   None when it is not shown
    at_most the most it may be, when that is said ("fewer than 5" is 4); else None
    match   whole people
    about   what the drawing shows, for those who cannot see it
    """

    count: int | None
    match: int
    about: str
    at_most: int | None = None


def each_for(rows: Sequence[Chairs]) -> int:
    """How many people one circle stands for, so that no row has more than one can count: 1, 2, 5, 10, 20 …

    >>> each_for([Chairs(12, 15, "men")]), each_for([Chairs(1104, 1190, "men")])
    (1, 50)
    """
    largest = max((max(row.count or 0, row.match) for row in rows), default=0)
    return next(size * 10**power for power in range(12) for size in STEPS if largest <= MOST * size * 10**power)


def chairs(row: Chairs, *, id: str, each: int = 1) -> str:
    """One row: full for people, empty for chairs, dashed for too few to show, and a mark where it would match."""
    return _drawn(row, id, each)


@lru_cache(maxsize=512)
def _drawn(row: Chairs, id: str, each: int) -> str:
    match = _circles(row.match, each)
    if row.count is None and row.at_most is None:
        match, lines = min(match, ACROSS), 1
        content = [rectangle(1, 5, max(match, 1) * STEP - 2, 18, "c_hidden")]
    else:
        full = _circles(row.at_most if row.count is None else row.count, each)
        kind = "c_few" if row.count is None else "c_full"
        kinds = [kind] * full + ["c_empty"] * max(0, match - full)
        content = [_one(at, kind) for at, kind in enumerate(kinds)]
        lines = max(1, -(-max(len(kinds), match) // ACROSS))
    return drawing(
        [*content, _mark(match, lines)],
        id=id,
        width=WIDTH,
        height=lines * LINE,
        title=row.about,
        description=_key(row, each),
        modifier=" le_seats",
    )


def _circles(people: int, each: int) -> int:
    """How many circles; whoever is there at all is seen."""
    return max(1, round(people / each)) if people else 0


def _one(at: int, kind: str) -> str:
    line, place = divmod(at, ACROSS)
    return circle(12 + place * STEP, 14 + line * LINE, RADIUS if kind == "c_full" else RADIUS - 1, kind)


def _mark(match: int, lines: int) -> str:
    """A line behind the last chair that would match; at the beginning when that is none."""
    line, place = divmod(max(match - 1, 0), ACROSS) if match else (0, -1)
    x, y = 12 + place * STEP + STEP / 2, min(line, lines - 1) * LINE
    return path(f"M{number(x)} {number(y)}v{LINE}", "c_everyone")


def _key(row: Chairs, each: int) -> str:
    people = "one person" if each == 1 else f"{each:,} people"
    if row.count is None and row.at_most is None:
        return "How many are there is not shown. The mark shows how many would match."
    return f"Each circle is {people}. The mark shows how many would match."
