"""What the rule found, in sentences for the page: the finding first, its figures, then what they rest on."""

from dataclasses import dataclass

from leal.calculations.amounts import amount, difference, number, times
from leal.calculations.change import DIRECTION, Change, Saying
from leal.calculations.periods import CharterYear, day_words
from leal.calculations.process_control import Chart
from leal.calculations.series import Reading

from .facts import Cases, Level, MeasureRule
from .groups import GroupGap
from .levels import Meets
from .lines import YearLine

_AS_LONG = frozenset({"seconds", "minutes", "hours", "days", "working days", "weeks"})
_LEVELS = {
    Meets.MET: "That is met.",
    Meets.MISSED: "That is missed.",
    Meets.HIT_AND_MISS: "That is met on average, and missed in some periods by chance alone.",
    Meets.UNSAID: "Whether that is met cannot be said.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reasoning: what it says, and what the figures in it rest on.

    measure  the measure it speaks of, "" where it speaks of none
    """

    says: str
    base: str = ""
    measure: str = ""

    @property
    def sentence(self) -> str:
        """The whole step, figures and base at its end, as the page prints it."""
        return f"{self.says} {self.base}".strip()


def base_words(rule: MeasureRule, reading: Reading) -> str:
    """What a figure rests on: who was counted or asked, and how many. A count says how many by itself.

    >>> from datetime import date
    >>> year = date(2021, 4, 1), date(2022, 3, 31)
    >>> base_words(MeasureRule("w", "Wait", base="calls on all lines"), Reading(*year, 351))
    'Base: calls on all lines; how many is not published.'
    """
    many = reading.base_as_given if any(map(str.isdigit, reading.base_as_given)) else ""
    many = many or (number(reading.base) if reading.base is not None else "")
    who = rule.base or "not described"
    if rule.kind == "count":
        return f"Base: {who}."
    return f"Base: {who}: {many}." if many else f"Base: {who}; how many is not published."


def change_step(rule: MeasureRule, moved: Change, line: YearLine, *, is_first: bool = False) -> Step:
    """Where a measure stands against an earlier year of its line, and whether that matters."""
    before, after = moved.before, moved.after
    where = f"{_value(rule, after)} {after.when}"
    then = f"{_value(rule, before)} {before.when}"
    if is_first:
        then += ", the first of this line"
    says = (
        f"{_name(rule, after)}: {where}, {_way(moved)} {then}{_many_times(rule, moved)}. {_weight(rule, moved, line)}"
    )
    return Step(f"{says}{_rivals(rule, after)}".strip(), base_words(rule, after), rule.code)


def alone_step(rule: MeasureRule, now: Reading, has_level: bool) -> Step:
    """The first figure of its line: nothing earlier to hold it against."""
    yardstick = "" if has_level else ", and nobody has set a level"
    says = f"{_name(rule, now)}: {_value(rule, now)} {now.when}. No earlier figure can be held against it{yardstick}."
    return Step(f"{says}{_rivals(rule, now)}", base_words(rule, now), rule.code)


def level_step(rule: MeasureRule, now: Reading, level: Level, found: Meets) -> Step:
    """A figure beside the level that was set for it."""
    set_by = f"{level.authority} set {amount(level.value, rule.unit)} on {day_words(level.from_on)}"
    says = f"{_name(rule, now)}: {_value(rule, now)} {now.when}. {set_by}. {_LEVELS[found]}"
    return Step(says, base_words(rule, now), rule.code)


def chart_step(rule: MeasureRule, line: YearLine) -> Step | None:
    """What the limits of usual variation say of the newest result; nothing under twelve results."""
    if line.chart is None:
        return None
    newest = line.points[-1]
    word = line.chart.variation(rule.better)
    if word == "too few":
        says = f"The usual limits were worked out anew ({line.chart.now.because}) and have too few results yet."
        return Step(says, base_words(rule, newest), rule.code)
    news = {"usual": "within what is usual", "concern": "worse than chance explains"}
    news |= {"improvement": "better than chance explains", "high": "unusually high", "low": "unusually low"}
    says = f"{rule.name}: {_value(rule, newest)} {newest.when}, {news[word]} ({_usual(rule, line.chart)})."
    return Step(says, base_words(rule, newest), rule.code)


def group_step(rule: MeasureRule, gap: GroupGap) -> Step:
    """One group beside the others."""
    own = f"{gap.group[:1].upper()}{gap.group[1:]}: {_value(rule, gap.reading)} {gap.reading.when}"
    base = base_words(rule, gap.reading)
    if gap.others is None:
        return Step(f"{own}. {gap.because}", base, rule.code)
    others = "everyone else" if gap.is_rest else "everyone"
    verdict = f"Clearly worse off. A difference of {rule.line.words} matters." if gap.is_clear else gap.because
    says = f"{rule.name}. {own}, against {amount(gap.others.value, rule.unit)} for {others}. {verdict}"
    return Step(says.strip(), base, rule.code)


def old_step(rule: MeasureRule, newest: Reading, year: CharterYear) -> Step:
    """The newest figure is from before the year."""
    says = f"{_name(rule, newest)}: the newest figure is {_value(rule, newest)}, for {newest.period}."
    return Step(f"{says} There is none for {year.name}.", base_words(rule, newest), rule.code)


def hidden_step(rule: MeasureRule, hidden: Reading) -> Step:
    """The year's figure is suppressed."""
    says = f"{_name(rule, hidden)}: the figure for {hidden.period} is not shown, because too few people answered."
    return Step(says, "", rule.code)


def cases_step(rule: MeasureRule, cases: Cases, year: CharterYear) -> Step:
    """How many cases were kept."""
    if not cases.good and not cases.bad:
        return Step(f"{rule.name}: no case is kept for {year.name}.", "", rule.code)
    says = f"{rule.name}: {cases.good} good and {cases.bad} bad for {year.name}."
    return Step(f"{says} Cases show what happened to someone. They do not decide.", "", rule.code)


def nothing_step(rule: MeasureRule, year: CharterYear) -> Step:
    """There is no figure at all."""
    return Step(f"{rule.name}: there is no figure for {year.name}. {rule.gap}".strip(), "", rule.code)


def _name(rule: MeasureRule, reading: Reading) -> str:
    return f"{rule.name} ({reading.group})" if reading.group else rule.name


def _value(rule: MeasureRule, reading: Reading) -> str:
    return reading.said(rule.unit)


def _way(moved: Change) -> str:
    if abs(moved.difference) < 1e-9:
        return "the same as"
    if moved.saying is Saying.SAME:
        return "against"
    return "up from" if moved.difference > 0 else "down from"


def _many_times(rule: MeasureRule, moved: Change) -> str:
    ratio = times(moved.before.value, moved.after.value) if moved.matters and rule.unit != "%" else ""
    much = "long" if rule.unit in _AS_LONG else "many" if rule.kind == "count" else "high"
    return f", {ratio} as {much}" if ratio else ""


def _weight(rule: MeasureRule, moved: Change, line: YearLine) -> str:
    """Whether a change matters, and by which line."""
    if moved.saying in (Saying.SAME, Saying.UNSAID):
        return moved.because
    size = difference(moved.difference, rule.unit)
    if moved.saying is Saying.SMALL:
        return f"That is {size}, and {rule.line.words} would matter. {moved.because}".strip()
    if line.chart and not (line.is_worse or line.is_better):
        return "The results of each period vary as much as that by chance."
    better = {-1: "worse", 0: "a change, and neither way is better", 1: "better"}
    way = better[DIRECTION[rule.better] * (1 if moved.difference > 0 else -1)]
    by = f" by {size}" if rule.unit == "%" else ""
    return f"That is {way}{by}. A change of {rule.line.words} matters. {moved.because}".strip()


def _rivals(rule: MeasureRule, reading: Reading) -> str:
    if not reading.rivals:
        return ""
    others = " and ".join(amount(value, rule.unit) for value in reading.rivals)
    return f" Another source gives {others}. Until that is settled we take the worse."


def _usual(rule: MeasureRule, chart: Chart) -> str:
    """The limits, cut off where the unit ends: no share is over 100%, no wait under nought."""
    low, high = max(chart.now.low, 0.0), min(chart.now.high, 100.0 if rule.unit == "%" else chart.now.high)
    return f"usual: {amount(low, rule.unit)} to {amount(high, rule.unit)}"
