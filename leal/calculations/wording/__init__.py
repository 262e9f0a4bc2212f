"""Words for shares: a published table of words and ranges, used to write sentences and to check them."""

from .check import Judgement, check_document, check_file, check_sentence
from .published import published_table
from .writing import phrase_for, words_for

__all__ = ["Judgement", "check_document", "check_file", "check_sentence", "phrase_for", "published_table", "words_for"]
