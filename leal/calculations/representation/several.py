"""A question to which a person may give several answers: how many gave each, and what may be shown of it.

Whoever gave two answers counts in both, so the shares do not add up to 100%,
and the answers cannot be set out as the values of a feature can. Small numbers
could be worked out in three ways, so none of these is ever from 1 to 4:

* how many gave an answer;
* how many of those who said gave it not, for that is the base less the number;
* how many answers were given beyond each person's first, for that is the sum of
  all numbers less the base, and with two answers it says how many gave both.

Answers too few people gave are told together (“one of these: …”), as few as
will do, the smallest first. Nothing is hidden beside a sum, so nothing hidden
can be worked out from it; what was put together has at least four ways to fall
apart. Such a question is never crossed with a second: its cells overlap, and
the bounds on hidden cells of tables that overlap are not what `protecting`
reckons with.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .protecting import SMALLEST

Answers = tuple[str, ...]


class Given(NamedTuple):
    """One answer, or several told together, and how many people gave it, or at least one of them."""

    answers: Answers
    count: int


class Several(NamedTuple):
    """What may be shown of such a question.

    people  everyone who was asked
    base    those who said
    given   most often given first; none where nothing can be shown
    """

    people: int
    base: int
    given: tuple[Given, ...]

    @property
    def withheld(self) -> bool:
        """That so few people said, or gave other answers than most, that nothing can be shown."""
        return not self.given


def several(
    sets: Mapping[frozenset[str], int], choices: Sequence[str], unsaid: int = 0, *, smallest: int = SMALLEST
) -> Several:
    """How many gave each answer, as far as it may be shown.

    sets      how many gave each set of answers; each person stands in one, and nobody in the empty one
    choices   every answer there is, in the order it is asked
    unsaid    how many said nothing
    smallest  the smallest number of people that is shown, at least 3; nought is always shown

    >>> sets = {frozenset({"heating"}): 40, frozenset({"carer", "heating"}): 20, frozenset({"funeral"}): 2,
    ...         frozenset({"baby"}): 6}
    >>> [(" or ".join(one.answers), one.count) for one in several(sets, ["heating", "carer", "funeral", "baby"]).given]
    [('heating', 60), ('carer', 20), ('funeral or baby', 8)]
    """
    if smallest < 3:
        raise ValueError("Numbers below 3 cannot be told apart from what is said of them")
    base = sum(sets.values())
    together = [(answer,) for answer in choices]
    while together and not shown_safely([one.count for one in counted(sets, together)], base, smallest):
        together = merged(sets, together)
    given = sorted(counted(sets, together), key=lambda one: -one.count)
    return Several(base + unsaid, base, tuple(given))


def counted(sets: Mapping[frozenset[str], int], together: Sequence[Answers]) -> Iterator[Given]:
    """How many people gave at least one of each of these answers."""
    for answers in together:
        yield Given(answers, sum(count for given, count in sets.items() if not given.isdisjoint(answers)))


def shown_safely(counts: Sequence[int], base: int, smallest: int = SMALLEST) -> bool:
    """Whether no small number can be read from these counts or worked out from them.

    >>> shown_safely([40, 10], 40), shown_safely([40, 3], 40), shown_safely([38, 10], 40), shown_safely([30, 12], 40)
    (True, False, False, False)
    """
    told = [*counts, *(base - count for count in counts), sum(counts) - base]
    return bool(base) and not any(0 < abs(number) < smallest for number in told)


def merged(sets: Mapping[frozenset[str], int], together: Sequence[Answers]) -> list[Answers]:
    """The two answers told together that fewest people gave, nobody's left apart; none when only one is left."""
    there = sorted((one for one in counted(sets, together) if one.count), key=lambda one: one.count)
    if len(there) < 3:
        return []
    first, second = there[0].answers, there[1].answers
    both = [answer for one in together if one in (first, second) for answer in one]
    return [tuple(both) if one == first else one for one in together if one != second]
