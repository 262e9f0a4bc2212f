"""Who is here, beside who might be: the make-up of a group of people against the population it speaks for.

A `Population` says how everyone falls into the values of a feature (age,
gender), or of two at once. A `Tally` counts a group the same way. `make_up`
sets them side by side, hides what is too small to show in all tables
together, and puts those who are missing first. `telling` says it in words.
"""

from .comparing import Comparison, Line, MakeUp, make_up
from .counting import Tally, tallies_of
from .population import Breakdown, Population, read_population
from .protecting import Hidden
from .unsaid import Unsaid

__all__ = [
    "Breakdown",
    "Comparison",
    "Hidden",
    "Line",
    "MakeUp",
    "Population",
    "Tally",
    "Unsaid",
    "make_up",
    "read_population",
    "tallies_of",
]
