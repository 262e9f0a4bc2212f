"""What may be asked of evidence."""

from .judgements import cases, judgements
from .results import results
from .standings import Known, Stood, known, newest_year, standings, years
from .telling import told

__all__ = ["Known", "Stood", "cases", "judgements", "known", "newest_year", "results", "standings", "told", "years"]
