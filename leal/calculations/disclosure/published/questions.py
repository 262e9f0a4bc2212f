"""Which headings are answers to one question, by how they are written."""

import re
from collections.abc import Iterable

_NOTE = re.compile(r"\[[^\]]*\]")
_BRACKETS = re.compile(r"\([^()]*\)")
_CODE = re.compile(r"^\s*([A-Za-z]{1,5}[\d_]*\d[A-Za-z]?(?:_[A-Za-z0-9]+)*)\s*[.:)\n]\s*")
_STEM = re.compile(r"^(.*?)_?[A-Za-z0-9]+$")
_PARTED = re.compile(r"\s*(?:\||:|;|\s[-–—]\s|\n)\s*")


def same_question(headings: list[str]) -> list[tuple[int, ...]]:
    """Groups of headings that name one question, surest first: places from 0.

    >>> same_question(["Heard of it (% yes)", "Heard of it (% no)", "Base"])
    [(0, 1)]
    >>> same_question(["E06_A_yes.", "E06_B_yes.", "E06_A_no.", "E06_B_no."])
    [(0, 2), (1, 3)]
    """
    found: dict[tuple[int, ...], None] = {}
    for key_of in (_without_brackets, _before_last_part, _code_stem):
        for group in _alike(key_of(heading) for heading in headings):
            found.setdefault(group, None)
    return list(found)


def _alike(keys: Iterable[str]) -> list[tuple[int, ...]]:
    groups: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        if key:
            groups.setdefault(key, []).append(place)
    return [tuple(group) for group in groups.values() if 2 <= len(group) <= 40]


def _without_brackets(heading: str) -> str:
    """The question, when the answer stands in brackets behind it."""
    plain = _NOTE.sub(" ", heading)
    bare = _BRACKETS.sub(" ", plain)
    if bare == plain:
        return ""
    return _plain(_CODE.sub("", bare))


def _before_last_part(heading: str) -> str:
    """The question, when the answer follows a colon, a dash or a line break."""
    parts = _PARTED.split(_NOTE.sub(" ", heading).strip())
    return _plain(" ".join(parts[:-1])) if len(parts) > 1 else ""


def _code_stem(heading: str) -> str:
    """The question's code, when each answer adds to it: E06_A_yes, C01_2, Q7b."""
    match = _CODE.match(heading) or re.match(r"^\s*([A-Za-z]{1,5}\d+[A-Za-z0-9_]*)\b", heading)
    if not match:
        return ""
    code = match[1]
    if "_" in code:
        return code.rpartition("_")[0]
    return code[:-1] if code[-1].isalpha() and code[:-1][-1:].isdigit() else ""


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", words.lower()).split())
