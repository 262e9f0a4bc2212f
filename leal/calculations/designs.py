"""Means and shares of people who were not simply drawn one by one: strata, clusters, few to draw from."""

from dataclasses import dataclass

import numpy as np

from leal.calculations.weights.checks import checked_weights


@dataclass(frozen=True, eq=False)
class Design:
    """How the people of a sample were drawn.

    weights   one a person, finite and not negative
    strata    one label a person: each stratum was drawn from on its own;
              none means one stratum
    clusters  one label a person: who was drawn together (a household, a
              session); none means one by one. A cluster lies in one stratum
    drawn_of  one number a person: how many clusters their stratum had to
              draw from; none means very many

    Raises ValueError where a stratum has one cluster only: nothing then
    says how much another draw would differ. Join it to a neighbour.
    """

    weights: np.ndarray
    strata: np.ndarray | None = None
    clusters: np.ndarray | None = None
    drawn_of: np.ndarray | None = None

    def __post_init__(self):
        people = len(self.weights)
        object.__setattr__(self, "weights", checked_weights(self.weights, people=people))
        _, strata = np.unique(np.zeros(people) if self.strata is None else self.strata, return_inverse=True)
        _, clusters = np.unique(np.arange(people) if self.clusters is None else self.clusters, return_inverse=True)
        pairs = np.unique(np.stack([clusters, strata]), axis=1)
        if pairs.shape[1] > clusters.max(initial=-1) + 1:
            raise ValueError("a cluster lies in two strata; give its parts names of their own")
        object.__setattr__(self, "_cluster", clusters)
        object.__setattr__(self, "_stratum_of_cluster", pairs[1])
        self._check_strata()

    @property
    def degrees(self) -> int:
        """Clusters less strata: what there is to judge chance by."""
        return len(self._stratum_of_cluster) - len(set(self._stratum_of_cluster))

    def covariance(self, scores: np.ndarray) -> np.ndarray:
        """How the totals of scores would vary together from draw to draw.

        scores   people by figures, weights already in them
        returns  figures by figures
        Source: T. Lumley, "Complex Surveys", 2010, 2.3 and 3.1: clusters
        within strata, drawn with replacement or, with `drawn_of`, without.
        """
        clusters, strata = len(self._stratum_of_cluster), self._stratum_of_cluster
        totals = np.stack([np.bincount(self._cluster, column, clusters) for column in scores.T], axis=1)
        many = np.bincount(strata)
        means = np.stack([np.bincount(strata, column) for column in totals.T], axis=1) / many[:, None]
        apart = totals - means[strata]
        factor = (many / (many - 1) * (1 - self._drawn(many)))[strata]
        return (apart * factor[:, None]).T @ apart

    def _drawn(self, many: np.ndarray) -> np.ndarray:
        """The part of each stratum's clusters that was drawn."""
        if self.drawn_of is None:
            return np.zeros(len(many))
        there = np.full(len(self._stratum_of_cluster), np.nan)
        there[self._cluster] = self.drawn_of
        most = np.full(len(many), 0.0)
        np.maximum.at(most, self._stratum_of_cluster, there)
        if (most < many).any():
            raise ValueError("a stratum has fewer clusters to draw from than were drawn")
        return many / most

    def _check_strata(self) -> None:
        if len(self.weights) and (np.bincount(self._stratum_of_cluster) < 2).any():
            raise ValueError("a stratum has one cluster only, so nothing says how chance works in it")


@dataclass(frozen=True, eq=False)
class Estimate:
    """Means, how they vary together, and how much the design costs.

    means           one a figure, in the figure's unit
    covariance      figures by figures
    design_effects  variance over that of as many people drawn one by one,
                    with replacement; NaN where everyone says the same
    """

    means: np.ndarray
    covariance: np.ndarray
    design_effects: np.ndarray

    @property
    def standard_errors(self) -> np.ndarray:
        """One a figure, in the figure's unit."""
        return np.sqrt(np.diag(self.covariance))


def estimated_means(values: np.ndarray, design: Design) -> Estimate:
    """The mean of each column, with the standard error its design gives it.

    values  people by figures; for shares, 1 for who gave an answer, else 0

    Raises ValueError for a value that is no number, or nobody with a weight.
    Source: T. Lumley, "Complex Surveys", 2010, 2.3; the numbers of R's
    svymean with deff="replace".

    >>> drawn = Design(weights=np.ones(4), clusters=np.array([1, 1, 2, 2]))
    >>> found = estimated_means(np.array([[1.0], [1.0], [0.0], [0.0]]), drawn)
    >>> found.means.tolist(), found.standard_errors.round(2).tolist()
    ([0.5], [0.5])
    """
    values = np.asarray(values, dtype=np.float64)
    if not np.isfinite(values).all():
        raise ValueError("a value is no number; leave out who did not answer, or give them a weight of 0")
    weights, whole, people = design.weights, design.weights.sum(), np.count_nonzero(design.weights)
    if not whole:
        raise ValueError("nobody has a weight")
    means = weights @ values / whole
    apart = values - means
    covariance = design.covariance(apart * (weights / whole)[:, None])
    spread = weights @ apart**2 / whole
    plainly = spread / (people - 1) if people > 1 else np.full(len(means), np.nan)
    effects = np.divide(np.diag(covariance), plainly, out=np.full(len(means), np.nan), where=plainly > 0)
    return Estimate(means, covariance, effects)
