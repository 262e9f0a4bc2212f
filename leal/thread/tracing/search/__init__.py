"""Finding things by their words: everything that is public, in the newest published edition of each charter.

Each slice says what of it can be found; here the words are read, the question is put once, and hits come back by kind.
"""

from .asking import Asked, asked
from .finding import Found, Hit, Kind, found
from .spelling import better_spelling

__all__ = ["Asked", "Found", "Hit", "Kind", "asked", "better_spelling", "found"]
