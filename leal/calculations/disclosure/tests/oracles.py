"""Other ways to the same answers: by trying everything, and by another solver."""

from itertools import chain, combinations, product

import numpy as np
from scipy.optimize import linprog


def ranges_by_trying_every_table(release, hidden, most=12):
    """The range of each hidden cell over every table of whole numbers that fits; {cell: (low, high)}.

    Free cells are tried from 0 to `most`; so a range that touches `most` is not bounded.
    """
    places, free, solved = _order(release.sums.toarray(), hidden)
    fixed = np.where(hidden, 0, release.values)
    low, high = dict.fromkeys(places, np.inf), dict.fromkeys(places, -np.inf)
    for tried in product(range(most + 1), repeat=len(free)):
        table = fixed.copy()
        table[free] = tried
        if not _fill(release.sums.toarray(), table, solved):
            continue
        for place in places:
            low[place], high[place] = min(low[place], table[place]), max(high[place], table[place])
    return {place: (low[place], high[place]) for place in places}


def _order(sums, hidden):
    """Hidden cells split into free ones and ones that then follow, each from one sum."""
    places = [int(place) for place in np.flatnonzero(hidden)]
    unknown, free, solved = set(places), [], []
    while unknown:
        followed = next(
            ((row, [p for p in unknown if row[p]][0]) for row in sums if sum(1 for p in unknown if row[p]) == 1),
            None,
        )
        if followed:
            solved.append(followed)
            unknown.discard(followed[1])
        else:
            one = min(unknown)
            free.append(one)
            unknown.discard(one)
    return places, free, solved


def _fill(sums, table, solved):
    for row, place in solved:
        table[place] = 0
        table[place] = -(row @ table) / row[place]
        if table[place] < 0:
            return False
    return not np.any(np.abs(sums @ table) > 1e-9)


def ranges_by_another_solver(release, hidden):
    """The range of each hidden cell where figures need not be whole; {cell: (low, high)}."""
    sums, places = release.sums.toarray(), np.flatnonzero(hidden)
    right = -(sums[:, ~hidden] @ release.values[~hidden])
    found = {}
    for at, place in enumerate(places):
        ends = []
        for sign in (1, -1):
            cost = np.zeros(len(places))
            cost[at] = sign
            answer = linprog(cost, A_eq=sums[:, places], b_eq=right, bounds=(0, None), method="highs-ipm")
            ends.append(sign * answer.fun if answer.status == 0 else np.inf)
        found[int(place)] = tuple(ends)
    return found


def least_loss_by_trying_every_choice(release, asked, weights, kept, safe):
    """The smallest loss of any safe choice, or None when there is none."""
    open_to_choice = np.flatnonzero(~asked.hidden & ~kept)
    best = None
    every = chain.from_iterable(combinations(open_to_choice, n) for n in range(len(open_to_choice) + 1))
    for chosen in every:
        cost = weights[list(chosen)].sum()
        if best is not None and cost >= best:
            continue
        hidden = asked.hidden.copy()
        hidden[list(chosen)] = True
        if safe(hidden):
            best = cost
    return best
