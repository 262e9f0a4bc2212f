"""Ballots from a file: BLT or PrefLib, told apart by what is in it."""

import re
from hashlib import sha256
from pathlib import Path

from leal.calculations.files import Unreadable as NotText
from leal.calculations.files.encodings import decoded

from .ballots import MOST_PAPERS, Ballots, Candidate, ballots_of
from .blt import blt_parts
from .faults import Fault, Unreadable, together
from .marks import UNCLEAR, settled
from .parts import Parts
from .preflib import preflib_parts

PREFLIB = re.compile(r"^#\s*NUMBER ALTERNATIVES\s*:", re.MULTILINE | re.IGNORECASE)
MOST_BYTES = 1024 * 1024 * 1024


def read_ballots(
    source: Path | bytes, *, name: str = "", unclear: str = "refuse", approved: bool = False, seats: int = 0
) -> Ballots:
    """The ballots in a BLT or PrefLib file.

    source    a path, or the bytes of the file
    unclear   papers that leave a preference out, or give one to two
              candidates: "refuse" the file, "stop" where the paper stops
              being clear, "pass" over the gap or the two
    approved  order says nothing: whoever is named is approved (in a PrefLib
              file of categories, whoever is in the first)
    seats     in place of what the file says, or where it says nothing

    Raises Unreadable with every fault of the file.

    >>> ballots = read_ballots(b'2 1\\n3 1 2 0\\n2 2\\n0\\n"Dignity"\\nRespect', name="name.blt")
    >>> ballots.papers.tolist(), [candidate.name for candidate in ballots.candidates]
    ([3, 2], ['Dignity', 'Respect'])
    """
    if unclear not in UNCLEAR:
        raise ValueError(f"unclear is one of {', '.join(UNCLEAR)}")
    name = name or (source.name if isinstance(source, Path) else "the file")
    text, notes = _text(name, _content(name, source))
    parts = preflib_parts(name, text) if PREFLIB.search(text) else blt_parts(name, text)
    papers = settled(parts, unclear, approved)
    seats = seats or parts.seats
    parts.faults += _faults_of_the_whole(parts, papers, seats)
    if parts.faults:
        raise Unreadable(together(parts.faults))
    if not parts.seats and not seats:
        notes.append("The file does not say how many seats there are, so one is taken.")
    return ballots_of(
        papers,
        parts.candidates,
        seats=seats or 1,
        title=parts.title,
        blank=parts.blank,
        lots=parts.lots,
        notes=(*notes, *parts.notes),
    )


def digest_of(source: Path | bytes) -> str:
    """The SHA-256 of a file that has been read, so that a recount can say it counts the same papers."""
    return sha256(source if isinstance(source, bytes) else source.read_bytes()).hexdigest()


def _content(name: str, source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        if source.stat().st_size > MOST_BYTES:
            raise _whole(name, "The file is larger than a gigabyte", "Join papers that are alike on one line")
        return source.read_bytes()
    except FileNotFoundError:
        raise _whole(name, "There is no such file", "Check the name and the folder") from None
    except IsADirectoryError:
        raise _whole(name, "This is a folder", "Give the file inside it") from None
    except OSError as reason:
        raise _whole(name, f"The file cannot be opened ({reason.strerror})", "Check who may read it") from None


def _text(name: str, content: bytes) -> tuple[str, list[str]]:
    try:
        text, notes = decoded(content)
    except NotText:
        raise _whole(name, "This is not text", "Save the ballots as BLT or PrefLib, in UTF-8") from None
    if not text.strip():
        raise _whole(name, "The file is empty", "Fetch it again, or check that it is the right one")
    return text, notes


def _whole(name: str, what: str, mend: str) -> Unreadable:
    return Unreadable([Fault(name, what, mend)])


def _faults_of_the_whole(parts: Parts, papers: dict[tuple[int, ...], int], seats: int) -> list[Fault]:
    """What can be wrong though every line is right."""
    standing: list[Candidate] = [each for each in parts.candidates if not each.withdrawn]
    if parts.faults:
        return []
    if not standing:
        return [Fault(parts.file, "Every candidate has withdrawn", "Check the lines of withdrawn candidates")]
    if not any(papers.values()) or not any(papers):
        return [Fault(parts.file, "No paper holds a preference", "Check that the file is whole")]
    if parts.lots and sorted(parts.lots) != [each.number for each in standing]:
        what = "The lots do not name each candidate who has not withdrawn once"
        return [Fault(parts.file, what, "Write [tie 3 1 2]: candidates as they were drawn, all of them")]
    if sum(papers.values()) > MOST_PAPERS:
        mend = "Check the first number of each line: it is how many papers are alike"
        return [Fault(parts.file, f"There are more than {MOST_PAPERS:,} papers", mend)]
    if seats > len(standing):
        what = f"There are {seats} seats and {len(standing)} candidates who have not withdrawn"
        return [Fault(parts.file, what, "Check the number of seats: nobody needs to vote when there is a seat for all")]
    return []
