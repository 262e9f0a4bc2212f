"""Published tables read the way an attacker would read them.

From files to a verdict: cells become figures, sheets become grids, what adds
up is found from the figures themselves, and every hidden cell is attacked.
"""

from .check import Finding, Report, Settings, Warned, check_files

__all__ = ["Finding", "Report", "Settings", "Warned", "check_files"]
