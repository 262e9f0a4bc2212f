"""Every question by every group at once."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from leal.calculations.answers import Answers
from leal.calculations.weights.checks import checked_weights

from .counting import totals
from .strips import lines_of, places_of, strips_of_all
from .table import Table

EVERYONE = ""


class Tables(Mapping[tuple[str, str], Table]):
    """The tables of one count, by the names of question and group.

    The group "" is everyone, and is always there.
    """

    def __init__(self, questions: Sequence[Answers], groups: Sequence[Answers], found: np.ndarray, people: int):
        self._questions, self._groups = places_of(questions), places_of(groups)
        self._found, self.people = found, people

    def __getitem__(self, names: tuple[str, str]) -> Table:
        question, question_lines = self._questions[names[0]]
        group, group_lines = self._groups[names[1]]
        return Table(question, group, self._found[group_lines, question_lines], self.people)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((question, group) for question in self._questions for group in self._groups)

    def __len__(self) -> int:
        return len(self._questions) * len(self._groups)


def tabulate(
    questions: Sequence[Answers],
    by: Sequence[Answers] = (),
    *,
    weights: Sequence[float] | None = None,
    processors: int | None = None,
    compiled: bool = False,
) -> Tables:
    """Every question by every group, counted in one go.

    questions   columns of answers; `several` answers a person are counted
                each, and the base is who answered, so shares may pass 1
    by          columns of groups of the same people; a group a person may
                be in with others (`several`) counts them in each
    weights     one a person, finite and not negative, on any scale; without
                them everyone counts once
    processors  how many to use; by default all that this process may
    compiled    count by loops that numba compiles (`pip install leal[speed]`):
                twice as fast, after a second or two to load the compiler

    Counts of people are exact whole numbers. Weighted sums are 64-bit floats.

    Raises ValueError when columns differ in length, share a name, or a
    weight is no weight; ImportError when `compiled` and numba is not there.
    Source: the sums that shares, their standard errors and tests need, as in
    T. Lumley, "Complex Surveys", 2010, chapters 2 and 6.

    Of those who applied for Best Start Grant in December 2018, 98% of 283
    online and all of 227 by phone rated the service well.

    >>> rated = Answers("Rated it", ("Well", "Not well"), [0] * 277 + [1] * 6 + [0] * 227)
    >>> came = Answers("Came by", ("Online", "Phone"), [0] * 283 + [1] * 227)
    >>> table = tabulate([rated], [came])["Rated it", "Came by"]
    >>> table.bases.tolist(), table.shares[:, 0].round(2).tolist()
    ([283, 227], [0.98, 1.0])
    """
    people = _people(questions, by)
    everyone = Answers(EVERYONE, ("Everyone",), np.zeros(people, dtype=np.int8))
    groups = [everyone, *by]
    found = totals(
        questions=strips_of_all(questions),
        groups=strips_of_all(groups),
        shape=(sum(map(lines_of, groups)), sum(map(lines_of, questions))),
        people=people,
        weights=None if weights is None else checked_weights(weights, people=people),
        processors=processors,
        compiled=compiled,
    )
    return Tables(questions, groups, found, people)


def _people(questions: Sequence[Answers], by: Sequence[Answers]) -> int:
    if not questions:
        raise ValueError("there is no question to count")
    for columns in (questions, by):
        names = [column.name for column in columns]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"two columns are called {sorted(twice)[0]!r}")
    if EVERYONE in {group.name for group in by}:
        raise ValueError("a group needs a name; the group with none is everyone")
    people = questions[0].people
    for column in (*questions, *by):
        if column.people != people:
            raise ValueError(f"{questions[0].name!r} has {people} people and {column.name!r} has {column.people}")
    return people
