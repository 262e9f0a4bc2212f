"""Published tables read the way an attacker would read them.

From files to a verdict: cells become figures, sheets become grids, what adds
up is found from the figures themselves, and every hidden cell is attacked.
"""

from .check import Finding, Report, Settings, Warned, check_files
from .protecting import CannotBeMadeSafe, Protected, hidden_more, rounded_to

__all__ = [
    "CannotBeMadeSafe",
    "Finding",
    "Protected",
    "Report",
    "Settings",
    "Warned",
    "check_files",
    "hidden_more",
    "rounded_to",
]
