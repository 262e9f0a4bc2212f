r"""Words from files: text, web pages and Word documents as paragraphs and sentences.

Sums that read prose (do the words fit the numbers, is it plain) start here,
so that each sees the same sentences.

>>> document = read_document(b"Almost half (46 per cent) agreed. A few did not.\n", name="note.txt")
>>> document.sentences()
['Almost half (46 per cent) agreed.', 'A few did not.']
"""

from leal.calculations.files import Unreadable

from .document import Document, Paragraph, Sentence
from .doorway import read_document
from .sentences import sentences

__all__ = ["Document", "Paragraph", "Sentence", "Unreadable", "read_document", "sentences"]
