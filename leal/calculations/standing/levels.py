"""Does a result meet the level that was set for it?"""

from enum import StrEnum

from leal.calculations.change import DIRECTION
from leal.calculations.periods import CharterYear
from leal.calculations.proportions import share_interval
from leal.calculations.series import Reading

from .facts import Level, MeasureRule
from .lines import YearLine


class Meets(StrEnum):
    """Whether a level is met."""

    MET = "met"
    MISSED = "missed"
    HIT_AND_MISS = "hit and miss"
    UNSAID = "cannot say"


def level_in(rule: MeasureRule, year: CharterYear) -> Level | None:
    """The newest level that was dated, and published by someone, before the year ended.

    A level that is better neither way cannot be missed, so it is no level.
    """
    dated = [level for level in rule.levels if level.from_on <= year.ends_on and level.authority]
    return max(dated, key=lambda level: level.from_on, default=None) if rule.better != "neither" else None


def meets(rule: MeasureRule, line: YearLine, level: Level) -> Meets:
    """Whether the year's result meets the level, as published; a sample only beyond chance.

    With twelve results or more, a year that meets its level on average but
    whose usual variation reaches across it is hit and miss.
    """
    if rule.population == "self-selected":
        return Meets.UNSAID
    if rule.population == "sample":
        return _sample_meets(rule, line.now, level)
    found = _meets(rule, line.now, level)
    if found is Meets.MET and line.chart and line.chart.assurance(level.value, rule.better) == "hit and miss":
        return Meets.HIT_AND_MISS
    return found


def _meets(rule: MeasureRule, now: Reading, level: Level) -> Meets:
    found = {(bound - level.value) * DIRECTION[rule.better] >= -1e-9 for bound in now.bounds}
    if len(found) > 1:
        return Meets.UNSAID
    return Meets.MET if found == {True} else Meets.MISSED


def _sample_meets(rule: MeasureRule, now: Reading, level: Level) -> Meets:
    if rule.unit != "%" or not now.base:
        return Meets.UNSAID
    between = share_interval(part=now.value / 100 * now.base, whole=now.base)
    edges = {_meets(rule, now._replace(value=edge * 100), level) for edge in between}
    return edges.pop() if len(edges) == 1 else Meets.UNSAID
