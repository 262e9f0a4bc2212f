"""The small numbers of several tables, and what must be hidden besides: one system of sums, with what a reader knows.

Every published count is lowered by what a reader knows it to be at least;
what is too small gets a partner that makes it up to the most it can be. So
`calculations.disclosure`, whose attacker knows of every number only that it
is not below nought, asks exactly the attacker that is feared.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import block_array, csr_array, eye_array

from leal.calculations.disclosure import (
    CannotBeProtected,
    Demands,
    Dimension,
    Release,
    Table,
    as_release,
    suppress,
)

from .counting import NOT_SAID
from .population import Key
from .protecting import Cell

EVERYONE, SAID, UNSAID = "\0everyone", "\0said", "\0not said"
LEFT = 2.0  # how wide the range of a small number must stay, in people: three values, as `leal disclosure` asks
Counts = Mapping[Key, int]


class _Known(NamedTuple):
    """What a reader knows of each cell of the release before any sum, and what is asked of it.

    least   what it is at least
    most    what it is at most; infinite when nothing is said
    small   that it is one of the small numbers, which must stay in doubt
    shown   that it is printed, or may be
    always  that it is printed whatever else is hidden
    """

    least: np.ndarray
    most: np.ndarray
    small: np.ndarray
    shown: np.ndarray
    always: np.ndarray


def chosen(tables: Sequence[tuple[Key, Counts]], few_in_all: Collection[Cell], smallest: int) -> set[Cell] | None:
    """The cells to hide in these tables; None when there is no way to hide what must be.

    tables      features and counts, those who did not say under NOT_SAID
    few_in_all  pairs that are not broken down, whatever their count
    smallest    the smallest count shown
    """
    whole = [_table(features, counts) for features, counts in tables]
    release = as_release(whole)
    at = {identity: place for place, identity in enumerate(release.cells)}
    cells, bases, rows = {}, set(), set()
    for table, (features, counts) in zip(whole, tables, strict=True):
        cells |= {(features, key): at[table.identity(key)] for key in counts if NOT_SAID not in key}
        bases |= {at[table.identity(key)] for key in _bases(features)}
        few = [key for one, key in few_in_all if one == features]
        rows |= {at[table.identity(key)] for key in _rows_of(few, counts, smallest)}
    known = _known(release, cells, bases, rows, few_in_all, smallest)
    try:
        attacked, asked, loss, always = _attackable(release, known, smallest)
        done = suppress(attacked, asked, loss=loss, kept=always)
    except CannotBeProtected:
        return None
    return {cell for cell, place in cells.items() if done.hidden[place]}


def _table(features: Key, counts: Counts) -> Table:
    sides = [list(dict.fromkeys(key[at] for key in counts if key[at] != NOT_SAID)) for at in range(len(features))]
    dimensions = tuple(
        Dimension(feature, EVERYONE, {EVERYONE: (SAID, UNSAID), SAID: tuple(values)})
        for feature, values in zip(features, sides, strict=True)
    )
    values = {tuple(UNSAID if one == NOT_SAID else one for one in key): count for key, count in counts.items()}
    return Table(" and ".join(features), dimensions, values)


def _bases(features: Key) -> list[Key]:
    """What is always said: everyone, and how many said; of one feature also how many did not."""
    bases = [(EVERYONE,) * len(features), (SAID,) * len(features)]
    return [*bases, (UNSAID,)] if len(features) == 1 else bases


def _rows_of(few: Collection[Key], counts: Counts, smallest: int) -> set[Key]:
    """The sums that are known to be small because they are not broken down."""
    said = {key: count for key, count in counts.items() if NOT_SAID not in key}
    firsts = {key[0] for key in few if 0 < sum(n for one, n in said.items() if one[0] == key[0]) < smallest}
    seconds = {key[1] for key in few if 0 < sum(n for one, n in said.items() if one[1] == key[1]) < smallest}
    return {(first, SAID) for first in firsts} | {(SAID, second) for second in seconds}


def _known(release: Release, cells, bases: set[int], rows: set[int], few_in_all, smallest: int) -> _Known:
    true = release.values
    known = _Known(*(np.zeros(len(true), dtype=kind) for kind in (float, float, bool, bool, bool)))
    known.most[:] = np.inf
    for cell, place in cells.items():
        is_few = 0 < true[place] < smallest
        known.shown[place] = True
        known.small[place] = is_few or cell in few_in_all
        known.always[place] = true[place] == 0 and cell not in few_in_all
        known.least[place] = 0 if cell in few_in_all else min(true[place], 1) if true[place] < smallest else smallest
    for place in rows:
        known.least[place] = max(known.least[place], 1)
        known.most[place] = smallest - 1
    known.most[known.small] = smallest - 1
    known.shown[list(bases)] = known.always[list(bases)] = True
    known.least[list(bases)] = 0
    return known


def _attackable(release: Release, known: _Known, smallest: int):
    """The release with what a reader knows put into it, and what is asked of it, as `suppress` takes them."""
    true, cells = release.values, len(release.values)
    bounded = np.flatnonzero(np.isfinite(known.most))
    made_up = csr_array((np.ones(len(bounded)), (np.arange(len(bounded)), bounded)), shape=(len(bounded), cells))
    sums = block_array([[release.sums, None], [made_up, eye_array(len(bounded))]], format="csr")
    names = tuple((f"makes up {release.cells[place][0]}", release.cells[place][1]) for place in bounded)
    partners = known.most[bounded] - true[bounded]
    values = np.concatenate([true - known.least, partners])
    attacked = Release((*release.cells, *names), values, csr_array(sums), True)
    hidden, spread, nothing = np.ones(len(values), dtype=bool), np.zeros(len(values)), np.zeros(len(values))
    hidden[:cells] = known.small | ~known.shown
    spread[:cells][known.small] = min(LEFT, smallest - 2)
    always = np.zeros(len(values), dtype=bool)
    always[:cells] = known.always
    demands = Demands(hidden, nothing, nothing.copy(), spread)
    return attacked, demands, np.concatenate([true, partners]) + 1.0, always
