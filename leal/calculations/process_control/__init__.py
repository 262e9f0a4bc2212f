"""Process control: does a series of at least twelve results show more than its usual variation?"""

from .charts import FEWEST, Chart, Phase, Rebase, TooFewPoints, chart
from .signals import Rule, Signal

__all__ = ["FEWEST", "Chart", "Phase", "Rebase", "Rule", "Signal", "TooFewPoints", "chart"]
