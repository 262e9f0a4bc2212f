"""What may be done to evidence, by whom."""

from .intake import AlreadyTakenIn, take_in
from .judgements import (
    AgreesWithSomethingElse,
    NotIndependent,
    OverruledWithoutReason,
    ProposalChanged,
    SameExample,
    SaysTheSame,
    Seen,
    decide,
    file_finding,
    give_example,
    rewrite_example,
)
from .measures import Adoption, adopt_measures
from .reminders import EveryoneKnows, remind
from .waiting import hand_in, let_go, take_in_waiting

__all__ = [
    "Adoption",
    "AgreesWithSomethingElse",
    "AlreadyTakenIn",
    "EveryoneKnows",
    "NotIndependent",
    "OverruledWithoutReason",
    "ProposalChanged",
    "SameExample",
    "SaysTheSame",
    "Seen",
    "adopt_measures",
    "decide",
    "file_finding",
    "give_example",
    "hand_in",
    "let_go",
    "remind",
    "rewrite_example",
    "take_in",
    "take_in_waiting",
]
