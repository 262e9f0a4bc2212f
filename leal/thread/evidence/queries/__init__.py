"""What is known: measures, results, what was taken in, and where sources disagree."""

from .intake import Report, Row, conflicts, intakes, refusals, report, rows, who_may_take_in

__all__ = ["Report", "Row", "conflicts", "intakes", "refusals", "report", "rows", "who_may_take_in"]
