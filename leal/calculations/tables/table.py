"""One table: the answers to a question, for each level of a group."""

from functools import cached_property

import numpy as np

from leal.calculations.answers import Answers
from leal.calculations.proportions import share_intervals

from .strips import ANSWERED_LINE, FIRST_LABEL_LINE, NOT_ASKED_LINE, SKIPPED_LINE

NOT_KNOWN = "Not known"


class Table:
    """The answers to one question in each level of one group.

    Rows are the group's levels in order, with "Not known" last when anyone's
    group is not known; columns are the answers in order. What cannot be said
    because nobody answered is NaN, never 0.

    Source: the standard errors are those of a ratio under weights that stand
    for unequal chances, linearised: T. Lumley, "Complex Surveys", 2010, 2.3.
    """

    def __init__(self, question: Answers, group: Answers, found: np.ndarray, people: int):
        self.question, self.group, self.sample = question, group, people
        unknown = found[NOT_ASKED_LINE] + found[SKIPPED_LINE]
        known = found[FIRST_LABEL_LINE:]
        some_unknown = unknown[:, 0].any()
        self.levels = (*group.labels, NOT_KNOWN) if some_unknown else group.labels
        self._found = np.concatenate([known, unknown[None]]) if some_unknown else known

    # -- how many people, unweighted

    @property
    def people(self) -> np.ndarray:
        """Levels by answers: how many people gave each answer."""
        return self._counted(slice(FIRST_LABEL_LINE, None))

    @property
    def bases(self) -> np.ndarray:
        """How many people answered, in each level. Of them the shares are shares."""
        return self._counted(ANSWERED_LINE)

    @property
    def skipped(self) -> np.ndarray:
        """How many people were asked and gave no answer, in each level."""
        return self._counted(SKIPPED_LINE)

    @property
    def not_asked(self) -> np.ndarray:
        """How many people were not asked, in each level."""
        return self._counted(NOT_ASKED_LINE)

    # -- what they stand for

    @property
    def weights(self) -> np.ndarray:
        """Levels by answers: the weights of those who gave each answer, added up."""
        return self._found[:, FIRST_LABEL_LINE:, min(1, self._last)]

    @property
    def weighted_bases(self) -> np.ndarray:
        """The weights of those who answered, added up, in each level."""
        return self._found[:, ANSWERED_LINE, min(1, self._last)]

    @property
    def squares(self) -> np.ndarray:
        """Levels by answers: the squared weights of those who gave each answer, added up."""
        return self._found[:, FIRST_LABEL_LINE:, self._last]

    @property
    def square_bases(self) -> np.ndarray:
        """The squared weights of those who answered, added up, in each level."""
        return self._found[:, ANSWERED_LINE, self._last]

    @property
    def effective_bases(self) -> np.ndarray:
        """How many people, all of one weight, would tell as much as those who answered (Kish)."""
        return _ratio(self.weighted_bases**2, self.square_bases)

    @cached_property
    def shares(self) -> np.ndarray:
        """Levels by answers: the share of those who answered, weighted, between 0 and 1."""
        return _ratio(self.weights, self.weighted_bases[:, None])

    @property
    def standard_errors(self) -> np.ndarray:
        """Levels by answers: the standard error of each share, as a share."""
        return np.sqrt(self._scale * self._spreads)

    @property
    def design_effects(self) -> np.ndarray:
        """Levels by answers: how many times larger the weights make the variance of a share.

        NaN where everyone or nobody gave the answer: there is nothing to
        compare. Exactly 1 where weights are equal; R's `deff` differs in a
        small part of the base by its (n - 1)s.
        """
        plain = self.shares * (1 - self.shares)
        return _ratio(self._spreads * self.bases[:, None], np.where(plain > 0, plain, 0))

    def intervals(self, *, z: float = 1.96) -> tuple[np.ndarray, np.ndarray]:
        """Levels by answers, twice: the low and the high end of where each true share plausibly lies.

        Wilson's interval on the base divided by the design effect (never
        more than the base). It speaks of chance only, and only for a sample
        drawn by chance: never give one for people who chose themselves.
        """
        effects = self.design_effects
        bases = np.where(np.isnan(effects), self.effective_bases[:, None], _ratio(self.bases[:, None], effects))
        return share_intervals(shares=self.shares, bases=np.minimum(bases, self.bases[:, None]), z=z)

    # -- answers that are numbers

    @property
    def mean_bases(self) -> np.ndarray:
        """How many gave an answer that is a number, in each level."""
        return self.people[:, self._numbers].sum(axis=1)

    @property
    def means(self) -> np.ndarray:
        """The mean of the answers that are numbers, weighted, in each level."""
        return _ratio(self._numbered(self.weights) @ self._values, self._numbered(self.weights).sum(axis=1))

    @property
    def mean_errors(self) -> np.ndarray:
        """The standard error of each mean, in the unit of the answers; NaN where fewer than two gave a number."""
        apart = self._values - self.means[:, None]
        weights = self._numbered(self.weights).sum(axis=1)
        scale = self.sample / (self.sample - 1) if self.sample > 1 else np.nan
        return np.sqrt(scale * (self._numbered(self.squares) * apart**2).sum(axis=1)) / np.where(
            weights, weights, np.nan
        )

    def quantiles(self, part: float = 0.5) -> np.ndarray:
        """The number that `part` of the weighted answers lie at or below, in each level; 0.5 is the median.

        Where exactly `part` lie at or below one number, halfway to the next.
        """
        order = np.argsort(self._values, kind="stable")
        values, weights = self._values[order], self._numbered(self.weights)[:, order]
        return np.array([_quantile(values, row, part) for row in weights])

    # -- inside

    @property
    def _scale(self) -> float:
        # As R's survey does it: everyone counted, not only those of this row, makes the sample.
        return self.sample / (self.sample - 1) if self.sample > 1 else np.nan

    @property
    def _last(self) -> int:
        return self._found.shape[2] - 1

    def _counted(self, lines) -> np.ndarray:
        return np.rint(self._found[:, lines, 0]).astype(np.int64)

    @property
    def _spreads(self) -> np.ndarray:
        """Squared weights of those who gave an answer or did not, times how far each is from the share."""
        rest = np.maximum(self.square_bases[:, None] - self.squares, 0)
        spread = self.squares * (1 - self.shares) ** 2 + rest * self.shares**2
        return _ratio(spread, self.weighted_bases[:, None] ** 2)

    @property
    def _numbers(self) -> np.ndarray:
        if not self.question.values or self.question.several:
            raise ValueError(f"{self.question.name}: its answers do not stand for numbers")
        return ~np.isnan(self.question.values)

    @property
    def _values(self) -> np.ndarray:
        return np.array(self.question.values)[self._numbers]

    def _numbered(self, sums: np.ndarray) -> np.ndarray:
        return sums[:, self._numbers]


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """`part` / `whole`, and NaN where there is no whole."""
    part, whole = np.broadcast_arrays(np.asarray(part, dtype=np.float64), whole)
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)


def _quantile(values: np.ndarray, weights: np.ndarray, part: float) -> float:
    present = weights > 0
    values, below = values[present], np.cumsum(weights[present])
    if not len(values):
        return np.nan
    wanted = part * below[-1]
    at = min(int(np.searchsorted(below, wanted * (1 - 1e-12))), len(values) - 1)
    reaches_exactly = abs(below[at] - wanted) <= 1e-12 * below[-1] and at + 1 < len(values)
    return float((values[at] + values[at + 1]) / 2 if reaches_exactly else values[at])
