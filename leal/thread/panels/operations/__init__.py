"""What is done about panels and whoever takes part in them."""

from .comparing import FilledAlready, NotComparable, fill_gap, load_population, note_missing, rewrite_missing
from .founding import add_question, open_panel, open_wave, word_consent

__all__ = [
    "FilledAlready",
    "NotComparable",
    "add_question",
    "fill_gap",
    "load_population",
    "note_missing",
    "open_panel",
    "open_wave",
    "rewrite_missing",
    "word_consent",
]
