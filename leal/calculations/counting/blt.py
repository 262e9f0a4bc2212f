"""BLT files as the world writes them.

A line with the numbers of candidates and seats; a line for each withdrawn
candidate; papers, a line each: how many are alike, then candidates in order,
then 0; a line with 0; the names, a line each; the title. Comments begin with
#. Read too: papers without the closing 0, an id in brackets before a paper,
`-` for a preference left out, `=` between equal ones, options in square
brackets, commas between numbers, names quoted or not.
"""

import re

from .ballots import MOST_CANDIDATES
from .names import named
from .parts import Marks, Parts

HEADER_MEND = "Begin with two whole numbers: how many candidates, how many seats (such as 5 3)"
PAPER_MEND = "A paper is a line of whole numbers: how many are alike, then candidates in order, then 0"
ZERO_MEND = "Write a line with 0 after the last paper"
OPTION = re.compile(r"\[\s*(\w+)\s*([^\]]*)\]\s*$")
PAPER_ID = re.compile(r"^\(([^)]*)\)\s*")
END = re.compile(r"^0[\s,]*(#.*)?$")


def blt_parts(file: str, text: str) -> Parts:
    """The parts of a BLT file, with its faults."""
    parts = Parts(file)
    lines = [(number, line.strip()) for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1)]
    lines = [
        (number, line) for number, line in lines if line and not (line[0] == "#" and "ALTERNATIVE NAME" not in line)
    ]
    if not lines:
        parts.fault(1, "The file holds nothing but comments", HEADER_MEND)
        return parts
    candidates = _header(parts, *lines[0])
    end = next((place for place, (_, line) in enumerate(lines) if place and line[0] == "0" and END.match(line)), None)
    if end is None:
        end = _where_names_begin(parts, lines, candidates)
        names = lines[end:]
    else:
        names = lines[end + 1 :]
    withdrawn = _papers(parts, lines[1:end], candidates)
    named(parts, names, candidates, withdrawn, after=lines[-1][0])
    return parts


def _header(parts: Parts, number: int, line: str) -> int:
    """How many candidates there are; 0 when the line does not say."""
    words = line.partition("#")[0].replace(",", " ").split()
    if len(words) != 2 or not all(word.isascii() and word.isdigit() for word in words):
        parts.fault(number, f"The first line is “{line[:60]}”", HEADER_MEND)
        return 0
    candidates, parts.seats = map(int, words)
    if not 1 <= candidates <= MOST_CANDIDATES or parts.seats < 1:
        parts.fault(number, f"There are {candidates:,} candidates and {parts.seats:,} seats", HEADER_MEND)
        return 0
    return candidates


def _where_names_begin(parts: Parts, lines: list[tuple[int, str]], candidates: int) -> int:
    """With no line of 0 after the papers: the first line that can be none. Past the end when there is none."""
    for place, (number, line) in enumerate(lines):
        if place and (line[0] in "\"'#" or line[0].isalpha()):
            if candidates and len(lines) - place > candidates + 1:
                parts.fault(number, "Names begin here, it seems, and no line with 0 ends the papers", ZERO_MEND)
            parts.notes.append("No line with 0 ends the papers; the names were taken to begin at the first quoted one.")
            return place
    return len(lines)


def _papers(parts: Parts, lines: list[tuple[int, str]], candidates: int) -> set[int]:
    """Take in the papers; gives who has withdrawn."""
    withdrawn: set[int] = set()
    plain, known = parts.plain, frozenset(range(1, candidates + 1))
    for number, line in lines:
        try:
            papers, *ranking = map(int, line.split())
        except ValueError:
            _odd_line(parts, number, line, candidates)
            continue
        if papers < 0:
            withdrawn |= _withdrawals(parts, number, [papers, *ranking], candidates)
            continue
        if ranking and not ranking[-1]:
            ranking.pop()
        # The usual paper; whatever is not goes the long way, where faults are found.
        if ranking and papers and known.issuperset(ranking) and len(set(ranking)) == len(ranking):
            key = tuple(ranking)
            plain[key] = plain.get(key, 0) + papers
        else:
            _take(parts, number, papers, [(mark,) for mark in ranking], candidates)
    return withdrawn


def _take(parts: Parts, number: int, papers: int, marks: Marks, candidates: int) -> None:
    if (0,) in marks:
        what = "The paper has a gap: a 0 stands in the middle, and 0 ends a paper"
        parts.fault(number, what, "Write - for a preference left out, and each paper on a line of its own")
    elif not papers:
        parts.notes.append(f"Line {number:,} stands for no paper and was passed over.")
    elif any(mark[0] < 0 for mark in marks if mark):
        parts.fault(number, "A candidate’s number is below 0", PAPER_MEND)
    else:
        parts.add(number, papers, marks, candidates)


def _withdrawals(parts: Parts, number: int, numbers: list[int], candidates: int) -> set[int]:
    gone = {-each for each in numbers if each}
    wrong = sorted(each for each in gone if each < 1 or (candidates and each > candidates))
    for each in wrong:
        what = f"It is neither a paper nor a withdrawn candidate: there is no candidate {each}"
        parts.fault(number, what, "A line of withdrawn candidates has their numbers with a minus sign, such as -2")
    return gone - set(wrong)


def _odd_line(parts: Parts, number: int, line: str, candidates: int) -> None:
    """A line that is not just whole numbers: an option, a comment at its end, an id, gaps, equal preferences."""
    if option := OPTION.match(line):
        _option(parts, number, *option.groups())
        return
    words = PAPER_ID.sub("", line).partition("#")[0].replace("=", " = ").replace(",", " ").split()
    try:
        papers, marks = int(words[0]), _marks(words[1:])
    except (ValueError, IndexError):
        parts.fault(number, "This is no paper: not every word is a whole number", PAPER_MEND)
        return
    if papers < 0:
        parts.fault(number, f"It stands for {papers} papers", PAPER_MEND)
        return
    _take(parts, number, papers, marks, candidates)


def _marks(words: list[str]) -> Marks:
    """Raises ValueError for a word that is no mark, and an = with nothing beside it."""
    marks: Marks = []
    joined = False
    for word in words[:-1] if words and words[-1] == "0" else words:
        if word == "=":
            if joined or not marks or not marks[-1]:
                raise ValueError(word)
            joined = True
        elif joined:
            marks[-1] += (int(word),)
            joined = False
        else:
            marks.append(() if word in {"-", "–"} else (int(word),))
    if joined:
        raise ValueError("=")
    return marks


def _option(parts: Parts, number: int, option: str, rest: str) -> None:
    if option == "tie":
        try:
            parts.lots = tuple(map(int, rest.split()))
        except ValueError:
            parts.fault(number, "The lots are not whole numbers", "Write [tie 3 1 2]: candidates as they were drawn")
    else:
        parts.notes.append(f"The option [{option}] on line {number:,} was passed over.")
