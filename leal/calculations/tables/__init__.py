"""Tables: every question by every group, counted in one pass."""

from .comparing import Compared, compare
from .table import Table
from .tabulation import Tables, tabulate

__all__ = ["Compared", "Table", "Tables", "compare", "tabulate"]
