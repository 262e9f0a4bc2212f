"""The process-control drawing: values in time, limits of usual variation, what chance does not explain."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from leal.calculations.process_control import Chart as Control
from leal.calculations.process_control import Phase
from leal.calculations.process_control.charts import named

from .labels import Box, Ground
from .scale import largest, round_top, scale
from .shapes import Chart, Target
from .svg import circle, drawing, number, path, rectangle, sentence, short_period, text, through, width_of

WIDE, NARROW, HEIGHT, TOP, BOTTOM = 720, 330, 290, 34, 254
SAID = {
    "improvement": "A full diamond: more than chance, for the better.",
    "concern": "A full square: more than chance, for the worse.",
    "high": "A full diamond: higher than chance explains.",
    "low": "A full square: lower than chance explains.",
}


@dataclass(frozen=True, slots=True)
class Read:
    """The figures and their words."""

    control: Control
    periods: tuple[str, ...]
    show: Callable[[float], str]
    better: str
    target: Target | None

    def standing_out(self) -> dict[int, str]:
        """What each point that chance does not explain shows, by its place."""
        return {signal.at: named(signal.side, self.better) for signal in self.control.signals}

    def usual(self) -> str:
        now = self.control.now
        low, high, mean = (self.show(value) for value in (max(now.low, 0), now.high, now.mean))
        return f"Usual now: {low} to {high}, {mean} on average."


@dataclass(frozen=True, slots=True)
class Frame:
    """Where they lie on a drawing of some width."""

    width: float
    x: Callable[[float], float]
    y: Callable[[float], float]
    top: float


def control_chart(
    control: Control,
    periods: Sequence[str],
    *,
    id: str,
    about: str,
    show: Callable[[float], str],
    better: str,
    target: Target | None = None,
) -> Chart:
    """An XmR chart, drawn once for a desk and once for a phone.

    control  from calculations.process_control
    periods  the words for each point, as many as there are values
    show     how a value is read: lambda seconds: f"{seconds:,.0f} s"
    better   "higher", "lower" or "neither"
    """
    if len(periods) != len(control.values):
        raise ValueError(f"{len(periods)} periods for {len(control.values)} values")
    return _drawn(Read(control, tuple(periods), show, better, target), id, about)


# Give `show` as a function with a name: a new lambda each time would be drawn each time.
@lru_cache(maxsize=128)
def _drawn(read: Read, id: str, about: str) -> Chart:
    wide = _drawing(read, _frame(read, WIDE), id=id, about=about, modifier=" le_wide le_chart--wide")
    narrow = _drawing(read, _frame(read, NARROW), id=f"{id}-n", about=about, modifier=" le_narrow")
    return Chart(wide, narrow, _notes(read))


def _frame(read: Read, width: float) -> Frame:
    highs = [phase.high for phase in read.control.phases]
    top = round_top(largest([*read.control.values, *highs, read.target.value if read.target else None]))
    across = scale(0, len(read.control.values) - 1, 12, width - 12)
    return Frame(width, across, scale(0, top, BOTTOM, TOP), top)


def _drawing(read: Read, frame: Frame, *, id: str, about: str, modifier: str) -> str:
    places = [(frame.x(at), frame.y(value)) for at, value in enumerate(read.control.values)]
    content = [
        path(f"M0 {BOTTOM}h{number(frame.width)}M0 {TOP}h{number(frame.width)}", "c_axis"),
        *_limits(read.control, frame),
        *_target(read.target, frame),
        *_lines(read.control, places),
        *_points(read, frame, places),
        *_words(read, frame, places),
    ]
    described = _description(read)
    return drawing(
        content, id=id, width=frame.width, height=HEIGHT, title=about, description=described, modifier=modifier
    )


def _limits(control: Control, frame: Frame) -> list[str]:
    parts = []
    for phase in control.phases:
        left, right = _sides(phase, control, frame)
        if phase.start:
            parts.append(path(f"M{number(left)} {TOP + 8}V{BOTTOM - 6}", "c_break"))
        if phase.is_judged:
            upper, lower = frame.y(phase.high), frame.y(max(phase.low, 0))
            parts.append(rectangle(left, upper, right - left, lower - upper, "c_band"))
            parts.append(path(f"M{number(left)} {number(frame.y(phase.mean))}H{number(right)}", "c_mean"))
    return parts


def _sides(phase: Phase, control: Control, frame: Frame) -> tuple[float, float]:
    half = (frame.x(1) - frame.x(0)) / 2
    left = frame.x(phase.start) - half if phase.start else 0
    right = frame.width if phase.end == len(control.values) else frame.x(phase.end) - half
    return left, right


def _target(target: Target | None, frame: Frame) -> list[str]:
    if target is None:
        return []
    y = frame.y(target.value)
    return [path(f"M0 {number(y)}h{number(frame.width)}", "c_target"), text(target.shown, 0, y - 6, class_="c_s")]


def _lines(control: Control, places: Sequence[tuple[float, float]]) -> list[str]:
    """One line for each phase: what was worked out anew is not joined to what was before."""
    spans = [places[phase.start : phase.end] for phase in control.phases]
    return [path(through(span), "c_line") for span in spans if len(span) > 1]


def _points(read: Read, frame: Frame, places: Sequence[tuple[float, float]]) -> list[str]:
    out = read.standing_out()
    radius = 3.5 if frame.width / len(places) < 18 else 5
    return [_point(x, y, radius, out.get(at, "")) for at, (x, y) in enumerate(places)]


def _point(x: float, y: float, radius: float, shows: str) -> str:
    half = radius + 1.5
    if shows in ("concern", "low"):
        return rectangle(x - half, y - half, 2 * half, 2 * half, "c_mark")
    if shows in ("improvement", "high"):
        reach = half * 1.4
        return path(through([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]) + "z", "c_mark")
    return circle(x, y, radius, "c_dot")


def _words(read: Read, frame: Frame, places: Sequence[tuple[float, float]]) -> list[str]:
    """First and last value at the line, the scale, the periods."""
    top_shown = read.show(frame.top)
    ground = Ground(Box(0, 0, frame.width, BOTTOM - 2))
    ground.words += [Box(0, TOP - 22, width_of(top_shown, 16), TOP), Box(0, BOTTOM - 22, 10, BOTTOM)]
    if read.target:
        y = frame.y(read.target.value)
        ground.words.append(Box(0, y - 20, width_of(read.target.shown, 15), y))
    ground.add_line(places)
    values, periods = read.control.values, [short_period(period) for period in read.periods]
    parts = [text("0", 0, BOTTOM - 7), text(top_shown, 0, TOP - 7)]
    parts += [ground.label(read.show(values[at]), *places[at], must=at == -1) for at in (-1, 0)]
    parts += [text(periods[0], 0, BOTTOM + 24), text(periods[-1], frame.width, BOTTOM + 24, anchor="end")]
    if frame.width == WIDE:
        middle = len(values) // 2
        parts.append(text(periods[middle], frame.x(middle), BOTTOM + 24, anchor="middle"))
    return parts


def _description(read: Read) -> str:
    values, periods, out = read.control.values, read.periods, read.standing_out()
    first, last = read.show(values[0]), read.show(values[-1])
    sentences = [f"{len(values)} results, from {first} in {periods[0]} to {last} in {periods[-1]}."]
    if read.control.now.is_judged:
        sentences.append(read.usual())
    if out:
        sentences.append("More than chance: " + ", ".join(periods[at] for at in sorted(out)) + ".")
    if read.target:
        sentences.append(f"{read.target.shown}.")
    return " ".join(sentences)


def _notes(read: Read) -> tuple[str, ...]:
    shown = set(read.standing_out().values())
    anew = [phase for phase in read.control.phases if phase.start]
    usual = [f"{read.usual()} The band: what chance alone explains."] if read.control.now.is_judged else []
    return (
        *usual,
        *(SAID[word] for word in SAID if word in shown),
        *(f"Worked out anew from {read.periods[phase.start]}. {sentence(phase.because)}" for phase in anew),
    )
