"""What is wrong with a file of ballots, said so that its owner can mend it."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing to mend. `lines` are counted from 1; none for the whole file."""

    file: str
    what: str
    mend: str
    lines: tuple[int, ...] = ()

    def __str__(self) -> str:
        where = ", ".join(filter(None, [self.file, lines_in_words(self.lines)]))
        return f"{where}: {self.what}. {self.mend}."

    def as_record(self) -> dict:
        """The fault as plain values, for --json."""
        return {"file": self.file, "lines": list(self.lines), "what": self.what, "mend": self.mend}


class Unreadable(Exception):
    """Ballots that cannot be counted as they are, with every fault found in them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def lines_in_words(lines: tuple[int, ...]) -> str:
    """Which lines, in words: the first few by number, the rest as a count.

    >>> lines_in_words((4,)), lines_in_words((2, 5, 9)), lines_in_words(tuple(range(2, 100)))
    ('line 4', 'lines 2, 5 and 9', 'lines 2, 3, 4, 5, 6 and 93 more')
    """
    if len(lines) < 2:
        return "".join(f"line {line:,}" for line in lines)
    if len(lines) <= 6:
        return f"lines {', '.join(f'{line:,}' for line in lines[:-1])} and {lines[-1]:,}"
    return f"lines {', '.join(f'{line:,}' for line in lines[:5])} and {len(lines) - 5:,} more"


def together(faults: list[Fault]) -> list[Fault]:
    """The same fault on many lines made one that names them, in order of its first line."""
    lines: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for fault in faults:
        lines[fault.file, fault.what, fault.mend].extend(fault.lines)
    merged = [Fault(*same, tuple(sorted(set(where)))) for same, where in lines.items()]
    return sorted(merged, key=lambda fault: fault.lines[:1])
