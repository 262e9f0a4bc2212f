"""Several sources for one value: one result with its sources, or a conflict that is shown."""

from collections import defaultdict
from collections.abc import Iterable

from .readings import Reading


def merged(readings: Iterable[Reading], *, better: str = "neither") -> list[Reading]:
    """One reading for each group, period and question.

    readings  with a value; any order
    better    "higher", "lower" or "neither"
    returns   in order of period. Values equal within rounding become one
              reading with all its sources. Where sources disagree beyond
              rounding the worse value leads and the others are `rivals`, so
              that a conflict never makes us look better than we may be.

    >>> from datetime import date
    >>> year = date(2018, 9, 1), date(2020, 3, 23)
    >>> [both] = merged([Reading(*year, 16, sources=("page",)), Reading(*year, 16, sources=("letter",))])
    >>> both.sources, both.rivals
    (('page', 'letter'), ())
    """
    alike: dict[tuple, list[Reading]] = defaultdict(list)
    for reading in readings:
        alike[reading.group, reading.starts_on, reading.ends_on, reading.question].append(reading)
    together = [same[0] if len(same) == 1 else _one_of(same, better) for same in alike.values()]
    return sorted(together, key=lambda reading: (reading.group, reading.ends_on, reading.starts_on))


def _one_of(same: list[Reading], better: str) -> Reading:
    leading = _leading(same, better)
    rivals = sorted({other.value for other in same if not _equal_within_rounding(leading, other)})
    return leading._replace(
        sources=tuple(dict.fromkeys(source for reading in same for source in reading.sources)),
        base=max((reading.base for reading in same if reading.base is not None), default=None),
        base_as_given=next((reading.base_as_given for reading in same if reading.base_as_given), ""),
        rivals=tuple(rivals),
    )


def _leading(same: list[Reading], better: str) -> Reading:
    """The most exact of them when they agree, the worst when they do not."""
    exact = min(same, key=lambda reading: (reading.is_loose, reading.rounding))
    if better == "neither" or all(_equal_within_rounding(exact, other) for other in same):
        return exact
    return min(same, key=lambda reading: reading.value if better == "higher" else -reading.value)


def _equal_within_rounding(one: Reading, other: Reading) -> bool:
    # The ranges that rounding leaves open must overlap by more than an end: 72 and 73 are not the same.
    apart = abs(one.value - other.value)
    return apart < 1e-9 or apart < (one.rounding + other.rounding) / 2 - 1e-9
