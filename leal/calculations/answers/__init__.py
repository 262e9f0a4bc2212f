"""What people answered, ready to be counted.

One `Answers` holds one column: a code a person, beside the words the codes
stand for. A question and a group are the same thing seen from two sides.
Skipped ("asked, gave no answer") and not asked are never the same code.
"""

from .coded import NOT_ASKED, SKIPPED, Answers

__all__ = ["NOT_ASKED", "SKIPPED", "Answers"]
