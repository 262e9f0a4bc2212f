"""Is it change? Only when the figures differ by more than rounding and chance, and matter by the measure's own line."""

from .intervals import share_difference_interval
from .judging import DIRECTION, Change, Line, Saying, change

__all__ = ["DIRECTION", "Change", "Line", "Saying", "change", "share_difference_interval"]
