"""Groups or periods as lengths from 0, one under another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import wrap

from .scale import largest, round_top, scale
from .shapes import Bar, Chart, Target
from .svg import drawing, number, path, rectangle, short, text, width_of

WIDE, NARROW, LINE, THICK, GAP = 420, 290, 22, 20, 20


def worst_first(bars: Sequence[Bar], better: str) -> tuple[Bar, ...]:
    """The bars in order of how well it goes for each, worst first; those that may not be shown come last.

    better  "higher" or "lower"; "neither" leaves the order as it is
    """
    known = [bar for bar in bars if bar.value is not None]
    hidden = [bar for bar in bars if bar.value is None]
    if better != "neither":
        known.sort(key=lambda bar: bar.value, reverse=better == "lower")
    return (*known, *hidden)


def bars(rows: Sequence[Bar], *, id: str, about: str, top: float | None = None, mark: Target | None = None) -> Chart:
    """Each row its label, its value and its length; what may not be shown is a dashed frame with the reason.

    about  what the drawing shows, for those who cannot see it
    top    the end of the scale; else the first round number that holds every value
    mark   a place on all of them: a target, or the value for everyone
    """
    return _drawn(tuple(rows), id, about, top, mark)


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide the drawing is, where a value ends, and the mark across all rows."""

    width: float
    place: Callable[[float], float]
    mark: Target | None


@lru_cache(maxsize=512)
def _drawn(rows: tuple[Bar, ...], id: str, about: str, top: float | None, mark: Target | None) -> Chart:
    highest = largest([value for row in rows for value in (row.value, row.high)] + [mark.value if mark else None])
    end = round_top(highest) if top is None else top
    wide, narrow = (Frame(width, scale(0, end, 0, width), mark) for width in (WIDE, NARROW))
    return Chart(
        _drawing(rows, wide, id, about, " le_wide le_chart--bars"),
        _drawing(rows, narrow, f"{id}-n", about, " le_narrow"),
        _notes(rows),
    )


def _drawing(rows: tuple[Bar, ...], frame: Frame, id: str, about: str, modifier: str) -> str:
    y = 24 if frame.mark else 0
    content = [_mark_words(frame)] if frame.mark else []
    for row in rows:
        drawn, y = _row(row, y, frame)
        content += drawn
    words = [f"{row.label}: {row.shown}." for row in rows] + ([f"{frame.mark.shown}."] if frame.mark else [])
    height, described = y - GAP + 2, " ".join(words)
    return drawing(
        content, id=id, width=frame.width, height=height, title=about, description=described, modifier=modifier
    )


def _row(row: Bar, y: float, frame: Frame) -> tuple[list[str], float]:
    """The parts of a row, and where the next one begins."""
    lines = _label(row, frame.width)
    drawn = [text(line, 0, y + 16 + at * LINE, class_="c_l") for at, line in enumerate(lines)]
    bar_y = y + len(lines) * LINE + 2
    if row.value is None:
        reason = wrap(row.shown, int((frame.width - 20) / width_of("n", 16)))
        height = len(reason) * LINE + 6
        drawn.append(rectangle(1, bar_y, frame.width - 2, height, "c_hidden"))
        drawn += [text(line, 10, bar_y + 19 + at * LINE) for at, line in enumerate(reason)]
        return drawn, bar_y + height + GAP
    drawn.append(text(short(row.shown), frame.width, bar_y - LINE + 14, class_="c_v", anchor="end"))
    return [*drawn, *_length(row, bar_y, frame), *_mark(bar_y, frame)], bar_y + THICK + GAP


def _label(row: Bar, width: float) -> list[str]:
    """The label in lines that leave room for the value, its base behind it or below."""
    room = width - (0 if row.value is None else width_of(short(row.shown), 20, bold=True) + 16)
    lines = wrap(row.label, max(12, int(room / width_of("n", 16))))
    if not row.base:
        return lines
    joined = f"{lines[-1]} ({row.base})"
    return [*lines[:-1], joined] if width_of(joined, 16) <= room else [*lines, f"({row.base})"]


def _length(row: Bar, y: float, frame: Frame) -> list[str]:
    """The bar; with an interval, pale from its lower end to its upper one, and the value a line across."""
    end = frame.place(row.value)
    if row.low is None or row.high is None:
        return [rectangle(0, y, max(end, 1.5), THICK, "c_full")]
    low, high = frame.place(row.low), frame.place(row.high)
    return [
        rectangle(0, y, low, THICK, "c_full"),
        rectangle(low, y, high - low, THICK, "c_pale"),
        rectangle(end - 2, y, 4, THICK, "c_full"),
    ]


def _mark(y: float, frame: Frame) -> list[str]:
    if frame.mark is None:
        return []
    line = f"M{number(frame.place(frame.mark.value))} {number(y - 4)}v{THICK + 8}"
    return [path(line, "c_halo"), path(line, "c_everyone")]


def _mark_words(frame: Frame) -> str:
    x, wide = frame.place(frame.mark.value), width_of(frame.mark.shown, 16)
    return text(frame.mark.shown, min(max(x - wide / 2, 0), frame.width - wide), 14, class_="c_s")


def _notes(rows: Sequence[Bar]) -> tuple[str, ...]:
    hidden = any(row.value is None for row in rows)
    ranged = any(row.low is not None for row in rows)
    return (
        *(["The pale end of a bar: where the true figure plausibly lies."] if ranged else []),
        *(
            ["A dashed frame: a number that is missing or too small to show. The reason stands in it."]
            if hidden
            else []
        ),
    )
