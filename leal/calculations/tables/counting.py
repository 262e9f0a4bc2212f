"""The passes: people, weights and squared weights added up by joint code, a pass for each processor at a time."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from .passes import Compiled, Indicated
from .strips import WIDE, Pack, Strip, plan


class _Met(NamedTuple):
    """A pack of groups, made ready to meet every pack of questions."""

    codes: np.ndarray
    levels: int
    belongs: csr_array
    lines: np.ndarray


def totals(
    *,
    questions: list[Strip],
    groups: list[Strip],
    shape: tuple[int, int],
    people: int,
    weights: np.ndarray | None,
    processors: int | None = None,
    compiled: bool = False,
) -> np.ndarray:
    """The sums for every line of every question in every line of every group.

    questions, groups  strips of the same people
    shape              lines of all groups, lines of all questions
    weights            one a person, or None where all count once
    processors         passes side by side; by default one a processor
    compiled           by loops that numba compiles, rather than by scipy

    returns            group lines by question lines by [people], or by
                       [people, weights, squared weights]. Each cell is added
                       up in the people's order, so the same input gives the
                       same bits on any number of processors.
    """
    found = np.zeros((*shape, 1 if weights is None else 3))
    processors = processors or processors_here()
    for some in ([strip for strip in questions if strip.levels <= WIDE], [s for s in questions if s.levels > WIDE]):
        if some:
            question_packs, group_packs = plan(some, groups, people)
            met = [_Met(pack.codes(), pack.levels, csr_array(pack.belongs()), pack.lines) for pack in group_packs]
            cells = max(pack.levels for pack in question_packs) * max(group.levels for group in met)
            way = (Compiled if compiled else Indicated)(people=people, cells=cells, weights=weights)
            _side_by_side(question_packs, met, way, found, processors)
    return found


def processors_here() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _side_by_side(questions: list[Pack], groups: list[_Met], way, found: np.ndarray, processors: int) -> None:
    """Each processor takes the next pack of questions until none is left."""
    left = iter(questions)

    def work(_):
        count = way.own()
        for pack in left:
            _meet(pack, groups, count, found)

    with ThreadPoolExecutor(processors) as threads:
        list(threads.map(work, range(processors)))


def _meet(questions: Pack, groups: list[_Met], count, found: np.ndarray) -> None:
    """Count one pack of questions in every pack of groups, into the lines of `found` that are theirs."""
    # Sparse, though nearly full: a dense product would call on BLAS, whose own threads fight with ours.
    codes, belongs = questions.codes(), csr_array(questions.belongs())
    for group in groups:
        cells = count(codes, group.codes, group.levels)[: questions.levels * group.levels]
        by_question = (belongs @ cells.reshape(questions.levels, -1)).reshape(len(questions.lines), group.levels, -1)
        by_both = group.belongs @ by_question.transpose(1, 0, 2).reshape(group.levels, -1)
        found[np.ix_(group.lines, questions.lines)] = by_both.reshape(len(group.lines), len(questions.lines), -1)
