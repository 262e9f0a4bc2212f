"""What may be asked of evidence."""

from .standings import Stood, newest_year, standings, years
from .telling import told

__all__ = ["Stood", "newest_year", "standings", "told", "years"]
