"""Deal people out to small tables."""

from collections.abc import Sequence
from itertools import groupby


def dealt(people: Sequence[tuple[int, str]], *, most: int) -> dict[int, int]:
    """A table for each person, by their key: as few tables as will do, none with over `most`, sizes alike.

    people  keys, each with what keeps two people apart where it can be helped: the organisation they come from, ""

    Those of one organisation are dealt one after another, so they share a table only when there are more of them
    than tables.

    >>> dealt([(1, ""), (2, "Carers"), (3, "Carers"), (4, ""), (5, "")], most=3)
    {2: 1, 3: 2, 1: 1, 4: 2, 5: 1}
    """
    if most < 1:
        raise ValueError(f"{most} is no number of places at a table")
    tables = -(-len(people) // most)
    apart = sorted(people, key=lambda one: (one[1] == "", one[1], one[0]))
    order = [key for _, some in groupby(apart, key=lambda one: one[1]) for key, _ in some]
    return {key: at % tables + 1 for at, key in enumerate(order)}
