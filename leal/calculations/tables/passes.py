"""Two ways to make one pass, which give the same bits.

`Indicated` needs only scipy: a person's joint code puts a single 1 into a
column of an indicator matrix, and one sparse product with the columns
[1, weight, weight squared] adds all three up. `Compiled` is the loop itself,
compiled by numba, an extra: twice as fast, but loading the compiler takes
longer than one large count, so it is for a process that counts all day.
"""

import numpy as np
from scipy.sparse import csc_array


class Indicated:
    """Passes as sparse products. scipy multiplies without Python's lock, so they run side by side."""

    def __init__(self, *, people: int, cells: int, weights: np.ndarray | None):
        ones = np.ones(people)
        self.shape, self.ones, self.pointers = (cells, people), ones, np.arange(people + 1, dtype=np.int32)
        self.amounts = ones[:, None] if weights is None else np.stack([ones, weights, weights * weights], axis=1)

    def own(self):
        """A counter for one thread: its matrix is pointed elsewhere for each pass, which is cheaper than a new one."""
        indicator = csc_array((self.ones, np.zeros(self.shape[1], np.int32), self.pointers), shape=self.shape)

        def count(codes: np.ndarray, group_codes: np.ndarray, levels: int) -> np.ndarray:
            np.multiply(codes, np.int32(levels), out=indicator.indices)
            indicator.indices += group_codes
            return indicator @ self.amounts

        return count


class Compiled:
    """Passes as compiled loops."""

    def __init__(self, *, people: int, cells: int, weights: np.ndarray | None):
        # Here, not above: whoever counts the other way never loads the compiler.
        from .loops import count_people, count_weights

        self.cells, self.weights = cells, weights
        self.count_people, self.count_weights = count_people, count_weights

    def own(self):
        """A counter for one thread, which adds up in the same memory each time."""
        cells = np.empty((self.cells, 1 if self.weights is None else 3))

        def count(codes: np.ndarray, group_codes: np.ndarray, levels: int) -> np.ndarray:
            cells[:] = 0
            if self.weights is None:
                self.count_people(codes, group_codes, levels, cells)
            else:
                self.count_weights(codes, group_codes, levels, self.weights, cells)
            return cells

        return count
