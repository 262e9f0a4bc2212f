"""Tables: every question by every group, counted in one pass."""

from .table import Table
from .tabulation import Tables, tabulate

__all__ = ["Table", "Tables", "tabulate"]
