"""Where a word may stand beside a point without lying on a line or on another word."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .svg import short, text, width_of

SIZE, ABOVE, BELOW, BESIDE = 20, 13, 27, 12


class Box(NamedTuple):
    """A rectangle, from its left upper to its right lower corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass
class Ground:
    """What already stands on a drawing: its edges, its lines, its words; `guides` may be crossed if they must."""

    edges: Box
    guides: list[tuple[tuple[float, float], tuple[float, float]]] = field(default_factory=list)
    lines: list[tuple[tuple[float, float], tuple[float, float]]] = field(default_factory=list)
    words: list[Box] = field(default_factory=list)

    def add_line(self, points: Sequence[tuple[float, float]]) -> None:
        self.lines += zip(points, points[1:], strict=False)
        self.words += [Box(x - 6, y - 6, x + 6, y + 6) for x, y in points]

    def is_inside(self, box: Box) -> bool:
        edges = self.edges
        across = box.left >= edges.left and box.right <= edges.right
        return across and box.top >= edges.top and box.bottom <= edges.bottom

    def is_clear(self, box: Box) -> bool:
        """Whether words there lie on no other word."""
        return self.is_inside(box) and not any(box.meets(word) for word in self.words)

    def is_free(self, box: Box) -> bool:
        """Whether words there lie on no other word and on no line of figures."""
        return self.is_clear(box) and not any(crosses(box, *line) for line in self.lines)

    def label(self, words: str, x: float, y: float, *, must: bool = False) -> str:
        """Words beside a point, in the first free place: above, below, left, right.

        Where none is free: "", or when they `must` be there the first that lies on no other word.
        """
        words = short(words)
        wide = width_of(words, SIZE, bold=True)
        boxes = [Box(left, line - 0.75 * SIZE, left + wide, line + 2) for left, line in self._places(x, y, wide)]
        free = [box for box in boxes if self.is_free(box)]
        best = [box for box in free if not any(crosses(box, *guide) for guide in self.guides)]
        forced = [box for box in boxes if self.is_clear(box)] or boxes[:1]
        found = next(iter([*best, *free, *(forced if must else [])]), None)
        if found is None:
            return ""
        self.words.append(found)
        return text(words, found.left, found.bottom - 2, class_="c_v")

    def _places(self, x: float, y: float, wide: float) -> list[tuple[float, float]]:
        middle = min(max(x - wide / 2, self.edges.left), self.edges.right - wide)
        beside = (x - BESIDE - wide, x + BESIDE)
        return [
            (middle, y - ABOVE),
            (middle, y + BELOW),
            *((left, y + down) for down in (7, -8, 22) for left in beside),
        ]


def crosses(box: Box, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether a straight line from start to end passes through a box (Liang and Barsky, 1984)."""
    (x, y), (to_x, to_y) = start, end
    enters, leaves = 0.0, 1.0
    for step, near, far in ((to_x - x, box.left - x, box.right - x), (to_y - y, box.top - y, box.bottom - y)):
        if step == 0:
            if near > 0 or far < 0:
                return False
            continue
        first, last = sorted((near / step, far / step))
        enters, leaves = max(enters, first), min(leaves, last)
    return enters <= leaves
