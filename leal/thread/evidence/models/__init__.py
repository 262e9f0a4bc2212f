"""Measures and what they serve; results and where each was published; files taken in; judgements."""

from .intakes import Intake, Refusal
from .judgements import Example, Finding, OwnerDecision, Standing
from .measures import Break, Level, Measure, Service
from .reminders import Reminder
from .results import Citation, Result, Source
from .waiting import WaitingFile

__all__ = [
    "Break",
    "Citation",
    "Example",
    "Finding",
    "Intake",
    "Level",
    "Measure",
    "OwnerDecision",
    "Refusal",
    "Reminder",
    "Result",
    "Service",
    "Source",
    "Standing",
    "WaitingFile",
]
