"""Agreement on 100,000 coded units beside krippendorff, scikit-learn and statsmodels.

None of them gives an interval; ours is shown apart. Each must find what we
find before it is timed.
"""

import json
import subprocess
import sys

import numpy as np

from bench.beside import row, say, seconds
from leal.calculations.agreement import Ratings, alpha, cohen, fleiss

UNITS, CODERS, CODES = 100_000, 3, 12
KRIPPENDORFF = """
import json, statistics, sys, time, numpy, krippendorff
codes = numpy.load(sys.argv[1]).astype(float).T
codes[codes < 0] = numpy.nan
taken = []
for _ in range(3):
    begun = time.perf_counter()
    value = krippendorff.alpha(codes, level_of_measurement=sys.argv[2])
    taken.append(time.perf_counter() - begun)
print(json.dumps([value, statistics.median(taken)]))
"""


def main() -> None:
    """Print a row for each measure: name | ours | theirs | ratio."""
    ratings = coded(np.random.default_rng(2023))
    by_krippendorff(ratings)
    by_scikit_learn(ratings)
    by_statsmodels(ratings)
    for level in ("nominal", "ordinal"):
        (taken,) = seconds(lambda level=level: alpha(ratings, level), runs=3)
        say(f"alpha, {level}, with an interval from 2,000 samples: {taken:.3f} s")


def coded(chance: np.random.Generator) -> Ratings:
    """Codes that agree in three of four cases; one in ten is missing."""
    truth = chance.integers(0, CODES, UNITS)
    given = np.where(chance.random((CODERS, UNITS)) < 0.75, truth, chance.integers(0, CODES, (CODERS, UNITS))).T
    given[chance.random(given.shape) < 0.1] = -1
    units = tuple(map(str, range(UNITS)))
    return Ratings(units, ("Ann", "Bo", "Cy"), tuple(map(str, range(CODES))), given)


def by_krippendorff(ratings: Ratings) -> None:
    """Its licence is of another kind than ours, so it runs in a process of its own and times itself."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "codes.npy", ratings.given)
        for level in ("nominal", "ordinal"):
            asked = [sys.executable, "-c", KRIPPENDORFF, str(Path(folder) / "codes.npy"), level]
            told = subprocess.run(asked, capture_output=True, text=True, check=True)
            value, theirs = json.loads(told.stdout)
            assert np.isclose(alpha(ratings, level, replicates=1).value, value)
            (ours,) = seconds(lambda level=level: alpha(ratings, level, replicates=1))
            row(f"alpha, {level}, {UNITS:,} units × {CODERS} coders", ours, "krippendorff", theirs)


def by_scikit_learn(ratings: Ratings) -> None:
    """Cohen's kappa of two coders."""
    from sklearn.metrics import cohen_kappa_score

    pair = ratings.between("Ann", "Bo")
    both = pair.given[(pair.given >= 0).all(axis=1)].T
    assert np.isclose(cohen(pair, replicates=1).value, cohen_kappa_score(*both))
    ours, theirs = seconds(lambda: cohen(pair, replicates=1), lambda: cohen_kappa_score(*both))
    row(f"Cohen's kappa, {both.shape[1]:,} units", ours, "scikit-learn", theirs)


def by_statsmodels(ratings: Ratings) -> None:
    """Fleiss's kappa, over the units that all have coded."""
    from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

    whole = ratings.given[(ratings.given >= 0).all(axis=1)]
    assert np.isclose(fleiss(ratings, replicates=1).value, fleiss_kappa(aggregate_raters(whole)[0]))
    ours, theirs = seconds(lambda: fleiss(ratings, replicates=1), lambda: fleiss_kappa(aggregate_raters(whole)[0]))
    row(f"Fleiss's kappa, {len(whole):,} units × {CODERS} coders", ours, "statsmodels", theirs)


if __name__ == "__main__":
    main()
