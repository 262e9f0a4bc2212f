"""Panels with one line each: the same scale from 0, the same time, first and last value at the line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..typography import printed
from .bars import bars
from .labels import Box, Ground
from .scale import largest, round_top, scale
from .shapes import Bar, Chart, LinePanel, Point, Strand
from .svg import circle, drawing, number, path, sentence, short_period, text, through, width_of

SMALL, WIDE, PHONE = 240, 600, 320
TITLE, TOP, BOTTOM, HEIGHT, EDGE = 16, 48, 188, 212, 14


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a point lies on a panel of some width."""

    width: float
    x: Callable[[float], float]
    y: Callable[[float], float]
    top_shown: str

    def place(self, point: Point) -> tuple[float, float]:
        return self.x(point.at), self.y(point.value)


def line_panels(panels: Sequence[LinePanel], *, top: float | None = None, top_shown: str = "") -> tuple[Chart, ...]:
    """One drawing for each panel, all on one scale and one stretch of time; a single one is drawn wide.

    top        the top of the scale, 100 for shares; else the first round number that holds every value
    top_shown  how it is read ("100%"); else the number itself

    A strand is one line; between strands nothing is joined. A point with no
    value leaves a gap in its strand.
    """
    return _drawn(tuple(panels), top, top_shown)


# The same figures give the same drawing; a page of charts is then put together, not drawn.
@lru_cache(maxsize=512)
def _drawn(panels: tuple[LinePanel, ...], top: float | None, top_shown: str) -> tuple[Chart, ...]:
    points = [point for panel in panels for strand in panel.strands for point in strand.points]
    targets = [panel.target.value for panel in panels if panel.target]
    highest = largest([value for point in points for value in (point.value, point.high)] + targets)
    top = round_top(highest) if top is None else top
    times = (min(point.at for point in points), max(point.at for point in points))

    def frame(width: float) -> Frame:
        places = scale(*times, EDGE, width - EDGE)
        return Frame(width, places, scale(0, top, BOTTOM, TOP), top_shown or f"{top:,}")

    if len(panels) == 1 and len(points) == 1:
        return (_one_figure(panels[0], points[0], top),)
    if len(panels) == 1:
        return (_twice(panels[0], frame(WIDE), frame(PHONE)),)
    return tuple(
        Chart(_panel(panel, frame(SMALL), panel.id, " le_chart--small"), notes=_notes(panel)) for panel in panels
    )


def _one_figure(panel: LinePanel, point: Point, top: float) -> Chart:
    """A single figure is no line: its length says it."""
    bar = Bar(point.period, point.value, point.shown, low=point.low, high=point.high)
    return bars([bar], id=panel.id, about=panel.about, top=top, mark=panel.target)


def _twice(panel: LinePanel, wide: Frame, phone: Frame) -> Chart:
    narrow = _panel(panel, phone, f"{panel.id}-n", " le_narrow")
    return Chart(_panel(panel, wide, panel.id, " le_wide le_chart--medium"), narrow, _notes(panel))


def _panel(panel: LinePanel, frame: Frame, id: str, modifier: str) -> str:
    all_runs = [run for strand in panel.strands for run in runs(strand)]
    ground = _ground(all_runs, frame)
    breaks = _breaks(panel.strands, frame)
    ground.guides += [((x, TOP), (x, BOTTOM)) for x in breaks]
    content = [
        text(panel.title, 0, TITLE, class_="c_t") if frame.width == SMALL else "",
        path(f"M0 {BOTTOM}h{frame.width}M0 {TOP}h{frame.width}", "c_axis"),
        text(frame.top_shown, 0, TOP - 7),
        text("0", 0, BOTTOM - 7),
        *_target(panel, frame, ground),
        *(path(f"M{number(x)} {TOP + 8}V{BOTTOM - 6}", "c_break") for x in breaks),
        *(part for run in all_runs for part in _run(run, frame)),
        *_values(panel.strands, frame, ground),
        *_periods(panel.strands, frame),
    ]
    return drawing(
        content,
        id=id,
        width=frame.width,
        height=HEIGHT,
        title=panel.about,
        description=_in_words(panel, frame),
        modifier=modifier,
        # One panel alone has its heading above it, and needs no title of its own.
        above=0 if frame.width == SMALL else TITLE + 6,
    )


def runs(strand: Strand) -> list[list[Point]]:
    """The points of a strand that may be joined: a point without a value ends a run."""
    found: list[list[Point]] = [[]]
    for point in strand.points:
        if point.value is None:
            found.append([])
        else:
            found[-1].append(point)
    return [run for run in found if run]


def _ground(all_runs: list[list[Point]], frame: Frame) -> Ground:
    ground = Ground(Box(0, TITLE + 4, frame.width, BOTTOM - 2))
    for run in all_runs:
        ground.add_line([frame.place(point) for point in run])
    ground.words += [Box(0, TOP - 22, width_of(frame.top_shown, 16), TOP), Box(0, BOTTOM - 22, 10, BOTTOM)]
    return ground


def _run(run: list[Point], frame: Frame) -> list[str]:
    places = [frame.place(point) for point in run]
    drawn = _interval(run, frame)
    if len(run) > 1:
        drawn.append(path(through(places), "c_line"))
    return drawn + [circle(x, y, 5, "c_dot") for x, y in places]


def _interval(run: list[Point], frame: Frame) -> list[str]:
    ranged = [point for point in run if point.low is not None and point.high is not None]
    if len(ranged) == len(run) > 1:
        upper = [(frame.x(point.at), frame.y(point.high)) for point in ranged]
        lower = [(frame.x(point.at), frame.y(point.low)) for point in reversed(ranged)]
        return [path(through(upper + lower) + "z", "c_band")]
    return [
        path(f"M{number(frame.x(point.at))} {number(frame.y(point.high))}V{number(frame.y(point.low))}", "c_whisker")
        for point in ranged
    ]


def _target(panel: LinePanel, frame: Frame, ground: Ground) -> list[str]:
    if panel.target is None:
        return []
    y, wide = frame.y(panel.target.value), width_of(panel.target.shown, 15)
    ground.words.append(Box(0, y - 20, wide, y))
    return [path(f"M0 {number(y)}h{frame.width}", "c_target"), text(panel.target.shown, 0, y - 6, class_="c_s")]


def _breaks(strands: Sequence[Strand], frame: Frame) -> list[float]:
    """Half-way between two strands."""
    pairs = zip(strands, strands[1:], strict=False)
    return [(frame.x(before.points[-1].at) + frame.x(after.points[0].at)) / 2 for before, after in pairs]


def _values(strands: Sequence[Strand], frame: Frame, ground: Ground) -> list[str]:
    """First and last value of each strand, the newest first: it is the one that must be read."""
    known = [[point for run in runs(strand) for point in run] for strand in reversed(strands)]
    ends = list(dict.fromkeys(point for points in known for point in (*points[-1:], *points[:1])))
    return [ground.label(point.shown, *frame.place(point), must=point == ends[0]) for point in ends]


def _periods(strands: Sequence[Strand], frame: Frame) -> list[str]:
    """The periods of the ends, and of what lies between where there is room for them."""
    first, last = strands[0].points[0], strands[-1].points[-1]
    between = [point for strand in strands for point in (strand.points[0], strand.points[-1])]
    taken: list[Box] = []
    drawn = []
    for point in dict.fromkeys([last, first, *between]):
        words = short_period(point.period)
        wide = width_of(words, 16)
        left = min(max(frame.x(point.at) - wide / 2, 0), frame.width - wide)
        box = Box(left - 8, 0, left + wide + 8, 1)
        if not any(box.meets(other) for other in taken):
            taken.append(box)
            drawn.append(text(words, left, HEIGHT - 4))
    return drawn


def _notes(panel: LinePanel) -> tuple[str, ...]:
    return tuple(_broken(strand) for strand in panel.strands if strand.because)


def _broken(strand: Strand) -> str:
    return printed(f"The line is broken before {strand.points[0].period}. {sentence(strand.because)}")


def _in_words(panel: LinePanel, frame: Frame) -> str:
    sentences = []
    for strand in panel.strands:
        if strand.because:
            sentences.append(_broken(strand))
        sentences.append(", ".join(f"{point.shown} in {point.period}" for point in strand.points) + ".")
    if panel.target:
        sentences.append(f"{panel.target.shown}.")
    return " ".join([*sentences, f"The scale runs from 0 to {frame.top_shown}."])
