"""Tables: every question by every group, counted in one pass; and measures from events, in the same way."""

from .comparing import Compared, compare
from .events import EventMeasure, Measured, Statistic, measure_events
from .table import Table
from .tabulation import Tables, tabulate

__all__ = [
    "Compared",
    "EventMeasure",
    "Measured",
    "Statistic",
    "Table",
    "Tables",
    "compare",
    "measure_events",
    "tabulate",
]
