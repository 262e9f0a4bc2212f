"""What may be asked of evidence."""

from .intake import (
    Report,
    Row,
    citations,
    conflicts,
    intakes,
    may_take_in,
    refusals,
    report,
    rows,
    unmapped,
    who_may_take_in,
)
from .judgements import Judgement, cases, judgements
from .measures import measures_by_code
from .results import results
from .standings import Known, Stood, known, newest_year, standings, years
from .telling import told

__all__ = [
    "Judgement",
    "Known",
    "Report",
    "Row",
    "Stood",
    "cases",
    "citations",
    "conflicts",
    "intakes",
    "judgements",
    "known",
    "may_take_in",
    "measures_by_code",
    "newest_year",
    "refusals",
    "report",
    "results",
    "rows",
    "standings",
    "told",
    "unmapped",
    "who_may_take_in",
    "years",
]
