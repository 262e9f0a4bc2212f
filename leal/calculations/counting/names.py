"""The names at the end of a BLT file, quoted in whatever way."""

import re

from .ballots import Candidate
from .parts import Parts

ALTERNATIVE = re.compile(r"^#\s*ALTERNATIVE NAME\s*\d*\s*:\s*")
QUOTED = re.compile(r'"([^"]*)"')
TWO_QUOTED = re.compile(r'^"([^"]*)"\s+"([^"]*)"$')
NAME_AND_PARTY = re.compile(r'^(\S.*?)\s*"([^"]+)"$')
PAPER = re.compile(r"^\d+(\s+\d+)*\s+0$|^0$")
AFTER = re.compile(r'(?<=["\s])\s*#\s.*$')


def named(parts: Parts, lines: list[tuple[int, str]], candidates: int, withdrawn: set[int], *, after: int) -> None:
    """Fill in candidates and title from the lines after the papers; `after` is the last line of the file."""
    for number, _ in [each for each in lines if PAPER.match(each[1])]:
        what = "This looks like a paper, and stands after the line with 0 that ends them"
        parts.fault(number, what, "Put it before that line")
    texts = _texts([line for _, line in lines], candidates)
    if candidates and len(texts) < candidates:
        what = f"There are {candidates} candidates and {len(texts)} names"
        parts.fault(after, what, "After the line with 0, write each candidate’s name on a line of its own")
    for place in [place for place, text in enumerate(texts[:candidates]) if not text.strip('" ')]:
        parts.fault(after, f"Candidate {place + 1} has no name", "Write it between the quotation marks")
    split = [_split(text) for text in texts[:candidates]]
    # A last word in quotation marks is a party only where more than one candidate has one; else it is a nickname.
    parties = sum(bool(party) for _, party in split) > 1 or candidates == 1
    for number, (text, (name, party)) in enumerate(zip(texts, split, strict=False), 1):
        shown = (name, party) if parties else (_plain(text), "")
        parts.candidates.append(Candidate(number, *shown, number in withdrawn))
    rest = [_plain(text) for text in texts[candidates:]]
    parts.title = rest[0] if rest and candidates else ""
    if len(rest) > 1:
        parts.notes.append(f"After the title there is more, which was passed over: {'; '.join(rest[1:])[:200]}.")


def _texts(lines: list[str], candidates: int) -> list[str]:
    """One text for each name, then the title; several on a line are taken apart where lines are too few."""
    texts = [_unescaped(AFTER.sub("", ALTERNATIVE.sub("", line)).strip()) for line in lines]
    if len(texts) < candidates:
        apart = [word for text in texts for word in (QUOTED.findall(text) or [text])]
        if len(apart) in {candidates, candidates + 1}:
            return apart
    return texts


def _unescaped(text: str) -> str:
    """Quotation marks inside quotation marks, written once.

    >>> _unescaped('"Kim ""Kit"" LEE"'), _unescaped('"\\\\"Kit\\\\" LEE"')
    ('"Kim "Kit" LEE"', '""Kit" LEE"')
    """
    text = text.replace('\\"', '""').strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        inner = text[1:-1]
        if '""' in inner and '"' not in inner.replace('""', ""):
            inner = inner.replace('""', '"')
            return inner if TWO_QUOTED.match(inner) or QUOTED.fullmatch(inner) else f'"{inner}"'
    return text


def _split(text: str) -> tuple[str, str]:
    """A name, and the party after it in quotation marks of its own.

    >>> _split('"Kamran BUTT "Alba Party""'), _split('"David JARDINE" "Labour"'), _split("Helen COFFEY (SNP)")
    (('Kamran BUTT', 'Alba Party'), ('David JARDINE', 'Labour'), ('Helen COFFEY (SNP)', ''))
    """
    if two := TWO_QUOTED.match(text):
        return two[1].strip(), two[2].strip()
    plain = _plain(text)
    if both := NAME_AND_PARTY.match(plain):
        return both[1].strip().strip('"'), both[2].strip()
    return plain, ""


def _plain(text: str) -> str:
    """A text without the quotation marks around it."""
    for mark in "\"'":
        if len(text) > 1 and text[0] == text[-1] == mark and not TWO_QUOTED.match(text):
            return text[1:-1].strip()
    return text.strip()
