r"""Tables from files, read safely.

The one door through which a CSV, ODS or XLSX file enters Leal: what comes
out is sheets of rows of cells, each cell with what a reader sees and what
the file holds. A file that is too big, locked, broken off or built to do
harm is refused in one sentence, an `Unreadable`.

>>> book = read_book(b"Answer,Share\nYes,89%\n", name="alerts.csv")
>>> [cell.text for cell in book.sheets[0].rows[1]]
['Yes', '89%']
"""

from .book import Book, Cell, Sheet, Span, Unreadable
from .doorway import Rows, read_book, read_rows
from .limits import Limits

__all__ = ["Book", "Cell", "Limits", "Rows", "Sheet", "Span", "Unreadable", "read_book", "read_rows"]
