"""SVG elements as text, escaped."""

import re
from collections.abc import Iterable
from html import escape

# Roboto's letters that are not about 0.56 of its size wide, measured; bold differs by less than a twentieth.
_WIDTHS = {
    0.25: " !,.:;I[]ijl|'‘’",
    0.35: "()frt-{}",
    0.4: '/"“”',
    0.45: "*?_y",
    0.5: "cksvxz",
    0.65: "ABCDKPRSUVXYZ&£–…",
    0.7: "GHNOQ",
    0.75: "%w",
    0.9: "MW@m",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def number(value: float) -> str:
    """A coordinate to a tenth, without an idle nought.

    >>> number(12.04), number(3.46), number(-0.01)
    ('12', '3.5', '0')
    """
    return f"{round(value, 1) + 0:g}"


def element(name: str, content: str = "", **attributes: float | str | None) -> str:
    """An element; `class_` and `stroke_width` become class and stroke-width, None is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value if isinstance(value, str) else number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(words: str, x: float, y: float, *, class_: str | None = None, anchor: str | None = None) -> str:
    """Words on a drawing. `anchor` is "middle" or "end"; else they start at x."""
    return element("text", escape(words, quote=False), class_=class_, x=x, y=y, text_anchor=anchor)


def path(commands: str, class_: str) -> str:
    """A line or a shape from SVG path commands."""
    return element("path", class_=class_, d=commands)


def circle(x: float, y: float, radius: float, class_: str) -> str:
    return element("circle", class_=class_, cx=x, cy=y, r=radius)


def rectangle(x: float, y: float, width: float, height: float, class_: str) -> str:
    return element("rect", class_=class_, x=x, y=y, width=width, height=height)


def through(points: Iterable[tuple[float, float]]) -> str:
    """Path commands for straight lines through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide words are in Roboto, in the unit of their size."""
    return sum(_WIDTH.get(letter, 0.57) for letter in words) * size * (1.03 if bold else 1)


_SHORT = (
    (" minutes", " min"),
    (" minute", " min"),
    (" seconds", " s"),
    (" second", " s"),
    (" hours", " h"),
    (" hour", " h"),
)


def short(words: str) -> str:
    """A value as it is written at a line, where there is little room; the description has it in full.

    >>> short("22 minutes 17 seconds")
    '22 min 17 s'
    """
    for whole, part in _SHORT:
        words = words.replace(whole, part)
    return words


_MONTHS = re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)\b")


def short_period(words: str) -> str:
    """A period as it stands under a drawing.

    >>> short_period("1 September 2018 to 23 March 2020")
    '1 Sep 2018 to 23 Mar 2020'
    """
    return _MONTHS.sub(r"\1", words)


def sentence(words: str) -> str:
    """A reason as a sentence: capital first, full stop last.

    >>> sentence("a second team began work")
    'A second team began work.'
    """
    return words[:1].upper() + words[1:].rstrip(".") + "."


def drawing(
    content: Iterable[str],
    *,
    id: str,
    width: float,
    height: float,
    title: str,
    description: str,
    modifier: str = "",
    above: float = 0,
) -> str:
    """A whole picture with the name and the words that stand for it when it is not seen.

    above  how much is cut off at the top, where nothing is drawn
    """
    named = element("title", escape(title, quote=False), id=f"{id}-t")
    described = element("desc", escape(description, quote=False), id=f"{id}-d")
    return element(
        "svg",
        named + described + "".join(content),
        class_=f"le_chart{modifier}",
        viewBox=f"0 {number(above)} {number(width)} {number(height - above)}",
        role="img",
        aria_labelledby=f"{id}-t {id}-d",
    )
