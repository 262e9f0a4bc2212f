"""The inner loops of counting, for numba to compile."""

from functools import partial

import numba
import numpy as np

CODES, SUMS = numba.int32[::1], numba.float64[:, ::1]


def _compile(signature):
    """Compile now, without Python's lock; kept on disk where the disk allows."""
    options = partial(numba.njit, signature, nogil=True)

    def compiled(function):
        try:
            return options(cache=True)(function)
        except RuntimeError:  # nowhere to write: compile afresh in each process
            return options()(function)

    return compiled


@_compile(numba.void(CODES, CODES, numba.int64, SUMS))
def count_people(codes, group_codes, levels, cells) -> None:
    """Add 1 for every person to the cell of their joint code."""
    for person in range(len(codes)):
        # Unsigned, so that no check for counting from the end is compiled in.
        cells[np.uint64(codes[person] * levels + group_codes[person]), 0] += 1.0


@_compile(numba.void(CODES, CODES, numba.int64, numba.float64[::1], SUMS))
def count_weights(codes, group_codes, levels, weights, cells) -> None:
    """Add 1, the weight and its square for every person to the cell of their joint code."""
    for person in range(len(codes)):
        cell = np.uint64(codes[person] * levels + group_codes[person])
        weight = weights[np.uint64(person)]
        # All three are read before any is written: the processor then overlaps them.
        people, sums, squares = cells[cell, 0], cells[cell, 1], cells[cell, 2]
        cells[cell, 0] = people + 1.0
        cells[cell, 1] = sums + weight
        cells[cell, 2] = squares + weight * weight
