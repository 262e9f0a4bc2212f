"""Which results may stand on one line, and which may not.

A result is a `Reading`: one value, one period, one group, as its source gave
it. `comparable` sorts a bag of readings into runs that may be joined. What
may not be joined is kept, with the reason as a sentence.
"""

from .readings import Break, Reading
from .runs import Apart, Run, Series, comparable

__all__ = ["Apart", "Break", "Reading", "Run", "Series", "comparable"]
