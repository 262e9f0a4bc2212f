"""Which tables show a difference between groups, beyond chance, when many are looked at."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from leal.calculations.corrections import holm
from leal.calculations.differences import Difference, chi_square, rao_scott, weights_covariance

from .table import Table
from .tabulation import EVERYONE, Tables


class Compared(NamedTuple):
    """One test of one table.

    answer     the answer tested on its own, where people may give several;
               "" where the table is tested whole
    corrected  the chance, corrected for all the tests made together
    """

    question: str
    group: str
    answer: str
    difference: Difference
    corrected: float


def compare(tables: Tables, *, correction: Callable[[np.ndarray], np.ndarray] = holm) -> list[Compared]:
    """Every question tested against every group, corrected for how many tests that is.

    tables      of a sample drawn by chance; never of people who chose themselves
    correction  `holm` (few false alarms at all) or `benjamini_hochberg` (few
                among the alarms)

    Rao and Scott's second-order test where weights differ, Pearson's where
    they do not. Left out: numbers, groups a person may be in more than one
    of, and those whose group is not known.

    >>> from leal.calculations.answers import Answers
    >>> from leal.calculations.tables import tabulate
    >>> well = Answers("Rated it", ("Well", "Not well"), [0] * 277 + [1] * 6 + [0] * 227)
    >>> came = Answers("Came by", ("Online", "Phone"), [0] * 283 + [1] * 227)
    >>> [(found.question, round(found.corrected, 3)) for found in compare(tabulate([well], [came]))]
    [('Rated it', 0.027)]
    """
    made = [test for names in tables if names[1] != EVERYONE for test in _tests(names, tables[names])]
    corrected = correction(np.array([difference.p for *_, difference in made]))
    return [Compared(*test, float(chance)) for test, chance in zip(made, corrected, strict=True)]


def _tests(names: tuple[str, str], table: Table) -> Iterator[tuple[str, str, str, Difference]]:
    levels = slice(len(table.group.labels))
    if table.group.several or table.question.values:
        return
    if not table.question.several:
        yield *names, "", _test(table.people[levels], table.weights[levels], table.squares[levels])
        return
    for place, label in enumerate(table.question.labels):
        gave = [sums[levels, place] for sums in (table.people, table.weights, table.squares)]
        bases = [sums[levels] for sums in (table.bases, table.weighted_bases, table.square_bases)]
        pairs = [np.stack([part, whole - part], axis=1) for part, whole in zip(gave, bases, strict=True)]
        yield *names, label, _test(*pairs)


def _test(people: np.ndarray, weights: np.ndarray, squares: np.ndarray) -> Difference:
    many = int(people.sum())
    each = weights.sum() / many if many else 0
    if np.allclose(weights, people * each, rtol=1e-12) and np.allclose(squares, people * each**2, rtol=1e-12):
        return chi_square(people)
    covariance = weights_covariance(weights=weights, squares=squares) * many / max(1, many - 1)
    return rao_scott(weights=weights, covariance=covariance, people=many, clusters=many - 1)
