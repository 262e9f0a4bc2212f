"""The standing of a commitment in a charter year, proposed by rule: worst first, every step a sentence.

`standings` takes facts and readings, and gives for each commitment a word,
how each part and measure and group stands, where the thread is broken, and
the steps from one to the other. The rule is told in `leal/thread/tracing/how-we-decide.md`.
"""

from .broken import Broken
from .facts import (
    Cases,
    CommitmentFacts,
    Evidence,
    Level,
    MeasureRule,
    OwnerFact,
    PartFact,
    PracticeFact,
    Serving,
)
from .groups import GroupGap
from .rule import PartStanding, Standing, standing, standings
from .sentences import Step
from .verdicts import Finding, Verdict, judged
from .words import Word

__all__ = [
    "Broken",
    "Cases",
    "CommitmentFacts",
    "Evidence",
    "Finding",
    "GroupGap",
    "Level",
    "MeasureRule",
    "OwnerFact",
    "PartFact",
    "PartStanding",
    "PracticeFact",
    "Serving",
    "Standing",
    "Step",
    "Verdict",
    "Word",
    "judged",
    "standing",
    "standings",
]
