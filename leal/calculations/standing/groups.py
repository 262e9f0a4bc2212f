"""Is a group worse off than the others?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from leal.calculations.change import DIRECTION, Saying, change
from leal.calculations.series import Reading
from leal.calculations.series.merging import merged

from .facts import MeasureRule
from .lines import average

COMPARED = frozenset({"share", "mean", "median", "rate", "duration"})
"""Kinds in which a group can be held against everyone. Counts cannot: a part is always less than the whole."""
SPLIT = frozenset({"share", "mean"})
"""Kinds of which everyone else can be worked out from everyone and the group."""


@dataclass(frozen=True, slots=True)
class GroupGap:
    """How one group stands beside the others in one year.

    others     the figure for everyone else, or for everyone; None when there is none to hold it against
    is_rest    `others` leaves the group itself out
    worse_by   how much worse off, in the measure's unit; below 0 when better off; None without others
    in_lines   the same, in units of what matters: 1 is just enough to matter
    is_clear   worse off by what matters, beyond rounding, chance and one single answer
    """

    measure: str
    group: str
    reading: Reading
    others: Reading | None
    is_rest: bool
    worse_by: float | None
    in_lines: float
    is_clear: bool
    because: str


def group_gaps(rule: MeasureRule, groups: Iterable[Reading], everyone: tuple[Reading, ...]) -> tuple[GroupGap, ...]:
    """Every group of a year beside everyone in the same periods, worst first.

    groups    readings of the year with a value, of any group but ""
    everyone  the year's results on the line for everyone
    """
    if rule.kind not in COMPARED:
        return ()
    partners = {(it.starts_on, it.ends_on, it.question): it for it in everyone}
    by_group: dict[str, list[Reading]] = defaultdict(list)
    for reading in merged(groups, better=rule.better):
        by_group[reading.group].append(reading)
    gaps = [_gap(rule, group, readings, partners) for group, readings in by_group.items()]
    return tuple(sorted(gaps, key=lambda gap: (-gap.in_lines, gap.group)))


def _gap(rule: MeasureRule, group: str, readings: list[Reading], partners: dict) -> GroupGap:
    paired = [(it, partners[key]) for it in readings if (key := (it.starts_on, it.ends_on, it.question)) in partners]
    if not paired:
        because = "There is no figure for everyone to hold it against."
        return GroupGap(rule.code, group, readings[-1], None, False, None, float("-inf"), False, because)
    own = average(tuple(it for it, _ in paired))
    others, is_rest = _others(rule, own, average(tuple(it for _, it in paired)))
    apart = change(others, own, line=rule.line, population=rule.population, share=rule.unit == "%")
    worse_by = -apart.difference * DIRECTION[rule.better]
    size = rule.line.size(others.value)
    doubt = _doubt(rule, own, worse_by, size) or apart.because
    is_clear = apart.saying is Saying.MATTERS and worse_by > 0 and not _doubt(rule, own, worse_by, size)
    in_lines = worse_by / size if size else worse_by
    return GroupGap(rule.code, group, own, others, is_rest, worse_by, in_lines, is_clear, doubt)


def _others(rule: MeasureRule, own: Reading, everyone: Reading) -> tuple[Reading, bool]:
    """Everyone else, where the bases let us take the group out; else everyone."""
    if rule.kind not in SPLIT or not own.base or not everyone.base or own.base * 2 > everyone.base:
        return everyone, False
    base = everyone.base - own.base
    value = (everyone.value * everyone.base - own.value * own.base) / base
    if rule.unit == "%" and not 0 <= value <= 100:
        # The two figures cannot be of the same people, or were rounded much.
        return everyone, False
    # The rounding of both goes into the rest, each by its weight.
    rounding = (everyone.rounding * everyone.base + own.rounding * own.base) / base
    return everyone._replace(value=value, base=base, base_as_given="", rounding=rounding), True


def _doubt(rule: MeasureRule, own: Reading, worse_by: float, size: float) -> str:
    """Why a gap that is wide enough would still not be clear; "" when there is no doubt."""
    if worse_by < size:
        return ""
    if own.base is None:
        unknown = "How many people that rests on is not published, so it does not decide."
        return "" if rule.population == "all" else unknown
    if rule.unit == "%" and worse_by - 100 / own.base < size - 1e-9:
        return "One answer more or less would undo that, so it does not decide."
    return ""
