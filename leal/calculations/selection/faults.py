"""What is wrong with a file, said so that its owner can mend it."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing to mend. Rows count as a spreadsheet does: the heading is row 1."""

    file: str
    what: str
    mend: str
    rows: tuple[int, ...] = ()
    column: str = ""

    def __str__(self) -> str:
        where = [self.file]
        if self.rows:
            where.append(rows_in_words(self.rows))
        if self.column:
            where.append(f"column {self.column}")
        return f"{', '.join(where)}: {self.what}. {self.mend}."

    def as_record(self) -> dict:
        """The fault as plain values, for --json."""
        return {
            "file": self.file,
            "rows": list(self.rows),
            "column": self.column,
            "what": self.what,
            "mend": self.mend,
        }


class Unreadable(Exception):
    """Files that cannot be used as they are, with every fault found in them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def rows_in_words(rows: tuple[int, ...]) -> str:
    """Which rows, in words: the first few by number, the rest as a count.

    >>> rows_in_words((4,)), rows_in_words((2, 5, 9))
    ('row 4', 'rows 2, 5 and 9')
    >>> rows_in_words(tuple(range(2, 100)))
    'rows 2, 3, 4, 5, 6 and 93 more'
    """
    if len(rows) == 1:
        return f"row {rows[0]}"
    if len(rows) <= 6:
        return f"rows {', '.join(map(str, rows[:-1]))} and {rows[-1]}"
    return f"rows {', '.join(map(str, rows[:5]))} and {len(rows) - 5:,} more"


def together(faults: list[Fault]) -> list[Fault]:
    """The same fault on many rows made one fault that names the rows, in order of its first row."""
    rows: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for fault in faults:
        rows[fault.file, fault.what, fault.mend, fault.column].extend(fault.rows)
    return [
        Fault(file, what, mend, tuple(sorted(set(where))), column) for (file, what, mend, column), where in rows.items()
    ]
