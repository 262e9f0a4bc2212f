"""The thread as one picture: knots stage by stage, each a link.

It runs down. On a wide page it is folded in three, and still one thread. Where a
stage has several knots, each hangs on a loop of its own beside the trunk: no
strand claims that one knot rests on another where that is not known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from .shapes import Chart
from .svg import circle, element, number, path, rectangle, text, width_of

PLAIN = "plain"
FOLDS, WIDTH, PITCH, TURN = 3, 360, 380, 40
TRUNK, LOOP, BESIDE_TRUNK, BESIDE_LOOP = 24, 58, 62, 92
SIZE, LINE, HEADING, AIR = 17, 22, 46, 20
LITTLE, LARGE = 10, 26


@dataclass(frozen=True, slots=True)
class PictureKnot:
    """One knot: its words, a quiet second line, where it leads.

    drawn  "plain", a standing’s key, or "broken"
    loose  whether the thread after it is dotted
    """

    words: str
    href: str
    note: str = ""
    drawn: str = PLAIN
    loose: bool = False

    @property
    def reach(self) -> float:
        """How far the knot reaches from its middle."""
        return LITTLE if self.drawn == PLAIN else LARGE


@dataclass(frozen=True, slots=True)
class PictureStage:
    """One stage of the thread: its heading, and at least one knot."""

    heading: str
    knots: tuple[PictureKnot, ...]

    @property
    def loose(self) -> bool:
        return all(knot.loose for knot in self.knots)


def thread_picture(stages: Sequence[PictureStage], *, id: str, title: str, description: str) -> Chart:
    """The whole thread, folded in three (`svg`) and straight down (`narrow`), from the same knots."""
    return _drawn(tuple(stages), id, title, description)


@lru_cache(maxsize=64)
def _drawn(stages: tuple[PictureStage, ...], id: str, title: str, description: str) -> Chart:
    about = {"title": title, "description": description}
    return Chart(
        svg=_whole(_folded(stages), id=f"{id}-wide", modifier=" le_wide", **about),
        narrow=_whole(_straight(stages), id=f"{id}-narrow", modifier=" le_narrow", **about),
    )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is drawn, strands under knots, and how large it is."""

    strands: list[str]
    knots: list[str]
    width: float
    height: float


def _whole(sheet: _Sheet, *, id: str, title: str, description: str, modifier: str) -> str:
    """The drawing as a group: its links stay links for whoever hears it."""
    named = element("title", _plain(title), id=f"{id}-t") + element("desc", _plain(description), id=f"{id}-d")
    return element(
        "svg",
        named + "".join([*sheet.strands, *sheet.knots]),
        class_=f"le_chart le_picture{modifier}",
        viewBox=f"0 0 {number(sheet.width)} {number(sheet.height)}",
        role="group",
        aria_labelledby=f"{id}-t",
        aria_describedby=f"{id}-d",
    )


def _plain(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")


def wrapped(words: str, room: float) -> list[str]:
    """Words in lines no wider than there is room for; a word that is too long stands alone.

    >>> wrapped("Know what help there is", 100)
    ['Know what', 'help there is']
    """
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, SIZE) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _straight(stages: Sequence[PictureStage]) -> _Sheet:
    """All stages under one another."""
    strands, knots = [], []
    height = _fold(stages, strands, knots, x=0, y=0, loose=False, ends=True)
    return _Sheet(strands, knots, WIDTH, height)


def _folded(stages: Sequence[PictureStage]) -> _Sheet:
    """The stages in three folds as even as can be; the thread goes from the foot of one to the head of the next."""
    folds, strands, knots, bottoms, loose = _even(stages), [], [], [], False
    for n, fold in enumerate(folds):
        ends = n == len(folds) - 1
        bottoms.append(_fold(fold, strands, knots, x=n * PITCH, y=TURN, loose=loose, ends=ends))
        loose = fold[-1].loose
    foot = max(bottoms)
    for n, fold in enumerate(folds[:-1]):
        strands.append(_turn(n * PITCH + TRUNK, bottoms[n], foot, (n + 1) * PITCH, loose=fold[-1].loose))
    return _Sheet(strands, knots, PITCH * (len(folds) - 1) + WIDTH, foot + TURN)


def _even(stages: Sequence[PictureStage]) -> list[Sequence[PictureStage]]:
    """Three runs of stages, the tallest as low as can be."""
    heights = [HEADING + sum(_lines(knot, alone=len(one.knots) == 1)[1] for knot in one.knots) for one in stages]
    folds = min(FOLDS, len(stages))
    cuts = min(
        ((0, *cut, len(stages)) for cut in combinations(range(1, len(stages)), folds - 1)),
        key=lambda cut: max(sum(heights[a:b]) for a, b in pairwise(cut)),
    )
    return [stages[a:b] for a, b in pairwise(cuts)]


def _turn(x: float, y: float, foot: float, to_x: float, *, loose: bool) -> str:
    """Down to the foot, round, up between two folds, round, and down into the next."""
    up, into = to_x - 14, to_x + TRUNK
    low, high = foot + TURN - 8, 8
    down = f"M{number(x)} {number(y)}V{number(foot)}"
    round_foot = f"C{number(x)} {number(low)} {number(up)} {number(low)} {number(up)} {number(foot)}"
    round_head = f"V{TURN}C{number(up)} {high} {number(into)} {high} {number(into)} {TURN}"
    return _path(down + round_foot + round_head, loose=loose)


def _fold(
    stages: Iterable[PictureStage],
    strands: list[str],
    knots: list[str],
    *,
    x: float,
    y: float,
    loose: bool,
    ends: bool,
) -> float:
    """Stages under one another from a point on; gives back how far down they reach.

    ends  whether the thread ends with the last knot
    """
    stages = list(stages)
    for n, stage in enumerate(stages):
        if n or y:
            strands.append(_line(x + TRUNK, y, y + HEADING, loose=loose))
        knots.append(text(stage.heading, x + BESIDE_TRUNK, y + 31, class_="c_h"))
        y += HEADING
        for at, knot in enumerate(stage.knots):
            last = ends and stage is stages[-1] and at == len(stage.knots) - 1
            row = _Row(knot, x, y, alone=len(stage.knots) == 1, loose=loose, last=last)
            strands += row.strands()
            knots.append(row.link())
            y = row.bottom
        loose = stage.loose
    return y


def _lines(knot: PictureKnot, *, alone: bool) -> tuple[list[tuple[str, str]], float]:
    """The words of a knot in lines, each with its class, and how much height they take."""
    room = WIDTH - (BESIDE_TRUNK if alone else BESIDE_LOOP)
    lines = [(line, "c_w") for line in wrapped(knot.words, room)] + [(one, "c_n") for one in wrapped(knot.note, room)]
    return lines, max(2 * knot.reach + 8, LINE * len(lines)) + AIR


class _Row:
    """One knot with its words beside it: on the trunk when it is alone, else on a loop."""

    def __init__(self, knot: PictureKnot, x: float, y: float, *, alone: bool, loose: bool, last: bool):
        self.knot, self.alone, self.loose, self.last = knot, alone, loose, last
        self.lines, height = _lines(knot, alone=alone)
        self.trunk, self.words_at = x + TRUNK, x + (BESIDE_TRUNK if alone else BESIDE_LOOP)
        self.x = self.trunk if alone else x + LOOP
        self.top, self.middle, self.bottom = y, y + height / 2, y + height

    def strands(self) -> list[str]:
        after = [] if self.last else [(self.bottom, self.knot.loose)]
        if self.alone:
            return [_line(self.trunk, self.middle, end, loose=loose) for end, loose in [(self.top, self.loose), *after]]
        beside = _line(self.trunk, self.top, self.middle if self.last else self.bottom, loose=self.loose)
        return [beside, *(self._bend(end, loose) for end, loose in [(self.top + 2, self.loose), *after])]

    def _bend(self, end: float, loose: bool) -> str:
        """From the trunk to the knot beside it, or back: along the trunk first, then into the knot."""
        half = (self.middle - end) * 0.55
        trunk, start, near = number(self.trunk), number(end), number(end + half)
        x, far, middle = number(self.x), number(self.middle - half), number(self.middle)
        return _path(f"M{trunk} {start}C{trunk} {near} {x} {far} {x} {middle}", loose=loose)

    def link(self) -> str:
        first = self.middle - LINE * len(self.lines) / 2 + 16
        words = [text(line, self.words_at, first + LINE * n, class_=kind) for n, (line, kind) in enumerate(self.lines)]
        around = rectangle(self.words_at - 4, first - 18, WIDTH - 60, LINE * len(self.lines) + 6, "c_hit")
        return element("a", around + self._shape() + "".join(words), href=self.knot.href)

    def _shape(self) -> str:
        """The knot itself, on paper, so that no strand is seen through it."""
        if self.knot.drawn == PLAIN:
            return circle(self.x, self.middle, LITTLE, "k_p")
        tall = 72 if self.knot.drawn == "broken" else 48
        place = {"x": self.x - 24, "y": self.middle - tall / 2, "width": 48, "height": tall}
        return circle(self.x, self.middle, LARGE - 2.5, "k_n") + element("use", href=f"#k-{self.knot.drawn}", **place)


def _line(x: float, y: float, to_y: float, *, loose: bool) -> str:
    return _path(f"M{number(x)} {number(y)}V{number(to_y)}", loose=loose)


def _path(commands: str, *, loose: bool) -> str:
    return path(commands, "k_s k_d" if loose else "k_s")
