"""Answers cut into strips of small codes, and strips packed so that few passes count them all.

Ten yes-or-no questions are one question with 1,024 answers. Counting them as
one costs a tenth of the passes, and adding the right cells together gives
every answer of each.
"""

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from leal.calculations.answers import NOT_ASKED, SKIPPED, Answers

NOT_ASKED_LINE, SKIPPED_LINE, ANSWERED_LINE, FIRST_LABEL_LINE = range(4)
TICKS_A_STRIP = 4  # sixteen codes: few enough to pack with others
WIDE = 512  # more codes than this (a number of minutes, say) and packing with others only costs
MOST_CELLS = 2**15  # of one pass: the sums must stay in the processor's own memory
BUDGETS = sorted(part * 2**power for part in (2, 3) for power in range(2, 11))
PASS_COSTS = 40_000  # the fixed cost of a pass, in people who could have been counted meanwhile
CELL_COSTS = 10  # emptying and adding up a cell, likewise


class Strip(NamedTuple):
    """One column of small codes from 0.

    codes    one a person, 0 to levels - 1
    levels   how many codes there are
    lines    the lines of the results this strip adds to
    belongs  lines by levels: 1 where a code counts towards a line
    """

    codes: np.ndarray
    levels: int
    lines: np.ndarray
    belongs: np.ndarray | csr_array


class Pack(NamedTuple):
    """Strips counted as one: a joint code is their codes written as one number."""

    strips: tuple[Strip, ...]

    @property
    def levels(self) -> int:
        return prod(strip.levels for strip in self.strips)

    @property
    def lines(self) -> np.ndarray:
        return np.concatenate([strip.lines for strip in self.strips])

    def codes(self) -> np.ndarray:
        """Every person's joint code."""
        joint = self.strips[0].codes.astype(np.int32)
        for strip in self.strips[1:]:
            joint *= np.int32(strip.levels)
            joint += strip.codes.astype(np.int32)  # adding unlike types is three times as slow
        return joint

    def belongs(self) -> np.ndarray | csr_array:
        """Lines by joint codes: 1 where a joint code counts towards a line."""
        if len(self.strips) == 1:
            return self.strips[0].belongs
        joint, below = np.arange(self.levels), self.levels
        parts = []
        for strip in self.strips:
            below //= strip.levels
            parts.append(strip.belongs[:, joint // below % strip.levels])
        return np.concatenate(parts)


def lines_of(answers: Answers) -> int:
    """How many lines of the results a column has: three for how it was met, then one a label."""
    return FIRST_LABEL_LINE + len(answers.labels)


def places_of(columns: Sequence[Answers]) -> dict[str, tuple[Answers, slice]]:
    """Each column by its name, with the lines of the results that are its own."""
    ends = np.cumsum([lines_of(column) for column in columns])
    return {
        column.name: (column, slice(int(end) - lines_of(column), int(end)))
        for column, end in zip(columns, ends, strict=True)
    }


def strips_of_all(columns: Sequence[Answers], first_line: int = 0) -> list[Strip]:
    """Columns of answers as strips, each with lines of its own, from `first_line` on."""
    places = places_of(columns).values()
    return [strip for column, lines in places for strip in strips_of(column, first_line + lines.start)]


def strips_of(answers: Answers, first_line: int) -> list[Strip]:
    """A column of answers as strips; its results start at `first_line`.

    The three lines for how it was met are: not asked, skipped, answered.
    """
    lowest = min(0, int(answers.codes.min(initial=0)))
    met = [(code, line) for code, line in ((NOT_ASKED, NOT_ASKED_LINE), (SKIPPED, SKIPPED_LINE)) if code >= lowest]
    if answers.several:
        starts = range(0, max(1, len(answers.labels)), TICKS_A_STRIP)
        return [_ticks(answers, lowest, start, met if start == 0 else [], first_line) for start in starts]
    places = range(len(answers.labels))
    counts = met + [(code, ANSWERED_LINE) for code in places] + [(code, FIRST_LABEL_LINE + code) for code in places]
    return [_strip(answers.codes, lowest, len(places), counts, first_line)]


def _ticks(answers: Answers, lowest: int, start: int, met: list, first_line: int) -> Strip:
    """Up to four of the labels a person could tick, as one strip."""
    width = min(TICKS_A_STRIP, len(answers.labels) - start)
    codes = np.where(answers.codes < 0, answers.codes, (answers.codes >> start) & (2**width - 1)).astype(np.int8)
    ticks = [(code, bit) for code in range(2**width) for bit in range(width) if code >> bit & 1]
    answered = [(code, ANSWERED_LINE) for code in range(2**width)] if start == 0 else []
    counts = met + answered + [(code, FIRST_LABEL_LINE + start + bit) for code, bit in ticks]
    return _strip(codes, lowest, 2**width, counts, first_line)


def _strip(codes: np.ndarray, lowest: int, answers: int, counts: list[tuple[int, int]], first_line: int) -> Strip:
    code, line = np.array(counts, dtype=np.int64).reshape(-1, 2).T
    lines, place = np.unique(line, return_inverse=True)
    shape = len(lines), answers - lowest
    if shape[1] > WIDE:
        belongs = csr_array((np.ones(len(code)), (place, code - lowest)), shape=shape)
    else:
        belongs = np.zeros(shape)
        belongs[place, code - lowest] = 1
    return Strip(_from_nought(codes, lowest, shape[1]), shape[1], lines + first_line, belongs)


def _from_nought(codes: np.ndarray, lowest: int, levels: int) -> np.ndarray:
    if lowest == 0:
        return codes
    # A column of bytes stays one unless moving it up would run over.
    fits = levels - 1 <= np.iinfo(codes.dtype).max
    return (codes if fits else codes.astype(np.int64)) - np.int8(lowest)


def plan(questions: list[Strip], groups: list[Strip], people: int) -> tuple[list[Pack], list[Pack]]:
    """The cheapest packing found of questions and of groups: each pack of the one meets each of the other."""
    ours, theirs = [[_sized(packed(strips, budget)) for budget in BUDGETS] for strips in (questions, groups)]
    choices = [
        (question_packing, group_packing)
        for question_budget, question_packing in zip(BUDGETS, ours, strict=True)
        for group_budget, group_packing in zip(BUDGETS, theirs, strict=True)
        if question_budget * group_budget <= MOST_CELLS
    ]
    cheapest = min(choices, key=lambda choice: _cost(*choice, people))
    return cheapest[0].packs, cheapest[1].packs


class _Packing(NamedTuple):
    packs: list[Pack]
    levels: int


def _sized(packs: list[Pack]) -> _Packing:
    return _Packing(packs, sum(pack.levels for pack in packs))


def _cost(questions: _Packing, groups: _Packing, people: int) -> int:
    passes = len(questions.packs) * len(groups.packs)
    return passes * (people + PASS_COSTS) + CELL_COSTS * questions.levels * groups.levels


def packed(strips: list[Strip], budget: int) -> list[Pack]:
    """Strips put together, largest first, each where it first fits within `budget` joint codes; wide ones alone."""
    packs: list[list[Strip]] = []
    room: list[int] = []
    for strip in sorted(strips, key=lambda strip: -strip.levels):
        fits = (at for at, left in enumerate(room) if strip.levels <= min(left, WIDE))
        place = next(fits, len(packs))
        if place == len(packs):
            packs.append([])
            room.append(budget if strip.levels <= WIDE else 0)
        packs[place].append(strip)
        room[place] //= strip.levels
    return [Pack(tuple(pack)) for pack in packs]
