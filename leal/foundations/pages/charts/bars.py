"""Groups or periods as lengths from 0, one under another."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from textwrap import wrap

from .scale import largest, round_top, scale
from .shapes import Bar, Chart, Target
from .svg import drawing, number, path, rectangle, text, width_of

WIDTH, LINE, THICK, GAP = 400, 22, 20, 20


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


@lru_cache(maxsize=512)
def _drawn(rows: tuple[Bar, ...], id: str, about: str, top: float | None, mark: Target | None) -> Chart:
    highest = largest([value for row in rows for value in (row.value, row.high)] + [mark.value if mark else None])
    place = scale(0, round_top(highest) if top is None else top, 0, WIDTH)
    y = 24 if mark else 0
    content = [_mark_words(mark, place)] if mark else []
    for row in rows:
        drawn, y = _row(row, y, place, mark)
        content += drawn
    words = [f"{row.label}: {row.shown}." for row in rows] + ([f"{mark.shown}."] if mark else [])
    return Chart(
        drawing(
            content,
            id=id,
            width=WIDTH,
            height=y - GAP + 2,
            title=about,
            description=" ".join(words),
            modifier=" le_chart--bars",
        ),
        notes=_notes(rows),
    )


def _row(row: Bar, y: float, place: Callable[[float], float], mark: Target | None) -> tuple[list[str], float]:
    """The parts of a row, and where the next one begins."""
    value_wide = 0 if row.value is None else width_of(row.shown, 20, bold=True) + 16
    lines = wrap(row.label, max(12, int((WIDTH - value_wide) / width_of("n", 16))))
    if row.base:
        joined = f"{lines[-1]} ({row.base})"
        fits = width_of(joined, 16) <= WIDTH - value_wide
        lines = [*lines[:-1], joined] if fits else [*lines, f"({row.base})"]
    drawn = [text(line, 0, y + 16 + at * LINE, class_="c_l") for at, line in enumerate(lines)]
    bar_y = y + len(lines) * LINE + 2
    if row.value is None:
        drawn.append(rectangle(1, bar_y, WIDTH - 2, THICK + 8, "c_hidden"))
        return [*drawn, text(row.shown, 10, bar_y + 19)], bar_y + THICK + 8 + GAP
    drawn.append(text(row.shown, WIDTH, y + 16 + (len(lines) - 1) * LINE, class_="c_v", anchor="end"))
    return [*drawn, *_length(row, bar_y, place), *_mark(mark, bar_y, place)], bar_y + THICK + GAP


def _length(row: Bar, y: float, place: Callable[[float], float]) -> list[str]:
    """The bar; with an interval, pale from its lower end to its upper one, and the value a line across."""
    end = place(row.value)
    if row.low is None or row.high is None:
        return [rectangle(0, y, max(end, 1.5), THICK, "c_full")]
    low, high = place(row.low), place(row.high)
    return [
        rectangle(0, y, low, THICK, "c_full"),
        rectangle(low, y, high - low, THICK, "c_pale"),
        rectangle(end - 2, y, 4, THICK, "c_full"),
    ]


def _mark(mark: Target | None, y: float, place: Callable[[float], float]) -> list[str]:
    if mark is None:
        return []
    line = f"M{number(place(mark.value))} {number(y - 4)}v{THICK + 8}"
    return [path(line, "c_halo"), path(line, "c_everyone")]


def _mark_words(mark: Target, place: Callable[[float], float]) -> str:
    x, wide = place(mark.value), width_of(mark.shown, 16)
    return text(mark.shown, min(max(x - wide / 2, 0), WIDTH - wide), 14, class_="c_s")


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
