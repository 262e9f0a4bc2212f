"""How well a group holds when people leave it and others stand by to take their seats.

Each of the group may leave, each of those who stand by may have gone too,
independently and with known chances. Whoever still stands by then fills the
seats as well as the targets allow. What is missed is counted in seats: those
that stay empty, and those by which targets are missed.
"""

from dataclasses import dataclass
from hashlib import sha256, shake_256

import numpy as np

from .patience import UNTIRING, Patience

BEAM = 512  # ways to fill the seats kept at a time: all of them, up to ten who stand by
AT_ONCE = 400_000  # ways looked at together, to bound the memory


@dataclass(frozen=True)
class Group:
    """A group by numbers.

    low, high  the least and most who may count towards each target
    parts      (units, targets): how many of each unit count towards each target
    sizes      people in each unit: one, or two of a pair, who go together
    leaving    the chance that each unit leaves
    """

    low: np.ndarray
    high: np.ndarray
    parts: np.ndarray
    sizes: np.ndarray
    leaving: np.ndarray


@dataclass(frozen=True)
class Trials:
    """What may happen, so many times over.

    held     (trials, targets): who of those that stayed counts towards each target
    open     seats that came free in each
    luck     (trials, reserves): numbers from 0 to 1; one who stands by is gone when theirs is below their chance
    weights  of the trials; they sum to one
    """

    held: np.ndarray
    open: np.ndarray
    luck: np.ndarray
    weights: np.ndarray

    def some(self, which: np.ndarray | slice) -> "Trials":
        """Only these trials, with the weights they have."""
        return Trials(self.held[which], self.open[which], self.luck[which], self.weights[which])


def uniforms(seed: str, purpose: str, *shape: int) -> np.ndarray:
    """Numbers between 0 and 1 that a seed gives for a purpose, the same on every machine and in every year.

    >>> uniforms("42", "example", 2).round(3).tolist()
    [0.11, 0.492]
    """
    stream = shake_256(sha256(f"{purpose}\n{seed}".encode()).digest()).digest(8 * int(np.prod(shape)))
    return (np.frombuffer(stream, dtype=">u8") >> np.uint64(11)).reshape(shape) / float(2**53)


def drawn_trials(group: Group, reserves: int, number: int, seed: str) -> Trials:
    """So many trials, drawn by a seed."""
    luck = uniforms(seed, f"leaving {number}", number, len(group.sizes) + reserves)
    weights = np.full(number, 1 / number)
    return trials_of(group, luck[:, : len(group.sizes)] < group.leaving, luck[:, len(group.sizes) :], weights)


def all_trials(group: Group, leaving: np.ndarray) -> Trials:
    """Everything that can happen to a group and to those who stand by, each with its chance.

    leaving  the chance of each who stands by to be gone
    """
    chances = np.concatenate([group.leaving, leaving])
    gone = (np.arange(2 ** len(chances))[:, None] >> np.arange(len(chances))) & 1 == 1
    weights = np.where(gone, chances, 1 - chances).prod(axis=1)
    luck = np.where(gone[:, len(group.sizes) :], -1.0, 2.0)
    likely = weights > 0
    return trials_of(group, gone[likely, : len(group.sizes)], luck[likely], weights[likely])


def trials_of(group: Group, gone: np.ndarray, luck: np.ndarray, weights: np.ndarray) -> Trials:
    """Trials from who of the group is gone in each."""
    return Trials((~gone @ group.parts).astype(np.float32), gone @ group.sizes, luck, weights)


def ways(
    group: Group, trials: Trials, parts: np.ndarray, leaving: np.ndarray, beam: int = BEAM
) -> tuple[np.ndarray, np.ndarray]:
    """The ways to fill the seats with those who stand by; where there are more than `beam`, the best at each step.

    returns  (trials, ways, targets): who then counts towards each target, and (trials, ways): seats still
             empty, infinite where there is no such way
    """
    held, empty = trials.held[:, None, :], trials.open[:, None].astype(np.float32)
    for place, part in enumerate(parts):
        there = (trials.luck[:, place] >= leaving[place])[:, None]
        taken = np.where(there & (empty > 0), empty - 1, np.float32(np.inf))
        held, empty = np.concatenate([held, held + part], axis=1), np.concatenate([empty, taken], axis=1)
        if held.shape[1] > beam:
            missed = misses(group, held) + empty
            best = np.argpartition(missed, beam - 1, axis=1)[:, :beam]
            held, empty = np.take_along_axis(held, best[:, :, None], 1), np.take_along_axis(empty, best, 1)
    return held, empty


def misses(group: Group, held: np.ndarray) -> np.ndarray:
    """By how many people the targets are missed, over the last axis."""
    return np.maximum(group.low - held, 0).sum(axis=-1) + np.maximum(held - group.high, 0).sum(axis=-1)


def missed(
    group: Group, trials: Trials, parts: np.ndarray, leaving: np.ndarray, patience: Patience = UNTIRING
) -> tuple[np.ndarray, np.ndarray]:
    """What each trial misses at best: seats and targets together, and targets alone (seats may stay empty).

    Raises OutOfTime when `patience` ends.

    >>> group = Group(np.ones(1), np.ones(1), np.ones((1, 1)), np.ones(1, int), np.array([0.5]))
    >>> trials = all_trials(group, np.array([0.5]))
    >>> together, alone = missed(group, trials, np.ones((1, 1), np.float32), np.array([0.5]))
    >>> float(trials.weights[together == 0].sum())
    0.75
    """
    step = max(1, AT_ONCE // min(2 ** len(parts), 2 * BEAM))
    both, alone = [], []
    for start in range(0, len(trials.open), step):
        patience.spend("", start / len(trials.open))
        held, empty = ways(group, trials.some(slice(start, start + step)), parts, leaving)
        off = misses(group, held)
        both.append((off + empty).min(axis=1))
        alone.append(np.where(np.isinf(empty), np.inf, off).min(axis=1))
    return np.concatenate(both), np.concatenate(alone)
