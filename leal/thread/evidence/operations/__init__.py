"""What may be done to evidence, by whom."""

from .intake import AlreadyTakenIn, take_in
from .judgements import OverruledWithoutReason, decide, file_finding, give_example
from .measures import Adoption, adopt_measures

__all__ = [
    "Adoption",
    "AlreadyTakenIn",
    "OverruledWithoutReason",
    "adopt_measures",
    "decide",
    "file_finding",
    "give_example",
    "take_in",
]
