"""Knots that stand by themselves: on paper, in a book, in a page that is taken away."""

import re
from functools import lru_cache
from pathlib import Path

SPRITE = Path(__file__).parent / "templates/components/knots.html"
SYMBOL = re.compile(r'<symbol id="k-(\w+)" viewBox="([\d ]+)">(.*?)</symbol>')

THREAD = "#6b2a55"
LINE = f'fill="none" stroke="{THREAD}" stroke-linecap="round" stroke-linejoin="round" stroke-width="4"'
# What the style sheet of the site says of each class, where no style sheet is.
DRAWN = {
    "k_s": LINE,
    "k_p": LINE.replace('fill="none"', 'fill="#fff"'),
    "k_f": f'fill="{THREAD}"',
    "k_w": 'fill="none" stroke="#fff" stroke-width="2.5"',
    "k_s k_b": LINE.replace('width="4"', 'width="5"'),
    "k_s k_t": LINE.replace('width="4"', 'width="3"'),
    "k_s k_d": f'{LINE} stroke-dasharray="0.1 7"',
    "k_p k_h": f'fill="#fff" stroke="{THREAD}" stroke-width="4" stroke-dasharray="9.66 5" stroke-dashoffset="4.8"',
}


@lru_cache(maxsize=16)
def knot_drawing(key: str) -> str:
    """The knot of a standing, `broken` or `stage` as a whole drawing, with no style sheet behind it.

    Its word stands beside it: the drawing itself has none.
    """
    return f'<svg viewBox="{_box(key)}">{knot_shapes(key)}</svg>'


@lru_cache(maxsize=16)
def knot_shapes(key: str) -> str:
    """The shapes of a knot on its field of 48 by 48, to be set into a larger drawing."""
    return re.sub(r'class="([\w ]+)"', lambda found: DRAWN[found[1]], _symbols()[key][1])


def _box(key: str) -> str:
    return _symbols()[key][0]


@lru_cache(maxsize=1)
def _symbols() -> dict[str, tuple[str, str]]:
    return {key: (box, shapes) for key, box, shapes in SYMBOL.findall(SPRITE.read_text())}
