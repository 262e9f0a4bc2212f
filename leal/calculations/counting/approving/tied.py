"""Sets of winners that do equally well."""

from .profile import Chosen

MOST_SETS = 10_000
"""More than these are not listed one by one."""


def others(sets: set[Chosen] | None, winners: tuple[int, ...], is_whole: bool = True) -> dict:
    """What a Count says of the sets beside the winners; `sets` is None when there were too many to follow."""
    if sets is None or not is_whole:
        return {"notes": (f"More than {MOST_SETS:,} sets of winners may do equally well; they are not listed.",)}
    return {"tied": tuple(sorted(tuple(sorted(chosen)) for chosen in sets - {frozenset(winners)}))}
