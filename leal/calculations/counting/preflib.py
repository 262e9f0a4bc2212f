"""PrefLib's files of orders (.soc, .soi, .toc, .toi) and of categories (.cat).

Source: the format of PrefLib since 2022 (N. Mattei, T. Walsh, "PrefLib: a
library for preferences", 2013, and the site's description of its formats).
"""

import re

from .ballots import MOST_CANDIDATES, Candidate
from .parts import Marks, Parts

HEAD = re.compile(r"^#\s*([A-Z ]+?)\s*(\d*)\s*:\s*(.*)$")
WORDS = re.compile(r"\{[^{}]*\}|[^,{}\s]+")
ORDER_MEND = (
    "A line is how many, a colon, and candidates in order with commas; equal ones in braces, such as 3: 1,{2,4}"
)


def preflib_parts(file: str, text: str) -> Parts:
    """The parts of a PrefLib file, with its faults."""
    parts, names, told = Parts(file), {}, {}
    orders: list[tuple[int, str]] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        head = HEAD.match(line.strip())
        if head and head[1] == "ALTERNATIVE NAME":
            names[int(head[2] or 0)] = head[3].strip()
        elif head:
            told.setdefault(head[1], (number, head[3].strip()))
        elif line.strip() and not line.startswith("#"):
            orders.append((number, line.strip()))
    candidates = _candidates(parts, told, names)
    parts.title = told.get("TITLE", (0, ""))[1]
    parts.first_category = told.get("DATA TYPE", (0, ""))[1] == "cat"
    for number, line in orders:
        _order(parts, number, line, candidates)
    _check_voters(parts, told)
    return parts


def _candidates(parts: Parts, told: dict, names: dict[int, str]) -> int:
    line, many = told.get("NUMBER ALTERNATIVES", (1, ""))
    if not (many.isascii() and many.isdigit() and len(many) < 9 and 1 <= int(many) <= MOST_CANDIDATES):
        parts.fault(
            line, f"NUMBER ALTERNATIVES is “{many[:60]}”", "Write how many candidates there are, a whole number"
        )
        return 0
    missing = [number for number in range(1, int(many) + 1) if not names.get(number)]
    if missing:
        what = f"There are {many} candidates and no name for {', '.join(map(str, missing))}"
        parts.fault(line, what, "Add the lines # ALTERNATIVE NAME")
    parts.candidates = [Candidate(number, names.get(number, "")) for number in range(1, int(many) + 1)]
    return int(many)


def _order(parts: Parts, number: int, line: str, candidates: int) -> None:
    papers, colon, rest = line.partition(":")
    try:
        marks = _marks(rest)
        if not colon or int(papers) < 0 or rest.count("{") != rest.count("}"):
            raise ValueError(line)
    except ValueError:
        parts.fault(number, f"“{line[:60]}” is no order", ORDER_MEND)
        return
    parts.add(number, int(papers), marks, candidates)


def _marks(rest: str) -> Marks:
    return [tuple(int(each) for each in re.split(r"[,\s]+", word.strip("{} ")) if each) for word in WORDS.findall(rest)]


def _check_voters(parts: Parts, told: dict) -> None:
    line, many = told.get("NUMBER VOTERS", (0, ""))
    found = sum(parts.plain.values()) + sum(papers for _, papers, _ in parts.marked) + parts.blank
    if many.isdigit() and int(many) != found and not parts.faults:
        what = f"NUMBER VOTERS is {int(many):,} and the orders add up to {found:,}"
        parts.fault(line, what, "Check that the file is whole")
