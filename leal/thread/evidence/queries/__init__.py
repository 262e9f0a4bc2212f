"""What may be asked of evidence."""

from .freshness import Fresh, fresh, freshness, newest_known, overdue, to_tell
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
from .judgements import Judgement, Judgements, cases, examples, judgements, may_be_about
from .measures import measures_by_code
from .results import results, results_until
from .standings import (
    Known,
    Stood,
    edition_and_years,
    edition_in,
    editions_and_years,
    known,
    newest_year,
    standings,
    years,
)
from .telling import told

__all__ = [
    "Fresh",
    "Judgement",
    "Judgements",
    "Known",
    "Report",
    "Row",
    "Stood",
    "cases",
    "citations",
    "conflicts",
    "edition_and_years",
    "editions_and_years",
    "edition_in",
    "examples",
    "fresh",
    "freshness",
    "intakes",
    "judgements",
    "known",
    "may_be_about",
    "may_take_in",
    "measures_by_code",
    "newest_known",
    "newest_year",
    "overdue",
    "refusals",
    "report",
    "results",
    "results_until",
    "rows",
    "standings",
    "to_tell",
    "told",
    "unmapped",
    "who_may_take_in",
    "years",
]
