"""What a file of ballots says, before it is decided what unclear papers mean."""

from dataclasses import dataclass, field

from .ballots import Candidate
from .faults import Fault

Marks = list[tuple[int, ...]]
"""One paper's preferences in order: one number each; none for a preference left out; several for equal ones."""


@dataclass
class Parts:
    """The parts of a file of ballots, as far as they could be read.

    plain    papers with one candidate for each preference, and how many there are of each
    marked   other papers: line, how many, marks
    blank    papers with no mark
    first_category  only the first marks are approvals (PrefLib's files of categories)
    """

    file: str
    seats: int = 0
    title: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    plain: dict[tuple[int, ...], int] = field(default_factory=dict)
    marked: list[tuple[int, int, Marks]] = field(default_factory=list)
    blank: int = 0
    lots: tuple[int, ...] = ()
    first_category: bool = False
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, line: int, what: str, mend: str) -> None:
        """Note a fault of one line."""
        self.faults.append(Fault(self.file, what, mend, (line,)))

    def add(self, line: int, papers: int, marks: Marks, candidates: int) -> None:
        """Papers as they are marked, checked against the number of candidates (0 when it is not known)."""
        named = [number for mark in marks for number in mark]
        for number in dict.fromkeys(named):
            if number < 1 or (candidates and number > candidates):
                what = f"There is no candidate {number}: the file has {candidates}"
                self.fault(line, what, "Check the paper, or the number of candidates on the first line")
            elif named.count(number) > 1:
                mend = "Look at the paper itself, and keep the preference that was meant, or leave the paper out"
                self.fault(line, f"The paper names candidate {number} twice", mend)
        while marks and not marks[-1]:
            marks.pop()
        if not marks:
            self.blank += papers
        elif all(len(mark) == 1 for mark in marks):
            ranking = tuple(named)
            self.plain[ranking] = self.plain.get(ranking, 0) + papers
        else:
            self.marked.append((line, papers, marks))
