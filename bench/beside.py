"""Ours beside a peer's: the median of several runs, taken in turn so that a busy minute falls on both."""

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter


def seconds(*works: Callable[[], object], runs: int = 5) -> list[float]:
    """The median seconds of each piece of work, done in turn `runs` times."""
    taken = [[] for _ in works]
    for _ in range(runs):
        for work, times in zip(works, taken, strict=True):
            begun = perf_counter()
            work()
            times.append(perf_counter() - begun)
    return [median(times) for times in taken]


def row(name: str, ours: float, peer: str, theirs: float) -> None:
    """One line: what it is | ours | the peer's or the limit's | ours over theirs."""
    sys.stdout.write(f"{name} | {ours:.3f} s | {peer} {theirs:.3f} s | {ours / theirs:.3f}\n")
    sys.stdout.flush()


def say(sentence: str) -> None:
    """What a reader of the rows must know."""
    sys.stdout.write(f"# {sentence}\n")
