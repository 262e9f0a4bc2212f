"""Is it plain? Sentence by sentence with what to do, each rule with its source; reading ages by known formulas."""

from .ages import Counts, ReadingAge, counts, reading_ages
from .check import Judged, Plainness, check_document, check_file, check_sentence
from .faults import Fault, Rule, rules
from .published import published_rules
from .syllables import syllables

__all__ = [
    "Counts",
    "Fault",
    "Judged",
    "Plainness",
    "ReadingAge",
    "Rule",
    "check_document",
    "check_file",
    "check_sentence",
    "counts",
    "published_rules",
    "reading_ages",
    "rules",
    "syllables",
]
