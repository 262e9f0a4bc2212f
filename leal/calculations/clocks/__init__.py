"""When things are due: tables of rules and of Scottish holidays, and one answer with its reasons.

>>> from datetime import date
>>> due("complaint-stage-1", date(2024, 3, 28)).due   # Good Friday and a weekend stand between
datetime.date(2024, 4, 4)
"""

from .counting import Due, due, due_dates
from .dates import day_in_scotland
from .refusals import CannotSay, NoTimeZone, NotInTable
from .rules import Rule, rule_for, rules
from .working_days import Holiday, holidays, working_days_between

__all__ = [
    "CannotSay",
    "Due",
    "Holiday",
    "NoTimeZone",
    "NotInTable",
    "Rule",
    "day_in_scotland",
    "due",
    "due_dates",
    "holidays",
    "rule_for",
    "rules",
    "working_days_between",
]
