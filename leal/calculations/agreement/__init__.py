"""Do people who code the same words code them alike?

Krippendorff's alpha for codes of any level of measurement, with codes that
are missing; Cohen's kappa for two coders, Fleiss's for many; each with an
interval by resampling units. Works on files alone.
"""

from .alpha import LEVELS, alpha
from .kappa import cohen, fleiss
from .measured import Measured
from .ratings import Ratings, ratings_of
from .reading import read_ratings

__all__ = ["LEVELS", "Measured", "Ratings", "alpha", "cohen", "fleiss", "ratings_of", "read_ratings"]
