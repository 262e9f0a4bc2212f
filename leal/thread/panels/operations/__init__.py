"""What is done about panels and whoever takes part in them."""

from .founding import add_question, open_panel, open_wave, word_consent

__all__ = ["add_question", "open_panel", "open_wave", "word_consent"]
